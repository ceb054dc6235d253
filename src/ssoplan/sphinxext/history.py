"""The values of a parameter through time: a drawing and a table, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.sphinxext.parts import Cell, inline, join, lines, para, spoken, table
from ssoplan.sphinxext.timeline import Bar, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes

    from ssoplan.parameters import Parameter, ParameterValue
    from ssoplan.sphinxext.writer import Writer

__all__ = ["bars", "history", "newest_first", "value_table"]


def newest_first(values: Iterable[ParameterValue]) -> list[ParameterValue]:
    """Return values by their windows, the newest first."""
    return list(reversed(list(values)))


def history(writer: Writer, parameter: Parameter, *, brief: bool = False) -> Iterator[nodes.Node]:
    """Yield the drawing and the tables of a parameter: values, drafts, readings set aside.

    Args:
        writer: What writes the page.
        parameter: The parameter.
        brief: Whether phrases, reasons and remarks are left to the page of the parameter.
    """
    drawn = timeline(writer, writer.text(parameter.title), bars(writer, parameter))
    if drawn is not None:
        yield drawn
    groups = (
        (parameter.values, "", ""),
        (parameter.drafts, "draft", "drafts"),
        (parameter.readings_set_aside, "set-aside", "set-aside-note"),
    )
    for values, mark, said in groups:
        if values and mark:
            css = "draft" if mark == "draft" else "aside"
            yield para(writer.chip(mark, css), " ", writer.say(said))
        if values:
            yield value_table(writer, parameter, newest_first(values), brief=brief)


def bars(writer: Writer, parameter: Parameter) -> list[Bar]:
    """Return the windows of a parameter as bars, the newest on top."""

    def bar(value: ParameterValue, css: str) -> Bar:
        text = writer.value_text(parameter, value)
        return Bar(text, value.start, value.end, value.start_known, value.end_known, css)

    return [
        *(bar(value, "draft") for value in newest_first(parameter.drafts) if value.start is not None),
        *(bar(value, "now") for value in newest_first(parameter.values)),
        *(bar(value, "aside") for value in newest_first(parameter.readings_set_aside)),
    ]


def value_table(
    writer: Writer, parameter: Parameter, values: Sequence[ParameterValue], *, brief: bool = False
) -> nodes.Node:
    """Return values with their windows, sources and standing."""
    head = [writer.say(key) for key in ("value", "from", "to", "source")]
    rows = [_row(writer, parameter, value, brief=brief) for value in values]
    return table(head, rows, widths=[18, 20, 20, 42])


def _row(writer: Writer, parameter: Parameter, value: ParameterValue, *, brief: bool) -> list[Cell]:
    draft = value.legal_status == "draft"
    return [
        writer.value(parameter, value),
        writer.bound(value.start, known=value.start_known and not draft),
        writer.bound(value.end, known=value.end_known),
        join(map(writer.citation, value.citations)) if brief else lines(*_sources(writer, value)),
    ]


def _sources(writer: Writer, value: ParameterValue) -> Iterator[Cell]:
    for citation in value.citations:
        yield inline(writer.citation(citation))
        if citation.phrase:
            yield inline(
                f"“{citation.phrase}”", classes=["sso-quiet"], lang="th" if writer.lang == "en" else ""
            )
    if value.reason is not None:
        yield inline(f"{writer.say('reason')}: {writer.text(value.reason)}")
        yield spoken(writer.other_text(value.reason), writer.other)
    yield writer.english(value.note)
    standing = [writer.say(f"confidence.{value.confidence}"), writer.say(f"evidence.{value.evidence}")]
    if value.verified is not None:
        standing.append(f"{writer.say('verified')} {value.verified}")
    yield inline("; ".join(standing), classes=["sso-quiet"])
