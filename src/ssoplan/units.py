"""Units of measure: a closed vocabulary and the algebra that refuses to add baht to days.

A unit is a product of words of the vocabulary with whole exponents. What a plan counts in (คน, ครั้ง, แห่ง …) is
one word; what a rate is quoted in (``THB/person``) is a quotient::

    >>> rate, persons = Unit.parse("THB/person"), Unit.parse("person")
    >>> str(rate * persons)
    'THB'
    >>> rate.fits(persons)
    False
    >>> rate.label("th"), rate.label("en")
    ('บาท/คน', 'baht per person')

The words are those of the unit columns (หน่วยนับ) of the published plans, of the rates that their tables state, and
those by which budgets for training, travel and procurement count (มื้อ, ชั่วโมง, คืน, คัน …). Words of measure that
describe a thing rather than count it (a sign of 3 เมตร, a bottle of 600 มิลลิลิตร) are left out.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import attrs

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.errors import Language

__all__ = [
    "DIMENSIONLESS",
    "THAI_UNIT_WORDS",
    "VOCABULARY",
    "Unit",
    "UnitError",
    "UnitWord",
    "units_of_label",
]


class UnitWord(NamedTuple):
    """One word of the vocabulary in Thai and English, singular and plural (Thai has no plural form)."""

    th: str
    en: str
    plural: str

    def text(self, lang: Language, *, plural: bool = False) -> str:
        """Return the word in ``lang``."""
        if lang == "th":
            return self.th
        return self.plural if plural else self.en


VOCABULARY: Mapping[str, UnitWord] = {
    "THB": UnitWord("บาท", "baht", "baht"),
    "award": UnitWord("รางวัล", "award", "awards"),
    "banner": UnitWord("ผืน", "banner", "banners"),
    "batch": UnitWord("รุ่น", "batch", "batches"),
    "be_year": UnitWord("พ.ศ.", "Buddhist-era year", "Buddhist-era years"),
    "book": UnitWord("เล่ม", "volume", "volumes"),
    "booth": UnitWord("บูธ", "booth", "booths"),
    "bottle": UnitWord("ขวด", "bottle", "bottles"),
    "box": UnitWord("กล่อง", "box", "boxes"),
    "building": UnitWord("หลัง", "building", "buildings"),
    "case": UnitWord("กรณี", "case", "cases"),
    "channel": UnitWord("ช่องทาง", "channel", "channels"),
    "contract": UnitWord("สัญญา", "contract", "contracts"),
    "copy": UnitWord("ฉบับ", "copy", "copies"),
    "course": UnitWord("หลักสูตร", "course", "courses"),
    "day": UnitWord("วัน", "day", "days"),
    "day_of_month": UnitWord("วันที่", "day of the month", "days of the month"),
    "district": UnitWord("อำเภอ", "district", "districts"),
    "dose": UnitWord("โดส", "dose", "doses"),
    "entitlement": UnitWord("สิทธิประโยชน์", "entitlement", "entitlements"),
    "establishment": UnitWord("สถานประกอบการ", "establishment", "establishments"),
    "file": UnitWord("แฟ้ม", "file", "files"),
    "group": UnitWord("กลุ่ม", "group", "groups"),
    "hour": UnitWord("ชั่วโมง", "hour", "hours"),
    "instalment": UnitWord("งวด", "instalment", "instalments"),
    "item": UnitWord("รายการ", "item", "items"),
    "kilometre": UnitWord("กิโลเมตร", "kilometre", "kilometres"),
    "level": UnitWord("ระดับ", "level", "levels"),
    "line": UnitWord("สาย", "line", "lines"),
    "litre": UnitWord("ลิตร", "litre", "litres"),
    "machine": UnitWord("เครื่อง", "machine", "machines"),
    "meal": UnitWord("มื้อ", "meal", "meals"),
    "million_THB": UnitWord("ล้านบาท", "million baht", "million baht"),
    "month": UnitWord("เดือน", "month", "months"),
    "month_of_year": UnitWord("เดือนที่", "month of the year", "months of the year"),
    "multiple": UnitWord("เท่า", "multiple", "multiples"),
    "night": UnitWord("คืน", "night", "nights"),
    "office": UnitWord("หน่วยงาน", "office", "offices"),
    "package": UnitWord("ห่อ", "package", "packages"),
    "page": UnitWord("หน้า", "page", "pages"),
    "pair": UnitWord("คู่", "pair", "pairs"),
    "percent": UnitWord("ร้อยละ", "percent", "percent"),
    "percentage_point": UnitWord("จุดร้อยละ", "percentage point", "percentage points"),
    "person": UnitWord("คน", "person", "persons"),
    "piece": UnitWord("ชิ้น", "piece", "pieces"),
    "place": UnitWord("แห่ง", "place", "places"),
    "point": UnitWord("หน่วยบริการ", "service point", "service points"),
    "program": UnitWord("โปรแกรม", "program", "programs"),
    "project": UnitWord("โครงการ", "project", "projects"),
    "province": UnitWord("จังหวัด", "province", "provinces"),
    "quarter": UnitWord("ไตรมาส", "quarter", "quarters"),
    "rank": UnitWord("อันดับ", "rank", "ranks"),
    "ream": UnitWord("รีม", "ream", "reams"),
    "roll": UnitWord("ม้วน", "roll", "rolls"),
    "room": UnitWord("ห้อง", "room", "rooms"),
    "school": UnitWord("โรงเรียน", "school", "schools"),
    "score": UnitWord("คะแนน", "score", "scores"),
    "set": UnitWord("ชุด", "set", "sets"),
    "sheet": UnitWord("แผ่น", "sheet", "sheets"),
    "sign": UnitWord("ป้าย", "sign", "signs"),
    "subdistrict": UnitWord("ตำบล", "subdistrict", "subdistricts"),
    "system": UnitWord("ระบบ", "system", "systems"),
    "team": UnitWord("ทีม", "team", "teams"),
    "time": UnitWord("ครั้ง", "time", "times"),
    "topic": UnitWord("เรื่อง", "topic", "topics"),
    "trip": UnitWord("เที่ยว", "trip", "trips"),
    "vehicle": UnitWord("คัน", "vehicle", "vehicles"),
    "village": UnitWord("หมู่บ้าน", "village", "villages"),
    "week": UnitWord("สัปดาห์", "week", "weeks"),
    "work": UnitWord("งาน", "work item", "work items"),
    "year": UnitWord("ปี", "year", "years"),
}


class UnitError(SsoplanError, ValueError):
    """Raised when a text is not a unit of the vocabulary."""

    kind = "unit"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(
            en="unknown unit {unit!r} in {text!r}: {hint}",
            th="ไม่รู้จักหน่วย {unit!r} ใน {text!r}: {hint_th}",
        ),
        "malformed": Message(
            en="cannot read {text!r} as a unit: write words of the vocabulary joined by '*' and '/', such as THB/person",
            th="อ่าน {text!r} เป็นหน่วยไม่ได้: ให้เขียนคำหน่วยเชื่อมด้วย '*' และ '/' เช่น THB/person",
        ),
        "unknown-label": Message(
            en="unknown unit of measure {text!r}: {hint}",
            th="ไม่รู้จักหน่วยนับ {text!r}: {hint_th}",
        ),
    }


@attrs.frozen(repr=False, cache_hash=True)
class Unit:
    """A unit of measure, the product of vocabulary words with whole exponents.

    Attributes:
        factors: Pairs of word and exponent, sorted by word, no exponent zero.
    """

    factors: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Return the unit that ``text`` spells, such as ``"THB/person"`` or ``"1"`` (dimensionless).

        ``a/b/c`` means a divided by b and by c.

        Raises:
            UnitError: A word is not in the vocabulary, or the text is not words joined by ``*`` and ``/``.
        """
        return _parse(text)

    def __mul__(self, other: Unit) -> Unit:
        """Return the product of two units.

        >>> str(Unit.parse("THB/person/time") * Unit.parse("person"))
        'THB/time'
        """
        if not isinstance(other, Unit):
            return NotImplemented
        return _unit([*self.factors, *other.factors])

    def __truediv__(self, other: Unit) -> Unit:
        """Return the quotient of two units.

        >>> str(Unit.parse("THB") / Unit.parse("THB"))
        '1'
        """
        if not isinstance(other, Unit):
            return NotImplemented
        return _unit([*self.factors, *((word, -power) for word, power in other.factors)])

    @property
    def dimensionless(self) -> bool:
        """Whether this is the unit of a bare number."""
        return not self.factors

    def fits(self, other: Unit) -> bool:
        """Return whether values in the two units may be added, subtracted or compared.

        The units must be equal; a percentage point fits a percent, because it is the difference of two percents.
        """
        return self == other or self._as_percent() == other._as_percent()

    def label(self, lang: Language = "en", *, plural: bool = False) -> str:
        """Return the unit in words: ``baht per person``, ``บาท/คน``; empty for a bare number.

        Args:
            lang: The language.
            plural: Whether there are several; in Thai it makes no difference.
        """
        above = [(word, power) for word, power in self.factors if power > 0]
        below = [(word, -power) for word, power in self.factors if power < 0]
        per = "/" if lang == "th" else " per "
        words = "-".join(_words(above, lang, plural=plural))
        return per.join([words, *_words(below, lang, plural=False)]).strip()

    def counting(self, number: str, lang: Language = "en") -> str:
        """Return a number with the unit, in the order of the language.

        Args:
            number: The number as it is shown.
            lang: The language.

        >>> percent, person = Unit.parse("percent"), Unit.parse("person")
        >>> percent.counting("85", "th"), percent.counting("85"), person.counting("1,000", "th")
        ('ร้อยละ 85', '85 percent', '1,000 คน')
        >>> Unit.parse("day_of_month").counting("15"), Unit.parse("day_of_month").counting("15", "th")
        ('day 15 of the month', 'วันที่ 15')
        """
        phrase = _PHRASES.get((str(self), lang))
        if phrase is not None:
            return phrase.format(number)
        return f"{number} {self.label(lang, plural=number != '1')}".strip()

    def _as_percent(self) -> Unit:
        return _unit(
            ("percent" if word == "percentage_point" else word, power) for word, power in self.factors
        )

    def __str__(self) -> str:
        above = "*".join(word for word, power in self.factors for _ in range(power))
        below = "".join(f"/{word}" for word, power in self.factors for _ in range(-power))
        return (above or "1") + below

    def __repr__(self) -> str:
        return f"Unit.parse({str(self)!r})"


