"""The formulas behind the office tables: each rate on the open rows, with the exceptions by name and figure.

Figures of policy come from the parameters. Whole tables are longer than their open part; what is stated of all 88
offices or of the country can be counted here on the open rows only.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from ssoplan import samples
from ssoplan.calculators import (
    instalments,
    insured_path,
    largest_remainder,
    line_levels,
    proportional,
    stock_levels,
)
from ssoplan.calendar import FundYear, Month
from ssoplan.model import Cell, OfficeKind, OfficeTable
from ssoplan.money import Baht
from ssoplan.parameters import Parameters

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OFFICES = (OfficeKind.AREA, OfficeKind.PROVINCE)
YEAR = FundYear(2566)
Row = dict[str, Any]


def figure(id_: str, year: int = 2566) -> Any:
    """Return a figure of the policy in a fund year."""
    return Parameters.default().value(id_, on=FundYear(year).start)


@cache
def rows(name: str, *kinds: OfficeKind) -> dict[str, Row]:
    """Return the open rows of an office table by office, of some kinds or all."""
    table = samples.load(f"office-tables/{name}")
    assert isinstance(table, OfficeTable)
    found = [row for row in table.rows if not kinds or row.office.kind in kinds]
    named = {
        f"{row.office.name_th} ({row.number})": {
            **dict(zip(table.column_keys, row.values, strict=True)),
            "damaged": row.trace.damaged if row.trace else (),
        }
        for row in found
    }
    assert len(named) == len(found)
    return named


def short(name: str) -> str:
    """Return the name of an office without the number of its row."""
    return name.rpartition(" (")[0]


def months(row: Row) -> list[Any]:
    """Return the twelve cells of a row."""
    return [row[month] for month in MONTHS]


def s40(*kinds: OfficeKind) -> dict[str, Row]:
    """Return the open rows of the section 40 table, with their base (formula g1)."""
    return {
        name: row | {"base": row["jan"] - (row["feb"] - row["jan"])}
        for name, row in rows("insured-s40-2566", *(kinds or OFFICES)).items()
    }


def s33_39() -> dict[str, Row]:
    """Return the open rows of the section 33/39 table."""
    return rows("insured-s33-39-2566", *OFFICES)


def slope_of(base: int, cells: list[int]) -> Fraction | None:
    """Return a slope whose line from a base gives each of the cells when rounded half up; None if there is none."""
    low = max(Fraction(2 * (cell - base) - 1, 2 * at) for at, cell in enumerate(cells, 1))
    high = min(Fraction(2 * (cell - base) + 1, 2 * at) for at, cell in enumerate(cells, 1))
    return (low + high) / 2 if low < high else None


def lines_through(cells: list[int]) -> list[tuple[int, Fraction]]:
    """Return each whole base, with a slope, from which a straight line gives the cells."""
    step = (cells[-1] - cells[0]) // (len(cells) - 1)
    near = range(cells[0] - step - 3, cells[0] - step + 4)
    return [(base, slope) for base in near if (slope := slope_of(base, cells)) is not None]


class TestMoneyByPersons:
    """Formulas a, b, c and d: a rate for each person, without exception on the open rows that print a budget."""

    @pytest.mark.parametrize(
        ("table", "rate", "printed", "missing"),
        [
            ("network-compensation-s40-2566", "network_compensation.rate", 16, 0),
            ("briefing-meetings-2566", "briefing.rate", 20, 0),
            ("intermediate-care-visits-2566", "visit.rate", 62, 17),
            ("network-leader-training-2566", "leader_training.rate", 23, 0),
        ],
    )
    def test_rate(self, table: str, rate: str, printed: int, missing: int) -> None:
        """Each budget is the rate times the persons; rows whose page shows no budget are counted, not guessed."""
        open_rows = rows(table)
        money = {name: row for name, row in open_rows.items() if row["budget_baht"] is not None}
        assert (printed, missing) == (len(money), len(open_rows) - len(money))
        each = Baht(figure(rate))
        wrong = [name for name, row in money.items() if Baht(row["budget_baht"]) != each * row["total"]]
        assert [] == wrong

    def test_rate_of_the_year_before(self) -> None:
        """The training of network leaders cost 442 baht a head in 2565 and 456 in 2566 (formula d)."""
        assert [Baht(442), Baht(456)] == [Baht(figure("leader_training.rate", year)) for year in (2565, 2566)]

    @pytest.mark.parametrize(
        ("table", "size", "whole", "others"),
        [
            ("briefing-meetings-2566", "briefing.class_size", 20, {}),
            ("network-leader-training-2566", "leader_training.class_size", 23, {}),
        ],
    )
    def test_classes(self, table: str, size: str, whole: int, others: dict[str, int]) -> None:
        """Participants of an office come in whole classes: of 40 for briefings, of 100 for leaders."""
        totals = {short(name): row["total"] for name, row in rows(table).items()}
        odd = {name: total for name, total in totals.items() if total % figure(size)}
        assert (whole, others) == (len(totals) - len(odd), odd)

    def test_a_class_of_briefings(self) -> None:
        """A class of a briefing is 20,000 baht."""
        assert Baht(20_000) == Baht(figure("briefing.rate")) * figure("briefing.class_size")


class TestEPayment:
    """Formulas e and e2: classes at 10,000 baht; the total of a row of shares is its level, never a sum."""

    TABLES = (("epayment-share-2566", 13, 50), ("epayment-online-filing-2566", 45, 80))

    @pytest.mark.parametrize(("table", "count", "_level"), TABLES)
    def test_budgets_are_whole_classes(self, table: str, count: int, _level: int) -> None:
        """Each budget is a whole number of classes."""
        budgets = [row["budget_baht"] for row in rows(table).values()]
        assert count == len(budgets)
        assert not any(Baht(budget) % Baht(figure("epayment_workshop.rate")) for budget in budgets)

    @pytest.mark.parametrize(("table", "_count", "level"), TABLES)
    def test_marked_months_carry_the_level(self, table: str, _count: int, level: int) -> None:
        """A marked month and the total carry the level; an office without workshops has none in either."""
        none = {
            short(name)
            for name, row in rows(table).items()
            if {cell for cell in months(row) if isinstance(cell, int)} - {0} == set()
        }
        for row in rows(table).values():
            assert {cell for cell in months(row) if isinstance(cell, int)} <= {0, level}
            assert row["total"] in (0, level)
        assert none == ({"ปราจีนบุรี สาขาศรีมหาโพธิ", "นครศรีธรรมราช สาขาสิชล"} if level == 80 else set())


class TestServiceUnits:
    """Formula f: 2,400 persons a unit; 35,280 baht, allocated 35,300 in 2564 and 36,000 in 2566."""

    def cost(self, part: str) -> Baht:
        """Return what a part of the cost of a unit is in a year."""
        persons = figure("sdu.allowance.persons", 2564) if part == "allowance" else 1
        times = figure(f"sdu.{part}.times_per_month", 2564) * len(YEAR.months)
        return Baht(figure(f"sdu.{part}.rate", 2564)) * int(persons * times)

    def test_rows_of_2564(self) -> None:
        """Every open office and the row of Bangkok show the parts, and the sum rounded up to the hundred a unit."""
        parts = [self.cost(part) for part in ("allowance", "fuel", "rent")]
        assert ([Baht(17_280), Baht(10_800), Baht(7_200)], Baht(35_280)) == (parts, sum(parts, Baht(0)))
        unit = Baht(figure("sdu.allocation.rounded_up_to", 2564))
        each = Baht.rounded(sum(parts, Baht(0)), rounding="up", unit=unit)
        table = rows("sdu-2564")
        assert 18 == len(table)
        for name, row in table.items():
            units = 12 if short(name) == "กรุงเทพมหานคร" else 1
            printed = [
                Baht(row[key]) for key in ("allowance_baht", "fuel_baht", "rent_baht", "allocated_baht")
            ]
            assert [*(part * units for part in parts), each * units] == printed
            assert units * figure("sdu.service_target.per_year", 2564) == row["service_target_persons"]

    def test_the_grand_total_is_not_explained(self) -> None:
        """The printed 4,834,200 is neither 137 exact units nor 137 allocated ones: reported, not fitted."""
        units = figure("sdu.service_points", 2564)
        exact, allocated = (
            Baht(figure(f"sdu.allocation.{which}", 2564)) * units for which in ("exact", "allocated")
        )
        assert (Baht(4_833_360), Baht(4_836_100)) == (exact, allocated)
        assert Baht(4_834_200) not in (exact, allocated)

    def test_rows_of_2566(self) -> None:
        """Each open office of 2566 has 2,400 persons; 138 units at 36,000 baht are 4,968,000 baht."""
        assert {figure("sdu.service_target.per_year")} == {row["total"] for row in rows("sdu-2566").values()}
        assert Baht(4_968_000) == Baht(figure("sdu.allocation.allocated")) * figure("sdu.service_points")


class TestMonthsOfServiceUnits:
    """Formula i: offices chose their months freely; most round up to ten and leave the rest to the last month."""

    OTHERS = (  # offices with a visible rule of their own
        ("นครนายก", {"rounding": "down", "unit": 100}),
        ("ลพบุรี", {"rounding": "half_up", "unit": 1}),
    )
    FREE = ("ลพบุรี สาขาชัยบาดาล", "สมุทรปราการ สาขาบางเสาธง")

    def chosen(self, name: str) -> tuple[int, list[int]]:
        """Return the total of an office, and the cells of the months it chose."""
        (row,) = (row for each, row in rows("sdu-2566").items() if short(each) == name)
        return row["total"], [cell for cell in months(row) if isinstance(cell, int) and cell]

    def test_up_to_ten_with_the_rest_in_the_last_month(self) -> None:
        """13 of the 17 open rows are made so; ten of them have 200 in every month of the year."""
        exceptions = []
        for name in map(short, rows("sdu-2566")):
            total, cells = self.chosen(name)
            if cells != instalments(total, len(cells), rounding="up", unit=10).value:
                exceptions.append(name)
        assert 17 == len(rows("sdu-2566"))
        assert {name for name, _ in self.OTHERS} | set(self.FREE) == set(exceptions)
        assert 4 == len(exceptions)

    @pytest.mark.parametrize(("name", "options"), OTHERS)
    def test_rules_of_their_own(self, name: str, options: dict[str, Any]) -> None:
        """Nakhon Nayok rounds down to the hundred, Lop Buri half up to one; the last month takes the rest."""
        total, cells = self.chosen(name)
        assert cells == instalments(total, len(cells), **options).value

    def test_no_rule(self) -> None:
        """Chai Badan has 213, 216 and 219; Bang Sao Thong prints 2,100 of 2,400, its damaged row."""
        assert (2400, [213, 216, *[219] * 9]) == self.chosen(self.FREE[0])
        assert (2400, [300] * 7) == self.chosen(self.FREE[1])


class TestSection40:
    """Formulas g1 to g4."""

    def test_g1_bases(self) -> None:
        """The bases of the 53 open offices add up to 5,505,596, within the 10,854,504 of the country."""
        bases = [row["base"] for row in s40().values()]
        assert (53, 5_505_596) == (len(bases), sum(bases))
        assert figure("insured_path.s40.base") == 10_854_504

    def test_g2_targets(self) -> None:
        """December is the office's proportion of the target, half up: 50 of 53; three areas of Bangkok are one higher."""
        bases = {name: row["base"] for name, row in s40().items()}
        target, country = figure("insured_path.s40.target"), figure("insured_path.s40.base")
        given = proportional(target, bases | {"others": country - sum(bases.values())})
        more = {
            short(name): (given.value[name], row["dec"])
            for name, row in s40().items()
            if given.value[name] != row["dec"]
        }
        assert {
            "กรุงเทพมหานครพื้นที่ 5": (138_231, 138_232),
            "กรุงเทพมหานครพื้นที่ 11": (79_191, 79_192),
            "กรุงเทพมหานครพื้นที่ 12": (84_679, 84_680),
        } == more
        assert target == sum(given.value.values()) + given.remainder

    def test_g2_no_forced_method_explains_them(self) -> None:
        """Largest remainder over the areas of Bangkok does not give the printed targets, so none is fitted to them."""
        areas = s40(OfficeKind.AREA)
        printed = [row["dec"] for row in areas.values()]
        forced = largest_remainder(sum(printed), [row["base"] for row in areas.values()]).value
        assert printed != forced

    def test_g3_months(self) -> None:
        """Every printed cell of all 53 open offices is a level in equal steps; two cells are lost in the scan."""
        lost: dict[str, int] = {}
        for name, row in s40().items():
            levels = stock_levels(row["base"], row["dec"], YEAR).value
            cells = list(zip(months(row), levels, strict=True))
            assert all(cell == level for cell, level in cells if cell is not Cell.LOST), name
            lost |= {short(name): level for cell, level in cells if cell is Cell.LOST}
        assert {"ปราจีนบุรี": 122_381, "พระนครศรีอยุธยา": 229_902} == lost

    def test_g4_sums(self) -> None:
        """The row of Bangkok is the sum of its twelve areas in every month: 12 of 12 cells."""
        (bangkok,) = s40(OfficeKind.BANGKOK).values()
        areas = s40(OfficeKind.AREA).values()
        assert 12 == len(areas)
        assert months(bangkok) == [sum(column) for column in zip(*map(months, areas), strict=True)]


