"""Office tables of the programmes against the published ones."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ssoplan
from ssoplan.calculators import programmes
from ssoplan.calculators.calculation import Calculation
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.programmes import (
    InsuredPath,
    OfficeTarget,
    TargetError,
    TrainingTarget,
    briefing_meetings,
    epayment_shares,
    epayment_training,
    leader_training,
    network_compensation,
    network_compensation_table,
    office_targets,
    s33_39_targets,
    s40_targets,
    service_unit_cost,
    service_unit_table,
    visits,
)
from ssoplan.calculators.programmes.targets import MONTH_KEYS
from ssoplan.calendar import BudgetYear, FundYear
from ssoplan.model import Office, OfficeKind, OfficeRow, OfficeTable
from ssoplan.money import Baht
from ssoplan.parameters import Parameters
from ssoplan.parameters.errors import ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Callable

APPENDIX = Path(__file__).resolve().parents[1] / "data" / "appendix"
IN_2564, IN_2565, IN_2566 = dt.date(2021, 6, 1), dt.date(2022, 6, 1), dt.date(2023, 6, 1)
IN_BUDGET_2565 = dt.date(2021, 12, 1)
SUMS = {"country", "region", "bangkok"}
PROGRAMMES: list[Callable[..., Calculation[OfficeTable]]] = [
    briefing_meetings,
    visits,
    leader_training,
    epayment_training,
    network_compensation_table,
]
YALA = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
RANONG = Office(name_th="ระนอง", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
AREA_1 = Office(name_th="กรุงเทพมหานครพื้นที่ 1", kind=OfficeKind.AREA, region_th="กรุงเทพมหานคร")


def printed(number: str) -> list[dict[str, str]]:
    """Return the rows of a published table that are offices, not sums."""
    (path,) = APPENDIX.glob(f"{number}_*.csv")
    with path.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["office_kind"] not in SUMS]


def office(row: dict[str, str]) -> Office:
    """Return the office of a published row; a row whose name is not known is told apart by its number."""
    name = row["office_th"] or f"{row['office_as_printed']} ({row['seq']})"
    region = row["region"] if "region" in row else row["group"]
    return Office(name_th=name, kind=OfficeKind(row["office_kind"]), region_th=region)


def months(row: dict[str, str]) -> list[int]:
    """Return the twelve printed months; a row that lost one is not asked for."""
    return [int(row[key]) for key in MONTH_KEYS]


def footing(rows: list[dict[str, str]]) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows whose months add up to their total, and the names of the others."""
    sound = [row for row in rows if sum(months(row)) == int(row["total"])]
    return sound, [row["office_th"] for row in rows if row not in sound]


def rows_of(table: OfficeTable) -> dict[str, OfficeRow]:
    """Return the rows of a table by the name of the office."""
    return {row.office.name_th: row for row in table.rows}


def value(table: OfficeTable, name: str, key: str) -> Any:
    """Return one figure of a table."""
    return rows_of(table)[name].values[table.column_keys.index(key)]


def total(table: OfficeTable, key: str) -> Any:
    """Return a figure of the total."""
    return value(table, "รวมทั้งสิ้น", key)


def again(made: Calculation[Any]) -> Calculation[Any]:
    """Return a calculation read from its JSON and computed again."""
    read = Calculation.from_json(made.to_json())
    assert made == read
    return read.recompute()


def rules_broken(table: OfficeTable) -> set[str]:
    """Return the ids of the rules that find something in a table."""
    return {finding.rule.id for finding in ssoplan.check(table).findings}


