"""Programmes of the SSO as calculators: from what each office is to do to the office table with its money.

One file a family of programmes. Each returns an `ssoplan.model.OfficeTable` with a total and a subtotal for each
region, which the rules can check and `to_frame` turns into a data frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.calculators.programmes.events import briefing_meetings as briefing_meetings
    from ssoplan.calculators.programmes.events import epayment_shares as epayment_shares
    from ssoplan.calculators.programmes.events import epayment_training as epayment_training
    from ssoplan.calculators.programmes.events import leader_training as leader_training
    from ssoplan.calculators.programmes.events import visits as visits
    from ssoplan.calculators.programmes.frames import to_frame as to_frame
    from ssoplan.calculators.programmes.insured import InsuredPath as InsuredPath
    from ssoplan.calculators.programmes.insured import s33_39_targets as s33_39_targets
    from ssoplan.calculators.programmes.insured import s40_targets as s40_targets
    from ssoplan.calculators.programmes.network_pay import network_compensation as network_compensation
    from ssoplan.calculators.programmes.network_pay import (
        network_compensation_table as network_compensation_table,
    )
    from ssoplan.calculators.programmes.service_unit import UnitCost as UnitCost
    from ssoplan.calculators.programmes.service_unit import service_unit_cost as service_unit_cost
    from ssoplan.calculators.programmes.service_unit import service_unit_table as service_unit_table
    from ssoplan.calculators.programmes.targets import OfficeTarget as OfficeTarget
    from ssoplan.calculators.programmes.targets import TargetError as TargetError
    from ssoplan.calculators.programmes.targets import TrainingTarget as TrainingTarget
    from ssoplan.calculators.programmes.targets import office_targets as office_targets

_HOME = {
    "InsuredPath": "insured",
    "OfficeTarget": "targets",
    "TargetError": "targets",
    "TrainingTarget": "targets",
    "UnitCost": "service_unit",
    "briefing_meetings": "events",
    "epayment_shares": "events",
    "epayment_training": "events",
    "leader_training": "events",
    "network_compensation": "network_pay",
    "network_compensation_table": "network_pay",
    "office_targets": "targets",
    "s33_39_targets": "insured",
    "s40_targets": "insured",
    "service_unit_cost": "service_unit",
    "service_unit_table": "service_unit",
    "to_frame": "frames",
    "visits": "events",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
