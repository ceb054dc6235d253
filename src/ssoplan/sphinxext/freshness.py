"""How fresh the parameters are: published, verified, how sure, and what is unknown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssoplan.sphinxext.parts import Cell, inline, lines, para, section, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.parameters import Parameter, ParameterValue
    from ssoplan.sphinxext.writer import Writer

__all__ = ["freshness"]


def freshness(writer: Writer) -> Iterator[nodes.Node]:
    """Yield the counts, and a table of every parameter."""
    parameters = list(writer.register.parameters.values())
    values = [value for parameter in parameters for value in _values(parameter)]
    verified = [value.verified for value in values if value.verified is not None]
    if verified:
        first, last = writer.day_text(min(verified)), writer.day_text(max(verified))
        yield para(
            writer.say("fresh-line", count=len(parameters), values=len(values), first=first, last=last)
        )
    yield section("how-sure", writer.say("fresh-how-sure"), _sure(writer, values))
    yield section("unknown", writer.say("fresh-unknown"), _unknown_counts(writer, values))
    head = [writer.say(key) for key in ("parameter", "published", "verified", "confidence", "unknown-column")]
    rows = (_row(writer, parameter) for parameter in parameters)
    yield section(
        "each", writer.say("fresh-each"), table(head, rows, widths=[34, 14, 14, 16, 22], classes=["sso-days"])
    )


def _values(parameter: Parameter) -> list[ParameterValue]:
    return [*parameter.values, *parameter.drafts]


def _sure(writer: Writer, values: list[ParameterValue]) -> nodes.Node:
    counts = Counter((value.confidence, value.evidence) for value in values)
    head = [writer.say(key) for key in ("confidence", "evidence", "number-of-values")]
    rows = [
        [writer.say(f"confidence.{confidence}"), writer.say(f"evidence.{evidence}"), str(count)]
        for (confidence, evidence), count in counts.most_common()
    ]
    return table(head, rows, widths=[40, 40, 20])


def _unknown_counts(writer: Writer, values: list[ParameterValue]) -> nodes.Node:
    counts = Counter(key for value in values for key in _unknown(writer, value))
    head = [writer.say("unknown-column"), writer.say("number-of-values")]
    rows = [[writer.say(key), str(count)] for key, count in counts.most_common()]
    return table(head, rows, widths=[80, 20], classes=["sso-counts"])


def _unknown(writer: Writer, value: ParameterValue) -> Iterator[str]:
    """Yield what is unknown about a value, as keys of fixed words."""
    if value.legal_status == "draft":
        yield "unknown.draft"
    elif not value.start_known:
        yield "unknown.start"
    if not value.end_known:
        yield "unknown.end"
    if value.confidence == "secondary":
        yield "unknown.secondary"
    if value.evidence == "inferred":
        yield "unknown.inferred"
    if value.set_aside:
        yield "unknown.set-aside"
    if value.confidence != "convention" and not _published(writer, value):
        yield "unknown.published"


def _published(writer: Writer, value: ParameterValue) -> list[dt.date]:
    """Return the days on which the sources of a value were published, where they are known."""
    sources = writer.register.policy.sources
    days = {sources[citation.source].published for citation in value.citations} | {value.published}
    return sorted(day for day in days if day is not None)


def _row(writer: Writer, parameter: Parameter) -> list[Cell]:
    values = _values(parameter)
    published = sorted({day for value in values for day in _published(writer, value)})
    verified = sorted({value.verified for value in values if value.verified is not None})
    confidence = dict.fromkeys(writer.say(f"confidence.{value.confidence}") for value in values)
    unknown = dict.fromkeys(key for value in values for key in _unknown(writer, value))
    quiet = inline(writer.say("not-known"), classes=["sso-quiet"])
    return [
        lines(
            writer.link("parameter", parameter.id, writer.text(parameter.title), bare=True),
            inline(parameter.id, classes=["sso-name"]),
        ),
        _span(writer, published) if published else quiet,
        _span(writer, verified) if verified else quiet.deepcopy(),
        lines(*confidence),
        lines(*map(writer.say, unknown)),
    ]


def _span(writer: Writer, days: list[dt.date]) -> Cell:
    """Return the first and the last of several days."""
    first, last = writer.short_day(days[0]), writer.short_day(days[-1])
    return first if first == last else lines(first, f"– {last}")
