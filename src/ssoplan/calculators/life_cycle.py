"""The life of a project, from the draft of its proposal to its close, as one table of moves.

The forms of 2564 name who signs (ผู้เสนอ, ผู้เห็นชอบ, ผู้อนุมัติ) and the plan of 2566 what has to be there before money
is spent and after; they draw no diagram. Where a move is not printed, its source says ``ssoplan-conventions``: no
document speaks of returning or cancelling, and every office does it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, TypeVar

import attrs

from ssoplan.calculators.checks import check_day
from ssoplan.errors import Message, SsoplanError
from ssoplan.model.worded import Worded
from ssoplan.parameters import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.errors import Language

__all__ = [
    "TRANSITIONS",
    "LifeCycle",
    "LifeCycleError",
    "Move",
    "Paper",
    "Role",
    "Stage",
    "Transition",
    "diagram",
]


W = TypeVar("W", bound=Worded)


class Stage(Worded):
    """Where a project stands."""

    DRAFT = "draft", "draft", "ร่าง"
    PROPOSED = "proposed", "proposed", "เสนอแล้ว"
    ENDORSED = "endorsed", "endorsed", "เห็นชอบแล้ว"
    APPROVED = "approved", "approved", "อนุมัติแล้ว"
    ACTIVE = "active", "active", "กำลังดำเนินการ"
    REPORTING = "reporting", "reporting", "รายงานผล"
    CLOSED = "closed", "closed", "ปิดแล้ว"
    RETURNED = "returned", "returned", "ส่งคืนให้แก้ไข"
    CANCELLED = "cancelled", "cancelled", "ยกเลิก"


class Role(Worded):
    """In which capacity somebody acts."""

    RESPONSIBLE = "responsible", "the person responsible", "ผู้รับผิดชอบโครงการ"
    PROPOSER = "proposer", "the proposer", "ผู้เสนอโครงการ"
    ENDORSER = "endorser", "the endorser", "ผู้เห็นชอบโครงการ"
    APPROVER = "approver", "the approver", "ผู้อนุมัติโครงการ"


class Paper(Worded):
    """What has to lie before the one who makes a move, at each move anew."""

    PROPOSAL_FORM = "proposal_form", "the proposal form", "แบบเสนอขออนุมัติโครงการ"
    FORM_WITHOUT_ENDORSER = (
        "form_without_endorser",
        "the proposal form in fifteen sections, which has no endorser",
        "แบบเสนอโครงการ 15 ข้อ ซึ่งไม่มีผู้เห็นชอบ",
    )
    APPROVAL = "approval", "the signed approval", "หนังสืออนุมัติที่ลงนามแล้ว"
    RESOLUTION = "resolution", "the resolution of the board", "มติคณะกรรมการประกันสังคม"
    ANNOUNCEMENT = "announcement", "the announcement of the allocation", "ประกาศจัดสรรเงิน"
    PROGRESS_REPORT = "progress_report", "the progress report", "รายงานความคืบหน้า"
    ANNUAL_REPORT = "annual_report", "the annual report", "รายงานประจำปี"
    REASON = "reason", "the reason in writing", "เหตุผลเป็นลายลักษณ์อักษร"


@attrs.frozen(kw_only=True)
class Transition:
    """One line of the table: an event that takes a project from one stage to another.

    Attributes:
        event: The name of the event.
        source: The stage before.
        target: The stage after.
        roles: Who may do it.
        papers: What has to lie before the one who acts.
        citation: Where it is printed, or ``ssoplan-conventions``.
    """

    event: str
    source: Stage
    target: Stage
    roles: tuple[Role, ...]
    papers: tuple[Paper, ...]
    citation: Citation

    def text(self, lang: Language = "en") -> str:
        """Return the line in words."""
        return _LINE.text(
            lang,
            event=_EVENTS[self.event].text(lang),
            source=self.source.text(lang),
            target=self.target.text(lang),
            roles=_listed(self.roles, lang),
            papers=_listed(self.papers, lang),
        )


_FORM_15 = Citation(source="sukhothai-2564", part="13-15")
_FORM_14 = Citation(source="bueng-kan-2564", part="12-14")
_AMOUNT = Citation(source="sso-2566", part="4.2", phrase="ตามมติ คณะกรรมการประกันสังคม (ชุดที่ 13) ครั้งที่ 24/2564")
_MONTHLY = Citation(source="sso-2566", part="7", phrase="ภายในวันที่ 5 ของทุกเดือน")
_YEARLY = Citation(source="sso-2566", part="7", phrase="กำหนดปีละ 1 ครั้ง")
_UNPRINTED = Citation(source="ssoplan-conventions", part="life cycle")


def _line(
    move: str, by: Role | tuple[Role, ...], papers: tuple[Paper, ...], citation: Citation
) -> Transition:
    event, source, _, target = move.split()
    roles = by if isinstance(by, tuple) else (by,)
    return Transition(
        event=event, source=Stage(source), target=Stage(target), roles=roles, papers=papers, citation=citation
    )


_SIGNERS = (Role.ENDORSER, Role.APPROVER)

TRANSITIONS: tuple[Transition, ...] = (
    _line("propose draft -> proposed", Role.PROPOSER, (Paper.PROPOSAL_FORM,), _FORM_15),
    _line("endorse proposed -> endorsed", Role.ENDORSER, (Paper.PROPOSAL_FORM,), _FORM_14),
    _line("approve endorsed -> approved", Role.APPROVER, (Paper.PROPOSAL_FORM, Paper.APPROVAL), _FORM_14),
    # The form in fifteen sections has no endorser: it goes to the approver at once.
    _line(
        "approve proposed -> approved", Role.APPROVER, (Paper.FORM_WITHOUT_ENDORSER, Paper.APPROVAL), _FORM_15
    ),
    _line("start approved -> active", Role.RESPONSIBLE, (Paper.RESOLUTION, Paper.ANNOUNCEMENT), _AMOUNT),
    _line("report active -> reporting", Role.RESPONSIBLE, (Paper.PROGRESS_REPORT,), _MONTHLY),
    _line("report reporting -> reporting", Role.RESPONSIBLE, (Paper.PROGRESS_REPORT,), _MONTHLY),
    _line("close reporting -> closed", Role.RESPONSIBLE, (Paper.ANNUAL_REPORT,), _YEARLY),
    _line("return proposed -> returned", _SIGNERS, (Paper.REASON,), _UNPRINTED),
    _line("return endorsed -> returned", Role.APPROVER, (Paper.REASON,), _UNPRINTED),
    _line("revise returned -> draft", Role.PROPOSER, (), _UNPRINTED),
    _line("cancel draft -> cancelled", Role.PROPOSER, (Paper.REASON,), _UNPRINTED),
    _line("cancel returned -> cancelled", Role.PROPOSER, (Paper.REASON,), _UNPRINTED),
    _line("cancel proposed -> cancelled", (Role.PROPOSER, Role.APPROVER), (Paper.REASON,), _UNPRINTED),
    _line("cancel endorsed -> cancelled", Role.APPROVER, (Paper.REASON,), _UNPRINTED),
    _line("cancel approved -> cancelled", Role.APPROVER, (Paper.REASON,), _UNPRINTED),
    _line("cancel active -> cancelled", Role.APPROVER, (Paper.REASON,), _UNPRINTED),
)
"""Every move there is; what is not here is refused."""

_BY_MOVE: Mapping[tuple[str, Stage], Transition] = {(line.event, line.source): line for line in TRANSITIONS}


class LifeCycleError(SsoplanError, ValueError):
    """Raised when a project cannot make a move; it stays as it was."""

    kind = "life-cycle"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown-event": Message(
            en="there is no event {event!r}; choose one of {choices}",
            th="ไม่มีเหตุการณ์ {event!r} ให้เลือกจาก {choices}",
        ),
        "unknown-word": Message(
            en="there is no {what} {value!r}; choose one of {choices}",
            th="ไม่มี{what} {value!r} ให้เลือกจาก {choices}",
        ),
        "wrong-stage": Message(
            en="a project that is {stage} cannot be taken through {event!r}; from there it can: {choices}",
            th="โครงการในขั้น{stage}ดำเนินการ {event!r} ไม่ได้ ขั้นต่อไปที่ทำได้: {choices}",
        ),
        "missing": Message(
            en="{event!r} is not made; what is missing: {missing}",
            th="ยังดำเนินการ {event!r} ไม่ได้ สิ่งที่ขาด: {missing}",
        ),
        "before-last": Message(
            en="the move is dated {on}, before the last one on {last}; give a day from then on",
            th="การดำเนินการลงวันที่ {on} ก่อนครั้งล่าสุดเมื่อ {last} ให้ระบุวันตั้งแต่นั้นเป็นต้นไป",
        ),
    }


@attrs.frozen(kw_only=True)
class Move:
    """A move that a project made: the line of the table, who did it, when, and on what papers."""

    transition: Transition
    role: Role
    on: dt.date
    official: str | None = None
    papers: tuple[Paper, ...] = ()


@attrs.frozen(kw_only=True)
class LifeCycle:
    """Where a project stands and how it came there.

    Attributes:
        moves: The moves so far, in order.

    >>> import datetime as dt
    >>> project = LifeCycle().move("propose", role="proposer", papers=["proposal_form"], on=dt.date(2020, 12, 1))
    >>> project.stage.value, [line.event for line in project.next]
    ('proposed', ['endorse', 'approve', 'return', 'cancel'])
    """

    moves: tuple[Move, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the project stands."""
        return self.moves[-1].transition.target if self.moves else Stage.DRAFT

    @property
    def next(self) -> tuple[Transition, ...]:
        """The moves that can follow."""
        return tuple(line for line in TRANSITIONS if line.source is self.stage)

    def move(
        self,
        event: str,
        *,
        role: Role | str,
        on: dt.date,
        papers: Iterable[Paper | str] | Paper | str = (),
        official: str | None = None,
    ) -> LifeCycle:
        """Return the project after an event; this one stays as it is.

        Args:
            event: The name of the event, such as ``propose``.
            role: In which capacity it is done.
            on: The day.
            papers: What lies before the one who acts; the same form is shown again at each step that reads it.
            official: Who does it, where known.

        Raises:
            CalendarTypeError: ``on`` is no day.
            LifeCycleError: There is no such event, role or paper, not from this stage, the role may not do it, a paper is
                missing, or the day is before that of the last move. One error names all that is missing.
        """
        line = self._line(event)
        # One paper may be given without a list around it; a text is no list of letters.
        listed = [papers] if isinstance(papers, str) else papers
        acting, held = _word(Role, role), tuple(_word(Paper, paper) for paper in listed)
        check_day(on, "on")
        missing: list[Message | Paper] = [
            *_wrong_role(line, acting),
            *(paper for paper in line.papers if paper not in held),
        ]
        if missing:
            raise LifeCycleError("missing", event=event, missing=_both(missing))
        if self.moves and on < self.moves[-1].on:
            raise LifeCycleError("before-last", on=on, last=self.moves[-1].on)
        made = Move(transition=line, role=acting, on=on, official=official, papers=held)
        return attrs.evolve(self, moves=(*self.moves, made))

    def _line(self, event: str) -> Transition:
        events = tuple(dict.fromkeys(line.event for line in TRANSITIONS))
        if event not in events:
            raise LifeCycleError("unknown-event", event=event, choices=", ".join(events))
        line = _BY_MOVE.get((event, self.stage))
        if line is None:
            choices = _both([_EVENTS[each.event] for each in self.next] or [_NOTHING])
            raise LifeCycleError("wrong-stage", event=event, stage=self.stage.words, choices=choices)
        return line

    @property
    def one_official_in_two_roles(self) -> tuple[str, ...]:
        """Officials who signed this round in more than one role: AUTH-04 says that roles should be separate.

        The rule is inferred and a warning: the move is made, and this is told.
        """
        signed: dict[str, set[Role]] = {}
        for move in self.moves:
            if move.official is not None and move.role is not Role.RESPONSIBLE:
                signed.setdefault(move.official, set()).add(move.role)
        return tuple(official for official, roles in signed.items() if len(roles) > 1)


