"""The prose reading: rules as Thai and English sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssoplan.errors import Message
from ssoplan.rules.checked import check_rule
from ssoplan.rules.dated import type_of_parameter
from ssoplan.rules.readings.prose import condition_text, describe
from ssoplan.rules.rule import JoinText, Rule

if TYPE_CHECKING:
    from ssoplan.parameters import Parameters
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.facts import Subject


def _rule(
    subjects: dict[str, Subject], parameters: Parameters, must: str, when: str | None = None
) -> CheckedRule:
    types = {parameter.id: type_of_parameter(parameter) for parameter in parameters}
    twin = JoinText(
        alias="twin",
        of="other",
        on=(("person", "person"),),
        where=("twin.sequence < sequence",),
        when="active",
    )
    rule = Rule(
        id="T-1", kind="check", title=Message("t", "ท"), of="item", when=when, must=must, joins=(twin,)
    )
    return check_rule(rule, subjects, types)


@pytest.mark.parametrize(
    ("when", "must", "en", "th"),
    [
        (
            "persons > 0",
            'weight == param("toy.total")',
            "For each item where number of persons is more than 0: weight equals the total (100 percent).",
            "รายการ item ที่จำนวนคนมากกว่า 0: ต้องเป็นดังนี้ น้ำหนักเท่ากับค่า total (ร้อยละ 100)",
        ),
        (
            None,
            "all(amounts > baht('0.50')) or sum(cells) != 12",
            "For every item: for every item amounts is more than 0.50 baht or the sum of month cells differs from 12.",
            "ทุกรายการ item: ต้องเป็นดังนี้ ทุกรายการรายการเงินมากกว่า 0.50 บาท หรือ ผลรวมของช่องเดือนไม่เท่ากับ 12",
        ),
        (
            None,
            "kind in ['new', 'routine'] and note is not missing and not active",
            "For every item: kind is one of new project, routine work and note is given and it is not so that active is the case.",
            "ทุกรายการ item: ต้องเป็นดังนี้ ประเภทเป็นหนึ่งใน โครงการใหม่, งานประจำ และ มีหมายเหตุ และ ไม่ใช่ว่าสถานะใช้งานเป็นจริง",
        ),
        (
            None,
            "0 <= (weight - share) / 2 < 5",
            "For every item: 0 is at most (weight minus share) divided by 2 and (weight minus share) divided by 2 is less than 5.",
            "ทุกรายการ item: ต้องเป็นดังนี้ 0 ไม่เกิน (น้ำหนักลบร้อยละ) หารด้วย 2 และ (น้ำหนักลบร้อยละ) หารด้วย 2 น้อยกว่า 5",
        ),
        (
            None,
            "none(twin)",
            "For every item: there is no other with the same person, where its sequence is less than the sequence of this item and active is the case.",
            "ทุกรายการ item: ต้องเป็นดังนี้ ไม่มีรายการ other ที่คนเดียวกัน ซึ่งลำดับน้อยกว่าลำดับของรายการ item นี้ และ สถานะใช้งานเป็นจริง",
        ),
        (
            None,
            "fund_year(start) == year and days(start, end) >= 30",
            "For every item: the fund year of start equals fund year and the days from start to end is at least 30.",
            "ทุกรายการ item: ต้องเป็นดังนี้ ปีของกองทุนของวันเริ่มเท่ากับปีของกองทุน และ จำนวนวันจากวันเริ่มถึงวันสิ้นสุดไม่น้อยกว่า 30",
        ),
    ],
)
def test_sentences(  # noqa: PLR0917  # fixtures and generated values
    subjects: dict[str, Subject], parameters: Parameters, when: str | None, must: str, en: str, th: str
) -> None:
    """A rule reads as a sentence in both languages, with the titles of its facts and the values of its parameters."""
    rule = _rule(subjects, parameters, must, when)
    assert en == describe(rule, "en", parameters=parameters)
    assert th == describe(rule, "th", parameters=parameters)


def test_a_part_alone(subjects: dict[str, Subject], parameters: Parameters) -> None:
    """A part of a condition reads alone, with the ids of its parameters."""
    rule = _rule(subjects, parameters, 'max(weight, share) > param("toy.total") and active')
    part = rule.must.tree.parts[0]  # type: ignore[attr-defined]  # an And
    assert "the greatest of weight, share is more than toy.total" == condition_text(rule, part)
    assert "ค่ามากที่สุดของน้ำหนัก, ร้อยละมากกว่า toy.total" == condition_text(rule, part, "th")
