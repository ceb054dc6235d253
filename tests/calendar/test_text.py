"""Thai date and period texts: every written form of the oracle, and the choices where writing leaves one."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calendar.format import Digits, Style, format_date
from ssoplan.calendar.months import Month
from ssoplan.calendar.period import Named, Period
from ssoplan.calendar.text import (
    AmbiguousPeriodError,
    DateTextError,
    OcrRepairWarning,
    parse_date,
    parse_period,
    read_date,
    read_period,
)
from ssoplan.calendar.text.forms import ABBREVIATIONS, WORDS
from ssoplan.calendar.text.tokens import MAX_LENGTH, Tokeniser
from ssoplan.calendar.years import BudgetYear, FundYear, Quarter

ORACLES = Path(__file__).parents[1] / "data" / "oracles"
with (ORACLES / "thai_date_texts.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
SURE = [row for row in ROWS if row["kind"] not in ("policy", "error")]
DAMAGED = [row for row in SURE if row["form"].startswith("ocr")]
CLEAN = [row for row in SURE if row not in DAMAGED]
THAI_PIECES = st.sampled_from(
    [
        *WORDS,
        *ABBREVIATIONS,
        *"0123456789๐๑๒๓๔๕๖๗๘๙ ./-–()",
        "2563",
        "63",
        "31",
        "12",
        "ม.ค.",
        "ธ.ค.",
        "\u200b",
        "ิ",
        "่",
    ]
)


def ends(period: Period) -> tuple[str, str]:
    """Return both ends as ISO texts."""
    return period.start.isoformat(), period.end.isoformat()


def test_oracle_is_whole() -> None:
    """The oracle has the rows the other tests count on."""
    assert (len(SURE), len(DAMAGED), sum(row["kind"] == "error" for row in ROWS)) == (520, 4, 8)


@pytest.mark.parametrize("row", CLEAN, ids=lambda row: row["text"])
def test_clean_oracle_text_is_read_strictly(row: dict[str, str]) -> None:
    """A text as officials write it gives the oracle's first and last day, without any repair."""
    reading = read_period(row["text"], lenient=True)
    assert ((row["start"], row["end"]), ()) == (ends(reading.value), reading.changes)
    assert reading.value == parse_period(row["text"])


@pytest.mark.parametrize("row", [row for row in CLEAN if row["kind"] == "date"], ids=lambda row: row["text"])
def test_clean_oracle_date_is_a_day(row: dict[str, str]) -> None:
    """A text of one day gives that day."""
    assert dt.date.fromisoformat(row["start"]) == parse_date(row["text"])


@pytest.mark.parametrize("row", [row for row in CLEAN if row["kind"] != "date"], ids=lambda row: row["text"])
def test_oracle_period_is_no_day(row: dict[str, str]) -> None:
    """A month, a quarter, a year or a range is never taken for a day."""
    with pytest.raises(DateTextError, match="not one day"):
        parse_date(row["text"])


@pytest.mark.parametrize("row", DAMAGED, ids=lambda row: row["text"])
def test_damaged_oracle_text_needs_lenient(row: dict[str, str]) -> None:
    """A text damaged by optical reading is refused, and read when asked for, with a warning that says what changed."""
    with pytest.raises(DateTextError, match="lenient=True"):
        parse_date(row["text"])
    with pytest.warns(OcrRepairWarning, match=r"read as '(มี.ค.|มิ.ย.)' \(at character 4\)"):
        assert dt.date.fromisoformat(row["start"]) == parse_date(row["text"], lenient=True)


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "error"], ids=lambda row: row["text"])
def test_wrong_oracle_text_is_refused(row: dict[str, str], *, lenient: bool) -> None:
    """A text that cannot be right is refused, also when lenient."""
    with pytest.raises(DateTextError):
        read_period(row["text"], lenient=lenient)


