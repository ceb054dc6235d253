"""The section 40 network in plans and proposals: its sizing, its members' eligibility, and how it is paid."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calculators.network import share_rounded_up, whole_groups
from ssoplan.errors import Message
from ssoplan.model import PaymentMethod, Plan, Project, Proposal, TargetGroup, Trace, WorkPlanStep
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import figures, whole_number
from ssoplan.rules.subjects._reading import known
from ssoplan.rules.subjects._words import NETWORK_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "INFORMAL_WORKERS",
    "NETWORK_PLAN",
    "NETWORK_TARGET",
    "PAYMENT_CYCLE",
    "informal_workers",
    "network_plans",
    "network_targets",
    "payment_cycles",
]

_MEMBERS = "network_members"
_REGISTRATIONS = "new_section40_insured"
_BASE_SUFFIX = "_base"
_MEMBERSHIP_TH = "เป็นสมาชิกในระบบประกันสังคมมาตรา 40"


@attrs.frozen
class NetworkTarget:
    """A target group of a network proposal, and the proposal: the base may stand among its figures."""

    group: TargetGroup
    proposal: Proposal

    @property
    def base(self) -> Any:
        return whole_number(self.proposal, f"{self.group.key}{_BASE_SUFFIX}")


def _least_members(each: NetworkTarget, parameters: Mapping[str, Any]) -> Any:
    if isinstance(each.base, Absent):
        return each.base
    share = share_rounded_up(
        each.base,
        share_percent=parameters["network.minimum_members_share"],
        unit=parameters["rounding.minimum_persons"],
    )
    return max(parameters["network.minimum_members"], share)


def _least_registrations(each: NetworkTarget, parameters: Mapping[str, Any]) -> Any:
    if isinstance(each.base, Absent):
        return each.base
    return share_rounded_up(
        each.base,
        share_percent=parameters["network.minimum_registrations_share"],
        unit=parameters["rounding.minimum_persons"],
    )


NETWORK_TARGET = Subject(
    "network_target",
    Message(en="target of a network proposal", th="เป้าหมายของโครงการเครือข่าย"),
    (
        derived("group", "enum", lambda e: e.group.key, values=NETWORK_GROUPS, en="who is aimed at", th="กลุ่มเป้าหมาย"),
        derived("target", "int", lambda e: known(e.group, "count"), unit="person", low=0, en="target", th="เป้าหมาย"),
        derived("share", "number", lambda e: known(e.group, "base_share_percent"), unit="percent", low=0, en="stated share of the base", th="ร้อยละของฐานที่ระบุ"),
        derived("base", "int", lambda e: e.base, unit="person", low=0, en="number at the base date", th="จำนวน ณ วันฐาน"),
        derived("least_members", "int", _least_members, reads=("network.minimum_members", "network.minimum_members_share", "rounding.minimum_persons"), unit="person", low=0, en="least number of members", th="จำนวนเครือข่ายขั้นต่ำ"),
        derived("least_registrations", "int", _least_registrations, reads=("network.minimum_registrations_share", "rounding.minimum_persons"), unit="person", low=0, en="least number of registrations", th="จำนวนผู้ขึ้นทะเบียนขั้นต่ำ"),
    ),
)  # fmt: skip


@attrs.frozen
class NetworkPlan:
    """The measure of a plan that builds a network, and the plan around it."""

    measure: Project
    plan: Plan

    @property
    def trace(self) -> Trace | None:
        return self.measure.trace

    @property
    def members(self) -> Any:
        """The section 40 members that the plan aims at: the only target of that indicator."""
        targets = [
            known(indicator, "target")
            for project in self.plan.projects
            for indicator in project.indicators
            if _MEMBERSHIP_TH in (indicator.text_th or "")
        ]
        return targets[0] if len(targets) == 1 else MISSING

    def figure(self, key: str) -> Any:
        """Return a figure of the measure, else of the plan."""
        own = whole_number(self.measure, key)
        return whole_number(self.plan, key) if own is MISSING else own


def _figure(key: str) -> Callable[[NetworkPlan], Any]:
    return lambda each: each.figure(key)


def _seats(each: NetworkPlan) -> Any:
    batches, size = each.figure("training_batches"), each.figure("training_persons_per_batch")
    absent = next((value for value in (batches, size) if isinstance(value, Absent)), None)
    return batches * size if absent is None else absent


def _most(each: NetworkPlan, parameters: Mapping[str, Any]) -> Any:
    least = parameters["network.workers_per_representative"]
    if isinstance(each.members, Absent):
        return each.members
    return whole_groups(each.members, size=least)


def _per(count: Callable[[NetworkPlan], Any]) -> Callable[[NetworkPlan], Any]:
    def read(each: NetworkPlan) -> Any:
        persons, villages = count(each), each.figure("villages")
        absent = next((value for value in (persons, villages) if isinstance(value, Absent)), None)
        if absent is not None:
            return absent
        return Fraction(round(Fraction(persons * 10, villages)), 10) if villages else MISSING

    return read


NETWORK_PLAN = Subject(
    "network_plan",
    Message(en="plan of a network", th="แผนสร้างเครือข่าย"),
    (
        derived("workers_each", "int", _figure("workers_per_representative_at_least"), unit="person", low=0, en="stated least number of workers to one representative", th="จำนวนแรงงานต่อตัวแทนหนึ่งคนที่ระบุ"),
        derived("village_representatives", "int", _figure("villages"), unit="person", low=0, en="representatives that the villages ask for, one each", th="ตัวแทนที่ต้องมีหมู่บ้านละหนึ่งคน"),
        derived("seats", "int", _seats, unit="person", low=0, en="seats of the training", th="จำนวนที่นั่งอบรม"),
        derived("members", "int", lambda e: e.members, unit="person", low=0, en="members aimed at", th="เป้าหมายสมาชิก"),
        derived("members_before", "int", _figure("registered_section_40"), unit="person", low=0, en="members at the base", th="สมาชิก ณ วันฐาน"),
        derived("informal_workers", "int", _figure("informal_workers"), unit="person", low=0, en="informal workers", th="แรงงานนอกระบบ"),
        derived("most_representatives", "int", _most, reads=("network.workers_per_representative",), unit="person", low=0, en="representatives that the members aimed at allow", th="ตัวแทนได้มากที่สุดตามเป้าหมายสมาชิก"),
        derived("members_each", "number", _per(lambda e: e.members), unit="person", decimals=1, low=0, en="members to each village's representative", th="สมาชิกต่อตัวแทนหมู่บ้านหนึ่งคน"),
        derived("workers_each_village", "number", _per(_figure("informal_workers")), unit="person", decimals=1, low=0, en="informal workers to each village's representative", th="แรงงานนอกระบบต่อตัวแทนหมู่บ้านหนึ่งคน"),
    ),
)  # fmt: skip

INFORMAL_WORKERS = Subject(
    "informal_workers",
    Message(en="count of informal workers", th="จำนวนแรงงานนอกระบบ"),
    (
        derived("youngest", "int", lambda p: whole_number(p, "informal_workers_youngest_age"), unit="year", low=0, en="youngest age counted", th="อายุต่ำสุดที่นับ"),
        derived("oldest", "int", lambda p: whole_number(p, "informal_workers_oldest_age"), unit="year", low=0, en="oldest age counted", th="อายุสูงสุดที่นับ"),
        derived("workers", "int", lambda p: whole_number(p, "informal_workers"), unit="person", low=0, en="informal workers", th="แรงงานนอกระบบ"),
        derived("population", "int", lambda p: whole_number(p, "population"), unit="person", low=0, en="inhabitants", th="ประชากร"),
    ),
)  # fmt: skip


def _paying_step(steps: tuple[WorkPlanStep, ...]) -> WorkPlanStep | None:
    return next((step for step in steps if step.payment_method is not None), None)


def _method(proposal: Proposal) -> Any:
    return known(_paying_step(proposal.activities), "payment_method")


def _listed(proposal: Proposal) -> Any:
    """Return the numbers of the steps in the order in which they are printed."""
    numbers = tuple(known(step, "number") for step in proposal.activities)
    return next((number for number in numbers if isinstance(number, Absent)), numbers)


def _bar_end(side: str, *, first: bool) -> Callable[[Proposal], Any]:
    """Return a reader of where bars of the work plan begin or end: of the first step, or of all after it."""

    def read(proposal: Proposal) -> Any:
        ends = [known(step, side) for step in proposal.work_plan]
        if DAMAGED in ends:
            return DAMAGED
        if not ends or MISSING in ends:
            return MISSING
        return ends[0] if first else tuple(ends[1:])

    return read


PAYMENT_CYCLE = Subject(
    "payment_cycle",
    Message(en="payment cycle of a network", th="รอบการจ่ายค่าตอบแทนเครือข่าย"),
    (
        derived("method", "enum", _method, values=words_of(PaymentMethod), en="stated way of payment", th="วิธีจ่ายที่ระบุ"),
        derived("steps", "int", lambda p: len(p.activities), low=0, en="steps listed", th="จำนวนขั้นตอน"),
        derived("step_numbers", "many[int]", _listed, en="numbers of the steps as printed", th="เลขขั้นตอนที่พิมพ์"),
        derived("approval_first", "int", _bar_end("first_column", first=True), low=1, en="first month of the approval", th="เดือนแรกของการอนุมัติ"),
        derived("approval_last", "int", _bar_end("last_column", first=True), low=1, en="last month of the approval", th="เดือนสุดท้ายของการอนุมัติ"),
        derived("later_first", "many[int]", _bar_end("first_column", first=False), low=1, en="first months of the later steps", th="เดือนแรกของขั้นตอนถัดไป"),
    ),
)  # fmt: skip


def network_targets(document: object) -> Iterator[Row]:
    """Yield the targets for network members and for registrations through the network."""
    for i, group in enumerate(document.target_groups if isinstance(document, Proposal) else ()):
        if isinstance(document, Proposal) and group.key in (_MEMBERS, _REGISTRATIONS):
            yield Row(f"$.target_groups[{i}]", NetworkTarget(group, document), group.base_th or group.key)


def network_plans(document: object) -> Iterator[Row]:
    """Yield the measure of a plan that covers villages with a network."""
    if isinstance(document, Plan):
        for i, project in enumerate(document.projects):
            if figures(project, "villages"):
                yield Row(f"$.projects[{i}]", NetworkPlan(project, document), project.title_th or "")


def informal_workers(document: object) -> Iterator[Row]:
    """Yield a plan that counts informal workers."""
    if isinstance(document, Plan) and figures(document, "informal_workers"):
        yield Row("$.figures[?@.key=='informal_workers']", document, "แรงงานนอกระบบ")


def payment_cycles(document: object) -> Iterator[Row]:
    """Yield a proposal one of whose steps pays the network."""
    if isinstance(document, Proposal) and _paying_step(document.activities) is not None:
        yield Row("$.activities", document, "กิจกรรม/วิธีการดำเนินงาน")
