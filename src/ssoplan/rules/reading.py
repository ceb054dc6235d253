"""From the plain data of a catalogue entry to a `Rule`: shape, words and sources; conditions are checked elsewhere."""

from __future__ import annotations

import datetime as dt
import difflib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ssoplan.errors import Message, SsoplanError
from ssoplan.rules.problems import RuleError, wrap
from ssoplan.rules.rule import Example, JoinText, Rule, Severity, WorkedExample
from ssoplan.rules.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssoplan.parameters import Citation, SourceRegistry

__all__ = ["rules_of_entry"]

_KINDS = ("check", "parameter", "calculator", "statement")
_CHECK_ONLY = ("when", "must", "message", "severity", "join", "unreachable")
_FIELDS = (
    "kind", "title", "family", "of", "when", "must", "message", "severity", "evidence", "status", "statement",
    "reason", "from", "to", "during", "source", "phrase", "covers", "examples", "join", "unreachable", "versions",
)  # fmt: skip
_NEEDED = {
    "statement": ("reason", "statement"),
    "parameter": ("covers",),
    "calculator": ("covers", "examples"),
}
_WORKED = ("call", "with", "on", "value", "error", "note")
_WINDOW = ("from", "to", "during")


def rules_of_entry(id_: str, entry: Any, *, family: str, sources: SourceRegistry) -> Iterator[Rule]:
    """Yield the rule that an entry states, or each of its dated ``versions``.

    Raises:
        RuleError: A field is missing, surplus, unknown or of the wrong shape.
    """
    if not isinstance(entry, dict):
        raise RuleError("shape", field=id_, expected="a mapping of fields", value=entry)
    base = {key: value for key, value in entry.items() if key != "versions"}
    versions = entry.get("versions", [{}])
    if not isinstance(versions, list) or not all(isinstance(version, dict) for version in versions):
        raise RuleError("shape", field="versions", expected="a list of mappings", value=versions)
    for version in versions:
        yield _rule(id_, {**base, **version}, family, sources)


def _rule(id_: str, entry: dict[str, Any], family: str, sources: SourceRegistry) -> Rule:
    for name in entry:
        if name not in _FIELDS:
            raise _unknown("field", name, _FIELDS)
    kind = _word(entry, "kind", _KINDS, None)
    _check_fields(entry, kind)
    start, end = _window(entry)
    rule = Rule(
        id=id_,
        kind=kind,
        title=_both(entry, "title"),
        family=str(entry.get("family", family)),
        of=_text(entry, "of"),
        when=_text(entry, "when"),
        must=_text(entry, "must"),
        message=_both(entry, "message") if "message" in entry else None,
        severity=Severity(_word(entry, "severity", tuple(map(str, Severity)), "error")),
        evidence=_word(entry, "evidence", ("stated", "inferred"), "stated"),
        legal_status="draft"
        if _word(entry, "status", ("in force", "draft"), "in force") == "draft"
        else "in_force",
        statement=_both(entry, "statement") if "statement" in entry else None,
        reason=_both(entry, "reason") if "reason" in entry else None,
        start=start,
        end=end,
        dates_known=any(name in entry for name in _WINDOW) and entry.get("from") != "unknown",
        citations=tuple(_citations(entry, sources)),
        joins=tuple(_joins(entry.get("join", {}))),
        covers=tuple(_strings(entry, "covers")),
        unreachable=tuple(_mapping(entry, "unreachable").items()),
        examples=tuple(_examples(entry)) if kind == "check" else (),
        worked_examples=tuple(_worked_examples(entry)) if kind == "calculator" else (),
    )
    if not rule.citations:
        raise RuleError("missing", field="source")
    return rule


def _check_fields(entry: Mapping[str, Any], kind: str) -> None:
    if kind == "check":
        needed: tuple[str, ...] = ("of", "must", "message", "examples")
    else:
        needed = _NEEDED[kind]
        for name in _CHECK_ONLY if kind == "calculator" else (*_CHECK_ONLY, "examples"):
            if name in entry:
                raise RuleError("surplus", kind=kind, field=name)
    for name in needed:
        if entry.get(name) in (None, [], {}, ""):
            raise RuleError("missing", field=name)


def _both(entry: Mapping[str, Any], name: str) -> Message:
    given = entry.get(name)
    if given is None:
        raise RuleError("missing", field=name)
    if not isinstance(given, dict) or set(given) != {"th", "en"}:
        raise RuleError("shape", field=name, expected="{th: …, en: …}", value=given)
    if not all(isinstance(text, str) and text.strip() for text in given.values()):
        raise RuleError("shape", field=name, expected="text in both languages", value=given)
    return Message(en=given["en"], th=given["th"])


def _text(entry: Mapping[str, Any], name: str) -> str | None:
    given = entry.get(name)
    if isinstance(given, bool):  # ``must: true`` is a YAML boolean, not a text
        return "true" if given else "false"
    if given is None or isinstance(given, str):
        return given
    raise RuleError("shape", field=name, expected="one line of text", value=given)


def _word(entry: Mapping[str, Any], name: str, words: tuple[str, ...], default: str | None) -> Any:
    given = entry.get(name, default)
    if given is None:
        raise RuleError("missing", field=name)
    if given not in words:
        raise _unknown(name, str(given), words, field=name)
    return given


def _strings(entry: Mapping[str, Any], name: str) -> list[str]:
    given = entry.get(name, [])
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise RuleError("shape", field=name, expected="a text or a list of texts", value=given)
    return listed


