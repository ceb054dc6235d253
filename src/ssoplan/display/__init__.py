"""Charts of plans and money, in Thai or English, with a font that shows Thai and without any request to elsewhere.

They need the extra ``charts``. Each function returns a `Chart`, which shows itself in a notebook and can be saved as
SVG, PNG or a page of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.display.allocation import allocation_chart as allocation_chart
    from ssoplan.display.allocation import office_chart as office_chart
    from ssoplan.display.chart import Chart as Chart
    from ssoplan.display.funding import funding_bridge_chart as funding_bridge_chart
    from ssoplan.display.gantt import gantt as gantt
    from ssoplan.display.s_curve import s_curve as s_curve

_HOME = {
    "Chart": "chart",
    "allocation_chart": "allocation",
    "funding_bridge_chart": "funding",
    "gantt": "gantt",
    "office_chart": "allocation",
    "s_curve": "s_curve",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
