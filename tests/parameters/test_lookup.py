"""Looking up a parameter by date, overriding it, and what is refused."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.parameters import (
    OutsideWindowWarning,
    Parameters,
    ParameterValueError,
    ParameterWindowError,
    UnknownParameterError,
)

if TYPE_CHECKING:
    from ssoplan.parameters.parameter import Value

RATE = "network_compensation.rate"
IN_2564, IN_2566 = dt.date(2021, 6, 30), dt.date(2023, 6, 30)
IDS = sorted(parameter.id for parameter in Parameters.default())


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    """Give the parameters that the package carries."""
    return Parameters.default()


class TestWindows:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (dt.date(2022, 4, 30), 5),
            (dt.date(2022, 5, 1), 1),
            (dt.date(2022, 7, 31), 1),
            (dt.date(2022, 8, 1), 5),
            (dt.date(2022, 9, 30), 5),
            (dt.date(2022, 10, 1), 3),
            (dt.date(2022, 12, 31), 3),
            (dt.date(2023, 1, 1), 5),
        ],
    )
    def test_ends_are_inclusive(self, parameters: Parameters, on: dt.date, expected: int) -> None:
        """The rate changes on the first day of a window and after its last day."""
        assert expected == parameters.value("contribution.s33.insured_person", on=on)

    def test_a_value_tells_its_window_and_source(self, parameters: Parameters) -> None:
        """A looked-up value carries where it stands and from when to when it holds."""
        value = parameters.lookup(RATE, on=IN_2564)
        assert (value.value, str(value.unit)) == (13, "THB/person")
        assert (dt.date(2021, 1, 1), dt.date(2021, 12, 31)) == (value.start, value.end)
        assert value.citation is not None
        assert str(value.citation) == "sukhothai-2564 §11"
        assert value.window() == "2021-01-01 to 2021-12-31"

    def test_outside_every_window_is_refused_with_the_known_ones(self, parameters: Parameters) -> None:
        """The error names the day, the known windows and what to do."""
        with pytest.raises(ParameterWindowError) as caught:
            parameters.lookup(RATE, on=dt.date(2022, 6, 30))
        text = str(caught.value)
        assert "2022-06-30" in text
        assert "2021-01-01 to 2021-12-31; 2023-01-01 to 2023-12-31" in text
        assert "outside='warn'" in text
        assert "ช่วงที่ทราบ" in caught.value.text("th")

    def test_last_carries_the_value_forward_and_says_so(self, parameters: Parameters) -> None:
        """By choice the last value before the day is used, marked as carried."""
        value = parameters.lookup("sdu.rent.rate", on=IN_2566, outside="last")
        assert (value.value, value.carried) == (200, True)

    def test_warn_carries_forward_with_a_warning(self, parameters: Parameters) -> None:
        """The warning has its own class and names the window that ended."""
        with pytest.warns(OutsideWindowWarning, match="sdu.rent.rate has no value for 2023-06-30"):
            value = parameters.lookup("sdu.rent.rate", on=IN_2566, outside="warn")
        assert value.value == 200

    @pytest.mark.parametrize("outside", ["refuse", "warn", "last"])
    def test_nothing_is_carried_back(self, parameters: Parameters, outside: str) -> None:
        """Before the first known day there is no value under any choice."""
        with pytest.raises(ParameterWindowError, match="never carried back"):
            parameters.lookup(RATE, on=dt.date(2020, 12, 31), outside=outside)  # type: ignore[arg-type]  # parametrized

    def test_a_draft_is_shown_and_never_applied(self, parameters: Parameters) -> None:
        """A value of draft law stands in the drafts; the lookup gives the law in force."""
        assert parameters.value("benefit.maternity.days", on=IN_2566) == 90
        assert [draft.value for draft in parameters["benefit.maternity.days"].drafts] == [98]
        with pytest.raises(ParameterWindowError, match="draft act only"):
            parameters.lookup("benefit.old_age.advance_years", on=IN_2566, outside="last")

    def test_a_printed_window_and_an_unknown_one_differ(self, parameters: Parameters) -> None:
        """Where no date is printed, the value holds for the document's own year and says that its bounds are not known."""
        value = parameters.lookup("construction.large_above", on=IN_2566)
        assert (value.start_known, value.end_known) == (False, False)
        assert value.window() == "at least 2023-01-01 to at least 2023-12-31"
        assert value.window("th") == "อย่างน้อย 1 ม.ค. 2566 ถึง อย่างน้อย 31 ธ.ค. 2566"

    @pytest.mark.parametrize(
        ("start", "end", "en", "th"),
        [
            (
                dt.date(2022, 5, 1),
                dt.date(2022, 7, 31),
                "2022-05-01 to 2022-07-31",
                "1 พ.ค. 2565 ถึง 31 ก.ค. 2565",
            ),
            (dt.date(2032, 1, 1), None, "from 2032-01-01", "ตั้งแต่ 1 ม.ค. 2575"),
            (None, dt.date(2020, 2, 29), "until 2020-02-29", "จนถึง 29 ก.พ. 2563"),
            (dt.date(1900, 1, 1), None, "from 1900-01-01", "ตั้งแต่ 1900-01-01 ค.ศ."),
        ],
    )
    def test_a_window_is_written_as_each_language_writes_days(
        self, parameters: Parameters, start: dt.date | None, end: dt.date | None, en: str, th: str
    ) -> None:
        """English has days of ISO 8601; Thai has those of the Buddhist era, as far as they have a name in it."""
        value = attrs.evolve(parameters.lookup(RATE, on=IN_2564), start=start, end=end)
        assert (en, th) == (value.window("en"), value.window("th"))

    @given(st.sampled_from(IDS), st.dates(dt.date(2010, 1, 1), dt.date(2040, 12, 31)))
    @settings(max_examples=300)
    def test_a_value_covers_the_day_asked_for(self, id: str, on: dt.date) -> None:  # noqa: A002 - domain word
        """Whatever the refusing lookup returns has a window with the day in it, and only one value has."""
        parameters = Parameters.default()
        covering = [value for value in parameters[id].values if value.covers(on)]
        try:
            assert [parameters.lookup(id, on=on)] == covering
        except ParameterWindowError:
            assert covering == []


