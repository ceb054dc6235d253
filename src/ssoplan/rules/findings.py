"""Findings and skips: one row that does not hold, or could not be checked, with the values that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.parameters import ParameterValue
from ssoplan.rules.expression.types import Type
from ssoplan.rules.facts import Absent
from ssoplan.rules.formatting import plain_value, show
from ssoplan.rules.rule import Rule
from ssoplan.rules.tables import decode

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.parameters import Citation
    from ssoplan.rules.rule import Severity

__all__ = ["Finding", "Layout", "Page", "ShownParameter", "Skip"]


@attrs.frozen
class ShownParameter:
    """A parameter that a rule read.

    Attributes:
        id: The parameter.
        value: Its exact value.
        type: The type a condition sees.
        entry: The value with its window and source; None if it is not in force.
    """

    id: str
    value: Any
    type: Type
    entry: ParameterValue | None


@attrs.frozen
class Layout:
    """What all findings of one rule share: the names and types of their values, and the parameters.

    Attributes:
        rule: The rule.
        subject: The name of what is checked.
        title: What one of it is called.
        facts: Names and types of the values a finding carries.
        titles: What the facts are called.
        parameters: The parameters read.
    """

    rule: Rule
    subject: str
    title: Message
    facts: tuple[tuple[str, Type], ...]
    titles: tuple[Message, ...]
    parameters: tuple[ShownParameter, ...]


@attrs.frozen(eq=False, repr=False)
class Page:
    """The rows of one rule, from which its findings read their values when asked.

    Attributes:
        layout: Names, types and parameters.
        paths: Where each row stands.
        labels: How people call each row; may be empty.
        columns: The values of the facts, in stored form.
        matches: For a joining rule: for each joined name, the first match of each row.
        others: For each joined name, where its rows stand.
    """

    layout: Layout
    paths: Sequence[str]
    labels: Sequence[str]
    columns: tuple[Sequence[Any], ...]
    matches: Mapping[str, Mapping[int, tuple[tuple[str, int], ...]]] = attrs.Factory(dict)
    others: Mapping[str, Sequence[str]] = attrs.Factory(dict)

    def stored(self, row: int) -> tuple[Any, ...]:
        """Return the stored values of a row."""
        return tuple(column[row] for column in self.columns)

    def related(self, row: int) -> tuple[tuple[str, str], ...]:
        """Return the joined rows first found for a row, as pairs of name and path."""
        links = [link for found in self.matches.values() for link in found.get(row, ())]
        return tuple((alias, self.others[alias][other]) for alias, other in dict.fromkeys(links))

    def alone(self, row: int) -> Page:
        """Return the page of one row only, at place 0."""
        related = self.related(row)
        return Page(
            self.layout,
            (self.paths[row],),
            (self.labels[row],) if self.labels else (),
            tuple((value,) for value in self.stored(row)),
            {"": {0: tuple((alias, place) for place, (alias, _) in enumerate(related))}},
            # One name may stand for several rows: its place is counted over all of them.
            dict.fromkeys((alias for alias, _ in related), tuple(path for _, path in related)),
        )


@attrs.frozen(eq=False, repr=False)
class Finding:
    """Something that does not hold: which rule, where, with what values, said in two languages.

    A million findings must cost little, so that one holds its row only and reads the rest when asked.
    """

    _page: Page
    _row: int

    @property
    def path(self) -> str:
        """Where the object stands in its document."""
        return self._page.paths[self._row]

    @property
    def label(self) -> str:
        """How people call the object; may be empty."""
        return self._page.labels[self._row] if self._page.labels else ""

    @property
    def related(self) -> tuple[tuple[str, str], ...]:
        """The joined rows that the finding is about, as pairs of name and path."""
        return self._page.related(self._row)

    @property
    def rule(self) -> Rule:
        """The rule that does not hold."""
        return self._page.layout.rule

    @property
    def rule_id(self) -> str:
        """The id of the rule."""
        return self._page.layout.rule.id

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self._page.layout.rule.severity

    @property
    def subject(self) -> str:
        """The name of what was checked, such as ``project``."""
        return self._page.layout.subject

    @property
    def subject_title(self) -> Message:
        """What one of the things checked is called."""
        return self._page.layout.title

    @property
    def citation(self) -> Citation | None:
        """Where the rule stands."""
        return self._page.layout.rule.citation

    @property
    def values(self) -> dict[str, Any]:
        """The exact values of the facts and parameters that were read; an absent one is its reason."""
        facts = {name: decode(type_, value) for (name, type_), value in self._pairs()}
        return facts | {each.id: each.value for each in self._page.layout.parameters}

    @property
    def message(self) -> Message:
        """What does not hold, in both languages."""
        return Message(en=self.text("en"), th=self.text("th"))

    def text(self, lang: Language = "en") -> str:
        """Return what does not hold, with the values in their places."""
        template = self._page.layout.rule.message
        if template is None:
            return self._page.layout.rule.title.text(lang)
        shown = _Places(
            {name: show(decode(type_, value), type_, lang) for (name, type_), value in self._pairs()}
        )
        shown.update({each.id: show(each.value, each.type, lang) for each in self._page.layout.parameters})
        # Ids of parameters contain dots, which str.format would take for attributes.
        return _fill(getattr(template, lang), shown)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain JSON data."""
        citation = self.citation
        return {
            "rule": self.rule_id,
            "severity": str(self.severity),
            "subject": self.subject,
            "path": self.path,
            "label": self.label,
            "values": {name: plain_value(value) for name, value in self.values.items()},
            "related": [{"name": name, "path": path} for name, path in self.related],
            "message": {"th": self.text("th"), "en": self.text("en")},
            "citation": citation.to_plain() if citation is not None else None,
        }

    def _pairs(self) -> Any:
        return zip(self._page.layout.facts, self._page.stored(self._row), strict=True)

    def _content(self) -> tuple[Any, ...]:
        stored = self._page.stored(self._row)
        return (
            self._page.layout.rule,
            self._page.layout.parameters,
            self.path,
            self.label,
            stored,
            self.related,
        )

    def __eq__(self, other: object) -> bool:
        return self._content() == other._content() if isinstance(other, Finding) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.rule_id, self.path))

    def __reduce__(self) -> tuple[Any, ...]:
        # One finding must not carry all rows of its document along.
        return Finding, (self._page.alone(self._row), 0)

    def __str__(self) -> str:
        return f"{self.severity} {self.rule_id} at {self.path}: {' '.join(self.text('en').split())}"

    def __repr__(self) -> str:
        return f"<Finding {self.rule_id} {self.severity} at {self.path}: {self.text('en')}>"


class _Places(dict[str, str]):
    """Shown values by name; a name without a value (a joined row's fact) shows as itself."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _fill(template: str, shown: _Places) -> str:
    from string import Formatter  # noqa: PLC0415  # only where a message is read

    parts = Formatter().parse(template)
    return "".join(text + (shown[name] if name is not None else "") for text, name, _, _ in parts)


@attrs.frozen(repr=False)
class Skip:
    """A rule that could not be evaluated on one row, and why.

    Attributes:
        rule_id: The rule.
        subject: What was to be checked.
        path: Where the object stands in its document.
        absent: The facts and parameters without a value, and how each is absent; empty if an operation had no answer.
        reason: Why, in both languages.
    """

    rule_id: str
    subject: str
    path: str
    absent: tuple[tuple[str, Absent], ...]
    reason: Message

    def to_dict(self) -> dict[str, Any]:
        """Return the skip as plain JSON data."""
        return {
            "rule": self.rule_id,
            "subject": self.subject,
            "path": self.path,
            "absent": {name: absent.value for name, absent in self.absent},
            "reason": {"th": self.reason.th, "en": self.reason.en},
        }

    def __repr__(self) -> str:
        return f"<Skip {self.rule_id} at {self.path}: {self.reason.en}>"
