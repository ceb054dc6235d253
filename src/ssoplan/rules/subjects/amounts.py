"""Amounts that a document prints twice, in digits and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Plan, Proposal
from ssoplan.numerals import compare_words
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.numerals.comparison import WordsComparison

__all__ = ["STATED_AMOUNT", "stated_amounts"]


@attrs.frozen
class StatedAmount:
    """One amount in digits with its words, and which object of the document holds both."""

    holder: Any
    amount_field: str
    words_field: str

    @property
    def digits(self) -> Any:
        return known(self.holder, self.amount_field)

    @property
    def words(self) -> Any:
        return known(self.holder, self.words_field)

    @property
    def compared(self) -> WordsComparison | Absent:
        for value in (self.digits, self.words):
            if isinstance(value, Absent):
                return value
        return compare_words(self.digits, self.words)


def _agrees(stated: StatedAmount) -> Any:
    compared = stated.compared
    return compared if isinstance(compared, Absent) else compared.matches


def _words_value(stated: StatedAmount) -> Any:
    """Return what the words say; of malformed words, what they say literally, if that can be told."""
    compared = stated.compared
    if isinstance(compared, Absent):
        return compared
    value = compared.words if compared.error is None else compared.error.value
    return MISSING if value is None else value


def _difference(stated: StatedAmount) -> Any:
    value = _words_value(stated)
    return value if isinstance(value, Absent) else value - stated.digits


def _well_formed(stated: StatedAmount) -> Any:
    compared = stated.compared
    return compared if isinstance(compared, Absent) else compared.error is None


STATED_AMOUNT = Subject(
    "stated_amount",
    Message(en="amount in digits and words", th="จำนวนเงินที่เขียนทั้งตัวเลขและตัวอักษร"),
    (
        derived("amount", "money", lambda s: s.digits, en="amount in digits", th="จำนวนเงินเป็นตัวเลข"),
        derived("agrees", "bool", _agrees, en="words are well formed and say the amount in digits", th="ตัวอักษรถูกหลักและตรงกับตัวเลข"),
        derived("well_formed", "bool", _well_formed, en="words are a well-formed number", th="ตัวอักษรเป็นจำนวนที่ถูกหลัก"),
        derived("words_value", "money", _words_value, en="what the words say", th="จำนวนตามตัวอักษร"),
        derived("difference", "money", _difference, en="words less digits", th="ตัวอักษรหักด้วยตัวเลข"),
    ),
)  # fmt: skip


def stated_amounts(document: object) -> Iterator[Row]:
    """Yield every amount of the document that is printed in digits and in words."""
    for path, holder, amount, words, label in _places(document):
        if getattr(holder, words) is not None:
            yield Row(f"{path}.{words}", StatedAmount(holder, amount, words), label)


def _places(document: object) -> Iterator[tuple[str, Any, str, str, str]]:
    if isinstance(document, Proposal) and document.budget is not None:
        yield (
            "$.budget",
            document.budget,
            "total",
            "total_words_th",
            document.budget.item_th or document.title_th,
        )
    if isinstance(document, Plan):
        for i, allocation in enumerate(document.allocations):
            path = f"$.allocations[{i}]"
            yield path, allocation, "total", "total_words_th", f"การจัดสรรเงินปี {allocation.year.be}"
            for j, share in enumerate(allocation.by_category):
                yield (
                    f"{path}.by_category[{j}]",
                    share,
                    "amount",
                    "amount_words_th",
                    share.name_th or share.category,
                )
            for j, announcement in enumerate(allocation.announcements):
                label = f"ประกาศฉบับที่ {announcement.number} ปี {allocation.year.be}"
                yield f"{path}.announcements[{j}]", announcement, "amount", "amount_words_th", label