class TestRefusals:
    def test_a_typo_gets_a_suggestion(self, parameters: Parameters) -> None:
        """An unknown id is a lookup error that names the nearest one."""
        with pytest.raises(UnknownParameterError, match=r"did you mean network_compensation\.rate"):
            parameters.lookup("network_compensation.rat", on=IN_2564)

    def test_a_name_like_no_other_has_no_suggestion(self, parameters: Parameters) -> None:
        """Where nothing is near, the error says so."""
        with pytest.raises(UnknownParameterError, match="nothing has a similar name"):
            parameters["zzzz"]

    def test_a_buddhist_year_in_a_date_is_recognised(self, parameters: Parameters) -> None:
        """A date in CE 2564 is refused with the year that was probably meant."""
        with pytest.raises(ParameterWindowError, match="did you mean CE 2021"):
            parameters.lookup(RATE, on=dt.date(2564, 6, 30))

    @pytest.mark.parametrize("on", [dt.datetime(2021, 6, 30, tzinfo=dt.UTC), "2021-06-30", None])
    def test_only_a_date_is_a_day(self, parameters: Parameters, on: object) -> None:
        """A time, a text and nothing are refused."""
        with pytest.raises(ParameterWindowError, match=r"datetime\.date without a time"):
            parameters.lookup(RATE, on=on)  # type: ignore[arg-type]  # the refusal is the point


