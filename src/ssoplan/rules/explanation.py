"""Why a rule says what it says about one row: the values read, the truth of each part, the parameters and sources."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Language, Message
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.checking import CheckError
from ssoplan.rules.evaluation import State, Unknown, evaluate, truth
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.types import Type
from ssoplan.rules.findings import Finding, ShownParameter
from ssoplan.rules.formatting import absence, no_answer, plain_value, show
from ssoplan.rules.problems import UnknownRuleError
from ssoplan.rules.rule import Rule
from ssoplan.rules.tables import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssoplan.rules.engine import RuleResult
    from ssoplan.rules.evaluation import World
    from ssoplan.rules.expression import Expression

__all__ = ["Explanation", "ShownValue", "Step", "explanation_of", "explanation_of_finding"]

_STATES = {
    State.PASSED: {"en": "passed", "th": "ผ่าน"},
    State.FINDING: {"en": "does not hold", "th": "ไม่ผ่าน"},
    State.NOT_APPLICABLE: {"en": "not applicable", "th": "ไม่เข้าเงื่อนไข"},
    State.NOT_EVALUATED: {"en": "not evaluated", "th": "ตรวจไม่ได้"},
}
_LANGUAGES: tuple[Language, ...] = ("en", "th")
_TRUTH = {
    True: {"en": "true", "th": "จริง"},
    False: {"en": "false", "th": "เท็จ"},
    None: {"en": "unknown", "th": "ไม่ทราบ"},
}


@attrs.frozen
class ShownValue:
    """A fact of the row as it was read.

    Attributes:
        name: The fact.
        title: What it is called.
        value: Its exact value, or how it is absent.
        type: Its type.
    """

    name: str
    title: Message
    value: Any
    type: Type


@attrs.frozen
class Step:
    """One sub-condition and its truth.

    Attributes:
        field: ``when`` or ``must``.
        text: The part as written.
        truth: True, False, or None for unknown.
        values: What both sides of a comparison came to, as in ``99 == 100``; empty otherwise.
        cause: For unknown: the absent fact, or the operation without an answer.
        depth: How deep it stands: 0 for the whole condition.
        values_th: The same as ``values`` for a Thai reader.
        cause_th: The same as ``cause`` for a Thai reader.
    """

    field: str
    text: str
    truth: bool | None
    values: str = ""
    cause: str = ""
    depth: int = 0
    values_th: str = ""
    cause_th: str = ""

    def line(self, lang: Language = "en") -> str:
        """Return the step as one line."""
        said = self.values_th or self.cause_th if lang == "th" else self.values or self.cause
        detail = f" ({said})" if said else ""
        return f"{'  ' * self.depth}{self.field}: {self.text}: {_TRUTH[self.truth][lang]}{detail}"


@attrs.frozen(kw_only=True, repr=False)
class Explanation:
    """Why a rule gave a row its state.

    Attributes:
        rule: The rule.
        path: Where the row stands.
        state: The state.
        values: The facts that were read.
        parameters: The parameters, with their windows and sources.
        steps: Each sub-condition with its truth, the whole condition first.
        related: The joined rows found, as pairs of name and path.
    """

    rule: Rule
    path: str
    state: State
    values: tuple[ShownValue, ...]
    parameters: tuple[ShownParameter, ...]
    steps: tuple[Step, ...]
    related: tuple[tuple[str, str], ...] = ()

    @property
    def decisive(self) -> tuple[Step, ...]:
        """The innermost parts that made the row not applicable or a finding (false) or not evaluated (unknown).

        A part under ``not`` counts where its own truth is the cause; a row that passed has none.
        """
        if self.state is State.PASSED:
            return ()
        wanted = None if self.state is State.NOT_EVALUATED else False
        for field in ("when", "must"):
            steps = [step for step in self.steps if step.field == field]
            if steps and steps[0].truth is wanted:
                return tuple(_blamed(steps))
        # Not evaluated although `must` is known: it reads something absent that would not have changed the answer.
        return tuple(step for step in self.steps if step.field == "must" and step.cause)

    def text(self, lang: Language = "en") -> str:
        """Return the explanation as lines of text."""
        title = self.rule.title.text(lang)
        lines = [f"{self.rule.id} {title}", f"{self.path}: {_STATES[self.state][lang]}"]
        lines += [
            f"  {each.title.text(lang)} ({each.name}) = {show(each.value, each.type, lang)}"
            for each in self.values
        ]
        lines += [f"  {_parameter_line(each, lang)}" for each in self.parameters]
        lines += [f"  {step.line(lang)}" for step in self.steps]
        lines += [f"  {name}: {path}" for name, path in self.related]
        if self.rule.citation is not None:
            lines.append(
                f"  {self.rule.citation.text(lang)}"
                + (f" “{self.rule.citation.phrase}”" if self.rule.citation.phrase else "")
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain JSON data."""
        return {
            "rule": self.rule.id,
            "path": self.path,
            "state": str(self.state),
            "values": {each.name: plain_value(each.value) for each in self.values},
            "parameters": [_parameter_dict(each) for each in self.parameters],
            "steps": [attrs.asdict(step) for step in self.steps],
            "related": [{"name": name, "path": path} for name, path in self.related],
        }

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        return f"<Explanation of {self.rule.id} at {self.path}: {self.state}>"


