"""The examples in docstrings run, and every public object is documented to one standard.

The standard: a first line that says what it is; every argument, or the function that describes them; every error that
the function itself raises; a unit for numbers; a source where figures of policy are read; a place in the API pages.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import pkgutil
import re
import textwrap
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ssoplan
from ssoplan.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OF_EXTRAS = {
    "durable",
    "durable_rules_engine",
    "holidays",
    "narwhals",
    "openpyxl",
    "pandas",
    "polars",
    "psycopg",
    "pyarrow",
    "sphinx",
}
MODULES = sorted(found.name for found in pkgutil.walk_packages(ssoplan.__path__, "ssoplan."))
API = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api"

PACKAGES = (
    "ssoplan",
    "ssoplan.calculators",
    "ssoplan.calendar",
    "ssoplan.display",
    "ssoplan.display.chart",
    "ssoplan.errors",
    "ssoplan.files",
    "ssoplan.model",
    "ssoplan.money",
    "ssoplan.numerals",
    "ssoplan.parameters",
    "ssoplan.payments",
    "ssoplan.payments.ledger",
    "ssoplan.payments.outputs",
    "ssoplan.rules",
    "ssoplan.rules.frames",
    "ssoplan.samples",
    "ssoplan.sphinxext",
    "ssoplan.units",
)
"""Where users take names from."""

SECTION = re.compile(r"^(Args|Attributes|Examples|Raises|Returns|Yields|Warns):$|^(?=>>> )", re.MULTILINE)
ENTRY = re.compile(r"^    (\*{0,2}[A-Za-z_]\w*):", re.MULTILINE)
NUMERIC = re.compile(r"\b(int|Decimal|Fraction|float|Number|Amount|Exact)\b")
UNIT = re.compile(
    r"baht|satang|person|member|percent|share|\bdays?\b|month|year|quarter|number|count|whole|weight|class|level"
    r"|digits|decimal|position|how many|amount|spaces|each|point|pixel|\bBE\b|\bCE\b|rate|row",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"\b[A-Z]{2,6}-\d+|§|\bsections? \d|25\d\d|\bformula\b|\bAct\b|conventions|``[a-z_]+\.[a-z_.0-9]+``|[Nn]o document"
)
ELSEWHERE = re.compile(r"`[\w.]+`")
"""A function or class of the library that describes the arguments."""

SAME = re.compile(r"as in `|are the same\b")
"""What holds for another function holds for this one."""

OWN = {"AssertionError", "AttributeError", "NotImplementedError"}
"""Errors of Python's own protocols."""


def imported(source: str) -> set[str]:
    """Return the libraries that an example imports."""
    tree = ast.parse(source)
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_of_a_module_run(name: str) -> None:
    """Every example of the module gives what it says; one that needs an absent extra is left out."""
    module = module_named(name)
    runner = doctest.DebugRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module):
        for library in imported("".join(example.source for example in test.examples)) & OF_EXTRAS:
            pytest.importorskip(library)
        try:
            runner.run(test)
        except doctest.UnexpectedException as error:
            if isinstance(error.exc_info[1], MissingLibraryError):
                pytest.skip(str(error.exc_info[1]))
            raise error.exc_info[1] from None
        except doctest.DocTestFailure as error:
            pytest.fail(
                f"{name}, {test.name}: {error.example.source}gives {error.got}not {error.example.want}"
            )


def module_named(name: str) -> Any:
    """Return a module; without the extra that it needs, its test is left out."""
    try:
        return import_module(name)
    except ImportError as error:
        if (error.name or "").partition(".")[0] in OF_EXTRAS or isinstance(error, MissingLibraryError):
            pytest.skip(str(error))
        raise


def public(module: Any) -> Iterator[tuple[str, Any]]:
    """Yield the public classes and functions of a module, and the public methods of its classes."""
    for name in module.__all__:
        thing = getattr(module, name)
        if not (inspect.isclass(thing) or inspect.isroutine(thing)) or "ssoplan" not in thing.__module__:
            continue
        yield f"{thing.__module__}.{thing.__qualname__}", thing
        for member, value in vars(thing).items() if inspect.isclass(thing) else ():
            inner = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            inner = inner.fget if isinstance(inner, property) else inner
            if not member.startswith("_") and inspect.isfunction(inner) and "ssoplan" in inner.__module__:
                yield f"{thing.__module__}.{thing.__qualname__}.{member}", inner


def sections(doc: str) -> dict[str, str]:
    """Return the text of each section of a docstring."""
    found = list(SECTION.finditer(doc))
    ends = [*(each.start() for each in found[1:]), len(doc)]
    return {each[1]: doc[each.end() : end] for each, end in zip(found, ends, strict=False) if each[1]}


def entries(text: str | None) -> set[str]:
    """Return what a section lists, without stars."""
    return {name.lstrip("*") for name in ENTRY.findall(text or "")}


