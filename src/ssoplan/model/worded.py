"""Words of the documents as enums: machines keep the value, people read the word in Thai or English."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.errors import Language

__all__ = ["Worded", "words_of"]


class Worded(StrEnum):
    """An enum whose every member is declared with its words: ``ROUTINE = "routine", "routine work", "งานประจำ"``.

    Attributes:
        words: What the member is called, in English and Thai.
    """

    words: Message

    def __new__(cls, value: str, en: str = "", th: str = "") -> Self:
        """Return a member: its value, and what it is called in English and in Thai.

        Type checkers read this signature for ``ProjectKind("routine")``, too, which finds a member by its value.

        Raises:
            TypeError: A member is declared without its words.
        """
        if not (en and th):
            msg = f"{cls.__name__} declares {value!r} without its words in English and Thai"
            raise TypeError(msg)
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = Message(en=en, th=th)
        return member

    def text(self, lang: Language = "en") -> str:
        """Return what the member is called in a language."""
        return self.words.text(lang)


def words_of(enum: type[Worded]) -> Mapping[str, Message]:
    """Return what each value of an enum is called, as the enum facts of the rules want it.

    >>> from ssoplan.model import BudgetStatus
    >>> words_of(BudgetStatus)["allocated"]
    Message(en='allocated', th='ได้รับจัดสรร')
    """
    return {member.value: member.words for member in enum}