def _blamed(steps: list[Step]) -> Iterable[Step]:
    """Yield the innermost parts of a condition, given whole part first, to which its truth is due."""
    whole, *rest = steps
    parts = _direct_parts(rest, whole.depth + 1)
    if not parts:
        yield whole
    negated = len(parts) == 1  # `and` and `or` have two parts or more
    for part in parts:
        if negated or part[0].truth is whole.truth:
            yield from _blamed(part)


def _direct_parts(steps: list[Step], depth: int) -> list[list[Step]]:
    """Return the steps of each part that stands at a depth, itself first."""
    starts = [place for place, step in enumerate(steps) if step.depth == depth]
    return [steps[start:end] for start, end in pairwise([*starts, len(steps)])]


def _parameter_line(each: ShownParameter, lang: Language) -> str:
    shown = show(each.value, each.type, lang)
    if each.entry is None:
        return f"{each.id} = {shown}"
    source = f", {each.entry.citation.text(lang)}" if each.entry.citation is not None else ""
    return f"{each.id} = {shown} ({each.entry.window(lang)}{source})"


def _parameter_dict(each: ShownParameter) -> dict[str, Any]:
    entry = each.entry
    return {
        "id": each.id,
        "value": plain_value(each.value),
        "window": None if entry is None else entry.window(),
        "source": None if entry is None or entry.citation is None else entry.citation.to_plain(),
        "confidence": None if entry is None else entry.confidence,
    }


def explanation_of(results: Sequence[RuleResult], rule_id: str, path: str) -> Explanation:
    """Return why a rule gave the row at ``path`` its state.

    Raises:
        UnknownRuleError: The rule was not in force, or has no row there.
    """
    mine = [result for result in results if result.checked.rule.id == rule_id]
    if not mine:
        ids = [result.checked.rule.id for result in results]
        raise UnknownRuleError("unknown", id=rule_id, **suggestion(rule_id, ids))
    for result in mine:
        paths = list(result.table.paths)
        if path in paths:
            return explain_row(result, paths.index(path))
    known = [path for result in mine for path in result.table.paths]
    raise UnknownRuleError("no-row", id=rule_id, path=path, **suggestion(path, known))


def explanation_of_finding(results: Sequence[RuleResult], finding: Finding) -> Explanation:
    """Return how a finding came about.

    Raises:
        CheckError: The finding is not among these results.
    """
    for result in results:
        if result.checked.rule.id != finding.rule_id or finding.path not in result.table.paths:
            continue
        row = list(result.table.paths).index(finding.path)
        if row in result.outcome.findings and Finding(result.page(), row) == finding:
            return explain_row(result, row)
    raise CheckError("another-report", rule=finding.rule_id, path=finding.path)


def explain_row(result: RuleResult, row: int) -> Explanation:
    """Return why a rule gave a row of its table its state."""
    checked, world = result.checked, result.world(row)
    facts = [checked.subject.fact(name) for name in checked.shown]
    related = result.page().related(row)
    return Explanation(
        rule=checked.rule,
        path=result.table.paths[row],
        state=_state(result, row),
        values=tuple(
            ShownValue(
                fact.name, fact.title, decode(fact.type, result.table.columns[fact.name][row]), fact.type
            )
            for fact in facts
        ),
        parameters=tuple(result.shown_parameters()),
        steps=tuple(_steps(checked.when, "when", world)) + tuple(_steps(checked.must, "must", world)),
        related=related,
    )


def _state(result: RuleResult, row: int) -> State:
    states = (State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED)
    found = [state for state, rows in zip(states, result.outcome, strict=True) if row in rows]
    return found[0] if found else State.PASSED


def _steps(condition: Expression | None, field: str, world: World) -> Iterable[Step]:
    if condition is not None:
        yield from _step(condition, field, condition.tree, world, 0)


def _step(condition: Expression, field: str, node: n.Node, world: World, depth: int) -> Iterable[Step]:
    found = truth(node, world)
    unknown = isinstance(found, Unknown)
    parts = n.children(node) if isinstance(node, n.And | n.Or | n.Not) else ()
    sides = (
        Message("", "") if unknown or parts else Message(*(_sides(node, world, lang) for lang in _LANGUAGES))
    )
    cause = _cause(found) if isinstance(found, Unknown) and not parts else Message("", "")
    yield Step(
        field=field,
        text=condition.source(node),
        truth=None if isinstance(found, Unknown) else found,
        values=sides.en,
        cause=cause.en,
        depth=depth,
        values_th=sides.th,
        cause_th=cause.th,
    )
    for part in parts:
        yield from _step(condition, field, part, world, depth + 1)


def _cause(unknown: Unknown) -> Message:
    if unknown.absent is None:
        return no_answer(unknown.cause)
    return absence(unknown.cause, unknown.absent)


def _sides(node: n.Node, world: World, lang: Language) -> str:
    """Return what the sides of a comparison came to."""
    if not isinstance(node, n.Comparison):
        return ""
    shown = [show(evaluate(operand, world), operand.type, lang) for operand in node.operands]
    text = shown[0]
    for sign, value in zip(node.signs, shown[1:], strict=True):
        text += f" {sign} {value}"
    return text
