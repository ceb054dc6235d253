"""Charts: what they show, in both languages, without any request to elsewhere."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, cast

import pytest

from ssoplan import samples
from ssoplan.calculators import BridgeLine, bridge, bridge_plan
from ssoplan.calendar import FundYear, Month
from ssoplan.display import (
    Chart,
    allocation_chart,
    funding_bridge_chart,
    gantt,
    office_chart,
    s_curve,
)
from ssoplan.display.chart import DisplayError
from ssoplan.model import FundingSource, Indicator, MonthlyPattern, WorkPlanStep
from ssoplan.money import Baht

if TYPE_CHECKING:
    from pathlib import Path

    from ssoplan.errors import Language

NONG_KHAI = samples.load("nong-khai-2565")
SUKHOTHAI = samples.load("sukhothai-2564")
SSO = samples.load("sso-2566")
UNITS = samples.load("office-tables/sdu-2566")
(OF_2566,) = (each for each in SSO.allocations if each.year == FundYear(2566))
MONEY = NONG_KHAI.tables[1].projects[0].composite[2]


def drawn(lang: Language) -> dict[str, Chart]:
    """Return one chart of each kind."""
    assert NONG_KHAI.year is not None
    return {
        "s_curve": s_curve(MONEY, NONG_KHAI.year, results=[2940, 2000, 3000], lang=lang),
        "gantt": gantt(SUKHOTHAI.work_plan, FundYear(2564), title="x", lang=lang),
        "allocation": allocation_chart(OF_2566, by="category", lang=lang),
        "office": office_chart(UNITS, "total", lang=lang),
        "funding": funding_bridge_chart(bridge_plan(NONG_KHAI).value, title="x", lang=lang),
    }


def values(chart: Chart) -> list[dict[str, Any]]:
    """Return the data inside a chart."""
    return cast("list[dict[str, Any]]", chart.spec["data"]["values"])


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("kind", ["s_curve", "gantt", "allocation", "office", "funding"])
class TestEveryChart:
    def test_svg_brings_its_font(self, kind: str, lang: Language) -> None:
        """The SVG has its font inside, a description as title, and asks nobody for anything."""
        chart = drawn(lang)[kind]
        svg = chart.svg()
        assert "font/woff2;base64," in svg
        assert 'role="img"' in svg
        assert "<title>" in svg
        assert chart.description.split("&")[0][:20] in svg
        assert not [word for word in ("https:", "url(http") if word in svg]

    def test_png_is_a_picture(self, kind: str, lang: Language) -> None:
        """The PNG is a picture at least as wide as the chart."""
        png = drawn(lang)[kind].png()
        assert b"\x89PNG\r\n\x1a\n" == png[:8]
        assert 1280 <= struct.unpack(">I", png[16:20])[0]


class TestWhatTheyShow:
    def test_plan_and_result_to_date(self) -> None:
        """The S-curve climbs to the target, and results of each month are added up."""
        rows = values(drawn("en")["s_curve"])
        assert [2940.0 * month for month in range(1, 13)] == [
            row["value"] for row in rows if row["series"] == "plan to date"
        ]
        assert [2940.0, 4940.0, 7940.0] == [row["value"] for row in rows if row["series"] == "result to date"]

    def test_a_bar_drawn_too_far_is_shown_there(self) -> None:
        """The proposal of Sukhothai draws bars into a thirteenth column: the chart shows it and repairs nothing."""
        rows = values(drawn("en")["gantt"])
        assert "(13)" in {row["month"] for row in rows}
        assert {"Feb 64"} == {row["month"] for row in rows if row["step"].startswith("1.")}

    def test_a_column_beyond_the_year_is_explained(self) -> None:
        """A note under the title, and the description, say what the column (13) is."""
        chart = drawn("en")["gantt"]
        said = "(13): drawn beyond the twelve months of the year, and shown as the document has it"
        assert [said] == chart.spec["title"]["subtitle"]
        assert chart.description.endswith(said)
        inside = gantt([WorkPlanStep(text_th="ก", first_column=1, last_column=12)], FundYear(2564), title="x")
        assert "subtitle" not in inside.spec["title"]

    def test_steps_with_the_same_words_are_two_rows(self) -> None:
        """Steps are told apart by their position, and one without a bar keeps its row."""
        step = WorkPlanStep(text_th="ประชุม", number=1, first_column=1, last_column=1)
        chart = gantt([step, WorkPlanStep(text_th="ประชุม", number=1), step], FundYear(2564), title="x")
        assert [0, 2] == [row["row"] for row in values(chart)]
        assert [0, 1, 2] == chart.spec["encoding"]["y"]["scale"]["domain"]

    def test_months_without_money_stand_on_the_axis(self) -> None:
        """A month between two payments is not left out of the axis."""
        months = (Month(2564, 12), Month(2565, 3))
        line = BridgeLine(
            item="x",
            source=FundingSource.ADMIN_FUND,
            unit_th="บาท",
            cells=tuple((month, Baht(1)) for month in months),
        )
        chart = funding_bridge_chart(bridge([line]).value, title="x", lang="en")
        assert ["Dec 64", "Jan 65", "Feb 65", "Mar 65"] == chart.spec["encoding"]["x"]["scale"]["domain"]

    def test_shares_of_the_allocation(self) -> None:
        """Each category has its money in million baht and its share of the total."""
        rows = values(allocation_chart(OF_2566, by="strategy", lang="en"))
        assert "strategy 2" == rows[1]["part"]
        assert "3,210.8 million baht (50.4%)" == rows[1]["text"]

    def test_offices_without_their_sums(self) -> None:
        """Subtotals and the total of the country are no bars."""
        assert all(row["value"] == 2400 for row in values(drawn("en")["office"]))

    def test_who_pays_which_month(self) -> None:
        """October to December are paid by the fund year before."""
        rows = values(drawn("en")["funding"])
        assert {"Oct 64", "Nov 64", "Dec 64"} == {
            row["month"] for row in rows if row["fund"] == "fund year 2564"
        }

    def test_words_follow_the_language(self) -> None:
        """Thai and English charts differ in words, not in figures."""
        thai, english = drawn("th"), drawn("en")
        for kind, chart in thai.items():
            assert chart.description != english[kind].description
            assert [row.get("value") for row in values(chart)] == [
                row.get("value") for row in values(english[kind])
            ]


class TestForms:
    @pytest.mark.parametrize("suffix", [".svg", ".png", ".html", ".json"])
    def test_saved_as_the_suffix_says(self, suffix: str, tmp_path: Path) -> None:
        """A chart is written in the form that the name asks for."""
        path = drawn("th")["allocation"].save(tmp_path / f"x{suffix}")
        assert path.stat().st_size > 500

    def test_another_suffix_is_refused(self, tmp_path: Path) -> None:
        """A form that there is not is refused with those that there are."""
        with pytest.raises(DisplayError, match=r"\.svg, \.png"):
            drawn("th")["allocation"].save(tmp_path / "x.gif")

    def test_a_notebook_gets_svg_and_words(self) -> None:
        """In a notebook the chart is SVG, and words where no picture can be shown."""
        chart = drawn("en")["gantt"]
        bundle = chart._repr_mimebundle_()
        assert {"image/svg+xml", "text/plain"} == set(bundle)
        assert chart.description in repr(chart)


class TestNothingToDraw:
    def test_an_indicator_without_cells(self) -> None:
        """Without month cells or a target in figures there is no S-curve."""
        with pytest.raises(DisplayError, match="no month cells"):
            s_curve(Indicator(), FundYear(2566))

    def test_cells_that_contradict_the_target(self) -> None:
        """No line is guessed where the cells say nothing of the target."""
        cells = MonthlyPattern(cells=(5,) * 12)
        with pytest.raises(DisplayError, match="contradict"):
            s_curve(Indicator(target=7, unit_th="คน", monthly=cells), FundYear(2566))

    def test_lost_cells(self) -> None:
        """A row of thirteen cells cannot be given to months."""
        cells = MonthlyPattern(cells=(1,) * 13)
        with pytest.raises(DisplayError, match="lost"):
            s_curve(Indicator(target=13, unit_th="คน", monthly=cells), FundYear(2566))

    def test_no_bars(self) -> None:
        """A work plan without months has no chart."""
        with pytest.raises(DisplayError, match="no step"):
            gantt([], FundYear(2566), title="x")

    def test_unknown_split_and_column(self) -> None:
        """An unknown split or column is refused with those that there are."""
        with pytest.raises(DisplayError, match="strategy, category"):
            allocation_chart(OF_2566, by="office")  # type: ignore[arg-type]  # on purpose
        with pytest.raises(DisplayError, match="jan, feb"):
            office_chart(UNITS, "sum")


class TestResults:
    def test_a_sum_ends_at_a_month_not_reported(self) -> None:
        """After a month without a result there is no total to date, and none is made up."""
        chart = s_curve(MONEY, FundYear(2565), results=[2940, None, 3000], lang="en")
        assert [2940.0] == [row["value"] for row in values(chart) if row["series"] == "result to date"]

    def test_more_results_than_months(self) -> None:
        """Results beyond the year are refused, not dropped."""
        with pytest.raises(DisplayError, match="13 results for 12 months"):
            s_curve(MONEY, FundYear(2565), results=[1] * 13)

    def test_no_such_column_is_called_so(self) -> None:
        """A column that there is not is not called a split."""
        with pytest.raises(DisplayError, match="no column 'sum'"):
            office_chart(UNITS, "sum")
