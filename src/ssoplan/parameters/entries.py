"""From the plain data of one YAML file to sources and parameters, with every problem noted where it stands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.parameters.errors import DataProblem
from ssoplan.parameters.parameter import (
    CONFIDENCES,
    PARAMETER_TYPES,
    Evidence,
    Parameter,
    ParameterValue,
    Table,
    value_fits,
)
from ssoplan.parameters.sources import SOURCE_KINDS, Citation, Source
from ssoplan.parameters.windows import WindowText, read_date, read_window
from ssoplan.units import Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ssoplan._yaml import Path, YamlText
    from ssoplan.parameters.parameter import Confidence, Scalar, Value
    from ssoplan.parameters.sources import SourceRegistry

__all__ = ["FamilyReader", "SourceReader"]

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+\Z")
_SOURCE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_DEFAULTS = "defaults"
_PARAMETER_FIELDS = {"title", "description", "unit", "type", "rules", "values", "words"}
_WORD = re.compile(r"[a-z][a-z0-9_]*\Z")
_VALUE_FIELDS = {
    *("value", "readings", "from", "to", "during", "source", "verified", "published", "confidence"),
    *("evidence", "status", "reason", "note", "in_force"),
}
_SOURCE_FIELDS = {"kind", "title", "year", "governs", "published", "url", "reference", "note"}
_CITATION_FIELDS = {"document", "part", "page", "phrase"}


class _Refused(Exception):  # noqa: N818 - internal signal, the problem is already noted
    """Ends the reading of one entry; the problem has been noted."""


class _Reader:
    """Notes problems of one file; readers of its content derive from it."""

    def __init__(self, text: YamlText) -> None:
        self.text = text
        self.problems: list[DataProblem] = []

    def note(self, path: Path, en: str, th: str) -> None:
        """Note a problem at the place of the value, or of the nearest value above it."""
        line, column = self.text.at(path)
        where = {"file": self.text.file, "line": line, "column": column}
        self.problems.append(
            DataProblem(
                "at", **where, path=".".join(map(str, path)) or "(top)", problem=Message(en=en, th=th)
            )
        )

    def refuse(self, path: Path, en: str, th: str) -> _Refused:
        """Note a problem and return what ends the reading of the entry."""
        self.note(path, en, th)
        return _Refused()

    def mapping(self, data: object, path: Path, known: set[str] | None = None) -> dict[str, Any]:
        """Return the data if it is a mapping with no other than the known fields."""
        if not isinstance(data, dict):
            raise self.refuse(path, f"expected fields, found {data!r}", f"ต้องเป็นชุดฟิลด์ แต่พบ {data!r}")
        for field in data:
            if known is not None and field not in known:
                names = ", ".join(sorted(known))
                self.note(
                    (*path, field),
                    f"unknown field {field!r}: known are {names}",
                    f"ไม่รู้จักฟิลด์ {field!r} ที่มีคือ {names}",
                )
        return data

    def words(self, data: object, path: Path) -> Message:
        """Return a text that must stand in Thai and English."""
        if (
            isinstance(data, dict)
            and set(data) == {"th", "en"}
            and all(isinstance(v, str) and v for v in data.values())
        ):
            return Message(en=data["en"], th=data["th"])
        raise self.refuse(
            path, f"expected {{th: …, en: …}}, found {data!r}", f"ต้องเป็น {{th: …, en: …}} แต่พบ {data!r}"
        )

    def choice(self, data: object, path: Path, known: tuple[str, ...]) -> Any:
        """Return the data if it is one of the known words."""
        if data in known:
            return data
        raise self.refuse(
            path, f"{data!r} is none of {', '.join(known)}", f"{data!r} ไม่ใช่ {', '.join(known)}"
        )

    def date(self, data: object, path: Path) -> dt.date | None:
        """Return an optional date."""
        try:
            return None if data is None else read_date(data)
        except WindowText as error:
            raise self.refuse(path, *error.message) from None

    def string(self, data: object, path: Path) -> str | None:
        """Return an optional text; a bare number such as part ``8.6`` counts as its own text."""
        if data is None or isinstance(data, str):
            return data
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return str(data)
        raise self.refuse(path, f"expected a text, found {data!r}", f"ต้องเป็นข้อความ แต่พบ {data!r}")


def _items(value: Value) -> tuple[Any, ...]:
    if isinstance(value, Table):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)


class SourceReader(_Reader):
    """Reads ``sources.yaml``."""

    def read(self) -> list[Source]:
        """Return the sources that are in order; the rest is noted."""
        found = []
        for id, data in (self.text.data or {}).items():  # noqa: A001 - domain word
            try:
                found.append(self._source(id, data))
            except _Refused:
                continue
        return found

    def _source(self, id: str, data: object) -> Source:  # noqa: A002 - domain word
        fields = self.mapping(data, (id,), _SOURCE_FIELDS)
        if not _SOURCE_ID.match(id):
            raise self.refuse(
                (id,), f"{id!r} is no source id: use a-z, 0-9 and hyphens", f"{id!r} ไม่ใช่รหัสแหล่งอ้างอิง"
            )
        try:
            governs = fields.get("governs")
            window = governs if isinstance(governs, dict) and "from" in governs else {"during": governs}
            start, end = (
                (None, None)
                if governs is None
                else (bound.day for bound in read_window(window, (None, None)))
            )
        except WindowText as error:
            raise self.refuse((id, "governs"), *error.message) from None
        return Source(
            id=id,
            kind=self.choice(fields.get("kind"), (id, "kind"), SOURCE_KINDS),
            title=self.words(fields.get("title"), (id, "title")),
            year=fields.get("year"),
            start=start,
            end=end,
            published=self.date(fields.get("published"), (id, "published")),
            **{name: self.string(fields.get(name), (id, name)) for name in ("url", "reference", "note")},
        )


class FamilyReader(_Reader):
    """Reads one family of parameters; the name of the file is the first part of every id in it."""

    def __init__(self, text: YamlText, family: str, sources: SourceRegistry) -> None:
        super().__init__(text)
        self.family = family
        self.sources = sources
        self.defaults: dict[str, Any] = {}

    def read(self) -> list[Parameter]:
        """Return the parameters that are in order; the rest is noted."""
        found = []
        try:
            data = self.mapping(self.text.data or {}, ())
            self.defaults = self.mapping(
                data.get(_DEFAULTS, {}), (_DEFAULTS,), {"verified", "evidence", "confidence"}
            )
        except _Refused:
            return []
        for id, fields in data.items():  # noqa: A001 - domain word
            if id == _DEFAULTS:
                continue
            try:
                found.append(self._parameter(id, fields))
            except _Refused:
                continue
        return found

    def _parameter(self, id: str, data: object) -> Parameter:  # noqa: A002 - domain word
        fields = self.mapping(data, (id,), _PARAMETER_FIELDS)
        if not _ID.match(id) or not id.startswith(f"{self.family}."):
            raise self.refuse(
                (id,),
                f"the id must be dotted lower case and begin with the name of its file: {self.family}.…",
                f"รหัสต้องเป็นตัวพิมพ์เล็กคั่นด้วยจุด และขึ้นต้นด้วยชื่อแฟ้ม: {self.family}.…",
            )
        kind = self.choice(fields.get("type"), (id, "type"), PARAMETER_TYPES)
        bare = Parameter(
            id=id,
            title=self.words(fields.get("title"), (id, "title")),
            unit=self._unit(fields.get("unit"), (id, "unit"), kind),
            type=kind,
            values=(),
            description=self.words(fields["description"], (id, "description"))
            if "description" in fields
            else None,
            rules=tuple(fields.get("rules", ())),
            words=self._titles(fields.get("words", {}), (id, "words")),
        )
        made = self._with_values(bare, fields.get("values"))
        self._refuse_untitled(made, (id, "values"))
        return made

    def _titles(self, data: object, path: Path) -> tuple[tuple[str, Message], ...]:
        titles = self.mapping(data, path)
        return tuple((word, self.words(title, (*path, word))) for word, title in titles.items())

    def _refuse_untitled(self, made: Parameter, path: Path) -> None:
        """Refuse a word of the library without a title: a sentence would show it in neither language."""
        titled = dict(made.words)
        readings = (*made.values, *made.drafts, *made.readings_set_aside)
        for word in dict.fromkeys(item for each in readings for item in _items(each.value)):
            if isinstance(word, str) and _WORD.match(word) and word not in titled:
                raise self.refuse(
                    path,
                    f"the word {word!r} has no title: add words: {{{word}: {{th: …, en: …}}}}",
                    f"คำ {word!r} ไม่มีชื่อเรียก ให้เพิ่ม words: {{{word}: {{th: …, en: …}}}}",
                )

    def _unit(self, data: object, path: Path, kind: str) -> Unit:
        try:
            unit = Unit.parse(str(data))
        except SsoplanError as error:
            raise self.refuse(path, error.text("en"), error.text("th")) from None
        if kind == "money" and ("THB", 1) not in unit.factors:
            raise self.refuse(path, f"money is in THB, not {unit}", f"เงินต้องมีหน่วยเป็น THB ไม่ใช่ {unit}")
        return unit

    def _with_values(self, bare: Parameter, data: object) -> Parameter:
        path: Path = (bare.id, "values")
        if not isinstance(data, list) or not data:
            raise self.refuse(path, "expected at least one value", "ต้องมีค่าอย่างน้อยหนึ่งค่า")
        values: list[ParameterValue] = []
        before = len(self.problems)
        for number, entry in enumerate(data):
            try:
                values.append(self._item(bare, entry, (*path, number)))
            except _Refused:
                continue
        in_force = [value for value in values if value.legal_status == "in_force"]
        self._refuse_overlaps(in_force, path)
        if len(self.problems) > before:
            raise _Refused
        in_force.sort(key=lambda value: str(value.start or ""))
        drafts = tuple(value for value in values if value.legal_status == "draft")
        return attrs.evolve(bare, values=tuple(in_force), drafts=drafts)

    def _refuse_overlaps(self, values: list[ParameterValue], path: Path) -> None:
        for number, value in enumerate(values):
            for other in values[:number]:
                if value.overlaps(other):
                    self.note(
                        path,
                        f"two values share days: {other.window()} ({other.value}) and {value.window()} ({value.value})",
                        f"ค่าสองค่าซ้อนช่วงกัน: {other.window('th')} ({other.value}) และ {value.window('th')} ({value.value})",
                    )

    def _item(self, bare: Parameter, data: object, path: Path) -> ParameterValue:
        fields = self.mapping(data, path, _VALUE_FIELDS)
        if "readings" not in fields:
            return self._value(bare, fields, path)
        reason = self.words(fields.get("reason"), (*path, "reason"))
        shared = {name: value for name, value in fields.items() if name not in ("readings", "reason")}
        chosen, others = None, []
        for number, reading in enumerate(fields["readings"]):
            place = (*path, "readings", number)
            merged = {**shared, **self.mapping(reading, place, _VALUE_FIELDS)}
            value = attrs.evolve(self._value(bare, merged, place), reason=reason)
            if merged.get("in_force") is not True:
                others.append(value)
            elif chosen is None:
                chosen = value
            else:
                raise self.refuse(
                    place, "two readings are in force; mark one", "มีการอ่านสองแบบที่ใช้บังคับ ให้เลือกหนึ่ง"
                )
        if chosen is None or not others:
            raise self.refuse(
                path, "readings need one with in_force: true and another", "ต้องมีการอ่านที่ใช้บังคับหนึ่งและอื่นอีก"
            )
        return attrs.evolve(chosen, set_aside=tuple(others))

    def _value(self, bare: Parameter, fields: Mapping[str, Any], path: Path) -> ParameterValue:
        citations = self._citations(fields.get("source"), (*path, "source"))
        source = self.sources[citations[0].source]
        try:
            start, end = read_window(fields, (source.start, source.end))
        except WindowText as error:
            raise self.refuse(path, *error.message) from None
        merged = {**self.defaults, **fields}
        verified = self.date(merged.get("verified"), (*path, "verified"))
        if verified is None:
            raise self.refuse(
                path, "no verified date: say when it was compared with its source", "ไม่มีวันที่ตรวจสอบ (verified)"
            )
        by_kind: dict[str, Confidence] = {"document": "document", "convention": "convention"}
        confidence = merged.get("confidence", by_kind.get(source.kind, "secondary"))
        return ParameterValue(
            id=bare.id,
            value=self._typed(bare, fields.get("value"), (*path, "value")),
            unit=bare.unit,
            start=start.day,
            end=end.day,
            start_known=start.known,
            end_known=end.known,
            citations=citations,
            published=self.date(fields.get("published"), (*path, "published")) or source.published,
            verified=verified,
            confidence=self.choice(confidence, (*path, "confidence"), CONFIDENCES),
            evidence=self.choice(merged.get("evidence", "stated"), (*path, "evidence"), get_args(Evidence)),
            legal_status=self.choice(
                fields.get("status", "in_force"), (*path, "status"), ("in_force", "draft")
            ),
            note=self.string(fields.get("note"), (*path, "note")),
        )

    def _citations(self, data: object, path: Path) -> tuple[Citation, ...]:
        items = data if isinstance(data, list) else [data]
        if data is None or not items:
            raise self.refuse(
                path,
                "no source: every value cites a registered source",
                "ไม่มีแหล่งอ้างอิง ทุกค่าต้องอ้างแหล่งที่ลงทะเบียน",
            )
        return tuple(self._citation(item, path) for item in items)

    def _citation(self, data: object, path: Path) -> Citation:
        fields = self.mapping(data, path, _CITATION_FIELDS)
        try:
            source = self.sources[str(fields.get("document"))].id
        except SsoplanError as error:
            raise self.refuse((*path, "document"), error.text("en"), error.text("th")) from None
        return Citation(
            source=source,
            **{name: self.string(fields.get(name), (*path, name)) for name in ("part", "page", "phrase")},
        )

    def _typed(self, bare: Parameter, data: object, path: Path) -> Value:
        value: object = data
        if bare.type == "list" and isinstance(data, list):
            value = tuple(self._scalar(item, path) for item in data)
        elif bare.type == "table" and isinstance(data, dict):
            value = Table(tuple((key, self._scalar(item, path)) for key, item in data.items()))
        elif bare.type == "date" and isinstance(data, str):
            value = self.date(data, path)
        elif bare.type == "decimal" and isinstance(data, int) and not isinstance(data, bool):
            value = Decimal(data)
        if value_fits(value, bare.type):
            return value  # type: ignore[return-value]  # value_fits has checked it
        raise self.refuse(path, f"{data!r} is no {bare.type}", f"{data!r} ไม่ใช่ชนิด {bare.type}")

    def _scalar(self, data: object, path: Path) -> Scalar:
        if isinstance(data, dict) and set(data) == {"date"}:
            return self.date(data["date"], path) or ""
        return data  # type: ignore[return-value]  # value_fits checks it
