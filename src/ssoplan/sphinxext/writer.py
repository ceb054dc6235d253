"""How a page says things: fixed words, texts, dates, values and links in the language of the build."""

from __future__ import annotations

import datetime as dt
import posixpath
from typing import TYPE_CHECKING, cast

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref

from ssoplan.calendar import format_date
from ssoplan.errors import Language, Message
from ssoplan.rules.dated import exact_value, type_of_parameter
from ssoplan.rules.facts import Absent
from ssoplan.rules.formatting import show
from ssoplan.sphinxext.parts import Cell, code, inline, join, lines, spoken
from ssoplan.sphinxext.register import Register
from ssoplan.sphinxext.words import FAMILIES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssoplan.parameters import Citation, Parameter, ParameterValue
    from ssoplan.rules import Rule, State
    from ssoplan.rules.expression.types import Type
    from ssoplan.units import Unit

__all__ = ["Writer", "language_of"]

_FIRST_DAY = dt.date(1912, 4, 1)  # of the civil Buddhist era, as `format_date` has it


def language_of(code_: str | None) -> Language:
    """Return the language of the pages of a build: Thai for ``th``, else English.

    >>> language_of("th"), language_of(None)
    ('th', 'en')
    """
    return "th" if (code_ or "").partition("_")[0] == "th" else "en"


