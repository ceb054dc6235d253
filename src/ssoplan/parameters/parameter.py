"""A parameter: a figure of policy through time, each value with its window, its source and its standing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from ssoplan.calendar.errors import CalendarError
from ssoplan.calendar.format import format_date
from ssoplan.errors import Message
from ssoplan.parameters.sources import Citation
from ssoplan.units import Unit

__all__ = [
    "CONFIDENCES",
    "PARAMETER_TYPES",
    "Confidence",
    "Evidence",
    "LegalStatus",
    "Parameter",
    "ParameterType",
    "ParameterValue",
    "Scalar",
    "Table",
    "Value",
    "value_fits",
]

ParameterType = Literal["int", "decimal", "money", "date", "text", "list", "table"]
PARAMETER_TYPES: tuple[ParameterType, ...] = ("int", "decimal", "money", "date", "text", "list", "table")
Confidence = Literal["document", "secondary", "convention", "unknown", "what-if"]
CONFIDENCES: tuple[Confidence, ...] = ("document", "secondary", "convention", "unknown")
Evidence = Literal["stated", "inferred"]
LegalStatus = Literal["in_force", "draft"]
Scalar = int | Decimal | dt.date | str


@attrs.frozen(repr=False)
class Table(Mapping[str, Scalar]):
    """An ordered, hashable table of named values: the levels of a scale, the months of a plan.

    >>> scale = Table((("contract", 30), ("handover", 100)))
    >>> scale["contract"], list(scale)
    (30, ['contract', 'handover'])
    """

    entries: tuple[tuple[str, Scalar], ...]

    def __getitem__(self, key: str) -> Scalar:
        for name, value in self.entries:
            if name == key:
                return value
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"Table({self.entries!r})"


Value = Scalar | tuple[Scalar, ...] | Table


@attrs.frozen(kw_only=True)
class ParameterValue:
    """One value of a parameter: what it is, from when to when, on whose authority.

    Attributes:
        id: The id of the parameter.
        value: An exact whole number or `decimal.Decimal` (money in baht), a date, a text, a tuple or a `Table`.
        unit: The unit of the value.
        start: First day for which the value is supported; None where it has no beginning (a definition).
        end: Last day, inclusive; None where it holds until further notice.
        start_known: False where the day of entry into force is not printed: then ``start`` is only the first day for
            which a source vouches.
        end_known: The same for the end.
        citations: Where the value stands; the first is the one to quote.
        published: When the source was published, where known.
        verified: When somebody last compared the value with its source.
        confidence: ``document`` (an SSO document), ``secondary`` (a report on the law), ``convention`` (a stated
            choice of this library), ``unknown``, or ``what-if`` for an override.
        evidence: Whether the source states the value or it was inferred from its figures.
        legal_status: A ``draft`` is shown, never applied.
        reason: Why this reading holds, where the sources contradict each other; for a reading set aside, the same.
        set_aside: The other readings of the same passage, kept and never applied.
        note: What a reader should know.
        carried: True where the value was asked for after its last day and carried forward by choice.
    """

    id: str
    value: Any  # a Value; which of its types is the parameter's business, not the type checker's
    unit: Unit
    start: dt.date | None
    end: dt.date | None
    start_known: bool = True
    end_known: bool = True
    citations: tuple[Citation, ...] = ()
    published: dt.date | None = None
    verified: dt.date | None = None
    confidence: Confidence = "document"
    evidence: Evidence = "stated"
    legal_status: LegalStatus = "in_force"
    reason: Message | None = None
    set_aside: tuple[ParameterValue, ...] = ()
    note: str | None = None
    carried: bool = False

    @property
    def citation(self) -> Citation | None:
        """The citation to quote; None for an override."""
        return self.citations[0] if self.citations else None

    def covers(self, on: dt.date) -> bool:
        """Return whether the window of this value contains a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def overlaps(self, other: ParameterValue) -> bool:
        """Return whether some day lies in both windows."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        return starts_in_time and (other.start is None or self.end is None or other.start <= self.end)

    def window(self, lang: Literal["en", "th"] = "en") -> str:
        """Return the window in words: ``2022-05-01 to 2022-07-31``; in Thai ``1 พ.ค. 2565 ถึง 31 ก.ค. 2565``."""
        if self.start is None and not self.start_known:
            return "ร่างกฎหมาย ยังไม่มีวันใช้บังคับ" if lang == "th" else "draft act, no date in force"
        at_least, always, since, since_at_least, to, until = _WINDOW_WORDS[lang]
        start, end = (
            None if day is None else ("" if known else at_least) + _day_text(day, lang)
            for day, known in ((self.start, self.start_known), (self.end, self.end_known))
        )
        if start is None:
            return always if end is None else f"{until} {end}"
        if self.start is not None and end is None and not self.start_known:
            return f"{since_at_least} {_day_text(self.start, lang)}"
        return f"{since} {start}" if end is None else f"{start} {to} {end}"


def _day_text(day: dt.date, lang: Literal["en", "th"]) -> str:
    """Return a day as the officers of each language write it in a table: ISO 8601 in English, the BE day in Thai."""
    if lang == "en":
        return day.isoformat()
    try:
        return format_date(day, "medium")
    except CalendarError:  # days before the Buddhist era have no name in it
        return f"{day.isoformat()} ค.ศ."


_WINDOW_WORDS = {
    "en": ("at least ", "always", "from", "from at least", "to", "until"),
    "th": ("อย่างน้อย ", "ทุกเวลา", "ตั้งแต่", "มีผลอย่างช้าตั้งแต่", "ถึง", "จนถึง"),
}


@attrs.frozen(kw_only=True)
class Parameter:
    """A figure of policy with a stable id, and its values through time.

    Attributes:
        id: Dotted name; the first part is the family, such as ``network_compensation.rate``.
        title: Its name in Thai and English.
        unit: The unit of every value.
        type: What a value is; ``money`` is an exact amount of baht.
        values: The values in force, by start, with no day in two windows.
        drafts: Values of draft law: shown, never returned by a lookup.
        description: What the figure means and how it is used.
        rules: The ids of the rules that name it.
        words: What its values are called in a sentence, where they are words of the library such as ``bank_transfer``.
    """

    id: str
    title: Message
    unit: Unit
    type: ParameterType
    values: tuple[ParameterValue, ...]
    drafts: tuple[ParameterValue, ...] = ()
    description: Message | None = None
    rules: tuple[str, ...] = ()
    words: tuple[tuple[str, Message], ...] = ()

    def on(self, date: dt.date) -> ParameterValue | None:
        """Return the value in force on a day, or None."""
        for value in self.values:
            if value.covers(date):
                return value
        return None

    def last_before(self, date: dt.date) -> ParameterValue | None:
        """Return the last value whose window ended before a day, or None."""
        ended = [value for value in self.values if value.end is not None and value.end < date]
        return ended[-1] if ended else None

    @property
    def readings_set_aside(self) -> tuple[ParameterValue, ...]:
        """Every reading that a contradiction in the sources left over: kept for the reader, never applied."""
        return tuple(reading for value in (*self.values, *self.drafts) for reading in value.set_aside)

    def disputed(self, date: dt.date) -> tuple[ParameterValue, ...]:
        """Return the readings set aside whose window contains a day: what the other reading would say then."""
        return tuple(reading for reading in self.readings_set_aside if reading.covers(date))

    def windows(self, lang: Literal["en", "th"] = "en") -> str:
        """Return the windows of all values (of the drafts where there is no other) in one line."""
        return "; ".join(value.window(lang) for value in self.values or self.drafts)


def value_fits(value: object, type: ParameterType) -> bool:  # noqa: A002 - the domain calls it type
    """Return whether a value is of a parameter's type; a float never is."""
    if isinstance(value, bool | float):
        return False
    if type == "list":
        return isinstance(value, tuple) and all(_scalar(item) for item in value)
    if type == "table":
        return isinstance(value, Table) and all(_scalar(item) for item in value.values())
    if type == "date":
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if type == "text":
        return isinstance(value, str)
    return isinstance(value, int if type == "int" else int | Decimal)


def _scalar(value: object) -> bool:
    return isinstance(value, int | Decimal | dt.date | str) and not isinstance(value, bool | dt.datetime)