@pytest.mark.parametrize(
    "text", [row["text"] for row in ROWS if row["kind"] == "policy" and row["text"].startswith("ไตรมาส")]
)
def test_quarter_without_year_type_is_ambiguous(text: str) -> None:
    """A quarter of a year whose type is not written is refused, naming both readings."""
    with pytest.raises(AmbiguousPeriodError, match=r"ปีงบประมาณ \d+ or .*ปีกองทุน \d+"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "of"),
    [
        ("ธ.ค. 63", "2020-12-01", "2020-12-31", Month(2563, 12)),
        ("ณ ธ.ค.63", "2020-12-01", "2020-12-31", Month(2563, 12)),
        ("ธ . ค . 63", "2020-12-01", "2020-12-31", Month(2563, 12)),
        ("เดือน 12 ปี 2563", "2020-12-01", "2020-12-31", Month(2563, 12)),
        ("มกราคม ค.ศ. 2020", "2020-01-01", "2020-01-31", Month(2563, 1)),
        ("ปีงบประมาณ. 2563 (1 ต.ค.62-30 ก.ย.63)", "2019-10-01", "2020-09-30", BudgetYear(2563)),
        ("ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.63)", "2019-10-01", "2020-09-30", BudgetYear(2563)),
        ("ปีงบประมาณ 2563 (ต.ค. - ก.ย.)", "2019-10-01", "2020-09-30", BudgetYear(2563)),
        ("ประจำปีงบประมาณ พ.ศ.2565", "2021-10-01", "2022-09-30", BudgetYear(2565)),
        ("ปีกองทุน 2566", "2023-01-01", "2023-12-31", FundYear(2566)),
        ("ปี 2566", "2023-01-01", "2023-12-31", None),
        ("พ.ศ. 2566", "2023-01-01", "2023-12-31", None),
        ("ปี 2482", "1939-04-01", "1940-03-31", None),
        ("ปี 2483", "1940-04-01", "1940-12-31", None),
        ("ค.ศ. 2020", "2020-01-01", "2020-12-31", None),
        ("พ.ศ. 2566 – 2570", "2023-01-01", "2027-12-31", None),
        ("ปีงบประมาณ 2565-2567", "2021-10-01", "2024-09-30", None),
        ("ไตรมาสที่ 1 (ต.ค. 62 - ธ.ค. 62)", "2019-10-01", "2019-12-31", Quarter(BudgetYear(2563), 1)),
        ("ไตรมาส 4 (ต.ค.-ธ.ค. 65)", "2022-10-01", "2022-12-31", Quarter(FundYear(2565), 4)),
        ("ไตรมาส 1/2566 (ต.ค. - ธ.ค. 65)", "2022-10-01", "2022-12-31", Quarter(BudgetYear(2566), 1)),
        ("ไตรมาสที่ 1 ปีกองทุน 2566", "2023-01-01", "2023-03-31", Quarter(FundYear(2566), 1)),
        ("ปีงบประมาณ 2566 ไตรมาส 4", "2023-07-01", "2023-09-30", Quarter(BudgetYear(2566), 4)),
        ("ระหว่างเดือนมกราคม – กรกฎาคม 2565", "2022-01-01", "2022-07-31", None),
        ("ตั้งแต่วันที่ 1 ต.ค. 62 ถึงวันที่ 30 ก.ย. 63", "2019-10-01", "2020-09-30", None),
        ("1/10/2562-30/9/2563", "2019-10-01", "2020-09-30", None),
        ("1-10-2562 - 30-9-2563", "2019-10-01", "2020-09-30", None),
        ("1-15/6/2562", "2019-06-01", "2019-06-15", None),
        ("31 ธ.ค. 2563", "2020-12-31", "2020-12-31", None),
    ],
)
def test_period_forms(text: str, start: str, end: str, of: Named | None) -> None:
    """Forms beyond the oracle, with what the text names."""
    period = parse_period(text)
    assert (start, end, of) == (*ends(period), period.of)


@pytest.mark.parametrize(
    "text",
    [
        "31ธันวาคม2563",
        "ณ วันที่ ๓๑ ธันวาคม ๒๕๖๓",
        "พฤ. 31 ธ.ค. 63",
        "วันพฤหัสบดี 31 ธันวาคม พุทธศักราช 2563",
        "31-ธ.ค.-63",
        "31/ธค/63",
        "31–12–2563",
        "3\u200b1 ธัน\u200bวาคม 25\u200b63",
        "วันที่ 31 เดือน 12 พ.ศ. 2563",
        "31 ธันวา 63",
        "31 ธ.ค. พ . ศ . 2563",
        "31 ธ.ค. ค.ศ. 2020",
    ],
)
def test_ways_to_write_one_day(text: str) -> None:
    """Every way to write the last day of BE 2563 gives that day."""
    assert dt.date(2020, 12, 31) == parse_date(text)


@pytest.mark.parametrize(
    ("text", "day", "read"),
    [
        ("31 กรกฏาคม 2564", dt.date(2021, 7, 31), ["กรกฎาคม"]),
        ("31 ธัน วา คม 2564", dt.date(2021, 12, 31), ["ธันวาคม"]),
        ("วันท่ี 31 ธ.ค. 2564", dt.date(2021, 12, 31), ["ี่"]),
        ("5 กุมภาพันธุ์ 64", dt.date(2021, 2, 5), ["กุมภาพันธ์"]),
        ("5 ธ.ค. 64", dt.date(2021, 12, 5), []),
    ],
)
def test_lenient_reading_lists_its_changes(text: str, day: dt.date, read: list[str]) -> None:
    """A lenient reading gives the day and what each damaged place was read as."""
    reading = read_date(text, lenient=True)
    assert (day, read) == (reading.value, [change.read for change in reading.changes])


