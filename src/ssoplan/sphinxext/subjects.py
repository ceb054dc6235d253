"""What rules can be about: each subject with its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.sphinxext.parts import code, fold, join, para, section, spoken, table

if TYPE_CHECKING:
    from docutils import nodes

    from ssoplan.rules.facts import Fact, Subject
    from ssoplan.sphinxext.parts import Cell
    from ssoplan.sphinxext.writer import Writer

__all__ = ["subject_section", "type_text"]


def subject_section(writer: Writer, subject: Subject) -> nodes.section:
    """Return a subject with its facts, and the rules about it."""
    rows: list[list[Cell]] = [
        [code(fact.name), type_text(writer, fact), writer.text(fact.title)] for fact in subject.facts
    ]
    head = [writer.say(key) for key in ("fact", "type", "meaning-column")]
    made = section(
        f"subject-{subject.name}",
        f"{writer.text(subject.title)}",
        para(code(f"of: {subject.name}"), " ", spoken(writer.other_text(subject.title), writer.other)),
        table(head, rows, widths=[26, 28, 46]),
    )
    rules = [rule.id for rule in writer.register.rules.values() if rule.of == subject.name]
    if rules:
        made += fold(
            writer.say("number-of-rules", len(rules)),
            join(writer.link("rule", id_, bare=True) for id_ in rules),
        )
    return made


def type_text(writer: Writer, fact: Fact) -> str:
    """Return the type of a fact as a declaration writes it, with its unit and its words."""
    item = fact.type.item
    kind = f"{item.year}_year" if item.kind == "year" else item.kind
    kind = "money" if str(item.unit) == "THB" else kind
    label = "" if item.unit is None or kind == "money" else item.unit.label(writer.lang)
    named = f"many[{kind}]" if fact.type.many else kind
    words = ", ".join(item.values)
    return f"{named}{', ' + label if label else ''}{': ' + words if words else ''}"
