"""Pictures drawn while the pages are built: the two calendars and the floors, as SVG that follows the theme."""

from __future__ import annotations

import textwrap
import tomllib
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ssoplan import BudgetYear, FundYear
from ssoplan.calendar import Month
from ssoplan_docs.tables import LiveDirective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    _Drawn = tuple[str, str, float, Iterable[str]]
    """Title, description, height and parts of a picture."""

__all__ = ["Picture"]

_WIDTH = 760
_YEAR = 2565  # any year shows the same
_MONTHS = Month.range(Month(_YEAR - 1, 1), Month(_YEAR + 1, 12))
_LEFT, _CELL = 8, 20.6


class Picture(LiveDirective):
    """One of the pictures of this module: ``calendars`` or ``floors``."""

    required_arguments = 1

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the picture for HTML, and its description for everything else."""
        title, alternative, height, body = _PICTURES[self.arguments[0]](Path(self.env.srcdir))
        head = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{self.arguments[0]}-t {self.arguments[0]}-d" xmlns="http://www.w3.org/2000/svg">'
        described = (
            f'<title id="{self.arguments[0]}-t">{escape(title)}</title>'
            f'<desc id="{self.arguments[0]}-d">{escape(alternative)}</desc>'
        )
        svg = f'<div class="sso-picture">{head}{described}{"".join(body)}</svg></div>'
        yield nodes.raw("", svg, format="html")
        if self.env.app.builder.format != "html":
            yield nodes.paragraph("", alternative)


def _calendars(_: Path) -> _Drawn:
    budget = [BudgetYear(_YEAR), BudgetYear(_YEAR + 1)]
    fund = [FundYear(_YEAR - 1), FundYear(_YEAR), FundYear(_YEAR + 1)]
    first, second = budget[0].funding()
    alternative = (
        f"Budget year {_YEAR} runs from October {_YEAR - 1} to September {_YEAR}; fund year {_YEAR} is the calendar "
        f"year. Its first quarter, October to December {_YEAR - 1}, falls into fund year {_YEAR - 1}, its other three "
        f"into fund year {_YEAR}."
    )
    body = [
        _text(_LEFT, 20, "budget year (ปีงบประมาณ): the State's money", "quiet"),
        *(_bar(year, 30, "budget", year.text("th")) for year in budget),
        *(_quarters(year, 72, "budget") for year in budget),
        *_arrows((first, second)),
        *_months(168),
        *(_quarters(year, 178, "fund") for year in fund),
        *(_bar(year, 202, "fund", year.text("th")) for year in fund),
        _text(_LEFT, 262, "fund year (ปีกองทุน): the money of the SSO administration fund", "quiet"),
    ]
    return "The two years of the SSO", alternative, 272, body


def _place(month: Month) -> float:
    return _LEFT + _CELL * (month - _MONTHS[0])


def _span(months: Iterable[Month]) -> tuple[float, float]:
    inside = [month for month in months if month in _MONTHS]
    return _place(inside[0]), _CELL * len(inside)


def _bar(year: Any, y: float, css: str, label: str) -> str:
    x, width = _span(year.months)
    return _box(x, y, width, 36, css) + _text(x + width / 2, y + 24, label, anchor="middle")


def _quarters(year: Any, y: float, css: str) -> str:
    made = ""
    for quarter in year.quarters:
        x, width = _span(quarter.months)
        made += _box(x, y, width, 18, css) + _text(
            x + width / 2, y + 13, f"Q{quarter.number}", anchor="middle", size=11
        )
    return made


def _months(y: float) -> Iterator[str]:
    for month in _MONTHS:
        letter = month.start.strftime("%b")[0]
        yield _text(_place(month) + _CELL / 2, y, letter, "quiet", anchor="middle", size=11)


def _arrows(parts: Iterable[Any]) -> Iterator[str]:
    yield (
        '<defs><marker id="sso-head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto"><path class="arrow-head" d="M0 0L10 5L0 10z"/></marker></defs>'
    )
    for side, part in zip((-1, 1), parts, strict=True):
        x, width = _span(part.months)
        middle = x + width / 2
        anchor = "start" if side > 0 else "end"
        yield f'<path class="arrow" stroke-width="2" marker-end="url(#sso-head)" d="M{middle} 148V94"/>'
        label = f"{part.year.text()} pays {len(part.months)} months"
        yield _text(middle + 8 * side, 124, label, "quiet", anchor=anchor, size=12)


def _floors(source: Path) -> _Drawn:
    layers = tomllib.loads((source.parent / "pyproject.toml").read_text(encoding="utf-8"))
    found = [_modules(layer) for layer in layers["tool"]["importlinter"]["contracts"][0]["layers"]]
    shown = [modules for modules in found if modules]
    body, y = [], 6.0
    for modules in shown:
        width = (_WIDTH - 16) / len(modules)
        for place, module in enumerate(modules):
            body.append(_floor(8 + place * width, y, width - (6 if len(modules) > 1 else 0), module))
        y += 64
    names = "; ".join(" beside ".join(modules) for modules in shown)
    alternative = f"The packages from the top floor down, each importing only from floors below it: {names}."
    return "The floors of the package", alternative, y, body


def _modules(layer: str) -> list[str]:
    names = [name.strip() for name in layer.replace("|", ":").split(":")]
    return [name for name in names if not name.rpartition(".")[2].startswith("_")]


def _floor(x: float, y: float, width: float, name: str) -> str:
    first = (import_module(name).__doc__ or "").strip().partition("\n")[0].replace("``", "")
    shown = textwrap.wrap(first, max(14, int(width / 6.6)), max_lines=2, placeholder=" …")
    made = _box(x, y, width, 56, "budget" if width > _WIDTH / 2 else "fund")
    made += f'<text x="{x + 10}" y="{y + 19}" font-size="14" font-weight="600">{escape(name)}</text>'
    for number, line in enumerate(shown):
        made += _text(x + 10, y + 34 + 14 * number, line, "quiet", size=11.5)
    return made


def _box(x: float, y: float, width: float, height: float, css: str) -> str:
    return f'<rect class="{css}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" rx="4" stroke-width="1.2"/>'


def _text(x: float, y: float, text: str, css: str = "", *, anchor: str = "start", size: float = 13) -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'


_PICTURES: dict[str, Callable[[Path], _Drawn]] = {"calendars": _calendars, "floors": _floors}