class TestPublishedTables:
    @pytest.mark.parametrize(
        ("number", "programme", "rows", "damaged"),
        [
            ("03", briefing_meetings, 17, ["กรุงเทพมหานครพื้นที่ 2", "กรุงเทพมหานครพื้นที่ 10"]),
            ("04", visits, 75, ["เพชรบูรณ์ สาขาหล่มสัก", "ระนอง"]),
            ("07", leader_training, 23, []),
            ("09", network_compensation_table, 16, []),
        ],
    )
    def test_money_is_the_rate_times_the_persons(
        self, number: str, programme: Any, rows: int, damaged: list[str]
    ) -> None:
        """Each office's money is reproduced from its months, for every row whose months add up to its total."""
        sound, unsound = footing(printed(number))
        assert (rows, damaged) == (len(sound), unsound)
        made = programme(office_targets({office(row): months(row) for row in sound}), on=IN_2566)
        found = rows_of(made.value)
        wrong = {
            row["office_th"]: (int(row["budget_baht"]), found[office(row).name_th].values[0])
            for row in sound
            if row["budget_baht"] and int(row["budget_baht"]) != found[office(row).name_th].values[0]
        }
        assert {} == wrong
        assert made == again(made)
        assert set() == rules_broken(made.value)

    def test_the_wrong_cell_of_the_visits(self) -> None:
        """Nakhon Ratchasima visits 783 persons: 391,500 baht, not the 394,500 of the plan."""
        korat = Office(name_th="นครราชสีมา", kind=OfficeKind.PROVINCE, region_th="ภาคตะวันออกเฉียงเหนือ")
        table = visits.plain([OfficeTarget(office=korat, number=783)], on=IN_2566)
        assert 391_500 == value(table, "นครราชสีมา", "budget_baht")

    def test_the_subtotal_of_bangkok(self) -> None:
        """The printed subtotal of the visits in Bangkok is that of its areas, month by month."""
        areas = [row for row in printed("04") if row["office_kind"] == "area"]
        made = visits(office_targets({office(row): months(row) for row in areas}), on=IN_2566)
        bangkok = rows_of(made.value)["กรุงเทพมหานคร"]
        assert (0, 83, 245, 420, 795, 855, 1035, 890, 913, 453, 295, 589, 6573) == bangkok.values[1:]
        assert (OfficeKind.BANGKOK, 6573 * 500) == (bangkok.office.kind, bangkok.values[0])

    @pytest.mark.parametrize(
        ("number", "of", "level", "unmarked"),
        [("05", "payments", 50, []), ("06", "filings", 80, ["นครศรีธรรมราช สาขาสิชล"])],
    )
    def test_rates_carry_their_level(self, number: str, of: Any, level: int, unmarked: list[str]) -> None:
        """A month with training carries the level and the total is the level; one office prints a total without a month."""
        rows = [row for row in printed(number) if row["budget_baht"]]
        assert unmarked == [row["office_th"] for row in rows if not any(months(row)) and int(row["total"])]
        marked = [row for row in rows if any(months(row))]
        made = epayment_shares([_classes(row) for row in marked], of=of, on=IN_2566)
        found = rows_of(made.value)
        for row in marked:
            expected = (int(row["budget_baht"]), *months(row), int(row["total"]))
            assert expected == found[office(row).name_th].values
        assert level == total(made.value, "total")
        assert made == again(made)
        assert set() == rules_broken(made.value)


