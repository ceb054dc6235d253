"""What README and documentation show is what the library does: their blocks run, their output occurs."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from ssoplan.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sybil.typing import Parser

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = [README, *sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts)]

ELLIPSIS = "…"
NEEDS = {
    "README.md": ("altair", "polars", "vl_convert"),
    "check-a-data-frame.md": ("polars",),
    "compute-contributions.md": ("polars",),
    "draw-a-chart.md": ("altair", "vl_convert"),
    "make-an-office-table.md": ("narwhals", "polars"),
    "pay-a-network.md": ("narwhals", "openpyxl", "polars"),
    "payments.md": ("polars",),
    "read-a-thai-date-column.md": ("polars",),
}
"""Libraries of extras that the blocks of a page use."""


def name(page: Path) -> str:
    """Return the path of a page as the id of its test."""
    return page.relative_to(ROOT).as_posix()


def sessions(block: str) -> Iterator[tuple[str, list[str]]]:
    """Return the commands of a console block, each with the lines shown for it."""
    shown: list[str] = []
    command = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line.removeprefix("$ "), []
        else:
            shown.append(line)
    if command:
        yield command, shown


def run(command: str) -> tuple[str, int]:
    """Return the output and the exit status of an ``ssoplan`` command; ``> FILE`` works as in a shell."""
    words, _, file = command.partition(" > ")
    program, *arguments = shlex.split(words)
    assert program in {"ssoplan", ".venv/bin/ssoplan"}, f"only ssoplan can be shown, not {command!r}"
    result = CliRunner().invoke(cli, arguments, prog_name="ssoplan")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if file:
        Path(file).write_text(result.output, encoding="utf-8")
    return result.output, result.exit_code


def fault(shown: Sequence[str], output: str) -> str | None:
    """Return the first shown line that is no whole line of the output behind the lines before it, or None.

    Blank lines, and lines that are an ellipsis, stand for anything; an ellipsis in a line for a part of it.
    """
    rest = iter([line.rstrip() for line in output.splitlines()])
    for line in shown:
        if line.strip() not in {"", ELLIPSIS}:
            pattern = re.compile(
                ".*".join(re.escape(part) for part in re.split(rf" ?{ELLIPSIS} ?", line.rstrip()))
            )
            if not any(pattern.fullmatch(each) for each in rest):
                return line
    return None


def run_console(example: Any) -> str | None:
    """Run a console block of a page; return what is wrong with it."""
    for command, shown in sessions(example.parsed):
        output, _ = run(command)
        missing = fault(shown, output)
        if missing is not None:
            return f"{command!r} does not print {missing!r} in that place, but:\n{output}"
    return None


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python and console block of a page runs, in order, and gives what it shows."""
    pytest.importorskip("sybil")
    for library in NEEDS.get(page.name, ()):
        pytest.importorskip(library)
    from sybil import Sybil  # noqa: PLC0415  # an extra
    from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser  # noqa: PLC0415  # an extra

    parsers: list[Parser] = [
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        CodeBlockParser("console", run_console),
    ]
    document = Sybil(parsers=parsers).parse(page)
    monkeypatch.chdir(tmp_path)
    for example in document.examples():
        example.evaluate()


class TestReadme:
    commands = re.findall(r"^python3 -m venv.*$", README.read_text(encoding="utf-8"), re.MULTILINE)

    def test_two_commands_do_the_set_up(self) -> None:
        """The first two command lines install and check, install and test."""
        assert [
            "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/ssoplan check",
            'python3 -m venv .venv && .venv/bin/pip install ".[test]" && .venv/bin/python -m pytest',
        ] == self.commands[:2]

    def test_output_shown_for_the_check_is_its_output(self) -> None:
        """Every line shown for the first command is printed, in that order, and the exit status is 1."""
        text = README.read_text(encoding="utf-8")
        block = re.search(
            r"^```console\n(\$ \.venv/bin/ssoplan check\n.*?)^```", text, re.MULTILINE | re.DOTALL
        )
        assert block is not None
        ((command, shown),) = sessions(block[1])
        output, status = run(command)
        assert (None, 1) == (fault(shown, output), status)
        assert len([line for line in shown if line.strip() not in {"", ELLIPSIS}]) > 5

    def test_links_lead_to_files(self) -> None:
        """Every relative link of the README leads to a file of the project."""
        links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README.read_text(encoding="utf-8"))
        if not (ROOT / "LICENSE").exists():  # beside an installed wheel, only some of the files are there
            links = [link for link in links if link.startswith("docs/")]
        assert [] == [link for link in links if not (ROOT / link).exists()]


class TestShownOutput:
    def test_lines_out_of_order_or_invented_are_found(self) -> None:
        """A shown line counts only as a whole line behind the lines before it."""
        assert fault(["a", "…", "c"], "a\nb\nc\n") is None
        assert fault(["c", "a"], "a\nb\nc\n") == "a"
        assert fault(["b c"], "a\nb c d\n") == "b c"
        assert fault(["b c …"], "a\nb c d\n") is None
