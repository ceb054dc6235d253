"""A small toy domain: one subject with a fact of every type, a second one to join, and a few parameters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ssoplan.errors import Message
from ssoplan.parameters import Citation, Parameter, Parameters, ParameterValue, Source, SourceRegistry
from ssoplan.rules.facts import Subject, derived, stored
from ssoplan.rules.policy import Policy
from ssoplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@attrs.frozen(kw_only=True)
class Item:
    """A toy object; None is missing, and the fields named in ``lost`` are damaged."""

    person: str | None = None
    weight: int | None = None
    persons: int | None = None
    share: Any = None
    ratio: Any = None
    budget: Any = None
    active: bool | None = None
    note: str | None = None
    kind: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    year: Any = None
    cells: Any = None
    amounts: Any = None
    marks: Any = None
    sequence: int | None = None
    trace: Any = None


def doubled(item: Item) -> Any:
    """Return twice the weight."""
    return 2 * item.weight if isinstance(item.weight, int) else item.weight


def expected(item: Item, parameters: Mapping[str, Any]) -> Any:
    """Return the persons at the rate in force."""
    return item.persons * parameters["toy.rate"] if isinstance(item.persons, int) else item.persons


KINDS = {
    "routine": Message(en="routine work", th="งานประจำ"),
    "existing": Message(en="existing project", th="โครงการเดิม"),
    "new": Message(en="new project", th="โครงการใหม่"),
}


def _subject(name: str) -> Subject:
    return Subject(
        name,
        Message(en=name, th=f"รายการ {name}"),
        (
            stored("person", "text", th="คน", en="person"),
            stored("weight", "int", th="น้ำหนัก", en="weight", unit="percent", low=-1000, high=1000),
            stored("persons", "int", th="จำนวนคน", en="number of persons", unit="person", low=0),
            stored("share", "number", th="ร้อยละ", en="share", unit="percent", decimals=2),
            stored("ratio", "number", th="อัตราส่วน", en="ratio"),
            stored("budget", "money", th="งบประมาณ", en="budget"),
            stored("active", "bool", th="สถานะใช้งาน", en="active"),
            stored("note", "text", th="หมายเหตุ", en="note"),
            stored("kind", "enum", th="ประเภท", en="kind", values=KINDS),
            stored("start", "date", th="วันเริ่ม", en="start"),
            stored("end", "date", th="วันสิ้นสุด", en="end"),
            stored("year", "fund_year", th="ปีของกองทุน", en="fund year"),
            stored("cells", "many[int]", th="ช่องเดือน", en="month cells", low=-1000, high=1000),
            stored("amounts", "many[money]", th="รายการเงิน", en="amounts"),
            stored("marks", "many[text]", th="เครื่องหมาย", en="marks"),
            stored("sequence", "int", th="ลำดับ", en="sequence", low=0),
            derived("doubled", "int", doubled, th="สองเท่าของน้ำหนัก", en="double weight", unit="percent"),
            derived(
                "expected", "money", expected, th="ยอดที่ควรเป็น", en="expected amount", reads=("toy.rate",)
            ),
        ),
    )


ITEM = _subject("item")
OTHER = _subject("other")


def parameter(
    id_: str, type_: str, unit: str, *values: tuple[Any, dt.date | None, dt.date | None]
) -> Parameter:
    """Return a toy parameter."""
    citation = Citation(source="toy", part="1")
    parsed = Unit.parse(unit)
    return Parameter(
        id=id_,
        title=Message(en=f"the {id_.partition('.')[2]}", th=f"ค่า {id_.partition('.')[2]}"),
        unit=parsed,
        type=type_,  # type: ignore[arg-type]  # one of the literal names
        values=tuple(
            ParameterValue(id=id_, value=value, unit=parsed, start=start, end=end, citations=(citation,))
            for value, start, end in values
        ),
    )


DAY = dt.date(2023, 12, 31)


@pytest.fixture(name="parameters", scope="session")
def _parameters() -> Parameters:
    source = Source(id="toy", kind="document", title=Message(en="toy", th="ของเล่น"))
    listed = [
        parameter("toy.total", "int", "percent", (100, None, None)),
        parameter("toy.rate", "money", "THB/person", (13, dt.date(2021, 1, 1), None)),
        parameter("toy.fee", "money", "THB", (Decimal("12.50"), dt.date(2021, 1, 1), None)),
        parameter("toy.share", "decimal", "percent", (Decimal("0.9"), None, None)),
        parameter("toy.late", "int", "1", (5, dt.date(2030, 1, 1), None)),
        parameter("toy.kinds", "list", "1", (("routine", "new"), None, None)),
        parameter("toy.levels", "list", "1", ((1, Decimal("2.5")), None, None)),
        parameter("toy.deadline", "date", "1", (dt.date(2023, 2, 5), None, None)),
    ]
    return Parameters.of(listed, SourceRegistry.of([source]))


@pytest.fixture(name="subjects", scope="session")
def _subjects() -> dict[str, Subject]:
    return {"item": ITEM, "other": OTHER}


@pytest.fixture(name="item_type", scope="session")
def _item_type() -> type[Item]:
    return Item


@pytest.fixture(name="load")
def _load(tmp_path: Path, parameters: Parameters, subjects: dict[str, Subject]) -> Callable[..., Policy]:
    """Return a function that loads a catalogue given as YAML text by file name."""

    def load(text: str, *, name: str = "toy", **more: str) -> Policy:
        for file, content in {name: text, **more}.items():
            (tmp_path / f"{file}.yaml").write_text(content, encoding="utf-8")
        return Policy.load(tmp_path, parameters=parameters, subjects=subjects, version="2566.9")

    return load


RULE = """
{id}:
  kind: check
  title: {{th: กฎ {id}, en: rule {id}}}
  of: item
  {when}
  must: {must}
  message: {{th: "{th}", en: "{en}"}}
  severity: {severity}
  source: {{document: toy, part: "8.6", phrase: "น้ำหนัก"}}
  examples:
{examples}
"""


@pytest.fixture(name="rule_text", scope="session")
def _rule_text() -> Callable[..., str]:
    """Return a function that writes one check rule as YAML."""

    def write(
        id_: str,
        must: str,
        *examples: str,
        when: str = "",
        en: str = "does not hold",
        th: str = "ไม่ผ่าน",
        severity: str = "error",
    ) -> str:
        return RULE.format(
            id=id_,
            when=f"when: {when}" if when else "",
            must=must,
            examples="\n".join(f"    - {example}" for example in examples),
            en=en,
            th=th,
            severity=severity,
        )

    return write