@attrs.frozen(kw_only=True)
class Writer:
    """Says things on one page.

    Attributes:
        register: What there is to say.
        lang: The language of the page.
        page: The name of the page, from which links lead.
        pages: The folder of the generated pages, from the root of the site; empty where none are written.
        source_url: Where a file of the repository can be seen, with places ``{path}`` and ``{line}``; may be empty.
    """

    register: Register
    lang: Language
    page: str
    pages: str = ""
    source_url: str = ""

    @property
    def other(self) -> Language:
        """The other language."""
        return "en" if self.lang == "th" else "th"

    def say(self, key: str, *places: object, **values: object) -> str:
        """Return fixed words."""
        text: str = getattr(WORDS[key], self.lang)
        return text.format(*places, **values) if places or values else text

    def text(self, message: Message) -> str:
        """Return a text in the language of the page."""
        return cast("str", getattr(message, self.lang))

    def other_text(self, message: Message) -> str:
        """Return a text in the other language."""
        return cast("str", getattr(message, self.other))

    def both(self, message: Message) -> nodes.Node:
        """Return a text with the other language in a second line."""
        first, second = self.text(message), self.other_text(message)
        return lines(first, spoken(second, self.other)) if first != second else lines(first)

    def english(self, text: str | None) -> nodes.Node | None:
        """Return text that the data holds in English only."""
        return (
            None if not text else inline(text, classes=["sso-quiet"], lang="" if self.lang == "en" else "en")
        )

    def family(self, name: str) -> str:
        """Return what a family of rules or parameters is about."""
        return self.text(FAMILIES[name]) if name in FAMILIES else name

    def day(self, day: dt.date) -> nodes.Node:
        """Return a day of both eras."""
        if day < _FIRST_DAY:
            return inline(day.isoformat())
        return inline(
            f"{format_date(day, 'medium', locale=self.lang)} ", inline(f"({day})", classes=["sso-day"])
        )

    def day_text(self, day: dt.date | None) -> str:
        """Return a day of both eras as plain text."""
        if day is None:
            return self.say("open")
        return (
            day.isoformat() if day < _FIRST_DAY else f"{format_date(day, 'medium', locale=self.lang)} ({day})"
        )

    def bound(self, day: dt.date | None, *, known: bool) -> nodes.Node:
        """Return the first or last day of a window; ``known`` is False where it is only vouched for."""
        if day is None:
            return inline(self.say("open") if known else self.say("no-day"), classes=["sso-quiet"])
        return self.day(day) if known else inline(self.say("at-least", ""), self.day(day))

    def value(self, parameter: Parameter, value: ParameterValue) -> nodes.Node:
        """Return the value of a parameter with its unit."""
        found = value.value
        if hasattr(found, "items"):
            type_ = type_of_parameter(parameter).item
            rows = [inline(f"{name}: ", self._plain(each, type_, parameter)) for name, each in found.items()]
            return lines(*rows)
        return inline(self._plain(found, type_of_parameter(parameter), parameter))

    def value_text(self, parameter: Parameter, value: ParameterValue) -> str:
        """Return the value of a parameter in one line of plain text."""
        return self.value(parameter, value).astext().replace("\n\n", "; ").replace("\n", "; ")

    def _plain(self, value: object, type_: Type, parameter: Parameter) -> str:
        if str(parameter.unit) == "be_year":  # names of years, not quantities
            return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        shown = show(exact_value(value), type_, self.lang)
        return shown if isinstance(value, dt.date | str) else parameter.unit.counting(shown, self.lang)

    def fact(self, type_: Type, value: object) -> str:
        """Return the value of a fact with its unit."""
        shown = show(exact_value(value), type_, self.lang)
        bare = value is None or isinstance(value, Absent) or value == () or type_.item.unit is None
        return shown if bare else cast("Unit", type_.item.unit).counting(shown, self.lang)

    def window(self, value: ParameterValue) -> str:
        """Return from when to when a value holds, in short."""
        if value.start is None:
            return self.say("no-day") if not value.start_known else self._until(value)
        start = self.short_day(value.start)
        if value.end is None:
            return self.say("since" if value.start_known else "since-at-least", start)
        first = start if value.start_known else self.say("at-least", start)
        end = self.short_day(value.end)
        return self.say("span", first, end if value.end_known else self.say("at-least", end))

    def _until(self, value: ParameterValue) -> str:
        return self.say("same-always") if value.end is None else self.say("until", self.short_day(value.end))

    def short_day(self, day: dt.date) -> str:
        """Return a day as tables show it: of the Buddhist era in Thai, in the form of ISO 8601 in English."""
        if self.lang == "en" or day < _FIRST_DAY:
            return day.isoformat()
        return format_date(day, "medium", locale="th")

    # Links

    def link(self, kind: str, name: str, shown: Cell = None, *, bare: bool = False) -> nodes.Node:
        """Return a link to an object of the domain, shown as code; an unknown one is a warning of the build.

        Pointed at, it says what the object is called, except where it is bare: its words stand beside it.
        """
        made = pending_xref(
            "",
            refdomain="sso",
            reftype=kind,
            reftarget=name,
            refexplicit=True,
            refwarn=True,
            refdoc=self.page,
            sso_bare=bare,
        )
        made += inline(shown) if isinstance(shown, str) else shown or code(name)
        return made

    def rule(self, id_: str, *, title: bool = False) -> nodes.Node:
        """Return a link to a rule, with its title behind it where asked for."""
        made = self.link("rule", id_, bare=title)
        return inline(made, " ", self.text(self.register.rules[id_].title)) if title else made

    def rules(self, ids: Iterable[str]) -> nodes.Node:
        """Return links to rules in one line."""
        return join(self.rule(id_) for id_ in ids)

    def parameter(self, id_: str, *, bare: bool = False) -> nodes.Node:
        """Return a link to a parameter."""
        return self.link("parameter", id_, bare=bare)

    def citation(self, citation: Citation, *, bare: bool = False) -> nodes.Node:
        """Return a link to a source, with the part and the page in it."""
        return self.link("source", citation.source, citation.text(self.lang), bare=bare)

    def citations(self, citations: Iterable[Citation], *, bare: bool = False) -> nodes.Node:
        """Return links to sources, one a line, each once."""
        once = {str(citation): citation for citation in citations}
        return lines(*(self.citation(citation, bare=bare) for citation in once.values()))

    def object(self, path: str) -> nodes.Node:
        """Return a link to the documentation of a Python object, given by its full name."""
        made = pending_xref(
            "", refdomain="py", reftype="obj", reftarget=path, refexplicit=True, refdoc=self.page
        )
        made += code(path)
        return made

    def place(self, id_: str) -> nodes.Node | None:
        """Return where an entry is defined, as a link where the site says how."""
        place = self.register.places.get(id_)
        if place is None:
            return None
        shown = f"{place.path}:{place.line}"
        if not self.source_url:
            return code(shown)
        target = self.source_url.format(path=place.path, line=place.line)
        return nodes.reference("", "", code(shown), refuri=target)

    def data(self, name: str) -> nodes.Node | None:
        """Return a link to a file of data beside the pages; None where none is written."""
        if not self.pages:
            return None
        target = posixpath.relpath(f"{self.pages}/{name}", posixpath.dirname(self.page) or ".")
        return nodes.reference("", name, refuri=target)

    def chip(self, key: str, kind: str = "") -> nodes.TextElement:
        """Return a short mark, such as a status or a severity."""
        return inline(self.say(key), classes=["sso-chip", *([f"sso-{kind}"] if kind else [])])

    def standing(self, rule: Rule) -> nodes.TextElement:
        """Return the status of a rule as a mark."""
        if rule.legal_status == "draft":
            return self.chip("draft", "draft")
        return self.chip("ended", "ended") if rule.end is not None else self.chip("in_force", "in-force")

    def state(self, state: State) -> nodes.TextElement:
        """Return one of the four states as a mark."""
        return self.chip(f"state.{state}", str(state).replace(" ", "-"))

    def severity(self, rule: Rule) -> nodes.TextElement | None:
        """Return the severity of a check as a mark."""
        return self.chip(f"severity.{rule.severity}", str(rule.severity)) if rule.kind == "check" else None
