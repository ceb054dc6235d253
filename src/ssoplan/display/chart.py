"""A chart: a Vega-Lite specification, its description in words, and the forms in which it can be had."""

from __future__ import annotations

import base64
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ssoplan._optional import require
from ssoplan.display.errors import DisplayError, DisplayFileError, DisplayTypeError
from ssoplan.display.lines import lines_of
from ssoplan.errors import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from ssoplan.errors import Language

__all__ = [
    "COLOURS",
    "FONT",
    "Chart",
    "DisplayError",
    "DisplayFileError",
    "DisplayTypeError",
    "altair",
    "finished",
    "month_label",
]

FONT: Final = "Sarabun"
COLOURS: Final = ("#0b5394", "#d9822b", "#3a7d44", "#8e3b6e", "#5b6770", "#b8a13a")
"""Told apart in grey and by readers who do not see red and green."""

_FONTS: Final = Path(__file__).with_name("fonts")
_WEIGHTS: Final = {"normal": "Regular", "bold": "Bold"}
_WHAT = Message(en="a chart", th="แผนภูมิ")
_A_PATH = Message(en="the name of a file", th="ชื่อไฟล์")
_WIDTH: Final = 640
_TITLE: Final = 78
_NOTE: Final = 105
"""Letters in a line of a title and of a note: what the width holds."""
_AM: Final = re.compile("([\u0e48-\u0e4b]?)\u0e33")
"""SARA AM with a tone mark before it: the drawer of PNG loses it unless it is written as its two parts."""


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
            DisplayError: The scale is no whole number above zero.
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        given: Any = scale
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise DisplayError("scale", scale=repr(given))
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
            DisplayFileError: There is no such folder, or it cannot be written to.
            DisplayTypeError: The path is no name of a file.
            MissingLibraryError: The extra ``charts`` is not installed.
        """
        if not isinstance(path, str | Path):
            raise DisplayTypeError(
                "wrong-type",
                of="save",
                name="path",
                value=repr(path),
                type=type(path).__name__,
                expected=_A_PATH,
            )
        to = Path(path)
        forms: dict[str, Callable[[], bytes]] = {
            ".svg": lambda: self.svg().encode(),
            ".png": self.png,
            ".html": lambda: self.html().encode(),
            ".json": lambda: json.dumps(self.spec, ensure_ascii=False).encode(),
        }
        if to.suffix.lower() not in forms:
            raise DisplayError("suffix", path=str(path))
        _write(to, forms[to.suffix.lower()])
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


def finished(chart: Any, *, title: str, description: str, note: str = "") -> Chart:
    """Return an altair chart with the look of all charts of this library.

    Args:
        chart: The chart of altair.
        title: Its title; a long one stands on several lines.
        description: What it shows, in words: the alternative text.
        note: What a reader has to know to read it, shown under the title.
    """
    heading: dict[str, Any] = {"text": lines_of(title, most=_TITLE)}
    if note:
        heading["subtitle"] = lines_of(note, most=_NOTE)
    styled = (
        chart.properties(title=altair().TitleParams(**heading), width=_WIDTH)
        .configure(font=FONT, padding={"left": 5, "top": 10, "right": 10, "bottom": 5})
        .configure_title(fontSize=16, lineHeight=24, subtitleFontSize=12, anchor="start", offset=10)
        .configure_axis(labelFontSize=12, titleFontSize=12, labelLimit=260, gridOpacity=0.5, titlePadding=8)
        .configure_legend(labelFontSize=12, titleFontSize=12, orient="bottom", labelLimit=320)
        .configure_view(stroke=None)
        .configure_range(category=list(COLOURS))
    )
    return Chart(styled.to_dict(), description)


def _write(to: Path, drawn: Callable[[], bytes]) -> None:
    if os.path.isdir(to):  # noqa: PTH112  # Path.is_dir raises for names that the system refuses
        raise DisplayFileError("folder", path=str(to))
    if not os.path.isdir(to.parent):  # noqa: PTH112  # as above
        raise DisplayFileError("no-folder", path=str(to), folder=str(to.parent))
    content = drawn()
    try:
        to.write_bytes(content)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        problem = getattr(error, "strerror", None) or str(error)
        raise DisplayFileError("not-writable", path=str(to), problem=problem) from error


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