DIMENSIONLESS = Unit()
# Units that do not follow their number.
_PHRASES: Mapping[tuple[str, Language], str] = {
    ("day_of_month", "en"): "day {} of the month",
    ("day_of_month", "th"): "วันที่ {}",
    ("percent", "th"): "ร้อยละ {}",
    ("rank", "en"): "rank {}",
    ("rank", "th"): "อันดับ {}",
}


def units_of_label(text: str) -> tuple[Unit, ...]:
    """Return the units that a Thai unit column names: one, or several for a composite cell.

    ``รุ่น/คน/บาท`` heads cells that hold three values side by side; it is not a quotient. ``เท่า/ปี`` is one.
    ราย counts persons in the documents (“๑,๔๑๖ ราย ๆ ละ ๑๓ บาท”), so it is the unit of คน.

    >>> units_of_label("ราย")
    (Unit.parse('person'),)
    >>> [str(unit) for unit in units_of_label("รุ่น/คน/บาท")]
    ['batch', 'person', 'THB']

    Raises:
        UnitError: A word is none of the documents' unit words.
    """
    whole = text.strip()
    if whole in THAI_UNIT_WORDS:
        return (THAI_UNIT_WORDS[whole],)
    parts = [part.strip() for part in whole.split("/")]
    unknown = next((part for part in parts if part not in THAI_UNIT_WORDS), None)
    if unknown is not None:
        hint, hint_th = _hints(unknown, THAI_UNIT_WORDS)
        raise UnitError("unknown-label", text=unknown, hint=hint, hint_th=hint_th)
    return tuple(THAI_UNIT_WORDS[part] for part in parts)