def test_lost_vowel_is_never_repaired() -> None:
    """A lost vowel that leaves April or June stays refused when lenient, naming both."""
    with pytest.raises(DateTextError, match="April or June"):
        read_date("11 ม.ย. 64", lenient=True)


@settings(max_examples=150)
@given(
    date=st.dates(dt.date(1941, 1, 1), dt.date(2200, 12, 31)),
    style=st.sampled_from(["full", "long", "medium"]),
    digits=st.sampled_from(["latin", "thai"]),
)
def test_round_trip(date: dt.date, style: Style, digits: Digits) -> None:
    """What is written with a full year is read back as the same day."""
    assert date == parse_date(format_date(date, style, digits))


@settings(max_examples=100)
@given(
    date=st.dates(dt.date(1957, 1, 1), dt.date(2056, 12, 31)),
    style=st.sampled_from(["short", "d_mmm_yy"]),
    digits=st.sampled_from(["latin", "thai"]),
)
def test_round_trip_of_short_years(date: dt.date, style: Style, digits: Digits) -> None:
    """What is written with a two-digit year is read back as the same day within BE 2500 to 2599."""
    assert date == parse_date(format_date(date, style, digits))


@settings(max_examples=100)
@given(
    first=st.dates(dt.date(1912, 4, 1), dt.date(2200, 12, 31)),
    last=st.dates(dt.date(1912, 4, 1), dt.date(2200, 12, 31)),
)
def test_range_round_trip(first: dt.date, last: dt.date) -> None:
    """A range of two written days is read back, or refused where it runs backwards; before 1941 too."""
    text = f"{format_date(first)} - {format_date(last)}"
    if first <= last:
        assert Period(first, last) == parse_period(text)
    else:
        with pytest.raises(DateTextError, match="before it starts"):
            parse_period(text)


@settings(max_examples=60)
@given(start=st.integers(2505, 2743), number=st.integers(1, 4), kind=st.sampled_from([BudgetYear, FundYear]))
def test_named_periods_round_trip(start: int, number: int, kind: type[BudgetYear | FundYear]) -> None:
    """The Thai name of a year or a quarter is read back as the same year or quarter."""
    year = kind(start)
    quarter = Quarter(year, number)
    assert (year, quarter) == (parse_period(year.text("th")).of, parse_period(quarter.text("th")).of)


@settings(max_examples=300)
@given(text=st.lists(THAI_PIECES, max_size=25).map("".join), lenient=st.booleans())
def test_date_like_text_is_read_or_refused(text: str, *, lenient: bool) -> None:
    """Random words of dates give a period or a DateTextError whose place lies in the text and whose texts can be made."""
    try:
        period = read_period(text, lenient=lenient).value
    except DateTextError as error:
        assert 0 <= error.position <= len(error.written)
        assert error.text("en") != error.text("th")
        assert error.snippet.endswith("^")
    else:
        assert period.start <= period.end


@settings(max_examples=100)
@given(
    text=st.text(max_size=200)
    | st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F), max_size=10_000),
    lenient=st.booleans(),
)
def test_any_text_is_read_or_refused(text: str, *, lenient: bool) -> None:
    """No text up to 10,000 characters makes anything but a DateTextError."""
    try:
        read_period(text, lenient=lenient)
        read_date(text, lenient=lenient)
    except DateTextError as error:
        assert error.text("th")


@pytest.mark.parametrize(
    "piece",
    ["ม . ", "ประจำ", "ปีงบประมาณ", "จ", "ม.", "(", "-1", " ", "ุ่", "พฤศจิกา", "\u200b", "ณ ", "ไตรมาส", "ที่"],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_work_grows_with_the_length_only(piece: str, *, lenient: bool) -> None:
    """Cutting a hostile text into words looks at each character a bounded number of times."""
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    words = Tokeniser(text, lenient=lenient)
    tokens = list(words)
    assert len(tokens) <= MAX_LENGTH + 1
    assert words.steps <= 40 * MAX_LENGTH


def test_long_text_is_turned_away_unread() -> None:
    """A text longer than any date is refused by its length alone."""
    with pytest.raises(DateTextError, match="10000 characters"):
        parse_period("1" * 10_000)
