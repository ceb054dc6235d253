"""Money for a counted activity: what a plan, a proposal or a row of an office table pays for how many of what."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.errors import Message
from ssoplan.model import CostLine, Indicator, OfficeTable, Plan, Project, Proposal
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._activity import Activity, activity_of
from ssoplan.rules.subjects._reading import PERSON_UNITS_TH, baht, known, total, whole_cells
from ssoplan.rules.subjects._words import PAPERS
from ssoplan.rules.subjects.office_table import OfficeRowIn, tables
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["ACTIVITY_COST", "activity_costs"]

BATCH_UNIT_TH = "รุ่น"
TIME_UNIT_TH = "ครั้ง"
BAHT_UNIT_TH = "บาท"
TIMES_A_MONTH_TH = "ครั้ง/เดือน"
MONTH_UNIT_TH = "เดือน"

WORKSHOP_RATE = "epayment_workshop.rate"
SCHOOL_RATE, SCHOOL_SIZE = "outreach.school.rate", "outreach.school.class_size"
OFFICE_RATE, OFFICE_SIZE = "outreach.mini_office.rate", "outreach.mini_office.persons"
VILLAGE_RATE = "outreach.village.rate"


@attrs.frozen(kw_only=True)
class ActivityCost:
    """What an activity costs and what it is counted in; a figure that is not printed is an absence.

    Attributes:
        where: The kind of paper that it stands in.
        points: Service points that it runs for: one for an office, unknown for a sum of offices.
        trips: The trips in a year, each time that the paper states or implies them.
    """

    activity: Activity | None
    where: Literal["plan", "proposal", "table"]
    budget: Any = MISSING
    persons: Any = MISSING
    batches: Any = MISSING
    times: Any = MISSING
    points: Any = MISSING
    trips: Any = MISSING
    trace: None = None


def _workshop_batches(each: ActivityCost, parameters: Mapping[str, Any]) -> Any:
    """Return the batches printed; where a table prints none, the whole batches that the money pays for."""
    if each.batches is not MISSING or isinstance(each.budget, Absent):
        return each.batches if each.batches is not MISSING else each.budget
    return each.budget // baht(parameters[WORKSHOP_RATE])


def _outreach_cost(each: ActivityCost, parameters: Mapping[str, Any]) -> Any:
    rate, number = {
        Activity.SCHOOL_OUTREACH: (SCHOOL_RATE, each.persons),
        Activity.MINI_OFFICE: (OFFICE_RATE, each.times),
        Activity.VILLAGE: (VILLAGE_RATE, each.persons),
    }.get(each.activity or Activity.SDU, (None, MISSING))
    return number if rate is None or isinstance(number, Absent) else baht(parameters[rate]) * number


def _outreach_persons(each: ActivityCost, parameters: Mapping[str, Any]) -> Any:
    """Return the persons that the batches or events are for; the printed persons where no size is known."""
    size, number = {
        Activity.SCHOOL_OUTREACH: (SCHOOL_SIZE, each.batches),
        Activity.MINI_OFFICE: (OFFICE_SIZE, each.times),
    }.get(each.activity or Activity.SDU, (None, MISSING))
    if size is None:
        return each.persons
    return number if isinstance(number, Absent) else parameters[size] * number


def _activity(each: ActivityCost) -> Any:
    return MISSING if each.activity is None else each.activity.value


ACTIVITY_COST = Subject(
    "activity_cost",
    Message(en="money for a counted activity", th="เงินของกิจกรรมที่มีหน่วยนับ"),
    (
        derived("activity", "enum", _activity, values=words_of(Activity), en="activity", th="กิจกรรม"),
        derived("where", "enum", attrgetter("where"), values=PAPERS, en="kind of paper", th="ประเภทเอกสาร"),
        derived("budget", "money", attrgetter("budget"), en="money", th="จำนวนเงิน"),
        derived("persons", "int", attrgetter("persons"), unit="person", low=0, en="persons", th="จำนวนคน"),
        derived("points", "int", attrgetter("points"), unit="point", low=0, en="service points", th="จำนวนหน่วยบริการ"),
        derived("trips", "many[int]", attrgetter("trips"), unit="time/year", low=0, en="trips in a year, each time they are stated", th="จำนวนครั้งต่อปีตามที่พิมพ์แต่ละแห่ง"),
        derived("workshop_batches", "int", _workshop_batches, reads=[WORKSHOP_RATE], unit="batch", low=0, en="batches, printed or paid for in whole", th="จำนวนรุ่นที่พิมพ์ หรือรุ่นเต็มที่เงินจ่ายได้"),
        derived("outreach_cost", "money", _outreach_cost, reads=[SCHOOL_RATE, OFFICE_RATE, VILLAGE_RATE], en="money by the rate of the event", th="เงินตามอัตราของกิจกรรม"),
        derived("outreach_persons", "int", _outreach_persons, reads=[SCHOOL_SIZE, OFFICE_SIZE], unit="person", low=0, en="persons by the size of the event", th="จำนวนคนตามขนาดของกิจกรรม"),
    ),
)  # fmt: skip


def activity_costs(document: object) -> Iterator[Row]:
    """Yield what activities with a unit rate cost: rows of office tables, projects of plans, budgets of proposals."""
    for path, table in tables(document):
        yield from _of_table(path, table)
    for row in projects(document):
        if (activity := activity_of(row.value.title_th)) is not None:
            yield Row(row.path, _of_project(activity, row.value, document), row.label)
    if isinstance(document, Proposal) and document.budget is not None:
        budget = document.budget
        cost = ActivityCost(
            activity=activity_of(document.title_th),
            where="proposal",
            budget=known(budget, "total"),
            trips=_trips(budget.lines),
        )
        yield Row("$.budget", cost, budget.item_th or document.title_th)


def _of_table(path: str, table: OfficeTable) -> Iterator[Row]:
    activity = activity_of(table.title_th)
    if activity is None:
        return
    for i, row in enumerate(table.rows):
        each = OfficeRowIn(row, table)
        cost = ActivityCost(
            activity=activity,
            where="table",
            budget=baht(_first(each, "budget_baht", "allocated_baht")),
            persons=_first(each, "service_target_persons", *_counted(table)),
            points=MISSING if each.is_sum else 1,
        )
        yield Row(f"{path}.rows[{i}]", cost, row.label_th or row.office.name_th)


def _counted(table: OfficeTable) -> tuple[str, ...]:
    return ("total",) if table.unit_th in PERSON_UNITS_TH else ()


def _first(each: OfficeRowIn, *keys: str) -> Any:
    """Return the figure of the first of these columns that the table has."""
    return next((each.value(key) for key in keys if key in each.table.column_keys), MISSING)


def _of_project(activity: Activity, project: Project, document: object) -> ActivityCost:
    series = project.composite or project.indicators
    of_office = isinstance(document, Plan) and document.office is not None
    return ActivityCost(
        activity=activity,
        where="plan",
        budget=known(project, "budget"),
        persons=_target(series, *PERSON_UNITS_TH),
        batches=_target(series, BATCH_UNIT_TH),
        times=_target(series, TIME_UNIT_TH),
        points=1 if of_office else MISSING,
        trips=_stated_trips(project) if activity is Activity.SDU else MISSING,
    )


def _target(series: tuple[Indicator, ...], *units_th: str) -> Any:
    found = [each for each in series if each.unit_th in units_th]
    return known(found[0], "target") if found else MISSING


def _trips(lines: tuple[CostLine, ...]) -> Any:
    """Return the trips of a year that each line with a formula reckons with."""
    return tuple(trips for line in lines if (trips := _trips_of(line)) is not None) or MISSING


def _trips_of(line: CostLine) -> Any:
    counts = {quantity.unit_th: quantity.count for quantity in line.quantities}
    if TIMES_A_MONTH_TH not in counts or MONTH_UNIT_TH not in counts:
        return None
    return counts[TIMES_A_MONTH_TH] * counts[MONTH_UNIT_TH]


def _stated_trips(project: Project) -> Any:
    """Return the trips as the row totals them, as its months add up to, and the same for the sub-row."""
    rows = [each for each in (*project.composite, *project.indicators) if each.unit_th == TIME_UNIT_TH]
    stated = [value for row in rows for value in (known(row, "target"), _month_sum(row))]
    return tuple(value for value in stated if value is not MISSING) or MISSING


def _month_sum(row: Indicator) -> Any:
    cells = whole_cells(row)
    return cells if isinstance(cells, Absent) else total(cell for cell in cells if cell is not None)
