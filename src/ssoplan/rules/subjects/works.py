"""Construction works: the tier of money under which a plan files each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Project, Trace
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, present
from ssoplan.rules.subjects._words import TIERS
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CONSTRUCTION", "constructions"]

_WORDS = (("ก่อสร้าง",), ("ปรับปรุง", "อาคาร"))
# The words by which indicators name a tier; the amounts are parameters. Titles name tiers, too, but of lump sums for
# the small works of many offices, whose total says nothing about one work.
_TIERS = (("large", "ผูกพันสัญญาเกิน"), ("small", "วงเงินต่ำกว่า"), ("medium", "(โครงการ 1 ปี)"))


@attrs.frozen
class Construction:
    """A project of construction or repair."""

    project: Project

    @property
    def trace(self) -> Trace | None:
        return self.project.trace


def _tier(each: Construction) -> Any:
    indicators = known(each.project, "indicators")
    if isinstance(indicators, Absent):
        return indicators
    texts = [known(indicator, "text_th") for indicator in indicators]
    for text in present(texts):
        for tier, words in _TIERS:
            if words in text:
                return tier
    return DAMAGED if DAMAGED in texts else MISSING


CONSTRUCTION = Subject(
    "construction",
    Message(en="construction or repair work", th="งานก่อสร้างหรือปรับปรุง"),
    (
        derived("tier", "enum", _tier, values=TIERS, en="tier that its indicator names", th="ระดับวงเงินตามตัวชี้วัด"),
        derived("budget", "money", lambda e: known(e.project, "budget"), en="budget", th="งบประมาณ"),
    ),
)  # fmt: skip


def constructions(document: object) -> Iterator[Row]:
    """Yield the construction and repair works of a plan, by the words of their titles."""
    for path, project, label in projects(document):
        title = known(project, "title_th")
        if not isinstance(title, Absent) and any(all(w in title for w in words) for words in _WORDS):
            yield Row(path, Construction(project), label)
