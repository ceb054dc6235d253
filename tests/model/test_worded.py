"""Enums of the model that carry their words in Thai and English."""

from __future__ import annotations

import copy
import pickle
import re
from importlib import import_module

import pytest

from ssoplan.errors import Message
from ssoplan.model import Comparator, ExpenseCategory, FundingSource
from ssoplan.model.worded import Worded, words_of

DECLARED_IN = (
    "ssoplan.model",
    "ssoplan.calculators.life_cycle",
    "ssoplan.calculators.patterns",
    "ssoplan.rules.subjects._activity",
    "ssoplan.rules.subjects.ledger_rows",
)
THAI_OR_NAME = re.compile(r"[\u0e01-\u0e3a]|SMS")


def worded() -> list[type[Worded]]:
    """Return every enum of the library that has words."""
    for module in DECLARED_IN:
        import_module(module)
    return sorted(Worded.__subclasses__(), key=lambda enum: enum.__name__)


def test_a_member_is_its_value_and_is_called_something_in_each_language() -> None:
    """The value is what machines keep; the words are the glossary's."""
    other = ExpenseCategory.OTHER
    assert ("other", "other", "<ExpenseCategory.OTHER: 'other'>") == (other.value, f"{other}", repr(other))
    assert ("other expenditure", "งบรายจ่ายอื่น") == (other.text(), other.text("th"))
    assert "เงินกองทุนเพื่อบริหารงานของสำนักงานประกันสังคม" == FundingSource.ADMIN_FUND.text("th")


@pytest.mark.parametrize("enum", worded(), ids=lambda enum: enum.__name__)
def test_every_word_stands_in_both_languages(enum: type[Worded]) -> None:
    """No member lacks a word, no Thai stands in the English one, and no two members are called the same."""
    for member in enum:
        assert not re.search("[\u0e01-\u0e5b]", member.words.en), member
        assert THAI_OR_NAME.search(member.words.th), member
    assert len(enum) == len({member.words.en for member in enum}) == len({member.words.th for member in enum})


@pytest.mark.parametrize("member", [ExpenseCategory.OTHER, Comparator.AT_LEAST])
def test_members_stay_the_same_objects(member: Worded) -> None:
    """A member is found by its value, and copies and pickles of it are itself."""
    assert member is type(member)(member.value)
    assert member is copy.deepcopy(member)
    assert member is pickle.loads(pickle.dumps(member))  # noqa: S301  # our own bytes


def test_words_by_value() -> None:
    """The enum facts of the rules take the words by value."""
    assert Message(en="at least", th="ไม่น้อยกว่า") == words_of(Comparator)["ge"]
    assert [comparator.value for comparator in Comparator] == list(words_of(Comparator))


def test_a_member_without_words_is_refused() -> None:
    """Nobody can declare a value and leave out what it is called."""
    with pytest.raises(TypeError, match="declares 'new' without its words in English and Thai"):

        class Bare(Worded):
            NEW = "new"
