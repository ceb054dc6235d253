"""Office charts: a bar for each row, labels as printed, columns and units in words."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from ssoplan import samples
from ssoplan.display import office_chart
from ssoplan.model import Cell, Office, OfficeColumn, OfficeKind, OfficeRow, OfficeTable

if TYPE_CHECKING:
    from ssoplan.display import Chart
    from ssoplan.errors import Language

TABLES = [name for name in samples.names() if name.startswith("office-tables/")]
SUMS = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)
S40 = samples.load("office-tables/insured-s40-2566")


def bars(chart: Chart) -> list[dict[str, Any]]:
    """Return the data inside a chart."""
    return cast("list[dict[str, Any]]", chart.spec["data"]["values"])


def labels(chart: Chart) -> list[str]:
    """Return what the axis of the rows says, one label a row."""
    axis = chart.spec["layer"][0]["encoding"]["y"]["axis"]
    lines = json.loads(axis["labelExpr"].removesuffix("[datum.value]"))
    return [" ".join(each) for each in lines]


def table(*rows: tuple[str, int | None, Any]) -> OfficeTable:
    """Return a table of one column from labels, row numbers and figures."""
    return OfficeTable(
        title_th="ตาราง",
        columns=(OfficeColumn(key="total"),),
        rows=tuple(
            OfficeRow(
                office=Office(name_th=label, kind=OfficeKind.PROVINCE),
                label_th=label,
                number=number,
                values=(value,),
            )
            for label, number, value in rows
        ),
    )


@pytest.mark.parametrize("name", TABLES)
def test_as_many_bars_as_rows(name: str) -> None:
    """Every office with a figure is a bar of its own, with its label as printed, in every published table."""
    found = cast("OfficeTable", samples.load(name))
    offices = [row for row in found.rows if row.office.kind not in SUMS]
    figures = [row for row in offices if not isinstance(row.values[-1], Cell | None)]
    chart = office_chart(found, found.column_keys[-1], lang="en")
    assert figures
    assert list(range(len(figures))) == [bar["row"] for bar in bars(chart)]
    assert list(range(len(figures))) == chart.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    shown = labels(chart)
    assert len(set(shown)) == len(figures)
    assert [row.label_th or row.office.name_th for row in figures] == [
        label.partition(" (row ")[0] for label in shown
    ]


class TestLabelsThatStandTwice:
    def test_the_row_follows_and_nothing_is_repaired(self) -> None:
        """The table prints เชียงใหม่ for Chiang Rai, too: both rows keep the label, with their numbers."""
        chart = office_chart(S40, "total", lang="en")
        assert [("เชียงใหม่ (row 65)", 59382.0), ("เชียงใหม่ (row 66)", 102328.0)] == [
            (bar["part"], bar["value"]) for bar in bars(chart) if "เชียงใหม่" in bar["part"]
        ]

    @pytest.mark.parametrize(("lang", "said"), [("en", "in the rows 65, 66"), ("th", "ในแถวที่ 65, 66")])
    def test_the_description_says_so(self, lang: Language, said: str) -> None:
        """The text alternative names the label and its rows in the language of the chart."""
        description = office_chart(S40, "total", lang=lang).description
        assert "“เชียงใหม่”" in description
        assert said in description

    def test_a_label_that_stands_once_is_left_alone(self) -> None:
        """No number follows a label that one row has."""
        chart = office_chart(table(("ก", 4, 1), ("ข", 5, 2)), "total", lang="en")
        assert ["ก", "ข"] == labels(chart)
        assert "ตาราง: total of 2 offices" == chart.description

    def test_numbers_that_stand_twice_give_way_to_positions(self) -> None:
        """Where numbers count within groups, they tell no rows apart, and positions do."""
        assert ["ก (row 1)", "ก (row 2)"] == labels(
            office_chart(table(("ก", 1, 1), ("ก", 1, 2)), "total", lang="en")
        )
        assert ["ก (row 1)", "ก (row 2)"] == labels(
            office_chart(table(("ก", 2, 1), ("ก", None, 2)), "total", lang="en")
        )

    def test_a_row_left_out_still_tells_the_other_apart(self) -> None:
        """A row without a figure is no bar, is counted in the description, and its label is still there twice."""
        chart = office_chart(table(("ก", 1, None), ("ก", 2, 5), ("ข", 3, Cell.LOST)), "total", lang="en")
        assert ["ก (row 2)"] == labels(chart)
        assert "without a figure and left out: 2" in chart.description

    def test_any_letter_may_stand_in_a_label(self) -> None:
        """Quotation marks and backslashes in a label are drawn, not run."""
        odd = "ก'\"\\ </title>"
        chart = office_chart(table((odd, 1, 1)), "total")
        assert [odd] == labels(chart)
        assert chart.svg().startswith("<svg")


class TestWords:
    @pytest.mark.parametrize(
        ("name", "column", "lang", "title"),
        [
            ("insured-s40-2566", "total", "th", "ยอดรวม (ราย)"),
            ("insured-s40-2566", "total", "en", "total (persons)"),
            ("insured-s40-2566", "dec", "th", "ธันวาคม (ราย)"),
            ("insured-s40-2566", "dec", "en", "December (persons)"),
            ("briefing-meetings-2566", "budget_baht", "en", "budget in baht"),
            ("sdu-2564", "allocated_baht", "th", "จำนวนเงิน ที่จัดสรร (บาท)"),
            ("sdu-2564", "allocated_baht", "en", "allocation in baht"),
        ],
    )
    def test_a_column_is_named_in_words(self, name: str, column: str, lang: Language, title: str) -> None:
        """Axis and description have the heading as printed or a word of the language, with the unit, not the key."""
        chart = office_chart(cast("OfficeTable", samples.load(f"office-tables/{name}")), column, lang=lang)
        assert title == " ".join(chart.spec["layer"][0]["encoding"]["x"]["title"])
        assert f": {title} " in chart.description

    def test_long_words_are_not_cut(self) -> None:
        """A long label stands on several lines in a row that holds them, beside the middle of the row."""
        long = "สำนักงานประกันสังคม " * 6
        chart = office_chart(table((long, 1, 1), ("ข", 2, 2)), "total")
        axis = chart.spec["layer"][0]["encoding"]["y"]["axis"]
        assert long == labels(chart)[0]
        assert 0 == axis["labelLimit"]
        assert axis["labelOffset"]["condition"][0]["value"] < 0
        assert 52 < chart.spec["height"]

    def test_a_long_title_stands_on_lines(self) -> None:
        """The title of a table is whole, on lines no wider than the chart, and a number stays with its word."""
        found = samples.load("office-tables/sdu-2564")
        lines = office_chart(found, "allocated_baht").spec["title"]["text"]
        assert found.title_th == " ".join(lines)
        assert lines[0].endswith("มาตรา 40")


class TestNumbers:
    def test_labels_of_the_axis_keep_apart(self) -> None:
        """The last label is not pulled inwards onto the one before it."""
        axis = office_chart(S40, "total").spec["layer"][0]["encoding"]["x"]["axis"]
        assert axis["labelFlush"] is False
        assert 1 == axis["tickMinStep"]

    def test_parts_of_one_have_ticks_between(self) -> None:
        """Where a figure is no whole number, neither are the ticks."""
        chart = office_chart(table(("ก", 1, Decimal("0.25"))), "total")
        assert "tickMinStep" not in chart.spec["layer"][0]["encoding"]["x"]["axis"]

    def test_the_figures_stay_exact_in_words(self) -> None:
        """The text beside a bar is the figure of the table with its thousands apart."""
        chart = office_chart(table(("ก", 1, Decimal("1234567.10"))), "total")
        assert ["1,234,567.10"] == [bar["text"] for bar in bars(chart)]
