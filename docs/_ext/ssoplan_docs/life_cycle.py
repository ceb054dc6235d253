"""The picture of the life of a project, laid out from the table of moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calculators.life_cycle import TRANSITIONS, Stage
from ssoplan.errors import Message
from ssoplan_docs.drawing import HEADS, WIDTH, arrow, box, line, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ssoplan.calculators.life_cycle import Transition
    from ssoplan.errors import Language

__all__ = ["life_cycle"]

_ROW, _HIGH = 78, 34
_X, _WIDE = 170, 310
_LANE = 70
_APART = 8  # lines that leave one box
_PLACE = {stage: place for place, stage in enumerate(Stage)}
_Group = tuple["Transition", ...]


def life_cycle(lang: Language, _: Path) -> tuple[str, str, float, Iterable[str]]:
    """Return title, description, height and parts of the picture."""
    moves = "; ".join(move.text(lang) for move in TRANSITIONS)
    height = _ROW * len(_PLACE) + 12
    return _TITLE.text(lang), moves, height, _body(lang, height)


def _body(lang: Language, height: float) -> Iterator[str]:
    yield HEADS
    direct = [move for move in TRANSITIONS if _PLACE[move.target] - _PLACE[move.source] == 1]
    lanes = _groups(move for move in TRANSITIONS if move not in direct)
    for stage in Stage:
        yield box(_X, _top(stage), _WIDE, _HIGH, "fund" if _ends(stage) else "budget")
        label = stage.text(lang)
        yield text(_X + _WIDE / 2, _top(stage) + 22, label, anchor="middle", size=14)
    for move in direct:
        yield from _down(move, lang)
    right = [group for group in lanes if _PLACE[group[0].target] > _PLACE[group[0].source]]
    left = [group for group in lanes if group not in right]
    for place, group in enumerate(sorted(right, key=_reach)):
        yield from _lane(group, _X + _WIDE, _LANE * (place + 0.5), (place - 1) * _APART, lang)
    for place, group in enumerate(sorted(left, key=_reach)):
        yield from _lane(group, _X, -_LANE * (place + 0.5), 0, lang)
    yield text(WIDTH - 8, height - 8, _LEGEND.text(lang), "quiet", anchor="end", size=12)


def _groups(moves: Iterable[Transition]) -> list[_Group]:
    """Return moves of one event into one stage together: they share a lane."""
    found: dict[tuple[str, Stage], list[Transition]] = {}
    for move in moves:
        found.setdefault((move.event, move.target), []).append(move)
    return [tuple(group) for group in found.values()]


def _reach(group: Sequence[Transition]) -> int:
    return max(abs(_PLACE[move.target] - _PLACE[move.source]) for move in group)


def _down(move: Transition, lang: Language) -> Iterator[str]:
    x, y = _X + 40, _top(move.source) + _HIGH
    yield arrow(f"M{x} {y + 1}V{_top(move.target) - 2}", dashed=_unprinted([move]))
    roles = ", ".join(role.text(lang) for role in move.roles)
    yield text(x + 12, y + 27, f"{_event(move, lang)} · {roles}", "quiet", size=12)


def _lane(group: _Group, edge: float, offset: float, shift: float, lang: Language) -> Iterator[str]:
    """Return one line that leaves every stage the event starts from and goes into the stage it leads to."""
    x, target, dashed = edge + offset, group[0].target, _unprinted(group)
    back = _APART if any(move.source is target for move in group) else 0
    sources = sorted(_middle(move.source) + shift - back for move in group)
    into = _middle(target) + shift + back
    yield from (line(f"M{edge} {y}H{x}", dashed=dashed) for y in sources)
    far = sources[0] if into > sources[0] else sources[-1]
    side = 1 if offset > 0 else -1
    yield arrow(f"M{x} {far}V{into}H{edge + 3 * side}", dashed=dashed)
    y = into + 22 if back else into + (-_ROW if into > far else _ROW) / 2 + 4
    yield text(
        x + 6 * side, y, _event(group[0], lang), "quiet", anchor="start" if side > 0 else "end", size=12
    )


def _event(move: Transition, lang: Language) -> str:
    return move.text(lang).partition(":")[0]


def _unprinted(moves: Iterable[Transition]) -> bool:
    return all(move.citation.source == "ssoplan-conventions" for move in moves)


def _ends(stage: Stage) -> bool:
    return all(move.source is not stage for move in TRANSITIONS)


def _top(stage: Stage) -> float:
    return 8 + _ROW * _PLACE[stage]


def _middle(stage: Stage) -> float:
    return _top(stage) + _HIGH / 2


_TITLE = Message(en="The life of a project", th="วงจรของโครงการ")
_LEGEND = Message(
    en="dashed: printed in no document, a stated choice of this library",
    th="เส้นประ: ไม่มีในเอกสาร เป็นข้อตกลงที่ไลบรารีระบุไว้",
)
