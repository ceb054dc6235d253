from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.money import Baht, MoneyTextError, MoneyValueError
from ssoplan.numerals.figures import MAX_LENGTH, Unit

amounts = st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**30), 10**30)).map(Baht.from_satang)
pieces = st.lists(
    st.sampled_from(["1", "๒", ",", ".", "-", "(", ")", " ", "฿", "ล้าน", "บาท", "ลบ", "x", "\u200b"]),
    max_size=20,
)
hostile = st.one_of(
    st.text(max_size=10_000), pieces.map("".join), pieces.map(lambda parts: "".join(parts) * 500)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,757,683,080 บาท", "2757683080"),
        ("49,432.1520 ล้านบาท", "49432152000"),
        ("4,432.0542 ล้านบาท", "4432054200"),
        ("๖,๓๖๔,๕๖๔,๗๐๐ บาท", "6364564700"),
        ("๑๘๔๐๘บาทถ้วน", "18408"),
        ("1,346,569,434.93", "1346569434.93"),
        ("฿2,757,683,080.00", "2757683080"),
        ("-฿5", "-5"),
        ("฿-5", "-5"),
        ("THB 5.00", "5"),
        ("5 thb", "5"),
        ("5 baht", "5"),
        ("1.5 million baht", "1500000"),
        ("34,023 ล้าน บาท", "34023000000"),
        ("5 พันบาท", "5000"),
        ("3.1 ล้านล้านบาท", "3100000000000"),
        ("500.-", "500"),
        ("500.- บาท", "500"),
        ("-46,988,897.64", "-46988897.64"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("+7,468,544.13", "7468544.13"),
        ("ลบ 5 บาท", "-5"),
        ("ติดลบ 5 บาท", "-5"),
        ("(5)", "-5"),
        ("(5 บาท)", "-5"),
        ("(5) บาท", "-5"),
        ("(฿5.00)", "-5"),
        (" 5\u00a0บาท\u200b ", "5"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("5.000", "5"),
        ("0.00000001 ล้านบาท", "0.01"),
    ],
)
def test_what_officials_write_is_read(text: str, expected: str) -> None:
    """Separators, units, scales, Thai digits, no-break spaces and all ways to write a minus are read exactly."""
    assert Baht(expected) == Baht.parse(text) == Baht(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,23,456", "grouping"),
        ("1,2345", "grouping"),
        ("12345,678", "grouping"),
        (",123", "grouping"),
        ("0,123", "grouping"),
        ("1,,234", "grouping"),
        ("1.234,50", "grouping"),
        ("1.2.3", "grouping"),
        (".50", "grouping"),
        ("1.234 บาท", "finer-than-satang"),
        ("0.000000001 ล้านบาท", "finer-than-satang"),
        ("", "no-figures"),
        ("-", "no-figures"),
        ("บาท", "no-figures"),
        ("ห้าบาท", "no-figures"),
        ("--5", "two-signs"),
        ("(5", "no-figures"),
        ("((5))", "no-figures"),
        ("-(5)", "no-figures"),
        ("-฿-5", "two-signs"),
        ("(-5)", "two-signs"),
        ("(ลบ 5 บาท)", "two-signs"),
        ("5 dollars", "unknown-unit"),
        ("5)", "unknown-unit"),
        ("5 คน", "unknown-unit"),
        ("1 234", "unknown-unit"),
        ("1e5", "unknown-unit"),
        ("5.", "unknown-unit"),
        ("฿5 บาท", "unknown-unit"),
        ("5 ล้าน", "unknown-unit"),
        ("٥", "no-figures"),
        ("1" * 501, "too-long"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, reason: str) -> None:
    """Wrong grouping, lost digits, unknown units, two signs and damaged text are refused, each with its reason."""
    with pytest.raises(MoneyTextError) as caught:
        Baht.parse(text)
    assert f"money-text.{reason}" == caught.value.code
    assert text[:20] in str(caught.value)
    assert text[:20] in caught.value.text("th")


@settings(max_examples=200)
@given(hostile)
def test_no_text_raises_anything_else(text: str) -> None:
    """Any text up to 10 kB is an amount or a ``MoneyTextError`` that prints in both languages."""
    try:
        amount = Baht.parse(text)
    except MoneyTextError as error:
        assert str(error)
        assert error.text("th")
    else:
        assert len(amount.text()) > MAX_LENGTH or amount == Baht.parse(amount.text())


@pytest.mark.parametrize(
    ("amount", "options", "expected"),
    [
        ("2757683080", {}, "2,757,683,080 บาท"),
        ("18408.5", {}, "18,408.50 บาท"),
        ("-5", {}, "-5 บาท"),
        ("0", {}, "0 บาท"),
        ("2757683080", {"unit": "฿"}, "฿2,757,683,080.00"),
        ("-5", {"unit": "฿"}, "-฿5.00"),
        ("5", {"unit": "฿", "decimals": 0}, "฿5"),
        ("5", {"unit": "THB"}, "THB 5.00"),
        ("5", {"unit": "baht"}, "5 baht"),
        ("5", {"decimals": 2}, "5.00 บาท"),
        ("49432152000", {"unit": "ล้านบาท", "decimals": 4}, "49,432.1520 ล้านบาท"),
        ("49432152000", {"unit": "ล้านบาท"}, "49,432.152 ล้านบาท"),
        ("0.01", {"unit": "ล้านบาท"}, "0.00000001 ล้านบาท"),
        ("0", {"unit": "ล้านบาท"}, "0 ล้านบาท"),
        ("1500000", {"unit": "million baht"}, "1.5 million baht"),
        ("2757683080", {"unit": "ล้านบาท", "decimals": 2, "rounding": "half_up"}, "2,757.68 ล้านบาท"),
        ("2757683080", {"unit": "ล้านบาท", "decimals": 0, "rounding": "up"}, "2,758 ล้านบาท"),
        ("-0.5", {"decimals": 0, "rounding": "half_up"}, "-1 บาท"),
        ("-0.4", {"decimals": 0, "rounding": "half_up"}, "0 บาท"),
        ("18408", {"digits": "thai"}, "๑๘,๔๐๘ บาท"),
        ("-1.25", {"digits": "thai", "unit": "฿"}, "-฿๑.๒๕"),
    ],
)
def test_amounts_in_figures(amount: str, options: dict[str, Any], expected: str) -> None:
    """Units, stated decimals, named roundings and Thai digits print as officials write them."""
    assert expected == Baht(amount).text(**options)


@settings(max_examples=200)
@given(amounts, st.sampled_from(get_args(Unit)), st.sampled_from(["latin", "thai"]))
def test_figures_say_the_amount_they_were_made_from(amount: Baht, unit: Unit, digits: Any) -> None:
    """Any amount in any unit and either digits reads back as itself."""
    assert amount == Baht.parse(amount.text(unit, digits=digits))


@pytest.mark.parametrize(
    ("amount", "options"),
    [("1.25", {"decimals": 0}), ("1.25", {"decimals": 1}), ("2757683080", {"unit": "ล้านบาท", "decimals": 4})],
)
def test_digits_are_not_lost_in_silence(amount: str, options: dict[str, Any]) -> None:
    """Decimals that would lose digits are refused unless a rounding is named."""
    with pytest.raises(MoneyValueError, match="name a rounding") as caught:
        Baht(amount).text(**options)
    assert "ปัดเศษ" in caught.value.text("th")


@pytest.mark.parametrize(
    "options",
    [
        {"unit": "USD"},
        {"digits": "roman"},
        {"rounding": "nearest"},
        {"decimals": -1},
        {"decimals": 2.0},
        {"decimals": True},
    ],
)
def test_unknown_options_are_refused(options: dict[str, Any]) -> None:
    """The error of an unknown option lists the choices."""
    with pytest.raises(MoneyValueError, match="choose one of"):
        Baht("1.25").text(**options)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("", "18,408.50 บาท"),
        (">16", "   18,408.50 บาท"),
        (",.2f", "18,408.50"),
        (".3f", "18408.500"),
        ("+,.2f", "+18,408.50"),
        ("f", "18408.50"),
        ("12.2f", "    18408.50"),
    ],
)
def test_format_specs(spec: str, expected: str) -> None:
    """A fixed-point spec gives the bare number, any other one aligns the text."""
    assert expected == format(Baht("18408.50"), spec)


def test_a_format_spec_loses_no_digits() -> None:
    """A fixed-point spec with too few decimals is refused, not rounded in silence."""
    with pytest.raises(MoneyValueError, match="losing digits"):
        format(Baht("18408.50"), ",.0f")
    assert format(Baht("18408"), ",.0f") == "18,408"
    assert format(Baht(10**40 + 1), ",.2f") == f"{10**40 + 1:,}.00"
