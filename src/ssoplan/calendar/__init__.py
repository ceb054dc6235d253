"""The Buddhist era, months, the two years of the SSO, periods, office days, and the texts officials write.

Two years run side by side and neither is "the" fiscal year: :class:`BudgetYear` (government money, 1 October to
30 September) and :class:`FundYear` (the SSO administration fund, January to December). Every name is loaded from
its module on first use (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.calendar.era import Reckoning as Reckoning
    from ssoplan.calendar.era import add_months as add_months
    from ssoplan.calendar.era import be_year as be_year
    from ssoplan.calendar.era import date_of as date_of
    from ssoplan.calendar.errors import CalendarError as CalendarError
    from ssoplan.calendar.errors import CalendarTypeError as CalendarTypeError
    from ssoplan.calendar.format import format_date as format_date
    from ssoplan.calendar.months import Month as Month
    from ssoplan.calendar.office_days import HolidayChange as HolidayChange
    from ssoplan.calendar.office_days import due_date as due_date
    from ssoplan.calendar.office_days import is_office_day as is_office_day
    from ssoplan.calendar.office_days import office_holidays as office_holidays
    from ssoplan.calendar.period import Period as Period
    from ssoplan.calendar.series import MonthlySeries as MonthlySeries
    from ssoplan.calendar.series import recut as recut
    from ssoplan.calendar.spans import Span as Span
    from ssoplan.calendar.text import AmbiguousPeriodError as AmbiguousPeriodError
    from ssoplan.calendar.text import DateTextError as DateTextError
    from ssoplan.calendar.text import parse_date as parse_date
    from ssoplan.calendar.text import parse_period as parse_period
    from ssoplan.calendar.years import BudgetYear as BudgetYear
    from ssoplan.calendar.years import FundYear as FundYear
    from ssoplan.calendar.years import Quarter as Quarter
    from ssoplan.calendar.years import Year as Year
    from ssoplan.calendar.years import YearPart as YearPart

_HOME = {
    "AmbiguousPeriodError": "text",
    "BudgetYear": "years",
    "CalendarError": "errors",
    "CalendarTypeError": "errors",
    "DateTextError": "text",
    "FundYear": "years",
    "HolidayChange": "office_days",
    "Month": "months",
    "MonthlySeries": "series",
    "Period": "period",
    "Quarter": "years",
    "Reckoning": "era",
    "Span": "spans",
    "Year": "years",
    "YearPart": "years",
    "add_months": "era",
    "be_year": "era",
    "date_of": "era",
    "due_date": "office_days",
    "format_date": "format",
    "is_office_day": "office_days",
    "office_holidays": "office_days",
    "parse_date": "text",
    "parse_period": "text",
    "recut": "series",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