class TestOverride:
    def test_an_overlay_changes_one_value_and_leaves_the_base(self, parameters: Parameters) -> None:
        """A what-if value holds on every day and is marked as such; the base keeps its own."""
        what_if = parameters.override({RATE: 15})
        assert (
            what_if.lookup(RATE, on=dt.date(2030, 1, 1)).value,
            what_if.lookup(RATE, on=IN_2564).confidence,
            what_if.lookup(RATE, on=IN_2564).citation,
        ) == (15, "what-if", None)
        assert parameters.value(RATE, on=IN_2564) == 13
        assert what_if.overrides == {RATE: 15}

    def test_overlays_stack(self, parameters: Parameters) -> None:
        """A later overlay adds to an earlier one and holds where both speak."""
        twice = parameters.override({RATE: 15, "visit.rate": 600}).override({RATE: 16})
        assert twice.overrides == {RATE: 16, "visit.rate": 600}

    @pytest.mark.parametrize("value", [15.0, "15", True, None, dt.date(2021, 1, 1)])
    def test_a_value_of_another_type_is_refused(self, parameters: Parameters, value: Value) -> None:
        """Money is a whole number or a Decimal, never a float."""
        with pytest.raises(ParameterValueError, match="takes money"):
            parameters.override({RATE: value})

    def test_a_float_is_told_how_to_be_exact(self, parameters: Parameters) -> None:
        """The error shows the exact spelling."""
        with pytest.raises(ParameterValueError, match=r"Decimal\('13\.5'\)"):
            parameters.override({RATE: 13.5})  # type: ignore[dict-item]  # the refusal is the point
        assert parameters.override({RATE: Decimal("13.5")}).value(RATE, on=IN_2564) == Decimal("13.5")

    def test_an_unknown_id_cannot_be_overridden(self, parameters: Parameters) -> None:
        """A what-if on a parameter that does not exist is an error, not a new parameter."""
        with pytest.raises(UnknownParameterError):
            parameters.override({"network_compensation.rat": 1})


class TestSet:
    def test_a_vector_is_looked_up_by_its_prefix(self, parameters: Parameters) -> None:
        """The adequacy ratios of the sub-funds come as one vector."""
        found = parameters.under("fund_adequacy.minimum", on=IN_2566)
        expected = {"four_cases": 1, "unemployment": 13, "section_40": 10, "old_age": Decimal("0.07")}
        assert expected == {key: value.value for key, value in found.items()}

    def test_an_unknown_prefix_is_refused(self, parameters: Parameters) -> None:
        """A vector without members is a typo."""
        with pytest.raises(UnknownParameterError):
            parameters.under("fund_adequacy.minimum.none", on=IN_2566)

    def test_the_plain_form_round_trips(self, parameters: Parameters) -> None:
        """Compiled to plain data and back, with or without overrides, the content is the same."""
        what_if = parameters.override({RATE: Decimal("13.5")})
        assert parameters == Parameters.from_plain(parameters.to_plain())
        assert what_if == Parameters.from_plain(what_if.to_plain())
        assert list(parameters) == list(Parameters.from_plain(parameters.to_plain()))

    def test_the_digest_follows_the_content(self, parameters: Parameters) -> None:
        """Equal content has an equal digest however it came about; other content has another."""
        one = parameters.override({RATE: 15}).override({"visit.rate": 600})
        other = parameters.override({"visit.rate": 600, RATE: 15})
        assert one.digest == other.digest
        assert hash(one) == hash(other)
        assert parameters.digest != one.digest
        assert parameters.digest == Parameters.of(reversed(list(parameters)), parameters.sources).digest

    def test_pickles(self, parameters: Parameters) -> None:
        """A set survives the way to another process."""
        assert parameters == pickle.loads(pickle.dumps(parameters))  # noqa: S301 - made here

    def test_membership_length_and_order(self, parameters: Parameters) -> None:
        """The set iterates over its parameters by id."""
        assert RATE in parameters
        assert "nothing" not in parameters
        assert [parameter.id for parameter in parameters] == IDS
        assert len(IDS) == len(parameters)

    def test_repr_says_what_was_overridden(self, parameters: Parameters) -> None:
        """The one-line form counts parameters, overrides and sources."""
        assert "1 overridden" in repr(parameters.override({RATE: 15}))

    def test_two_sets_merge(self, parameters: Parameters) -> None:
        """Of one id, the parameter of the second set holds; sources are kept once."""
        alone = Parameters.of([parameters[RATE]], parameters.sources)
        assert parameters == alone.merged(parameters)
        assert parameters.merged(alone.override({RATE: 15})).overrides == {RATE: 15}