def diagram(lang: Language = "en") -> str:
    """Return the table as a state diagram in Mermaid's language.

    >>> diagram().splitlines()[:2]
    ['stateDiagram-v2', '    state "draft" as draft']
    """
    states = [f'    state "{stage.text(lang)}" as {stage.value}' for stage in Stage]
    moves = [
        f"    {line.source.value} --> {line.target.value}: {_EVENTS[line.event].text(lang)}"
        for line in TRANSITIONS
    ]
    ends = [
        f"    {stage.value} --> [*]"
        for stage in Stage
        if all(line.source is not stage for line in TRANSITIONS)
    ]
    return "\n".join(["stateDiagram-v2", *states, f"    [*] --> {Stage.DRAFT.value}", *moves, *ends])


def _word(words: type[W], given: object) -> W:
    """Return the role or paper that is meant.

    Raises:
        LifeCycleError: There is no such word.
    """
    known = [word.value for word in words]
    if not isinstance(given, str) or given not in known:
        raise LifeCycleError("unknown-word", what=_KINDS[words], value=given, choices=", ".join(known))
    return words(given)


def _wrong_role(line: Transition, acting: Role) -> list[Message]:
    if acting in line.roles:
        return []
    english, thai = (
        _ROLE_NEEDED.text(lang, needed=_listed(line.roles, lang), given=acting.text(lang))
        for lang in _LANGUAGES
    )
    return [Message(en=english, th=thai)]


