"""Refusals: each has its own reason, points at the place, says what was expected, and speaks both languages."""

from __future__ import annotations

import pickle
import traceback

import pytest

from ssoplan.calendar.text import AmbiguousPeriodError, DateTextError, parse_date, parse_period
from ssoplan.errors import SsoplanError


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "empty", 0),
        (" \u200b ", "empty", 0),
        ("31 ก.พ. 2564", "impossible-day", 0),
        ("0 ม.ค. 2563", "impossible-day", 0),
        ("วันที่ 31 ก.ย. 63", "impossible-day", 7),
        ("31/13/63", "no-such-month", 3),
        ("31/012/63", "no-such-month", 3),
        ("2564-10-31", "day-digits", 0),
        ("0031 ธ.ค. 63", "day-digits", 0),
        ("31 ธ.ค. 2020", "ce-year", 8),
        ("31/12/2020", "ce-year", 6),
        ("31 ธ.ค. พ.ศ. 2020", "ce-year", 13),
        ("31 ธ.ค. ค.ศ. 2563", "be-year", 13),
        ("31 ธ.ค. ค.ศ. 63", "ce-digits", 13),
        ("ค.ศ. 2020 – 63", "ce-digits", 12),
        ("ค.ศ. 2020 – 2563", "be-year", 12),
        ("31 ธ.ค. ค.ศ. 0000", "impossible", 0),
        ("31 ธ.ค. 563", "year-digits", 8),
        ("31 ธ.ค. 25631", "year-digits", 8),
        ("31 ธ.ค. 5", "year-digits", 8),
        ("1 ม.ค. 2420", "before-era", 0),
        ("15 ก.พ. 2483", "impossible", 0),
        ("31 ธ.ค.", "missing-year", 7),
        ("ม.ค. 2563 - มี.ค.", "missing-year", 17),
        ("31/12", "unexpected-end", 5),
        ("31", "unexpected-end", 2),
        ("31 xyz 2563", "latin-word", 3),
        ("31 Oct 2564", "latin-word", 3),
        ("31 กขค 2563", "unknown-word", 3),
        ("31 ม.ีค. 2563", "damaged-word", 3),
        ("11 ม.ย. 64", "ambiguous-month", 3),
        ("31 ธ.ค. 2563 น.", "unknown-word", 13),
        ("31 ธ.ค. 2563 31", "unexpected", 13),
        ("ต.ค. ปีงบประมาณ 2563", "unexpected", 5),
        ("31/12/ปีงบประมาณ 63", "unexpected", 6),
        ("วันพฤหัสบดีที่ 30 กันยายน 2563", "wrong-weekday", 3),
        ("30 ก.ย. 63 - 1 ต.ค. 62", "backwards", 13),
        ("ต.ค. – ก.ย. 64", "backwards", 7),
        ("ปี 2566 - 2565", "backwards", 10),
        ("1 ต.ค. - ก.ย. 63", "mixed-ends", 9),
        ("ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.64)", "disagrees", 17),
        ("ปีงบประมาณ 2563 (1 ต.ค.62-29 ก.ย.63)", "disagrees", 17),
        ("ไตรมาส 1/2566 (ต.ค. - ธ.ค. 66)", "disagrees", 15),
        ("ไตรมาสที่ 1 (ต.ค. 62 - ธ.ค. 64)", "disagrees", 13),
        ("ไตรมาส 4 (มกราคม – ธันวาคม 2565)", "not-a-quarter", 10),
        ("ไตรมาส 5 ปีงบประมาณ 2563", "no-such-quarter", 7),
        ("ปีงบประมาณ 2480", "impossible", 0),
        ("ปีงบประมาณ 65 - ปีกองทุน 66", "two-year-types", 25),
        ("ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.63", "unexpected-end", 32),
        ("1 - 15", "unexpected-end", 6),
        ("1 - 2 - 3 - 4", "unexpected-end", 13),
    ],
)
def test_reason_and_place(text: str, reason: str, position: int) -> None:
    """A wrong text is refused for its own reason at its own place."""
    with pytest.raises(DateTextError) as caught:
        parse_period(text)
    assert (reason, position) == (caught.value.reason, caught.value.position)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ไตรมาสที่ 1", "bare-quarter"),
        ("ไตรมาสที่ 1 (ต.ค.-ธ.ค.)", "bare-quarter"),
        ("ไตรมาส 1/2563", "quarter-of-which-year"),
        ("ไตรมาส 1 ปี 2563", "quarter-of-which-year"),
        ("ไตรมาส 1 พ.ศ. 2563", "quarter-of-which-year"),
        ("2563", "bare-number"),
    ],
)
def test_ambiguous_period(text: str, reason: str) -> None:
    """A text that may be two periods is refused as ambiguous and says how to write either."""
    with pytest.raises(AmbiguousPeriodError, match="ปีงบประมาณ") as caught:
        parse_period(text)
    assert reason == caught.value.reason


@pytest.mark.parametrize("value", [None, 2563, b"31/12/63", ["31/12/63"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    """Anything but a str is refused with its type."""
    with pytest.raises(DateTextError, match=type(value).__name__):
        parse_date(value)  # type: ignore[arg-type]  # the wrong type is the point


def test_error_speaks_both_languages() -> None:
    """The message names the text, the reason and the place, in English and in Thai with Thai names."""
    with pytest.raises(DateTextError) as caught:
        parse_date("31 ก.พ. 2564")
    assert (
        str(caught.value)
        == "cannot read '31 ก.พ. 2564': February 2564 has 28 days; there is no day 31 (at character 1)"
    )
    assert caught.value.text("th") == "อ่าน '31 ก.พ. 2564' ไม่ได้: เดือนกุมภาพันธ์ 2564 มี 28 วัน ไม่มีวันที่ 31 (อักขระที่ 1)"
    assert (caught.value.written, caught.value.expected) == ("31 ก.พ. 2564", "a day from 1 to 28")


def test_a_backwards_range_names_its_days_in_both_languages() -> None:
    """A range that ends before it starts shows both days as plain text, in English and in Thai."""
    with pytest.raises(DateTextError) as caught:
        parse_period("15 - 1 มกราคม 2566")
    assert "ends on 1 January 2566, before it starts on 15 January 2566;" in str(caught.value)
    assert "สิ้นสุด 1 มกราคม 2566 ก่อนเริ่ม 15 มกราคม 2566 " in caught.value.text("th")


def test_error_is_a_value_error_of_the_library() -> None:
    """Both habits work: the library's base class, and ValueError."""
    assert issubclass(AmbiguousPeriodError, DateTextError)
    assert issubclass(DateTextError, SsoplanError)
    assert issubclass(DateTextError, ValueError)


def test_caret_stands_under_the_place() -> None:
    """The snippet's caret ignores vowel signs above and below, and a traceback shows it."""
    with pytest.raises(DateTextError) as caught:
        parse_date("วันที่ 31 ก.ย. 63")
    assert caught.value.snippet == "วันที่ 31 ก.ย. 63\n    ^"
    assert caught.value.snippet.splitlines()[1] in "".join(traceback.format_exception(caught.value))


def test_error_survives_pickling() -> None:
    """An error sent between processes keeps its message and its place."""
    with pytest.raises(DateTextError) as caught:
        parse_date("31/13/63")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert (str(caught.value), caught.value.position) == (str(copy), copy.position)


def test_long_text_is_shown_around_the_place() -> None:
    """Of a long text the message shows the surroundings of the place only."""
    with pytest.raises(DateTextError) as caught:
        parse_date("1" * 900)
    assert len(str(caught.value)) < 200
