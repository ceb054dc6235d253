"""Pictures drawn while the pages are built, from what the library says, as SVG that follows theme and language."""

from __future__ import annotations

import textwrap
import tomllib
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ssoplan import BudgetYear, FundYear
from ssoplan.calendar import Month, format_date
from ssoplan.errors import Message
from ssoplan_docs.drawing import HEADS, WIDTH, arrow, box, text
from ssoplan_docs.hierarchy import hierarchy
from ssoplan_docs.life_cycle import life_cycle
from ssoplan_docs.live import LiveDirective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssoplan.errors import Language

    _Drawn = tuple[str, str, float, Iterable[str]]
    """Title, description, height and parts of a picture."""

__all__ = ["Picture"]

_YEAR = 2565  # any year shows the same
_MONTHS = Month.range(Month(_YEAR - 1, 1), Month(_YEAR + 1, 12))
_LEFT, _CELL = 8, 20.6


class Picture(LiveDirective):
    """One of the pictures: ``calendars``, ``floors``, ``hierarchy`` or ``life-cycle``, in the language of the build."""

    required_arguments = 1

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the picture for HTML, and its description for everything else."""
        name = self.arguments[0]
        lang: Language = "th" if self.env.config.language == "th" else "en"
        title, alternative, height, body = _PICTURES[name](lang, Path(self.env.srcdir))
        head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">'
        described = (
            f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(alternative)}</desc>'
        )
        svg = f'<div class="sso-picture">{head}{described}{"".join(body)}</svg></div>'
        yield nodes.raw("", svg, format="html")
        if self.env.app.builder.format != "html":
            yield nodes.paragraph("", alternative, translatable=False)  # it is there in both languages


def _calendars(lang: Language, _: Path) -> _Drawn:
    budget = [BudgetYear(_YEAR), BudgetYear(_YEAR + 1)]
    fund = [FundYear(_YEAR - 1), FundYear(_YEAR), FundYear(_YEAR + 1)]
    alternative = _CALENDARS.text(lang, year=_YEAR, before=_YEAR - 1)
    body = [
        text(_LEFT, 20, _BUDGET.text(lang), "quiet"),
        *(_bar(year, 30, "budget", year.text("th")) for year in budget),
        *(_quarters(year, 72, "budget") for year in budget),
        HEADS,
        *_arrows(budget[0].funding(), lang),
        *_months(168, lang),
        *(_quarters(year, 178, "fund") for year in fund),
        *(_bar(year, 202, "fund", year.text("th")) for year in fund),
        text(_LEFT, 262, _FUND.text(lang), "quiet"),
    ]
    return _TWO_YEARS.text(lang), alternative, 272, body


def _place(month: Month) -> float:
    return _LEFT + _CELL * (month - _MONTHS[0])


def _span(months: Iterable[Month]) -> tuple[float, float]:
    inside = [month for month in months if month in _MONTHS]
    return _place(inside[0]), _CELL * len(inside)


def _bar(year: Any, y: float, css: str, label: str) -> str:
    x, width = _span(year.months)
    return box(x, y, width, 36, css) + text(x + width / 2, y + 24, label, anchor="middle")


def _quarters(year: Any, y: float, css: str) -> str:
    made = ""
    for quarter in year.quarters:
        x, width = _span(quarter.months)
        label = text(x + width / 2, y + 13, f"Q{quarter.number}", anchor="middle", size=11)
        made += box(x, y, width, 18, css) + label
    return made


def _months(y: float, lang: Language) -> Iterator[str]:
    for month in _MONTHS:
        name = format_date(month.start, "mmm_yy", locale=lang)
        letters = name.partition(" ")[0] if lang == "th" else month.start.strftime("%b")[0]
        size = 8.5 if lang == "th" else 11
        yield text(_place(month) + _CELL / 2, y, letters, "quiet", anchor="middle", size=size)


def _arrows(parts: Iterable[Any], lang: Language) -> Iterator[str]:
    for side, part in zip((-1, 1), parts, strict=True):
        x, width = _span(part.months)
        middle = x + width / 2
        anchor = "start" if side > 0 else "end"
        yield arrow(f"M{middle} 148V94")
        label = _PAYS.text(lang, year=part.year.text(lang), count=len(part.months))
        yield text(middle + 8 * side, 124, label, "quiet", anchor=anchor, size=12)


def _floors(lang: Language, source: Path) -> _Drawn:
    layers = tomllib.loads((source.parent / "pyproject.toml").read_text(encoding="utf-8"))
    found = [_modules(layer) for layer in layers["tool"]["importlinter"]["contracts"][0]["layers"]]
    shown = [modules for modules in found if modules]
    body, y = [], 6.0
    for modules in shown:
        width = (WIDTH - 16) / len(modules)
        for place, module in enumerate(modules):
            body.append(_floor(8 + place * width, y, width - (6 if len(modules) > 1 else 0), module, lang))
        y += 64
    names = "; ".join(_BESIDE.text(lang).join(modules) for modules in shown)
    return _FLOORS.text(lang), _ALL_FLOORS.text(lang, names=names), y, body


def _modules(layer: str) -> list[str]:
    names = [name.strip() for name in layer.replace("|", ":").split(":")]
    return [name for name in names if not name.rpartition(".")[2].startswith("_")]


def _floor(x: float, y: float, width: float, name: str, lang: Language) -> str:
    # A package without Thai words stops the build.
    first = (
        _FLOORS_TH[name] if lang == "th" else (import_module(name).__doc__ or "").strip().partition("\n")[0]
    )
    if lang == "th":
        shown = first.split("|")
    else:
        letters = max(14, int(width / 6.6))
        shown = textwrap.wrap(first.replace("``", ""), letters, max_lines=2, placeholder=" …")
    made = box(x, y, width, 56, "budget" if width > WIDTH / 2 else "fund")
    made += f'<text x="{x + 10}" y="{y + 19}" font-size="14" font-weight="600">{escape(name)}</text>'
    for number, part in enumerate(shown):
        made += text(x + 10, y + 34 + 14 * number, part, "quiet", size=11.5)
    return made


_TWO_YEARS = Message(en="The two years of the SSO", th="ปีสองแบบของสำนักงานประกันสังคม")
_CALENDARS = Message(
    en="Budget year {year} runs from October {before} to September {year}; fund year {year} is the calendar year. "
    "Its first quarter, October to December {before}, falls into fund year {before}, its other three into fund year {year}.",
    th="ปีงบประมาณ {year} เริ่มตุลาคม {before} ถึงกันยายน {year} ส่วนปีกองทุน {year} คือปีปฏิทิน ไตรมาสแรกของปีงบประมาณ "
    "คือตุลาคมถึงธันวาคม {before} อยู่ในปีกองทุน {before} อีกสามไตรมาสอยู่ในปีกองทุน {year}",
)
_BUDGET = Message(en="budget year (ปีงบประมาณ): the State's money", th="ปีงบประมาณ: เงินของรัฐ")
_FUND = Message(
    en="fund year (ปีกองทุน): the money of the SSO administration fund",
    th="ปีกองทุน: เงินกองทุนเพื่อการบริหารงานของสำนักงาน",
)
_PAYS = Message(en="{year} pays {count} months", th="{year} จ่าย {count} เดือน")
_FLOORS = Message(en="The floors of the package", th="ชั้นของไลบรารี")
_ALL_FLOORS = Message(
    en="The packages from the top floor down, each importing only from floors below it: {names}.",
    th="แพ็กเกจจากชั้นบนลงล่าง แต่ละชั้นเรียกใช้เฉพาะชั้นที่อยู่ต่ำกว่า: {names}",
)
_BESIDE = Message(en=" beside ", th=" เคียงกับ ")
_FLOORS_TH = {
    "ssoplan.cli": "คำสั่ง ssoplan บนบรรทัดคำสั่ง",
    "ssoplan.sphinxext": "หน้าของนโยบายสำหรับ Sphinx",
    "ssoplan.display": "แผนภูมิของแผนและเงิน",
    "ssoplan.payments": "การจ่ายเงิน: ตรวจ ตัดสิน บันทึก",
    "ssoplan.samples": "เอกสารที่เผยแพร่แล้ว พร้อมข้อผิดพลาดที่มีอยู่",
    "ssoplan.files": "อ่านและเขียนไฟล์เอกสาร",
    "ssoplan.rules": "กฎเป็นข้อมูล: ตรวจเอกสาร และบอกว่าอะไรไม่ถูก เพราะอะไร",
    "ssoplan.calculators": "การคำนวณที่แสดงวิธีทำ แม่นยำทุกหน่วย",
    "ssoplan.parameters": "ตัวเลขของนโยบาย พร้อมวันที่และแหล่งที่มา",
    "ssoplan.model": "สิ่งที่เอกสารกล่าวถึง: แผน โครงการ ตัวชี้วัด การจัดสรร การจ่าย",
    "ssoplan.calendar": "ปีสองแบบ เดือน|วันที่แบบไทย",
    "ssoplan.money": "เงินถึงหน่วยสตางค์",
    "ssoplan.numerals": "เลขไทย และจำนวนเงิน|เป็นตัวอักษร",
    "ssoplan.units": "หน่วยนับ",
    "ssoplan.errors": "ข้อผิดพลาดเป็นข้อมูล มีข้อความไทยและอังกฤษ",
}

_PICTURES: dict[str, Callable[[Language, Path], _Drawn]] = {
    "calendars": _calendars,
    "floors": _floors,
    "hierarchy": hierarchy,
    "life-cycle": life_cycle,
}
