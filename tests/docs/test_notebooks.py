"""The notebooks of the documentation run, and say in their text what their cells give."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
CELL = re.compile(r"^```\{code-cell\} ipython3\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(path for path in NOTEBOOKS.glob("*.md") if path.name != "index.md")


class Run:
    """The cells of a notebook, run one after the other as a kernel does."""

    def __init__(self, page: Path) -> None:
        """Run the cells; what they print and show is kept by cell."""
        self.shown: list[Any] = []
        self.printed = ""
        names: dict[str, Any] = {"display": self.shown.append}
        with contextlib.redirect_stdout(io.StringIO()) as out:
            for number, cell in enumerate(CELL.findall(page.read_text(encoding="utf-8")), start=1):
                self._cell(cell, f"{page.name}, cell {number}", names)
        self.printed = out.getvalue()

    def _cell(self, cell: str, place: str, names: dict[str, Any]) -> None:
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, place, "exec"), names)  # noqa: S102  # it is what a notebook is
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), place, "eval"), names)  # noqa: S307  # our own text
            if value is not None:
                self.shown.append(value)


@cache
def run(stem: str) -> Run:
    """Return a notebook that was run; without the libraries it needs, its test is left out."""
    for library in ("altair", "polars", "vl_convert"):
        pytest.importorskip(library)
    return Run(NOTEBOOKS / f"{stem}.md")


def test_three_notebooks_are_there() -> None:
    """The pages are those that the index lists."""
    listed = re.findall(r"^[a-z-]+$", (NOTEBOOKS / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == [page.stem for page in PAGES]
    assert len(PAGES) == 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_cells_run(page: Path) -> None:
    """Every cell runs, and what the page shows can be shown in a page: no bare address of an object."""
    made = run(page.stem)
    assert made.shown
    assert " object at 0x" not in made.printed + " ".join(map(repr, made.shown))


def test_published_decembers_are_met_but_for_three() -> None:
    """The text says 50 of 53 offices, three areas with one more, 3 persons, and a remainder that is not 3."""
    made = run("allocating-targets")
    assert "50 of 53 offices as printed" in made.printed
    assert 3 == made.printed.count(", printed ")
    numbers = [value for value in made.shown if isinstance(value, int)]
    assert [5_505_596, 3, 1] == numbers


def test_bridge_has_a_remainder() -> None:
    """The calculation shows itself as a table in both languages, and made again it is the same."""
    calculation, chart, remainder, _, same = run("funding-bridge").shown
    assert 'lang="th"' in calculation._repr_html_()
    assert "<svg" in chart._repr_mimebundle_()["image/svg+xml"]
    assert "41,700" in remainder.text()
    assert same[0] is True


def test_findings_are_explained() -> None:
    """One condition is shown where it does not hold and where it holds."""
    printed = run("checking-a-plan").printed
    assert "$.allocations[0].total_words_th: does not hold" in printed
    assert "$.allocations[0].by_category[0].amount_words_th: " in printed
