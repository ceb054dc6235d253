"""The language of conditions: what it reads, and what it refuses where."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ssoplan.rules.dated import type_of_parameter
from ssoplan.rules.expression import ExpressionError, Scope, expression, parse
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.limits import MAX_DEPTH, MAX_LENGTH, MAX_TOKENS
from ssoplan.rules.expression.types import Type

if TYPE_CHECKING:
    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Subject


@pytest.fixture(name="scope")
def _scope(subjects: dict[str, Subject], parameters: Parameters) -> Scope:
    types = {parameter.id: type_of_parameter(parameter) for parameter in parameters}
    return Scope(facts=subjects["item"].types, parameters=types, joined={"twin": subjects["other"].types})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1_000", 1000),
        ("0.1", Fraction(1, 10)),
        (
            "100000000000000000000.000000000000000000001",
            Fraction("100000000000000000000.000000000000000000001"),
        ),
        ("-2.50", Fraction(-5, 2)),
        ("'ก ข'", "ก ข"),
        ("true", True),
        ("false", False),
        ('baht("1,250.50")', Fraction(2501, 2)),
        ("baht(100)", 100),
        ("be(2566)", 2566),
        ("budget_year(2566)", 2566),
        ('date("2023-02-28")', dt.date(2023, 2, 28)),
        ('be_date("31 ธ.ค. 2566")', dt.date(2023, 12, 31)),
    ],
)
def test_literals_are_exact(text: str, value: object) -> None:
    """A literal is the exact value that its text spells, never a float."""
    tree = parse(text)
    assert isinstance(tree, n.Constant)
    assert value == tree.value
    assert type(value) is type(tree.value)


def test_tree_is_equal_however_it_is_written() -> None:
    """Blanks, line ends and brackets do not change what a condition says."""
    assert parse("weight>100 and active") == parse("(weight > 100)\n  and  (active)")


def test_tree_hashes_and_keeps_places_of_thai_text() -> None:
    """Columns count characters, also behind Thai text, of which Python counts the bytes."""
    tree = parse('note == "ไทย" and weight > 1')
    assert isinstance(tree, n.And)
    assert (18, 28) == tree.parts[1].span
    assert hash(tree) == hash(parse('note == "ไทย" and weight > 1'))


@pytest.mark.parametrize(
    ("text", "reason", "column"),
    [
        ("", "syntax", 1),
        ("weight >", "syntax", 9),
        ("(weight", "syntax", 1),
        ("weight)", "syntax", 7),
        ("weight := 1", "character", 8),
        ("weight ** 2 > 1", "construct", 1),
        ("weight % 2", "character", 8),
        ("weight.real > 1", "unknown", 1),
        ("twin.person.lower == 1", "construct", 1),
        ("[x for x in cells]", "construct", 1),
        ("lambda: 1", "character", 7),
        ("f'{weight}'", "character", 1),
        ("note == 'a' 'b'", "character", 13),
        ("note == 'a\\n'", "character", 9),
        ("1e9 > weight", "character", 1),
        ("0x10 > weight", "character", 1),
        ("1j == weight", "character", 1),
        ("weight >= ๕", "character", 11),
        ("weight is None", "construct", 1),
        ("1 is missing", "construct", 1),
        ("weight == missing", "unknown", 11),
        ("None", "construct", 1),
        ("weight == True", "construct", 11),
        ("open(note)", "unknown", 1),
        ("sun(cells) > 1", "unknown-near", 1),
        ("sum(cells, 1) > 1", "arguments", 1),
        ("sum(weight) > 1", "type", 5),
        ("sum(x=1) > 1", "character", 6),
        ("wieght > 100", "unknown-near", 1),
        ('weight > param("toy.totl")', "unknown-near", 10),
        ("weight", "type", 1),
        ("weight and active", "type", 1),
        ("cells > 1", "many", 1),
        ("not (cells > 1)", "many", 6),
        ("kind == 'old'", "unknown", 9),
        ("kind in ['new', 'exisitng']", "unknown-near", 17),
        ("kind < 'new'", "compare", 1),
        ("note > 'a'", "compare", 1),
        ("start == '2023-01-01'", "compare", 1),
        ("year == 2566", "compare", 1),
        ("year == budget_year(2566)", "compare", 1),
        ("year + 1.5 == year", "compare", 1),
        ("(weight > 1) == active", "compare", 1),
        ("weight == note", "compare", 1),
        ("weight == persons", "unit", 1),
        ("budget + days(start, end) > baht(1)", "unit", 1),
        ("budget > 100", "money", 1),
        ("budget + 1 > baht(1)", "money", 1),
        ("weight / 0 > 1", "zero", 1),
        ("weight // 0 > 1", "zero", 1),
        ("weight in cells", "unit", 1),
        ("weight in weight", "type", 11),
        ("weight in [persons]", "type", 12),
        ("nobody.person == person", "unknown", 1),
        ("exists(nobody)", "unknown", 1),
        ("exists(1)", "arguments", 1),
        ('date("2566-01-01") < start', "literal", 1),
        ('date("2023-02-30") < start', "literal", 1),
        ("be(2023) == year", "literal", 1),
        ('baht("1.005") < budget', "literal", 1),
        ("baht(0.001) < budget", "literal", 1),
        ("param(weight) > 1", "literal", 1),
        ("+weight > 1", "construct", 1),
    ],
)
def test_refusals_name_the_reason_and_the_column(scope: Scope, text: str, reason: str, column: int) -> None:
    """Whatever does not fit is refused when the rule is loaded, with the column of the part at fault."""
    with pytest.raises(ExpressionError) as caught:
        expression(text, scope)
    assert (reason, column) == (caught.value.reason, caught.value.column)
    assert caught.value.text("th") != caught.value.text("en")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1" * (MAX_LENGTH + 1), "too-long"),
        ("(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1), "too-deep"),
        ("-" * 100 + "1 > 0", "too-deep"),
        ("not " * 100 + "true", "too-deep"),
        ("1 " + "+ 1 " * MAX_TOKENS, "too-large"),
        ("1" + " + 1" * 60, "too-deep"),
    ],
)
def test_size_is_bounded(text: str, reason: str) -> None:
    """A text that is too long, too large or too deep is refused before it can cost anything."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert reason == caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "0 < weight <= 100",
        'weight == param("toy.total")',
        'budget == persons * param("toy.rate")',
        "budget > 0 and budget <= baht(1_000)",
        'all(amounts > baht("0.50")) and sum(amounts) == budget',
        "any(0 < cells < 5)",
        "count(cells > 0) == 12",
        "count(cells) == 12",
        "max(cells) - min(cells) > 3",
        "max(weight, share, 5) > 7",
        "max(start, end) >= start",
        "abs(share - weight) <= 0.5",
        "days(start, end) // 7 >= 4",
        "fund_year(start) == year and year + 1 > year",
        "be_year(start) == be(2566)",
        "number(year) > 2500 and month(start) == 1 and day(start) == 1",
        'kind in param("toy.kinds")',
        'kind not in ["new"] and "x" in marks',
        'start <= param("toy.deadline")',
        "start is not missing and not (end is missing)",
        "active == true or active",
        "budget / baht(100) > 0.5",
        "weight / share >= 0.9",
        "exists(twin) and not none(twin)",
        "all(cells + cells == cells * 2)",
    ],
)
def test_what_fits_is_accepted(scope: Scope, text: str) -> None:
    """Conditions whose names, types and units fit are accepted, and are conditions."""
    checked = expression(text, scope)
    assert Type(kind="bool") == checked.tree.type


def test_source_and_names_of_an_expression(scope: Scope) -> None:
    """An expression knows what it reads, and the text of each part."""
    checked = expression('weight ==  param("toy.total") or (active and start is missing)', scope)
    assert ("weight", "active", "start") == checked.facts()
    assert ("weight", "active") == checked.needed()
    assert ("toy.total",) == checked.parameters()
    assert isinstance(checked.tree, n.Or)
    assert 'weight == param("toy.total")' == checked.source(checked.tree.parts[0])
