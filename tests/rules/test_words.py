"""A word of the library is called the same in parameters, in the facts of rules, and in calculations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssoplan.calculators.patterns import MonthlyMeaning
from ssoplan.model import (
    Comparator,
    Dimension,
    ExpenseCategory,
    FundingSource,
    PaymentMethod,
    ProgrammeType,
    ProjectKind,
)
from ssoplan.model.worded import words_of
from ssoplan.parameters import Parameters
from ssoplan.rules.subjects._words import FUNDING_FIELDS, SECTIONS
from ssoplan.rules.subjects.ledger_rows import NoticeChannel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.errors import Message

CALLED = {
    "funding.expense_categories": words_of(ExpenseCategory),
    "funding.programme_types": words_of(ProgrammeType),
    "funding.provincial_plan_excludes": words_of(ExpenseCategory),
    "funding.provincial_plan_includes": words_of(ExpenseCategory),
    "funding.sources": words_of(FundingSource),
    "hierarchy.work_item_kinds": words_of(ProjectKind),
    "kpi.dimensions.project": words_of(Dimension),
    "kpi.dimensions.proposal": words_of(Dimension),
    "option.unstated_comparator": words_of(Comparator),
    "payment.method": words_of(PaymentMethod),
    "proposal.funding_line_fields": FUNDING_FIELDS,
    "proposal.record_sections": SECTIONS,
    "proposal.section_order": SECTIONS,
    "report.arrears.channels": words_of(NoticeChannel),
    "state_budget.categories": words_of(ExpenseCategory),
}
"""The parameters whose words are all of one enum of the library."""


@pytest.mark.parametrize(("parameter", "titles"), CALLED.items())
def test_a_parameter_calls_a_word_what_the_library_calls_it(
    parameter: str, titles: Mapping[str, Message]
) -> None:
    """Data that stands on its own repeats the words of an enum, letter for letter."""
    words = dict(Parameters.default()[parameter].words)
    assert words
    assert {word: titles[word] for word in words} == words


def test_empty_cells_are_told_by_meaning_as_the_meanings_are_called() -> None:
    """The option on empty cells names the meanings of month cells, beside words of its own."""
    words = dict(Parameters.default()["option.empty_month_cell"].words)
    meanings = words_of(MonthlyMeaning)
    assert {"zero", "carry_forward", "not_measured", "not_yet_due"} == words.keys() - meanings.keys()
    assert {word: meanings[word] for word in words if word in meanings} == {
        word: title for word, title in words.items() if word in meanings
    }
