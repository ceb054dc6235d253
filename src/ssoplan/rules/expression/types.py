"""The types of facts and expressions: what may be compared, added or listed with what.

A type is written as one word, or ``many[word]`` for a fact that holds a list (twelve month cells, the weights of a
project's indicators):

========================  ==========================================  =================================
word                      a value                                     stored in a column as
========================  ==========================================  =================================
``int``                   a whole number                              int
``number``                an exact number (``decimals`` if bounded)   int × 10^decimals, else Fraction
``money``                 an amount; the unit THB                     int satang
``bool``                  true or false                               bool
``text``                  any text                                    str
``enum``                  one of the declared ``values``, each        str
                          with a title in both languages
``date``                  a day                                       `datetime.date`
``budget_year`` and kin   a year of that kind                         int, the BE number
========================  ==========================================  =================================
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast

import attrs

from ssoplan.errors import Message
from ssoplan.rules.expression.errors import unknown
from ssoplan.units import DIMENSIONLESS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BAHT",
    "BE_YEARS",
    "BOOL",
    "DATE",
    "DAYS",
    "TEXT",
    "Kind",
    "Type",
    "YearKind",
    "is_money",
    "type_of_word",
]

Kind = Literal["int", "number", "bool", "text", "enum", "date", "year"]
YearKind = Literal["budget", "fund", "civil"]

BAHT = Unit.parse("THB")
BE_YEARS = Unit.parse("be_year")
DAYS = Unit.parse("day")
_WORDS = ("bool", "date", "enum", "int", "money", "number", "text")
_YEARS = ("budget_year", "civil_year", "fund_year")


@attrs.frozen(kw_only=True)
class Type:
    """The type of a fact or of a part of a condition.

    Attributes:
        kind: What sort of value.
        unit: The unit of a numeric value; None for a number that takes the unit of whatever it meets (a literal).
        decimals: How many decimals the values have at most; None where that is not known.
        values: The words an ``enum`` may take.
        titles: What words of the library are called in a sentence, each with its title; a text without one is
            quoted as it stands.
        year: Which year a ``year`` is.
        many: Whether this is a list of such values.
    """

    kind: Kind
    unit: Unit | None = None
    decimals: int | None = None
    values: tuple[str, ...] = ()
    year: YearKind | None = None
    many: bool = False
    titles: tuple[tuple[str, Message], ...] = attrs.field(default=(), eq=False, repr=False)

    def title(self, word: str) -> Message | None:
        """Return what a word of the library is called; None for a text that is quoted as it stands."""
        return next((title for each, title in self.titles if each == word), None)

    @property
    def numeric(self) -> bool:
        """Whether values can be added up."""
        return self.kind in ("int", "number")

    @property
    def ordered(self) -> bool:
        """Whether values can be smaller or greater."""
        return self.numeric or self.kind in ("date", "year")

    @property
    def scale(self) -> int:
        """By what a value is multiplied to be stored as an int: 100 for baht."""
        return int(10 ** (self.decimals or 0))

    @cached_property
    def item(self) -> Type:
        """The type of one item of a list."""
        return attrs.evolve(self, many=False) if self.many else self

    def listed(self, *, many: bool = True) -> Type:
        """Return this type as a list type (or, with ``many=False``, as itself)."""
        return attrs.evolve(self, many=True) if many else self

    def __str__(self) -> str:
        if self.kind == "year":
            word = f"{self.year}_year"
        elif self.kind == "enum":
            word = f"enum({', '.join(self.values)})"
        elif self.unit == BAHT:
            word = "money"
        else:
            word = self.kind
            if self.unit is not None and not self.unit.dimensionless:
                word += f" in {self.unit}"
        return f"many[{word}]" if self.many else word


BOOL = Type(kind="bool")
TEXT = Type(kind="text")
DATE = Type(kind="date")


def is_money(unit: Unit | None) -> bool:
    """Return whether amounts in this unit are money or contain it, such as THB/person."""
    return unit is not None and any(word == "THB" for word, _ in unit.factors)


def type_of_word(
    word: str,
    *,
    unit: str | None = None,
    decimals: int | None = None,
    values: Iterable[str] | Mapping[str, Message] = (),
) -> Type:
    """Return the type that a declaration spells, such as ``int``, ``many[money]`` or ``budget_year``.

    Raises:
        ExpressionError: The word is none of the types.
        UnitError: The unit is not in the vocabulary.
    """
    many = word.startswith("many[") and word.endswith("]")
    plain = word[5:-1] if many else word
    if plain in _YEARS:
        return Type(kind="year", year=cast("YearKind", plain.removesuffix("_year")), many=many)
    if plain == "money":
        return Type(kind="number", unit=BAHT, decimals=2, many=many)
    if plain not in _WORDS:
        raise unknown("type", plain, (*_WORDS, *_YEARS), column=1)
    kind = cast("Kind", plain)
    if kind not in ("int", "number"):
        titles = tuple(values.items()) if isinstance(values, Mapping) else ()
        return Type(kind=kind, values=tuple(values), titles=titles, many=many)
    measured = Unit.parse(unit) if unit else DIMENSIONLESS
    return Type(kind=kind, unit=measured, decimals=0 if kind == "int" else decimals, many=many)