def _mapping(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    given = entry.get(name, {})
    if not isinstance(given, dict):
        raise RuleError("shape", field=name, expected="a mapping", value=given)
    return given


def _window(entry: Mapping[str, Any]) -> tuple[dt.date | None, dt.date | None]:
    given = {name: entry[name] for name in _WINDOW if name in entry}
    if not given or "unknown" in given.values():
        return None, None
    from ssoplan.parameters.windows import WindowText, read_window  # noqa: PLC0415  # few rules print their dates

    try:
        start, end = read_window({"to": "open", **given} if "from" in given else given, (None, None))
    except WindowText as error:
        raise RuleError("window", problem=error.message) from None
    return start.day, end.day


def _citations(entry: Mapping[str, Any], sources: SourceRegistry) -> Iterator[Citation]:
    given = entry.get("source", [])
    for number, each in enumerate([given] if isinstance(given, dict) else given):
        if not isinstance(each, dict) or "document" not in each:
            raise RuleError("shape", field="source", expected='{document: …, part: "…"}', value=each)
        for name in each:
            if name not in ("document", "part", "page", "phrase"):
                raise _unknown(
                    "field of source", name, ("document", "part", "page", "phrase"), field="source"
                )
        places = {name: str(value) for name, value in each.items() if name != "document"}
        if number == 0 and "phrase" in entry:
            places.setdefault("phrase", str(entry["phrase"]))
        try:
            yield sources.citation(str(each["document"]), **places)
        except SsoplanError as error:
            raise wrap("source", error) from None


def _joins(given: Any) -> Iterator[JoinText]:
    if not isinstance(given, dict):
        raise RuleError("shape", field="join", expected="{name: {of: …, on: …}}", value=given)
    for alias, join in given.items():
        if not isinstance(join, dict) or not {"of", "on"} <= set(join) <= {"of", "on", "where", "when"}:
            raise RuleError(
                "shape", field=f"join {alias}", expected="{of: …, on: …, where: …, when: …}", value=join
            )
        on = join["on"]
        pairs = (
            [(name, name) for name in ([on] if isinstance(on, str) else on)]
            if not isinstance(on, dict)
            else on.items()
        )
        yield JoinText(
            alias=alias,
            of=str(join["of"]),
            on=tuple((str(here), str(there)) for here, there in pairs),
            where=tuple(_strings(join, "where")),
            when=_text(join, "when"),
        )


def _examples(entry: Mapping[str, Any]) -> Iterator[Example]:
    given = entry.get("examples", [])
    if not isinstance(given, list):
        raise RuleError("shape", field="examples", expected="a list of mappings", value=given)
    aliases = _mapping(entry, "join")
    for number, each in enumerate(given, start=1):
        if not isinstance(each, dict):
            raise RuleError("shape", field="examples", expected="a list of mappings", value=each)
        fields = dict(each)
        state = fields.pop("state", None)
        if state not in tuple(State):
            raise _unknown("state", str(state), map(str, State), number=number)
        on, note = fields.pop("on", None), fields.pop("note", None)
        joined = [(alias, tuple(map(_pairs, fields.pop(alias)))) for alias in aliases if alias in fields]
        yield Example(
            facts=_pairs(fields), state=State(state), joined=tuple(joined), on=on and _day(on), note=note
        )


def _worked_examples(entry: Mapping[str, Any]) -> Iterator[WorkedExample]:
    given, covers = entry["examples"], _strings(entry, "covers")
    if not isinstance(given, list):
        raise RuleError("shape", field="examples", expected="a list of mappings", value=given)
    for number, each in enumerate(given, start=1):
        if not isinstance(each, dict) or ("value" in each) == ("error" in each):
            expected = "a mapping with the value, or the error, that the call gives"
            raise RuleError("shape", field="examples", expected=expected, value=each)
        for name in each:
            if name not in _WORKED:
                raise _unknown("field of example", name, _WORKED, number=number)
        call = str(each.get("call", covers[0]))
        if not any(f".{name}".endswith(f".{call}") for name in covers):
            raise _unknown("call", call, covers, number=number)
        yield WorkedExample(
            call=call,
            arguments=tuple((name, _data(value)) for name, value in _mapping(each, "with").items()),
            value=_data(each.get("value")),
            error=_text(each, "error"),
            on=_day(each["on"]) if "on" in each else None,
            note=_text(each, "note"),
        )


def _data(value: Any) -> Any:
    """Return a value of a worked example in the form that JSON keeps: an exact decimal names itself."""
    if isinstance(value, list):
        return tuple(map(_data, value))
    if isinstance(value, dict):
        exact = set(value) <= {"baht", "decimal"}  # says already that it is a decimal
        return {
            name: str(item) if exact and isinstance(item, Decimal) else _data(item)
            for name, item in value.items()
        }
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _pairs(facts: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _frozen(value)) for name, value in facts.items())


def _frozen(value: Any) -> Any:
    """Return a value of an example in the form that JSON keeps: lists as tuples, decimals as their exact text."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return str(value) if isinstance(value, Decimal) else value


def _day(text: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise RuleError("shape", field="on", expected="a CE day such as 2023-01-31", value=text) from None


def _unknown(sort: str, what: str, known: Iterable[str], **place: Any) -> RuleError:
    names = list(known)
    near = difflib.get_close_matches(what, names, n=1, cutoff=0.5)
    return RuleError("unknown", sort=sort, what=what, near=near[0] if near else " / ".join(names), **place)
