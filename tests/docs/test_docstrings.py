"""The examples in the docstrings of the package run, each with the names of its own module."""

from __future__ import annotations

import ast
import doctest
import pkgutil
from importlib import import_module

import pytest

import ssoplan
from ssoplan.errors import MissingLibraryError

OF_EXTRAS = {"durable", "durable_rules_engine", "holidays", "narwhals", "pandas", "polars", "pyarrow"}
MODULES = sorted(found.name for found in pkgutil.walk_packages(ssoplan.__path__, "ssoplan."))


def imported(source: str) -> set[str]:
    """Return the libraries that an example imports."""
    tree = ast.parse(source)
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_of_a_module_run(name: str) -> None:
    """Every example of the module gives what it says; one that needs an absent extra is left out."""
    try:
        module = import_module(name)
    except ImportError as error:
        if error.name in OF_EXTRAS or isinstance(error, MissingLibraryError):
            pytest.skip(str(error))
        raise
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