def code_of(thing: Callable[..., Any]) -> ast.AST:
    """Return the source of a function; of a calculator, that of the function that it wraps."""
    cells = getattr(getattr(thing, "plain", None), "__closure__", None) or ()
    inner = [cell.cell_contents for cell in cells if inspect.isfunction(cell.cell_contents)]
    return ast.parse(textwrap.dedent(inspect.getsource(inner[0] if inner else thing)))


def raised(code: ast.AST) -> set[str]:
    """Return the errors that a function itself makes and raises."""
    calls = [
        node.exc.func
        for node in ast.walk(code)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
    ]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return {name for name in names if name[:1].isupper()} - OWN


def faults(thing: Any) -> list[str]:
    """Return in what the docstring of a public object falls short of the standard."""
    doc = inspect.cleandoc(thing.__doc__ or "")
    first = doc.partition("\n")[0]
    if not first.endswith((".", ":")) or len(first.split()) < 2:
        return [f"the first line does not say what it is: {first!r}"]
    return list(_of_class(thing, doc) if inspect.isclass(thing) else _of_function(thing, doc))


def _of_class(thing: type, doc: str) -> Iterator[str]:
    if not hasattr(thing, "__attrs_attrs__"):
        return
    unknown = entries(sections(doc).get("Attributes")) - set(dir(thing))
    if unknown:
        yield f"Attributes that are not there: {sorted(unknown)}"


def _of_function(thing: Callable[..., Any], doc: str) -> Iterator[str]:
    given = [
        each for each in inspect.signature(thing).parameters.values() if each.name not in {"self", "cls"}
    ]
    names, found = {each.name for each in given}, sections(doc)
    if "Args" in found and entries(found["Args"]) != names:
        yield f"Args differ from the signature: {sorted(entries(found['Args']) ^ names)}"
    if "Args" not in found and len(names) > 1 and not ELSEWHERE.search(doc):
        yield f"no Args for {sorted(names)}"
    code = code_of(thing)
    unsaid = raised(code) - entries(found.get("Raises"))
    if unsaid:
        yield f"raises without saying so: {sorted(unsaid)}"
    numbers = [each.name for each in given if NUMERIC.search(str(each.annotation))]
    if numbers and not UNIT.search(doc):
        yield f"no unit of {numbers}"
    policy = any(isinstance(node, ast.Attribute) and node.attr == "figures" for node in ast.walk(code))
    if policy and not (SOURCE.search(doc) or SAME.search(doc)):
        yield "reads figures of policy and names no source"


@pytest.mark.parametrize("package", PACKAGES)
def test_public_objects_are_documented(package: str) -> None:
    """Every public object of the package meets the standard."""
    short = [f"{name}: {fault}" for name, thing in public(module_named(package)) for fault in faults(thing)]
    assert not short, "\n".join(sorted(set(short)))


class TestStandard:
    """The check itself: what falls short is found."""

    def test_what_is_complete_passes(self) -> None:
        """Arguments, error and unit are there."""

        def paid(days: int, rate: int) -> int:
            """Return what is paid.

            Args:
                days: How many days.
                rate: Baht a day.

            Raises:
                ValueError: There are no days.
            """
            if not days:
                raise ValueError(days)
            return days * rate

        assert [] == faults(paid)

    def test_each_fault_is_found(self) -> None:
        """A missing argument, a silent error, a number without unit and figures without source are four faults."""

        def paid(sheet: Any, rest: int) -> int:
            """Return what is left."""
            if not rest:
                raise ValueError(rest)
            return int(sheet.figures(rest))

        assert [
            "no Args for ['rest', 'sheet']",
            "raises without saying so: ['ValueError']",
            "no unit of ['rest']",
            "reads figures of policy and names no source",
        ] == faults(paid)

    def test_arguments_that_are_not_there_are_found(self) -> None:
        """An argument that was renamed in the signature alone is a fault."""

        def paid(days: int) -> int:  # noqa: D417  # the fault that is to be found
            """Return the days.

            Args:
                hours: How many days.
            """
            return days

        assert ["Args differ from the signature: ['days', 'hours']"] == faults(paid)

    @pytest.mark.parametrize("text", [None, "", "Paid", "The days"])
    def test_a_first_line_is_a_sentence(self, text: str | None) -> None:
        """Nothing, one word, or a line without its end does not say what a thing is."""

        def paid() -> None:
            pass

        paid.__doc__ = text
        assert 1 == len(faults(paid))


def test_every_package_has_its_page() -> None:
    """Each package that users take names from is listed in the pages of the API."""
    pages = "".join(page.read_text(encoding="utf-8") for page in API.rglob("*.md"))
    listed = set(re.findall(r"(?:sso-module|automodule|sso-contents):: (ssoplan[\w.]*)", pages))
    assert set() == set(PACKAGES) - {"ssoplan"} - listed
