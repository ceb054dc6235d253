"""Subjects and facts: what a rule can speak about, declared once for objects, frames, documents and messages.

A fact is known, `MISSING` (nothing stands there), `DAMAGED` (something stood there and the copy lost it) or
`NOT_IN_FORCE` (a parameter that it is derived from has no value on the day); missing is not zero. A list with an absent item is itself absent: damaged if an item is damaged, else missing. A stored fact
is read from a field of the object; a derived fact is a named pure function of the object, and of parameters it
declares to read. Values reach the readings in the exact stored form of their type (money as int satang).
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.rules.expression.types import Type, type_of_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    Bound = int | Fraction | date | None

__all__ = [
    "DAMAGED",
    "MISSING",
    "NOT_IN_FORCE",
    "Absent",
    "Fact",
    "FactError",
    "Row",
    "Subject",
    "derived",
    "stored",
]


class Absent(Enum):
    """Why a fact has no value."""

    MISSING = "missing"
    DAMAGED = "damaged"
    NOT_IN_FORCE = "not in force"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        """Refuse to be a truth value: missing is neither true nor false nor zero."""
        msg = f"{self!r} is neither true nor false"
        raise TypeError(msg)


MISSING = Absent.MISSING
DAMAGED = Absent.DAMAGED
NOT_IN_FORCE = Absent.NOT_IN_FORCE


class FactError(SsoplanError, TypeError):
    """Raised when a fact is declared badly, or an object gives a value that the declaration rules out."""

    kind = "fact"
    messages: ClassVar[Mapping[str, Message]] = {
        "type": Message(
            en="{path}: {subject}.{fact} is {value!r} ({found}), but is declared {expected}; correct the value or the declaration",
            th="{path}: {subject}.{fact} เป็น {value!r} ({found}) แต่ประกาศไว้เป็น {expected} ให้แก้ค่าหรือคำประกาศ",
        ),
        "bounds": Message(
            en="{path}: {subject}.{fact} is {value!r}, outside its declared bounds {low} to {high}; correct the value or the bounds",
            th="{path}: {subject}.{fact} เป็น {value!r} นอกช่วง {low} ถึง {high} ที่ประกาศไว้ ให้แก้ค่าหรือช่วง",
        ),
        "declaration": Message(
            en="the declaration of fact {fact!r} is not usable: {problem}",
            th="คำประกาศข้อเท็จจริง {fact!r} ใช้ไม่ได้: {problem}",
        ),
        "object": Message(
            en="{path}: {found} has no {attribute!r}, which {subject}.{fact} reads; give an object of {subject!r}",
            th="{path}: {found} ไม่มี {attribute!r} ที่ {subject}.{fact} อ่าน ให้ระบุวัตถุของ {subject!r}",
        ),
        "unknown": Message(
            en="subject {subject!r} has no fact {fact!r}; declare it first",
            th="{subject!r} ไม่มีข้อเท็จจริง {fact!r} ให้ประกาศก่อน",
        ),
        "twice": Message(
            en="subject {subject!r} declares {fact!r} twice; keep one",
            th="{subject!r} ประกาศ {fact!r} ซ้ำ ให้เหลือหนึ่งเดียว",
        ),
        "not-read": Message(
            en="fact {fact!r} asks for parameter {parameter!r} without declaring it in 'reads'; add it there",
            th="ข้อเท็จจริง {fact!r} ขอพารามิเตอร์ {parameter!r} โดยไม่ได้ประกาศใน 'reads' ให้เพิ่มก่อน",
        ),
    }


@attrs.frozen(kw_only=True)
class Fact:
    """One thing that can be said about a subject; make it with `stored` or `derived`.

    Attributes:
        name: As used in conditions.
        type: Type with unit and decimals.
        title: What it is called in a sentence, in English and Thai.
        read: From an object (and, where ``reads`` is not empty, a mapping of those parameters) to the value.
        derived: Whether it is computed rather than a field of the object.
        field: The field of the object whose damage mark applies to a stored fact.
        reads: Ids of the parameters a derived fact uses.
        low: The least value possible, in the fact's unit; None if unbounded.
        high: The greatest value possible.
    """

    name: str
    type: Type
    title: Message
    read: Callable[..., Any] = attrs.field(eq=False, repr=False)
    derived: bool = False
    field: str = ""
    reads: tuple[str, ...] = ()
    low: Bound = None
    high: Bound = None

    def __attrs_post_init__(self) -> None:
        if not self.name.isidentifier() or not self.name.isascii():
            raise FactError("declaration", fact=self.name, problem="the name must be an English word")
        if self.type.kind == "enum" and not self.type.values:
            raise FactError("declaration", fact=self.name, problem="an enum needs its values")
        if untitled := [word for word in self.type.values if not _in_both(self.type.title(word))]:
            problem = f"the word {untitled[0]!r} has no title in both languages; give values={{word: Message(en=…, th=…)}}"
            raise FactError("declaration", fact=self.name, problem=problem)
        if (self.low is not None or self.high is not None) and not self.type.ordered:
            raise FactError("declaration", fact=self.name, problem="only ordered values have bounds")


def _in_both(title: Message | None) -> bool:
    return isinstance(title, Message) and bool(title.en.strip() and title.th.strip())


_NO_WORDS: Mapping[str, Message] = {}


def stored(
    name: str,
    type: str,  # noqa: A002  # the word that a declaration wants to read
    *,
    th: str,
    en: str,
    field: str | None = None,
    unit: str | None = None,
    decimals: int | None = None,
    values: Mapping[str, Message] = _NO_WORDS,
    low: Bound = None,
    high: Bound = None,
) -> Fact:
    """Return a fact that is a field of the object (``field``, default the name; dots reach into parts).

    An ``enum`` gives its words as ``values``, each with its title: ``{"routine": Message(en=…, th=…)}``.

    Raises:
        FactError: The declaration is not usable, such as an enum whose word has no title.
    """
    path = field or name
    made = type_of_word(type, unit=unit, decimals=decimals, values=values)
    read = operator.attrgetter(path)
    return Fact(name=name, type=made, title=Message(en=en, th=th), read=read, field=path, low=low, high=high)


def derived(
    name: str,
    type: str,  # noqa: A002  # the word that a declaration wants to read
    read: Callable[..., Any],
    *,
    th: str,
    en: str,
    reads: Iterable[str] = (),
    unit: str | None = None,
    decimals: int | None = None,
    values: Mapping[str, Message] = _NO_WORDS,
    low: Bound = None,
    high: Bound = None,
) -> Fact:
    """Return a fact that ``read`` computes from the object, and from the parameters named in ``reads``.

    What else it takes is as in `Fact`; ``decimals`` is how many decimals a number is kept with.
    """
    made = type_of_word(type, unit=unit, decimals=decimals, values=values)
    title = Message(en=en, th=th)
    return Fact(
        name=name, type=made, title=title, read=read, derived=True, reads=tuple(reads), low=low, high=high
    )


class Row(NamedTuple):
    """One object to be checked, and where it stands in its document."""

    path: str
    value: Any
    label: str = ""


def _library_subject(name: str) -> Subject:
    from ssoplan.rules.subjects import SUBJECTS  # noqa: PLC0415  # the subjects are declared with this module

    return SUBJECTS[name]


def _as_tuple(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(facts)


@attrs.frozen
class Subject:
    """A kind of thing that rules are about: a plan, a project, an indicator, an office row.

    Attributes:
        name: As used in ``of:``.
        title: What one of them is called, in English and Thai.
        facts: What can be said about it.
    """

    name: str
    title: Message
    facts: tuple[Fact, ...] = attrs.field(converter=_as_tuple, repr=False)
    _by_name: dict[str, Fact] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_name = {fact.name: fact for fact in self.facts}
        if len(by_name) < len(self.facts):
            names = [fact.name for fact in self.facts]
            twice = next(name for name in names if names.count(name) > 1)
            raise FactError("twice", subject=self.name, fact=twice)
        object.__setattr__(self, "_by_name", by_name)

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        # The functions of derived facts do not pickle: a subject of the library travels by its name.
        subjects = sys.modules.get("ssoplan.rules.subjects")
        if subjects is not None and subjects.SUBJECTS.get(self.name) is self:
            return (_library_subject, (self.name,))
        return (Subject, (self.name, self.title, self.facts))

    def fact(self, name: str) -> Fact:
        """Return the fact called ``name``.

        Raises:
            FactError: The subject declares no such fact.
        """
        if name not in self._by_name:
            raise FactError("unknown", subject=self.name, fact=name)
        return self._by_name[name]

    @property
    def types(self) -> dict[str, Type]:
        """The types of the facts by name: the scope of a condition."""
        return {fact.name: fact.type for fact in self.facts}
