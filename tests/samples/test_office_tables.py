"""The open office tables hold each cell of their transcription, and say which ones are damaged."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ssoplan import samples
from ssoplan.calendar import FundYear
from ssoplan.model import Cell, OfficeKind, OfficeRow, OfficeTable, TotalMeaning

APPENDIX = Path(__file__).parents[1] / "data" / "appendix"
TABLES = {
    "insured-s33-39-2566": ("01_insured_s33_39", TotalMeaning.LAST),
    "insured-s40-2566": ("02_insured_s40", TotalMeaning.LAST),
    "briefing-meetings-2566": ("03_briefing_meetings", TotalMeaning.SUM),
    "intermediate-care-visits-2566": ("04_intermediate_care_visits", TotalMeaning.SUM),
    "epayment-share-2566": ("05_epayment_share_of_employers", TotalMeaning.LEVEL),
    "epayment-online-filing-2566": ("06_epayment_online_filing_share", TotalMeaning.LEVEL),
    "network-leader-training-2566": ("07_network_leader_training", TotalMeaning.SUM),
    "sdu-2566": ("08_sdu_2566", TotalMeaning.SUM),
    "network-compensation-s40-2566": ("09_network_compensation_s40", TotalMeaning.SUM),
    "sdu-2564": ("10_sdu_2564", None),
}
NAMES = {"rent_baht": "venue_baht", "service_target_persons": "persons"}
"""Columns that have another name in the transcription."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAMAGED = {  # which columns the words of the transcription concern, by table and line
    ("insured-s33-39-2566", 2563): ("may",),
    ("insured-s33-39-2566", 2577): ("may",),
    ("insured-s40-2566", 2617): ("nov",),
    ("insured-s40-2566", 2618): ("oct",),
    ("briefing-meetings-2566", 2709): ("jul",),
    ("briefing-meetings-2566", 2717): ("jun",),
    ("intermediate-care-visits-2566", 2852): ("may",),
    ("intermediate-care-visits-2566", 2876): ("feb",),
    ("epayment-share-2566", 2914): ("jun",),
    ("epayment-share-2566", 2922): ("sep",),
    ("epayment-share-2566", 2923): ("sep", "oct"),
    ("epayment-share-2566", 2925): ("may", "jul"),
    ("epayment-online-filing-2566", 2940): ("jun",),
    ("epayment-online-filing-2566", 2948): ("sep",),
    ("epayment-online-filing-2566", 2949): ("sep", "oct"),
    ("epayment-online-filing-2566", 2951): ("may", "jul"),
    ("epayment-online-filing-2566", 3018): MONTHS,
    ("sdu-2566", 3105): ("jan", "feb", "oct", "nov", "dec"),
}

LEAVES = (OfficeKind.AREA, OfficeKind.PROVINCE)

names = pytest.mark.parametrize("name", TABLES)


def table(name: str) -> OfficeTable:
    """Return an office table of the samples."""
    found = samples.load(f"office-tables/{name}")
    assert isinstance(found, OfficeTable)
    return found


@cache
def lines(name: str) -> list[dict[str, str]]:
    """Return the lines of the transcription of a table."""
    with (APPENDIX / f"{TABLES[name][0]}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def pairs(name: str) -> list[tuple[dict[str, str], OfficeRow]]:
    """Return each line of a transcription with its row."""
    return list(zip(lines(name), table(name).rows, strict=True))


def cell(line: dict[str, str], key: str) -> Any:
    """Return what a row has to hold for a cell of the transcription."""
    text, note = line[NAMES.get(key, key)], line["note"]
    if text:
        return int(text)
    if key == "budget_baht" and 'nobudget: "-" printed' in note:
        return 0
    not_on_the_page = {"budget_baht": "nobudget: budget column not", "total": "nototal: total column not"}
    return None if not_on_the_page.get(key, "!") in note else Cell.LOST


def trace_of(row: OfficeRow) -> tuple[int, tuple[str, ...], str]:
    """Return line, damage and note of a row."""
    assert row.trace is not None
    return row.trace.lines[0], row.trace.damaged, row.trace.note or ""


@names
def test_cells(name: str) -> None:
    """Each cell is that of the transcription; a lost one is lost, one that the page does not print is none."""
    keys = table(name).column_keys
    for line, row in pairs(name):
        assert tuple(cell(line, key) for key in keys) == row.values


@names
def test_no_column_is_lost(name: str) -> None:
    """Every column of the transcription is there, but for a budget column that is empty in every line."""
    about = {
        "seq",
        "office_as_printed",
        "office_th",
        "office_kind",
        "region",
        "group",
        "unit",
        "line",
        "damage",
        "note",
    }
    columns = [key for key in lines(name)[0] if key not in about]
    kept = {NAMES.get(key, key) for key in table(name).column_keys}
    for key in columns:
        assert key in kept or {""} == {line[key] for line in lines(name)}


@names
def test_offices(name: str) -> None:
    """Each office has its name, kind, region and label; what the page does not show is marked."""
    for line, row in pairs(name):
        _, damaged, note = trace_of(row)
        printed = line["office_as_printed"]
        assert (line["office_th"] or printed, OfficeKind(line["office_kind"])) == (
            row.office.name_th,
            row.office.kind,
        )
        assert printed == (row.label_th or ("" if "label_th" in damaged else row.office.name_th))
        assert ("office" in damaged) == (not line["office_th"])
        assert (line.get("region") or line["group"]) in {row.office.region_th, row.group}
        assert line["note"] in note
        assert int(line["seq"]) == row.number


@names
def test_damage(name: str) -> None:
    """A damaged figure is named by its column, with the words of the transcription; nothing else is."""
    for line, row in pairs(name):
        position, damaged, note = trace_of(row)
        columns = tuple(key for key in damaged if key not in {"office", "label_th"})
        assert DAMAGED.get((name, position), ()) == columns
        assert bool(line["damage"]) == bool(columns)
        assert line["damage"] in note
        assert int(line["line"]) == position


@names
def test_what_the_table_is(name: str) -> None:
    """A table has its year, unit and the meaning of its totals, and says that rows are missing."""
    found = table(name)
    year = 2564 if name == "sdu-2564" else 2566
    assert (FundYear(year), False, TABLES[name][1]) == (found.year, found.complete, found.follows)
    assert {line.get("unit") for line in lines(name)} == {found.unit_th}


@names
def test_branches_belong_to_a_province(name: str) -> None:
    """A branch whose name is known names its province."""
    for _, row in pairs(name):
        if row.office.kind is OfficeKind.BRANCH and "office" not in trace_of(row)[1]:
            assert row.office.parent_th
            assert row.office.name_th.startswith(f"{row.office.parent_th} สาขา")


def test_both_tables_of_2564_agree() -> None:
    """The open part of the 2564 table is a part of the table attached to the Bueng Kan project."""
    proposal = samples.load("bueng-kan-2564")
    whole = getattr(proposal, "office_table", None)
    assert isinstance(whole, OfficeTable)
    rows = {row.office.name_th: row.values for row in whole.rows}
    part = table("sdu-2564")
    assert whole.column_keys == part.column_keys
    assert rows | {row.office.name_th: row.values for row in part.rows if row.office.kind in LEAVES} == rows
    sums = [row.values for row in whole.rows if row.office.kind is OfficeKind.GROUP]
    assert sums == [row.values for row in part.rows if row.office.kind is OfficeKind.BANGKOK]
