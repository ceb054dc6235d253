"""The published JSON Schemas say what the loader accepts."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types of its own

from ssoplan import samples
from ssoplan.files import KINDS, DocumentErrors, Kind, json_schema
from ssoplan.files.documents import plain
from ssoplan.files.json_text import read_json
from ssoplan.files.schema import SCHEMAS, schema_text, write_schemas

KIND_NAMES: tuple[Kind, ...] = get_args(Kind)


def _messages(kind: Kind, document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(document)]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_published_schema_is_up_to_date(kind: Kind) -> None:
    """The file in the package is what the model says now; else run ``python -m ssoplan.files.schema``."""
    published = files("ssoplan.files").joinpath("schemas", f"{kind}.schema.json").read_text(encoding="utf-8")
    assert schema_text(kind) == published
    assert json_schema(kind) == read_json(published)[0]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_schema_is_a_schema(kind: Kind) -> None:
    """It obeys the draft that it names."""
    Draft202012Validator.check_schema(json_schema(kind))


def test_every_kind_of_document_has_a_schema(tmp_path: Any) -> None:
    """The kinds that `load` knows, the type `Kind` and the published files are the same."""
    write_schemas(tmp_path / "new")
    assert list(KIND_NAMES) == list(KINDS)
    assert {file.name for file in SCHEMAS.iterdir()} == {file.name for file in (tmp_path / "new").iterdir()}
    assert {f"{kind}.schema.json" for kind in KINDS} == {file.name for file in SCHEMAS.iterdir()}


@pytest.mark.parametrize("name", samples.names())
def test_every_sample_holds_its_schema(name: str) -> None:
    """The published documents, as the library writes them, validate."""
    document = plain(samples.load(name))
    assert _messages(document["kind"], document) == []


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"kind": "plan"}, "'title_th' is a required property"),
        ({"title_th": "ก"}, "'kind' is a required property"),
        ({"kind": "proposal", "title_th": "ก"}, "'plan' was expected"),
        ({"kind": "plan", "titel_th": "ก", "title_th": "ก"}, "'titel_th' was unexpected"),
        ({"kind": "plan", "title_th": 5}, "5 is not of type 'string'"),
        ({"kind": "plan", "title_th": "ก", "year": 2566}, "2566 is not valid under any of the given schemas"),
        ({"kind": "plan", "title_th": "ก", "year": {"fund_year": 2023}}, "is not valid under any"),
        ({"kind": "plan", "title_th": "ก", "parent_period": [2020, 2024]}, "is not valid under any"),
        (
            {"kind": "plan", "title_th": "ก", "period": {"start": "2566-01-01", "end": "2566-12-31"}},
            "is not valid",
        ),
        ({"kind": "plan", "title_th": "ก", "projects": [{}]}, "'number' is a required property"),
        (
            {"kind": "plan", "title_th": "ก", "projects": [{"number": 1, "budget": []}]},
            "is not valid under any",
        ),
        (
            {"kind": "plan", "title_th": "ก", "projects": [{"number": 1, "kind": "rotine"}]},
            "is not valid under any",
        ),
        ({"kind": "plan", "title_th": "ก", "results": [{"monthly": [1, "lots"]}]}, "is not valid under any"),
    ],
)
def test_a_wrong_document_does_not_validate(document: dict[str, Any], says: str) -> None:
    """What the loader refuses, the schema refuses."""
    (message,) = _messages("plan", document)
    assert says in message


def test_descriptions_come_from_the_docstrings() -> None:
    """Titles and descriptions are those of the classes and attributes, on one line."""
    schema = json_schema("plan")
    assert (
        schema["title"]
        == "A plan (แผนปฏิบัติการ): what an office means to do in a year, with which money, measured how."
    )
    assert (
        schema["properties"]["period"]["description"] == "The months it covers, where it states them itself."
    )
    allocated = schema["$defs"]["Indicator"]["properties"]["target"]
    expected = "A figure, or the name of a certificate or benchmark; None where none is printed."
    assert {"description": expected, "type": ["number", "string", "null"]} == allocated
    complete = json_schema("office-table")["properties"]["complete"]["description"]
    assert complete.endswith("only where all members of a group are present.")


def test_an_unknown_kind_is_refused_with_a_suggestion() -> None:
    """A misspelt kind is one error."""
    with pytest.raises(DocumentErrors, match="did you mean 'office-table'"):
        json_schema("office_table")  # type: ignore[arg-type]  # the point of the test
