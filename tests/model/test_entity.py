"""What constructing an object of the model checks, and what it leaves to the rules."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

import ssoplan.model
from ssoplan.calendar import BudgetYear, FundYear
from ssoplan.model import (
    Allocation,
    Cell,
    Figure,
    Indicator,
    ModelTypeError,
    MonthlyPattern,
    Office,
    OfficeColumn,
    OfficeKind,
    OfficeRow,
    OfficeTable,
    Plan,
    Project,
    ProjectKind,
    TableShapeError,
    Trace,
    UpperPlan,
)
from ssoplan.money import Baht

ENTITIES = [
    each
    for each in (getattr(ssoplan.model, name) for name in ssoplan.model.__all__)
    if isinstance(each, type) and attrs.has(each)
]


class TestEveryClass:
    @pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
    def test_frozen_slotted_keyword_only(self, cls: type) -> None:
        """Every class of the model is frozen, has slots, and takes keywords only."""
        assert all(field.kw_only for field in attrs.fields(cls))
        assert "__dict__" not in dir(cls)
        assert "__setattr__" in vars(cls)

    @pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
    def test_says_what_it_means(self, cls: type) -> None:
        """Every class of the model has a docstring of its own."""
        assert cls.__doc__
        assert not cls.__doc__.startswith("Method generated")


class TestTypes:
    @pytest.mark.parametrize(
        ("cls", "fields"),
        [
            (Project, {"number": "1"}),
            (Project, {"number": True}),
            (Project, {"number": 1, "budget": 35300}),
            (Project, {"number": 1, "budget": 35300.0}),
            (Project, {"number": 1, "kind": "routine"}),
            (Project, {"number": 1, "indicators": [Indicator()]}),
            (Project, {"number": 1, "indicators": (Project(number=2),)}),
            (Plan, {"title_th": "แผน", "year": 2566}),
            (Allocation, {"year": BudgetYear(2566), "total": Baht(1)}),
            (MonthlyPattern, {"cells": (1.5,)}),
            (UpperPlan, {"level": "L1", "name_th": "ยุทธศาสตร์ชาติ"}),
        ],
    )
    def test_wrong_types_are_refused(self, cls: type, fields: dict[str, Any]) -> None:
        """A value of another type is refused when the object is made, with class, field and what to give."""
        with pytest.raises(ModelTypeError) as caught:
            cls(**fields)
        assert cls.__name__ in str(caught.value)
        assert "ต้องเป็น" in caught.value.text("th")

    def test_missing_and_unknown_fields(self) -> None:
        """A field that is required or unknown is Python's own error."""
        with pytest.raises(TypeError):
            Plan()  # type: ignore[call-arg]  # on purpose
        with pytest.raises(TypeError):
            Plan(title_th="แผน", colour="red")  # type: ignore[call-arg]  # on purpose

    def test_pairs_have_two_parts(self) -> None:
        """A period of two BE years has exactly two."""
        with pytest.raises(ModelTypeError):
            UpperPlan(level=ssoplan.model.PlanLevel.L1, name_th="ก", period=(2561,))  # type: ignore[arg-type]  # on purpose


class TestWhatDocumentsGetWrong:
    def test_thirteen_cells(self) -> None:
        """A row of thirteen months loads, so that a rule can report it."""
        assert len(MonthlyPattern(cells=(1,) * 13).cells) == 13

    def test_weights_and_sums(self) -> None:
        """Weights of 50 and partitions that do not add up load."""
        Project(number=1, indicators=(Indicator(weight=50),))
        Allocation(year=FundYear(2566), total=Baht(100), total_words_th="หนึ่งบาทถ้วน")

    def test_negative_and_huge(self) -> None:
        """Negative and enormous figures are values like any other."""
        Project(number=-1, budget=Baht(-(10**30)))


class TestOfficeTable:
    columns = (OfficeColumn(key="jan"), OfficeColumn(key="feb"))
    office = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE)

    def test_columns_by_key(self) -> None:
        """The columns' keys come in the order of a row's values."""
        row = OfficeRow(office=self.office, values=(1, Cell.LOST))
        table = OfficeTable(title_th="ตาราง", columns=self.columns, rows=(row,))
        assert table.column_keys == ("jan", "feb")

    @pytest.mark.parametrize("values", [(), (1,), (1, 2, 3)])
    def test_a_cell_for_each_column(self, values: tuple[int, ...]) -> None:
        """A row with another number of cells than the table has columns is refused."""
        row = OfficeRow(office=self.office, values=values)
        with pytest.raises(TableShapeError, match="for 2 columns"):
            OfficeTable(title_th="ตาราง", columns=self.columns, rows=(row,))


class TestObjects:
    project = Project(
        number=44,
        title_th="โครงการ",
        kind=ProjectKind.NEW,
        budget=Baht("4968000"),
        indicators=(Indicator(target=Decimal("62.57"), monthly=MonthlyPattern(cells=(1, None, Cell.LOST))),),
        trace=Trace(damaged=("budget",)),
        figures=(Figure(key="points", value=138),),
    )

    def test_repr_shows_what_was_given(self) -> None:
        """The repr leaves out fields that were not given, and makes the object again."""
        assert "tactic" not in repr(self.project)
        made = eval(repr(Trace(page="8-12", damaged=("budget",))), {"Trace": Trace})  # noqa: S307  # our own text
        assert made == Trace(page="8-12", damaged=("budget",))

    def test_equal_hash_pickle(self) -> None:
        """Objects with equal fields are equal, hash alike and survive pickling."""
        copy = pickle.loads(pickle.dumps(self.project))  # noqa: S301  # our own bytes
        assert (copy, hash(copy)) == (self.project, hash(self.project))

    def test_frozen(self) -> None:
        """A field cannot be set; a changed object is a new one."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            self.project.number = 1  # type: ignore[misc]  # on purpose
        assert attrs.evolve(self.project, number=1).number  # type: ignore[misc]  # attrs cannot see through `entity` == 1
