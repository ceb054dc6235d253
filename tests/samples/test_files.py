"""The files of the samples: names, forms, and that they can be written and read again."""

from __future__ import annotations

from typing import get_args, get_overloads

import pytest

from ssoplan import samples
from ssoplan.files import Format, dumps, loads

EXPECTED = [
    "bueng-kan-2564",
    "nong-khai-2565",
    "sso-2566",
    "sukhothai-2564",
    "yasothon-2555",
    "office-tables/briefing-meetings-2566",
    "office-tables/epayment-online-filing-2566",
    "office-tables/epayment-share-2566",
    "office-tables/insured-s33-39-2566",
    "office-tables/insured-s40-2566",
    "office-tables/intermediate-care-visits-2566",
    "office-tables/network-compensation-s40-2566",
    "office-tables/network-leader-training-2566",
    "office-tables/sdu-2564",
    "office-tables/sdu-2566",
]


def test_names() -> None:
    """The samples are the five documents and ten office tables."""
    assert samples.names() == EXPECTED


def test_type_checkers_know_each_document() -> None:
    """The types that `load` promises by name are those of the documents."""
    promised = {
        name: each.__annotations__["return"]
        for each in get_overloads(samples.load)
        for name in get_args(getattr(samples, each.__annotations__["name"], None))
    }
    assert {name: type(samples.load(name)).__name__ for name in EXPECTED} == promised


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_round_trip(name: str, form: Format) -> None:
    """A sample that is written is read as an equal object."""
    document = samples.load(name)
    assert document == loads(dumps(document, format=form), format=form)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_file_explains_itself(name: str) -> None:
    """A file begins with what it is and how it is written, and is what the package loads."""
    text = samples.text(name)
    head = text.partition("\nkind: ")[0]
    assert all(line.startswith("#") for line in head.splitlines() if line)
    assert "errors included" in head
    assert samples.load(name) == loads(text)


@pytest.mark.parametrize("name", [name for name in EXPECTED if "/" not in name])
def test_the_document_names_itself(name: str) -> None:
    """A plan or proposal has the id by which its document is cited."""
    assert name == getattr(samples.load(name), "document", None)