def _both(items: Iterable[Message | Worded]) -> Message:
    kept = list(items)
    return Message(
        en=", ".join(item.text("en") for item in kept), th=", ".join(item.text("th") for item in kept)
    )


def _listed(words: Iterable[Worded], lang: Language) -> str:
    return ", ".join(word.text(lang) for word in words) or _NOTHING.text(lang)


_KINDS: Mapping[type, Message] = {
    Role: Message(en="role", th="บทบาท"),
    Paper: Message(en="paper", th="เอกสาร"),
}
_LANGUAGES: tuple[Language, ...] = ("en", "th")
_NOTHING = Message(en="nothing", th="ไม่มี")
_LINE = Message(
    en="{event}: {source} → {target}; by {roles}; with {papers}",
    th="{event}: {source} → {target} โดย {roles} เอกสาร: {papers}",
)
_ROLE_NEEDED = Message(en="the role has to be {needed}, not {given}", th="ต้องเป็น{needed} ไม่ใช่{given}")
_EVENTS: Mapping[str, Message] = {
    "propose": Message(en="propose", th="เสนอ"),
    "endorse": Message(en="endorse", th="เห็นชอบ"),
    "approve": Message(en="approve", th="อนุมัติ"),
    "start": Message(en="start", th="เริ่มดำเนินการ"),
    "report": Message(en="report", th="รายงานผล"),
    "close": Message(en="close", th="ปิดโครงการ"),
    "return": Message(en="return", th="ส่งคืน"),
    "revise": Message(en="revise", th="แก้ไข"),
    "cancel": Message(en="cancel", th="ยกเลิก"),
}
