"""The page of one parameter: its values through time, and what uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.sphinxext.history import history
from ssoplan.sphinxext.parts import (
    bullets,
    code,
    fields,
    fold,
    inline,
    join,
    lines,
    para,
    preformatted,
    section,
)

if TYPE_CHECKING:
    from docutils import nodes

    from ssoplan.parameters import Parameter
    from ssoplan.sphinxext.parts import Cell
    from ssoplan.sphinxext.writer import Writer

__all__ = ["parameter_page"]


def parameter_page(writer: Writer, id_: str) -> nodes.section:
    """Return the page of a parameter as a section with its sub-sections."""
    parameter = writer.register.parameters[id_]
    family = id_.partition(".")[0]
    up = writer.link("family", family, writer.family(family))
    parts = [
        para(up, classes=["sso-trail"]),
        para(writer.other_text(parameter.title), classes=["sso-subtitle"], lang=writer.other),
        _banner(writer, parameter),
        section("history", writer.say("history"), *history(writer, parameter)),
        _used(writer, parameter),
        _code(writer, parameter),
        _definition(writer, parameter),
        _cite(writer, parameter),
    ]
    title = f"{writer.text(parameter.title)}"
    return section(f"parameter-{id_}", title, *parts, classes=["sso-page"])


def _banner(writer: Writer, parameter: Parameter) -> nodes.Node:
    values = [*parameter.values, *parameter.drafts]
    verified = max((value.verified for value in values if value.verified), default=None)
    rows: list[tuple[str, Cell]] = [
        (writer.say("identifier"), code(parameter.id)),
        (writer.say("unit"), parameter.unit.label(writer.lang)),
        (writer.say("verified-on"), None if verified is None else writer.day(verified)),
        (
            writer.say("description"),
            None if parameter.description is None else writer.both(parameter.description),
        ),
    ]
    if parameter.values:
        rows.insert(0, (writer.say("newest-value"), _newest(writer, parameter)))
    else:
        rows.insert(0, (writer.say("status"), writer.chip("draft", "draft")))
    return fields(rows)


def _newest(writer: Writer, parameter: Parameter) -> nodes.Node:
    """Return what holds, from when, and by which document."""
    value = parameter.values[-1]
    return lines(
        writer.value(parameter, value),
        inline(writer.window(value), classes=["sso-quiet"]),
        join([writer.citation(citation) for citation in value.citations]),
    )


def _used(writer: Writer, parameter: Parameter) -> nodes.Node:
    ids = writer.register.rules_of_parameter.get(parameter.id, [])
    listed = bullets(writer.rule(id_, title=True) for id_ in ids) if ids else para(writer.say("used-by-none"))
    return section("used-by", writer.say("used-by"), listed)


def _code(writer: Writer, parameter: Parameter) -> nodes.Node | None:
    known = [value for value in parameter.values if value.start is not None]
    if not known:
        return None
    day = known[-1].start
    call = (
        "from datetime import date\nfrom ssoplan import Policy\n\n"
        f'Policy.default().parameters.value("{parameter.id}", on=date.fromisoformat("{day}"))'
    )
    return section("code", writer.say("read-in-code"), preformatted(call, "python"))


def _definition(writer: Writer, parameter: Parameter) -> nodes.Node | None:
    place = writer.register.places.get(parameter.id)
    if place is None:
        return None
    where = writer.place(parameter.id)
    return section(
        "definition",
        writer.say("definition"),
        None if where is None else para(f"{writer.say('file')}: ", where),
        fold(parameter.id, preformatted(place.text, "yaml")),
    )


def _cite(writer: Writer, parameter: Parameter) -> nodes.Node:
    values = [*parameter.values, *parameter.drafts]
    cited = dict.fromkeys(each.text(writer.lang) for value in values for each in value.citations)
    said = writer.say(
        "cite-parameter",
        version=writer.register.policy.version,
        id=parameter.id,
        title=writer.text(parameter.title),
        sources="; ".join(cited),
    )
    return section(
        "cite",
        writer.say("cite"),
        preformatted(said),
        para(writer.say("cite-link"), " ", code(f"{{sso:parameter}}`{parameter.id}`")),
        para(writer.say("gazette"), classes=["sso-quiet"]),
    )
