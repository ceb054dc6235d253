"""A chart: a Vega-Lite specification, its description in words, and the forms in which it can be had."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from ssoplan._optional import require
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from ssoplan.errors import Language

__all__ = ["COLOURS", "FONT", "Chart", "DisplayError", "altair", "finished", "month_label"]

FONT: Final = "Sarabun"
COLOURS: Final = ("#0b5394", "#d9822b", "#3a7d44", "#8e3b6e", "#5b6770", "#b8a13a")
"""Told apart in grey and by readers who do not see red and green."""

_FONTS: Final = Path(__file__).with_name("fonts")
_WEIGHTS: Final = {"normal": "Regular", "bold": "Bold"}
_WHAT = Message(en="a chart", th="แผนภูมิ")
_WIDTH: Final = 640
_AM: Final = re.compile("([\u0e48-\u0e4b]?)\u0e33")
"""SARA AM with a tone mark before it: the drawer of PNG loses it unless it is written as its two parts."""


class DisplayError(SsoplanError, ValueError):
    """Raised when there is nothing to draw, or no such form of a chart."""

    kind = "display"
    messages: ClassVar[Mapping[str, Message]] = {
        "nothing": Message(en="there is nothing to draw: {what}", th="ไม่มีข้อมูลสำหรับแผนภูมิ: {what}"),
        "suffix": Message(
            en="a chart cannot be saved as {path}; end the name with .svg, .png, .html or .json",
            th="บันทึกแผนภูมิเป็น {path} ไม่ได้ ให้ลงท้ายชื่อด้วย .svg .png .html หรือ .json",
        ),
        "column": Message(
            en="the table has no column {column!r}; choose one of {choices}",
            th="ตารางไม่มีคอลัมน์ {column!r} ให้เลือกจาก {choices}",
        ),
        "results": Message(
            en="there are {results} results for {months} months; give one for each month so far",
            th="มีผล {results} ค่าสำหรับ {months} เดือน ให้ระบุเดือนละหนึ่งค่าจนถึงเดือนปัจจุบัน",
        ),
        "by": Message(
            en="there is no split by {by!r}; choose one of {choices}",
            th="ไม่มีการแบ่งตาม {by!r} ให้เลือกจาก {choices}",
        ),
    }


@attrs.frozen(repr=False)
class Chart:
    """A chart that draws itself in a notebook.

    Attributes:
        spec: The Vega-Lite specification with its data inside.
        description: What the chart says, in words: the alternative text.
    """

    spec: dict[str, Any] = attrs.field(eq=lambda spec: json.dumps(spec, sort_keys=True))
    description: str

    def svg(self) -> str:
        """Return the chart as SVG with its font inside and its description as title.

        Raises:
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        drawn: str = _converter().vegalite_to_svg(json.dumps(self.spec))
        start = drawn.index(">") + 1
        head = f"<title>{_escaped(self.description)}</title><style>{_font_faces()}</style>"
        return drawn[:start].replace("<svg", '<svg role="img"', 1) + head + drawn[start:]

    def png(self, *, scale: int = 2) -> bytes:
        """Return the chart as a PNG picture, ``scale`` pixels for each of its points.

        Raises:
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        text = _AM.sub("\u0e4d\\1\u0e32", json.dumps(self.spec, ensure_ascii=False))
        drawn: bytes = _converter().vegalite_to_png(text, scale=scale)
        return drawn

    def html(self) -> str:
        """Return a page with the chart, which asks nobody for anything.

        Raises:
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        title = _escaped(self.description)
        return f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{self.svg()}</body></html>'

    def save(self, path: str | Path) -> Path:
        """Write the chart, as the suffix of the path says: ``.svg``, ``.png``, ``.html`` or ``.json``.

        Raises:
            DisplayError: The suffix is another.
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        to = Path(path)
        forms: dict[str, Callable[[], str]] = {
            ".svg": self.svg,
            ".html": self.html,
            ".json": lambda: json.dumps(self.spec, ensure_ascii=False),
        }
        if to.suffix == ".png":
            to.write_bytes(self.png())
        elif to.suffix in forms:
            to.write_text(forms[to.suffix](), encoding="utf-8")
        else:
            raise DisplayError("suffix", path=str(path))
        return to

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": self.description}

    def __repr__(self) -> str:
        return f"<Chart: {self.description}>"


def altair() -> Any:
    """Return the charting library.

    Raises:
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    return require("altair", what=_WHAT, extra="charts")


def month_label(day: dt.date, lang: Language) -> str:
    """Return the short name of a day's month, as the axes of charts have it: ``ต.ค. 64``.

    Args:
        day: Any day of the month.
        lang: The language of the name.
    """
    from ssoplan.calendar import format_date  # noqa: PLC0415  # only where a chart is drawn

    return format_date(day, "mmm_yy", locale=lang).removesuffix(" BE")


def finished(chart: Any, *, title: str, description: str) -> Chart:
    """Return an altair chart with the look of all charts of this library.

    Args:
        chart: The chart of altair.
        title: Its title.
        description: What it shows, in words: the alternative text.
    """
    styled = (
        chart.properties(title=title, width=_WIDTH)
        .configure(font=FONT)
        .configure_title(fontSize=16, anchor="start")
        .configure_axis(labelFontSize=12, titleFontSize=12, labelLimit=260, gridOpacity=0.5)
        .configure_legend(labelFontSize=12, titleFontSize=12, orient="bottom", labelLimit=320)
        .configure_view(stroke=None)
        .configure_range(category=list(COLOURS))
    )
    return Chart(styled.to_dict(), description)


@cache
def _converter() -> Any:
    """Return the library that draws without a browser, once it knows the font."""
    library = require("vl_convert", what=_WHAT, extra="charts")
    register: Callable[[str], None] = library.register_font_directory
    register(str(_FONTS))
    return library


@cache
def _font_faces() -> str:
    return "".join(
        f"@font-face{{font-family:{FONT};font-weight:{weight};src:url(data:font/woff2;base64,{_encoded(name)})}}"
        for weight, name in _WEIGHTS.items()
    )


def _encoded(name: str) -> str:
    return base64.b64encode((_FONTS / f"{FONT}-{name}.woff2").read_bytes()).decode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
