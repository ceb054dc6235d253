"""Facts and fact tables: declarations, stored forms, gaps and damage."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ssoplan.calendar import BudgetYear, FundYear
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.expression import ExpressionError
from ssoplan.rules.facts import DAMAGED, MISSING, NOT_IN_FORCE, FactError, Row, Subject, derived, stored
from ssoplan.rules.tables import decode, encode, gather, gather_objects
from ssoplan.units import UnitError

if TYPE_CHECKING:
    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Absent


@attrs.frozen
class Mark:
    """What a transcription says about damage."""

    damaged: tuple[str, ...]


@pytest.mark.parametrize(
    ("fact", "given", "kept"),
    [
        ("weight", 7, 7),
        ("weight", None, MISSING),
        ("weight", DAMAGED, DAMAGED),
        ("share", Decimal("61.20"), 6120),
        ("share", 61, 6100),
        ("ratio", Decimal("0.125"), Fraction(1, 8)),
        ("ratio", Fraction(6, 2), 3),
        ("budget", Baht("12.50"), 1250),
        ("budget", Decimal("12.5"), 1250),
        ("budget", 12, 1200),
        ("active", False, False),
        ("kind", "new", "new"),
        ("start", dt.date(2023, 1, 1), dt.date(2023, 1, 1)),
        ("year", FundYear(2566), 2566),
        ("year", 2566, 2566),
        ("cells", [1, 2], (1, 2)),
        ("cells", (), ()),
        ("cells", (1, None), MISSING),
        ("cells", (None, DAMAGED), DAMAGED),
        ("amounts", (Baht(1), Baht("0.25")), (100, 25)),
    ],
)
def test_values_are_kept_in_the_stored_form_of_their_type(
    subjects: dict[str, Subject], fact: str, given: Any, kept: Any
) -> None:
    """Money is satang, a number with decimals a scaled int, a list with an absent item is absent."""
    stored_value = encode(subjects["item"].fact(fact).type, given)
    assert kept == stored_value
    assert type(kept) is type(stored_value)


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("weight", True),
        ("weight", 1.0),
        ("weight", "7"),
        ("share", Decimal("0.001")),
        ("share", 0.5),
        ("share", Decimal("NaN")),
        ("share", Baht(1)),
        ("budget", 0.5),
        ("budget", True),
        ("active", 1),
        ("note", 5),
        ("kind", "old"),
        ("start", dt.datetime(2023, 1, 1)),  # noqa: DTZ001  # a time of day is what is refused
        ("start", "2023-01-01"),
        ("year", BudgetYear(2566)),
        ("year", "2566"),
        ("cells", 5),
        ("cells", (1, 2.5)),
    ],
)
def test_a_value_of_another_type_is_an_error(
    subjects: dict[str, Subject], item_type: Any, fact: str, given: Any
) -> None:
    """A value that the declaration rules out is named with its path, never turned into something else."""
    with pytest.raises(FactError) as caught:
        gather(subjects["item"], [Row("items[3]", item_type(**{fact: given}))], [fact])
    assert ("type", "items[3]", fact) == (
        caught.value.reason,
        caught.value.values["path"],
        caught.value.values["fact"],
    )


def test_a_value_outside_the_bounds_is_an_error(subjects: dict[str, Subject], item_type: Any) -> None:
    """Bounds are promises that the static checks rely on, also for the items of a list."""
    for fact, value in (("persons", -1), ("weight", 1001), ("cells", (0, 1001))):
        with pytest.raises(FactError) as caught:
            gather_objects(subjects["item"], [item_type(**{fact: value})], [fact])
        assert "bounds" == caught.value.reason


def test_gaps_and_damage_of_a_table(subjects: dict[str, Subject], item_type: Any) -> None:
    """A field named in the trace is damaged; the columns with gaps are known."""
    rows = [
        item_type(weight=5, note="a"),
        item_type(weight=6, note="b", trace=Mark(("weight",))),
        item_type(weight=7),
    ]
    table = gather_objects(subjects["item"], rows, ["weight", "note", "doubled"])
    assert [5, DAMAGED, 7] == table.columns["weight"]
    assert ["a", "b", MISSING] == table.columns["note"]
    assert {"weight", "note"} == table.gaps
    assert ["[0]", "[1]", "[2]"] == list(table.paths) == table.paths[0:3]


def test_values_come_back_in_their_own_unit(subjects: dict[str, Subject]) -> None:
    """Stored values decode to exact values: baht, not satang."""
    types = subjects["item"].types
    assert Fraction(25, 2) == decode(types["budget"], 1250)
    assert (1, Fraction(1, 4)) == decode(types["amounts"], (100, 25))
    assert DAMAGED is decode(types["budget"], DAMAGED)


def test_a_derived_fact_sees_only_the_parameters_it_declares(parameters: Parameters, item_type: Any) -> None:
    """Reading an undeclared parameter is an error, because the receipt would not name it."""

    def greedy(_item: Any, parameters: Any) -> Any:
        return parameters["toy.other"]

    fact = derived("greedy", "int", greedy, reads=("toy.rate",), th="ก", en="greedy")
    subject = Subject("item", Message("item", "รายการ"), (fact,))
    with pytest.raises(FactError) as caught:
        gather_objects(subject, [item_type()], ["greedy"], DatedParameters(parameters, None).view)
    assert "not-read" == caught.value.reason


def test_a_derived_fact_without_its_parameter_is_not_in_force(
    subjects: dict[str, Subject], item_type: Any
) -> None:
    """A derived fact whose parameter has no value that day has none either."""
    table = gather_objects(subjects["item"], [item_type(persons=2)], ["expected"], lambda _fact: None)
    assert [NOT_IN_FORCE] == table.columns["expected"]


@pytest.mark.parametrize("absent", [MISSING, DAMAGED, NOT_IN_FORCE])
def test_absent_is_no_truth_value(absent: Absent) -> None:
    """An absent value cannot be taken for false by mistake; it survives pickling as itself."""
    with pytest.raises(TypeError):
        bool(absent)
    assert absent is pickle.loads(pickle.dumps(absent))  # noqa: S301  # made here


def test_declarations_are_checked() -> None:
    """A fact with an unusable name, type, unit or bounds, or declared twice, is refused."""
    with pytest.raises(FactError):
        stored("น้ำหนัก", "int", th="ก", en="a")
    with pytest.raises(FactError):
        stored("kind", "enum", th="ก", en="a")
    with pytest.raises(FactError):
        stored("note", "text", th="ก", en="a", low=1)
    with pytest.raises(ExpressionError):
        stored("note", "string", th="ก", en="a")
    with pytest.raises(UnitError):
        stored("note", "int", th="ก", en="a", unit="persn")
    fact = stored("note", "text", th="ก", en="a")
    with pytest.raises(FactError):
        Subject("item", Message("item", "รายการ"), (fact, fact))
    with pytest.raises(FactError):
        Subject("item", Message("item", "รายการ"), (fact,)).fact("other")