def _classes(row: dict[str, str]) -> TrainingTarget:
    """Return the classes that a printed budget pays for, in the months that are marked."""
    marked = [number for number, cell in enumerate(months(row), start=1) if cell]
    return TrainingTarget(office=office(row), classes=int(row["budget_baht"]) // 10_000, months=marked)


class TestWorkedExamples:
    @pytest.mark.parametrize(
        ("programme", "number", "on", "money"),
        [
            (network_compensation_table, 1416, IN_2564, 18_408),
            (network_compensation_table, 100_000, IN_2566, 1_300_000),
            (network_compensation_table, 800, IN_2566, 10_400),
            (briefing_meetings, 160, IN_BUDGET_2565, 80_000),
            (briefing_meetings, 19_440, IN_2566, 9_720_000),
            (epayment_training, 1, IN_BUDGET_2565, 10_000),
            (epayment_training, 202, IN_2566, 2_020_000),
            (leader_training, 100, IN_BUDGET_2565, 44_200),
            (leader_training, 11_700, IN_2566, 5_335_200),
            (leader_training, 300, IN_2566, 136_800),
            (visits, 44_059, IN_2566, 22_029_500),
        ],
    )
    def test_rates(self, programme: Any, number: int, on: dt.date, money: int) -> None:
        """Each printed total of a rate (RATE-01, RATE-02, RATE-15 to RATE-18) follows from its number by the date."""
        made = programme([OfficeTarget(office=YALA, number=number)], on=on)
        assert money == value(made.value, "ยะลา", "budget_baht") == total(made.value, "budget_baht")
        assert made == again(made)

    def test_network_compensation_in_the_words_of_the_document(self) -> None:
        """1,416 ราย ๆ ละ 13 บาท is 18,408 baht (RATE-01)."""
        made = network_compensation(1416, on=IN_2564)
        assert Baht(18408) == made.value
        assert ["1,416 ราย ๆ ละ 13 บาท = 18,408 บาท"] == [step.text("th") for step in made.steps]
        assert ["network_compensation.rate"] == [used.id for used in made.parameters]
        assert made == again(made)

    @pytest.mark.parametrize("wrong", [-1, 1.5, True, "12", None])
    def test_persons_are_a_count(self, wrong: Any) -> None:
        """Less than none, parts of a person and texts are refused."""
        with pytest.raises(CalculatorError):
            network_compensation(wrong, on=IN_2564)


class TestServiceUnit:
    def test_2564_is_costed_by_line_and_rounded_up(self) -> None:
        """17,280 + 10,800 + 7,200 = 35,280, allocated 35,300 (RATE-03 to RATE-07), in the words of the document."""
        made = service_unit_cost(on=IN_2564)
        assert [
            "120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน = 17,280 บาท",
            "300 บาท × 3 ครั้ง/เดือน × 12 เดือน = 10,800 บาท",
            "200 บาท × 3 ครั้ง/เดือน × 12 เดือน = 7,200 บาท",
            "17,280 บาท + 10,800 บาท + 7,200 บาท = 35,280 บาท",
            "35,280 บาท เศษของ 100 บาท ปัดขึ้นเป็น 100 บาท = 35,300 บาท",
        ] == [step.text("th") for step in made.steps]
        assert (2400, Baht(35280), Baht(35300)) == (
            made.value.persons,
            made.value.exact,
            made.value.allocated,
        )
        assert made == again(made)

    @pytest.mark.parametrize(("on", "exact", "allocated"), [(IN_2565, 35280, 35280), (IN_2566, 36000, 36000)])
    def test_other_years(self, on: dt.date, exact: int, allocated: int) -> None:
        """2565 uses the exact cost (RATE-13), 2566 pays 15 baht a person served (RATE-14)."""
        made = service_unit_cost(on=on)
        assert (Baht(exact), Baht(allocated)) == (made.value.exact, made.value.allocated)
        assert made == again(made)

    def test_the_working_of_2566(self) -> None:
        """15 baht × 2,400 persons = 36,000 baht."""
        (step,) = service_unit_cost(on=IN_2566).steps
        assert "15 บาท/คน × 2,400 คน = 36,000 บาท" == step.text("th")

    def test_the_components_agree_with_the_published_figures(self) -> None:
        """The figures that policy states for the exact and the allocated amount are those worked out."""
        policy, unit = Parameters.default(), service_unit_cost.plain(on=IN_2564)
        assert unit.exact == Baht(policy.value("sdu.allocation.exact", on=IN_2564))
        assert unit.allocated == Baht(policy.value("sdu.allocation.allocated", on=IN_2564))
        unit = service_unit_cost.plain(on=IN_2566)
        assert unit.allocated == Baht(policy.value("sdu.allocation.allocated", on=IN_2566))

    def test_rates_have_the_units_of_the_policy(self) -> None:
        """What bare baht means in each line is the unit that the policy gives its rate."""
        from ssoplan.calculators.cost_texts import parse_cost  # noqa: PLC0415  # for this test only

        policy = Parameters.default()
        lines = {
            "sdu.allowance.rate": "120 บาท x 3 คน x 4 ครั้ง/เดือน x 12 เดือน",
            "sdu.fuel.rate": "300 บาท x 3 ครั้ง/เดือน x 12 เดือน",
        }
        assert [policy[id].unit for id in lines] == [parse_cost(text).rate.unit for text in lines.values()]  # noqa: A001  # the domain calls it id

    def test_the_rows_of_the_2564_table(self) -> None:
        """Each visible office of the 2564 table is reproduced, and the subtotal of Bangkok (RATE-08)."""
        rows = printed("10")
        made = service_unit_table([office(row) for row in rows], on=IN_2564)
        assert ("service_target_persons", "allowance_baht", "fuel_baht", "rent_baht", "allocated_baht") == (
            made.value.column_keys
        )
        found = rows_of(made.value)
        keys = ("persons", "allowance_baht", "fuel_baht", "venue_baht", "allocated_baht")
        for row in rows:
            assert tuple(int(row[key]) for key in keys) == found[row["office_th"]].values
        assert (28_800, 207_360, 129_600, 86_400, 423_600) == found["กลุ่มที่ 1"].values
        assert made == again(made)

    def test_the_grand_total_of_2564_is_not_explained(self) -> None:
        """137 units give each printed component total (RATE-11) and 4,836,100 baht, not the 4,834,200 printed."""
        made = service_unit_table(_offices(137), on=IN_2564)
        assert (328_800, 2_367_360, 1_479_600, 986_400, 4_836_100) == made.value.rows[0].values
        assert 4_836_100 - 4_834_200 == 1_900

    def test_the_country_of_2566(self) -> None:
        """138 units serve 331,200 persons for 4,968,000 baht (RATE-14), and no rule finds anything."""
        made = service_unit_table(_offices(138), on=IN_2566)
        assert (4_968_000, 331_200) == (total(made.value, "budget_baht"), total(made.value, "total"))
        assert set() == rules_broken(made.value)
        assert made == again(made)

    def test_what_the_rules_say_of_2564(self) -> None:
        """Rounding up satisfies RATE-07 and so cannot satisfy RATE-09 and RATE-10: the rules contradict each other."""
        table = service_unit_table(_offices(12), on=IN_2564)
        assert {"RATE-09", "RATE-10"} == rules_broken(table.value)
        assert "RATE-09" in table.notes[0].text("en")

    def test_the_rows_of_the_2566_table(self) -> None:
        """Each office that spread 2,400 persons itself keeps its months; one that serves others is refused."""
        rows, unsound = footing(printed("08"))
        assert ["สมุทรปราการ สาขาบางเสาธง"] == unsound
        made = service_unit_table(office_targets({office(row): months(row) for row in rows}), on=IN_2566)
        found = rows_of(made.value)
        for row in rows:
            assert (36_000, *months(row), 2400) == found[row["office_th"]].values
        assert set() == rules_broken(made.value)
        with pytest.raises(TargetError, match="plans 2399 persons, but a service unit serves 2400"):
            service_unit_table([OfficeTarget(office=YALA, number=2399)], on=IN_2566)

    def test_months_beside_the_lines_of_2564(self) -> None:
        """Months that offices give stand beside the cost lines of 2564."""
        made = service_unit_table(office_targets({YALA: [0, *[218] * 10, 220]}), on=IN_2564)
        assert (2400, 17280, 10800, 7200, 35300, 0, *[218] * 10, 220) == rows_of(made.value)["ยะลา"].values
        assert made == again(made)

    def test_in_words(self) -> None:
        """The cost of a unit is said with both amounts."""
        unit = service_unit_cost.plain(on=IN_2564)
        assert "2,400 persons, 35,280 baht exactly, 35,300 baht allocated" == unit.text()
        assert "2,400 คน คำนวณได้ 35,280 บาท จัดสรร 35,300 บาท" == unit.text("th")

    def test_an_office_alone_gets_the_monthly_target(self) -> None:
        """Without months of its own an office serves 200 persons a month in 2566 (RATE-12)."""
        table = service_unit_table.plain([YALA], on=IN_2566)
        assert [200] * 12 == [value(table, "ยะลา", key) for key in MONTH_KEYS]

    def test_years_without_a_cost(self) -> None:
        """A day for which no cost is known is refused, never guessed."""
        with pytest.raises(ParameterWindowError):
            service_unit_cost(on=dt.date(2030, 1, 1))

    def test_what_if(self) -> None:
        """Another allowance, asked for as a what-if, changes cost and allocation and is recorded."""
        policy = Parameters.default().override({"sdu.allowance.rate": 130})
        made = service_unit_cost(on=IN_2564, parameters=policy)
        assert (Baht(36_720), Baht(36_800)) == (made.value.exact, made.value.allocated)
        assert made == again(made)


def _offices(number: int) -> list[Office]:
    regions = ["ภาคกลาง", "ภาคเหนือ", "ภาคใต้"]
    return [
        Office(name_th=f"จังหวัด {i}", kind=OfficeKind.PROVINCE, region_th=regions[i % 3])
        for i in range(number)
    ]


class TestSection40:
    def test_the_open_rows(self) -> None:
        """Each month of each office is printed so; only December of three areas of Bangkok is one person more."""
        rows = printed("02")
        bases = {office(row): 2 * int(row["jan"]) - int(row["feb"]) for row in rows}
        assert (53, 5_505_596) == (len(bases), sum(bases.values()))
        made = s40_targets(office_targets(bases), year=FundYear(2566))
        found = rows_of(made.value)
        more = {}
        for row in rows:
            levels = found[row["office_th"]].values
            cells = [int(row[key]) if row[key] else None for key in MONTH_KEYS]
            for key, cell, level in zip(MONTH_KEYS, cells, levels, strict=False):
                if cell is not None and cell != level:
                    more[row["office_th"], key] = cell - level  # type: ignore[operator]  # a stock is a number
        assert {(f"กรุงเทพมหานครพื้นที่ {n}", "dec"): 1 for n in (5, 11, 12)} == more
        assert made.remainder is None
        assert "10,854,504" in made.notes[0].text("en")
        assert made == again(made)
        assert set() == rules_broken(made.value)

    def test_the_whole_country_states_what_rounding_leaves(self) -> None:
        """With the bases of the whole country the remainder is the target less the Decembers."""
        bases = [OfficeTarget(office=each, number=1_550_643 + (i < 3)) for i, each in enumerate(_offices(7))]
        assert 10_854_504 == sum(each.number for each in bases)
        made = s40_targets(bases, year=FundYear(2566))
        assert 10_930_000 - total(made.value, "dec") == made.remainder
        assert abs(made.remainder) <= 7

    def test_a_single_office_of_the_country(self) -> None:
        """The country in one row grows by 6,291 a month; the printed 6,299 is the sum of the rounded steps of offices."""
        made = s40_targets(office_targets({YALA: 10_854_504}), year=FundYear(2566))
        levels = [value(made.value, "ยะลา", key) for key in MONTH_KEYS]
        steps = [b - a for a, b in pairwise(levels)]
        assert ([6291] * 10, 10_930_000, 0) == (steps[:-1], levels[-1], made.remainder)

    def test_a_year_without_a_path(self) -> None:
        """No growth is known for another year, and none is guessed."""
        with pytest.raises(ParameterWindowError):
            s40_targets([OfficeTarget(office=YALA, number=1)], year=FundYear(2567))


class TestSections33And39:
    def test_the_open_rows(self) -> None:
        """January to August of each office lie on one line; September and December are within a person or two of it.

        One office has no line, as its May is transposed in the plan. September is exact for 28 of 52 offices and within 1
        for 49; December is exact for 27 and within 1 for 50.
        """
        paths, cells = [], {}
        without = []
        for row in printed("01"):
            line = _line(months(row)[:8])
            if line is None:
                without.append(row["office_th"])
                continue
            paths.append(InsuredPath(office=office(row), base=line[0], slope=line[1]))
            cells[row["office_th"]] = months(row)
        made = s33_39_targets(paths, year=FundYear(2566))
        found = rows_of(made.value)
        apart: list[list[Any]] = [
            [level - cell for level, cell in zip(found[name].values, printed_cells, strict=False)]  # type: ignore[operator]  # a stock is a number
            for name, printed_cells in cells.items()
        ]
        september, december = [each[8] for each in apart], [each[11] for each in apart]
        assert ["สุราษฎร์ธานี"] == without
        assert {0} == {gap for each in apart for gap in each[:8]}
        assert (52, 28, 49) == (len(apart), september.count(0), sum(abs(each) <= 1 for each in september))
        assert (27, 50) == (december.count(0), sum(abs(each) <= 1 for each in december))
        assert made == again(made)
        assert set() == rules_broken(made.value)

    def test_the_country(self) -> None:
        """The country as one row is printed so: 13,379,376 … 13,521,000 … 13,563,000 (RATE-24)."""
        path = InsuredPath(office=YALA, base=13_361_673, slope=Fraction(17_703))
        table = s33_39_targets.plain([path], year=FundYear(2566))
        levels = [value(table, "ยะลา", key) for key in MONTH_KEYS]
        assert ([13_379_376, 13_521_000, 13_535_000, 13_563_000], 13_563_000) == (
            [levels[i] for i in (0, 8, 9, 11)],
            total(table, "total"),
        )

    def test_persons_below_zero_are_refused(self) -> None:
        """Neither a base nor a month can be below zero."""
        with pytest.raises(CalculatorError, match="cannot be below zero"):
            InsuredPath(office=YALA, base=-1, slope=Fraction(1))
        with pytest.raises(TargetError, match="ยะลา falls to -"):
            s33_39_targets([InsuredPath(office=YALA, base=10, slope=Fraction(-5))], year=FundYear(2566))

    def test_a_slope_is_exact(self) -> None:
        """A float is no slope."""
        with pytest.raises(CalculatorError):
            InsuredPath(office=YALA, base=1, slope=1.5)  # type: ignore[arg-type]  # what is refused


def _line(levels: list[int]) -> tuple[int, Fraction] | None:
    """Return a whole base and a slope whose rounded line runs through the levels, or None where there is none."""
    near = 2 * levels[0] - levels[1]
    for base in sorted(range(near - 2, near + 3), key=lambda each: abs(each - near)):
        low = max(Fraction(2 * (level - base) - 1, 2 * k) for k, level in enumerate(levels, start=1))
        high = min(Fraction(2 * (level - base) + 1, 2 * k) for k, level in enumerate(levels, start=1))
        if low < high:
            return base, (low + high) / 2
    return None


class TestTables:
    def test_total_subtotals_and_offices(self) -> None:
        """The total stands first, then each region above its offices, numbered from 1; groups declare their size."""
        made = briefing_meetings(office_targets({AREA_1: 240, YALA: 160, RANONG: 40}), on=IN_2566)
        assert [
            ("รวมทั้งสิ้น", OfficeKind.COUNTRY, (220_000, 440)),
            ("กรุงเทพมหานคร", OfficeKind.BANGKOK, (120_000, 240)),
            ("กรุงเทพมหานครพื้นที่ 1", OfficeKind.AREA, (120_000, 240)),
            ("ภาคใต้", OfficeKind.REGION, (100_000, 200)),
            ("ยะลา", OfficeKind.PROVINCE, (80_000, 160)),
            ("ระนอง", OfficeKind.PROVINCE, (20_000, 40)),
        ] == [(row.office.name_th, row.office.kind, row.values) for row in made.value.rows]
        assert [("กรุงเทพมหานคร", 1), ("ภาคใต้", 2)] == [
            (each.name_th, each.declared_units) for each in made.value.groups
        ]
        assert FundYear(2566) == made.value.year
        assert "ภาคใต้: 500 บาท/คน × 200 คน = 100,000 บาท" in [step.text("th") for step in made.steps]

    def test_the_year_of_a_table(self) -> None:
        """A table is of the fund year of the day, or of the year that is named."""
        targets = office_targets({YALA: 40})
        assert FundYear(2564) == briefing_meetings.plain(targets, on=IN_BUDGET_2565).year
        named = briefing_meetings.plain(targets, on=IN_BUDGET_2565, year=BudgetYear(2565))
        assert BudgetYear(2565) == named.year

    def test_classes_that_are_not_full(self) -> None:
        """Offices that do not fill whole classes are named in a note; the size of 2566 is 40."""
        made = briefing_meetings(office_targets({YALA: 160, RANONG: 50}), on=IN_2566)
        assert ["offices that do not fill whole classes of 40: 1 (ระนอง)"] == [
            note.text() for note in made.notes
        ]
        made = leader_training(office_targets({YALA: 50}), on=IN_BUDGET_2565)  # no size is known for 2565
        assert () == made.notes

    def test_central_divisions_are_a_group(self) -> None:
        """A central division needs no region."""
        division = Office(name_th="กนผ.", kind=OfficeKind.CENTRAL)
        table = visits.plain([OfficeTarget(office=division, number=2)], on=IN_2566)
        assert 1_000 == value(table, "ส่วนกลาง", "budget_baht")

    def test_rates_with_satang(self) -> None:
        """A rate with satang stays exact in the table."""
        policy = Parameters.default().override({"visit.rate": ssoplan.money.Baht("14.70").baht})
        made = visits(office_targets({YALA: 3}), on=IN_2566, parameters=policy)
        assert Baht("44.10") == Baht(value(made.value, "ยะลา", "budget_baht"))
        assert made == again(made)

    @given(
        st.lists(st.lists(st.integers(0, 10**6), min_size=12, max_size=12), min_size=1, max_size=9),
        st.sampled_from(PROGRAMMES),
        st.randoms(use_true_random=False),
    )
    @settings(max_examples=40)
    def test_every_column_adds_up(self, cells: list[list[int]], programme: Any, random: Any) -> None:
        """Subtotals are sums of offices, the total of subtotals, money of both; the order of offices changes nothing."""
        targets = [
            OfficeTarget(office=each, monthly=row)
            for each, row in zip(_offices(len(cells)), cells, strict=True)
        ]
        table = programme.plain(targets, on=IN_2566)
        offices = [row.values for row in table.rows if row.office.kind is OfficeKind.PROVINCE]
        regions = [row.values for row in table.rows if row.office.kind is OfficeKind.REGION]
        assert (
            tuple(map(sum, zip(*offices, strict=True)))
            == tuple(map(sum, zip(*regions, strict=True)))
            == (table.rows[0].values)
        )
        shuffled = random.sample(targets, len(targets))
        assert {row.office: row.values for row in table.rows} == {
            row.office: row.values for row in programme.plain(shuffled, on=IN_2566).rows
        }


class TestTargets:
    def test_a_number_or_its_months(self) -> None:
        """Months give the number of the year; the number may be said as well."""
        twelve = [50] * 12
        assert 600 == OfficeTarget(office=YALA, monthly=twelve).number
        assert OfficeTarget(office=YALA, monthly=twelve) == OfficeTarget(
            office=YALA, monthly=tuple(twelve), number=600
        )

    @pytest.mark.parametrize(
        ("given", "en"),
        [
            ({"monthly": [1] * 11}, "has 11 months"),
            ({"monthly": [1] * 13}, "has 13 months"),
            ({"monthly": [1] * 12, "number": 13}, "add up to 12, but its target is 13"),
            ({"monthly": [-1, *[1] * 11]}, "cannot be below zero"),
            ({"number": -1}, "cannot be below zero"),
            ({"number": 1.5}, "give a whole number"),
            ({"number": "๑๒"}, "give a whole number"),
            ({}, "give a whole number"),
        ],
    )
    def test_what_is_no_target(self, given: dict[str, Any], en: str) -> None:
        """Months that are not twelve or do not add up, and numbers that are no counts, are refused."""
        with pytest.raises(CalculatorError, match=en):
            OfficeTarget(office=YALA, **given)

    @pytest.mark.parametrize("programme", PROGRAMMES)
    @pytest.mark.parametrize(
        ("targets", "en"),
        [
            ([], "no office is given"),
            ([OfficeTarget(office=YALA, number=1)] * 2, "is given 2 times"),
            (
                [OfficeTarget(office=Office(name_th="ภาคใต้", kind=OfficeKind.REGION), number=1)],
                "is a region, which adds up offices",
            ),
            (
                [OfficeTarget(office=Office(name_th="ยะลา", kind=OfficeKind.PROVINCE), number=1)],
                "names no region",
            ),
            (
                [OfficeTarget(office=YALA, monthly=[1] * 12), OfficeTarget(office=RANONG, number=12)],
                "is given by month and ระนอง is not",
            ),
        ],
    )
    def test_what_is_no_table(self, programme: Any, targets: list[OfficeTarget], en: str) -> None:
        """No office, one twice, a sum, no region and mixed months are refused, naming the office."""
        with pytest.raises(TargetError, match=en) as error:
            programme(targets, on=IN_2566)
        assert error.value.text("th")

    @pytest.mark.parametrize("wrong", [[0], [13], [5, 5]])
    def test_months_of_training(self, wrong: list[int]) -> None:
        """A month that is none, or given twice, is refused."""
        with pytest.raises(TargetError, match="give each month once, from 1 to 12"):
            TrainingTarget(office=YALA, classes=1, months=wrong)

    def test_shares_are_of_two_kinds(self) -> None:
        """Another share than the two of the plan is refused."""
        with pytest.raises(CalculatorError, match="choose one of payments, filings"):
            epayment_shares([], of="x", on=IN_2566)  # type: ignore[arg-type]  # what is refused

    @pytest.mark.parametrize("programme", PROGRAMMES)
    def test_no_rate_is_guessed(self, programme: Any) -> None:
        """A day for which no rate is known is refused."""
        with pytest.raises(ParameterWindowError):
            programme([OfficeTarget(office=YALA, number=1)], on=dt.date(2030, 1, 1))

    def test_names(self) -> None:
        """Each name of the package is there."""
        assert all(getattr(programmes, name) is not None for name in programmes.__all__)