@lru_cache(maxsize=512)
def _parse(text: str) -> Unit:
    factors: list[tuple[str, int]] = []
    for number, part in enumerate(text.split("/")):
        for raw in part.split("*"):
            word = raw.strip()
            if not word:
                raise UnitError("malformed", text=text)
            if word == "1":
                continue
            if word not in VOCABULARY:
                hint, hint_th = _hints(word, VOCABULARY)
                raise UnitError("unknown", unit=word, text=text, hint=hint, hint_th=hint_th)
            factors.append((word, -1 if number else 1))
    return _unit(factors)


def _unit(factors: Iterable[tuple[str, int]]) -> Unit:
    powers: dict[str, int] = {}
    for word, power in factors:
        powers[word] = powers.get(word, 0) + power
    return Unit(tuple(sorted((word, power) for word, power in powers.items() if power)))


def _words(factors: Iterable[tuple[str, int]], lang: Language, *, plural: bool) -> list[str]:
    return [VOCABULARY[word].text(lang, plural=plural) for word, power in factors for _ in range(power)]


def _hints(word: str, known: Iterable[str]) -> tuple[str, str]:
    close = difflib.get_close_matches(word, list(known), n=1)
    if close:
        return f"did you mean {close[0]!r}?", f"หมายถึง {close[0]!r} หรือไม่"
    listed = ", ".join(known)
    return f"choose one of {listed}", f"เลือกจาก {listed}"


THAI_UNIT_WORDS: Mapping[str, Unit] = {
    **{word.th: Unit.parse(name) for name, word in VOCABULARY.items()},
    "ราย": Unit.parse("person"),
    "เท่า/ปี": Unit.parse("multiple/year"),
    "จุด": Unit.parse("point"),
    "ท่าน": Unit.parse("person"),
    "คณะ": Unit.parse("group"),
    "ชม.": Unit.parse("hour"),
    "กม.": Unit.parse("kilometre"),
    "แพ็ค": Unit.parse("package"),
    **dict.fromkeys(("ใบ", "ตัว", "อัน"), Unit.parse("piece")),
    "%": Unit.parse("percent"),
}