class TestSection3339:
    """Formulas h1 to h3, and the lines behind October and November."""

    FAR = {"กรุงเทพมหานครพื้นที่ 3": -5, "กาญจนบุรี": 2, "ร้อยเอ็ด": -2}  # noqa: RUF012 - printed less formula

    def test_h1_straight_lines(self) -> None:
        """January to August lie on a line from a whole base: 52 of 53; the damaged May of Surat Thani does not."""
        open_rows = {short(name): months(row)[:8] for name, row in s33_39().items()}
        found = {name: lines_through(cells) for name, cells in open_rows.items()}
        assert (53, ["สุราษฎร์ธานี"]) == (len(found), [name for name, lines in found.items() if not lines])
        for name, lines in found.items():
            for base, slope in lines:
                assert open_rows[name] == line_levels(base, slope, 8).value

    def test_h1_damage(self) -> None:
        """Without its May the row of Surat Thani is a line as well, 40 persons above the printed cell."""
        (cells,) = (months(row)[:8] for name, row in s33_39().items() if short(name) == "สุราษฎร์ธานี")
        mended = [*cells[:4], cells[4] + 40, *cells[5:]]
        assert lines_through(mended)

    def test_h2_bangkok_is_a_line_of_its_own(self) -> None:
        """The row of Bangkok is no sum of its areas: it differs by -1 to 2, within the stated tolerance."""
        (bangkok,) = rows("insured-s33-39-2566", OfficeKind.BANGKOK).values()
        areas = rows("insured-s33-39-2566", OfficeKind.AREA).values()
        sums = [sum(column) for column in zip(*map(months, areas), strict=True)]
        differences = [cell - total for cell, total in zip(months(bangkok), sums, strict=True)]
        assert [1, -1, 1, -1, 0, -1, -1, 1, 0, 0, 2, 0] == differences
        assert max(map(abs, differences)) <= figure("tolerance.office_sum")
        assert lines_through(months(bangkok)[:9])

    def test_h3_december(self) -> None:
        """December is September and the share of the country's 42,000: 29 of 53 exact, 50 within one, three by name."""
        start, step = (figure(f"insured_path.s33_39.{part}") for part in ("start", "step_to_september"))
        september = start + 8 * step
        growth = figure("insured_path.s33_39.target") - september
        assert (13_521_000, 42_000) == (september, growth)
        off = {}
        for name, row in s33_39().items():
            offices = {"this": row["sep"], "others": september - row["sep"]}
            off[short(name)] = row["dec"] - row["sep"] - proportional(growth, offices).value["this"]
        assert (53, 29) == (len(off), sum(each == 0 for each in off.values()))
        assert self.FAR == {name: each for name, each in off.items() if abs(each) > 1}

    def test_october_and_november(self) -> None:
        """The line from September to December gives both months of 36 offices, and each within one of 52."""
        exact = near = 0
        for row in s33_39().values():
            slope = Fraction(row["dec"] - row["sep"], 3)
            off = [
                level - cell
                for level, cell in zip(
                    line_levels(row["sep"], slope, 2).value, months(row)[9:11], strict=True
                )
            ]
            exact += not any(off)
            near += max(map(abs, off)) <= 1
        assert (36, 52) == (exact, near)

    def test_the_whole_path(self) -> None:
        """From base and slope alone, `insured_path` gives all twelve months of Area 4 and of Surin but for one cell."""
        found = {}
        for name, row in s33_39().items():
            lines = lines_through(months(row)[:9])
            paths = [insured_path.plain(base, slope, year=YEAR) for base, slope in lines]
            found[short(name)] = [
                [
                    month
                    for month, cell, level in zip(YEAR.months, months(row), path, strict=True)
                    if cell != level
                ]
                for path in paths
            ]
        assert [[]] == found["กรุงเทพมหานครพื้นที่ 4"]
        assert [[Month(2566, 11)]] == found["สุรินทร์"]
