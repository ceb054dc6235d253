"""The one typed door to the C module of durable-rules: networks of patterns, matched and forgotten.

Only the C module is used: no callbacks, no threads of its own, nothing shared between networks. The module checks
little of what it is given and a wrong call can end the process, so everything that reaches it is made here and in
`ssoplan.rules.readings.network`: field names, ids and small whole numbers; never a value of a document.

A network belongs to the thread that made it. Networks are kept for reuse and freed when their thread ends.
"""

from __future__ import annotations

import itertools
import json
import string
import threading
import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, cast

from ssoplan import _optional
from ssoplan.errors import Message, MissingLibraryError, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BOOT", "IDS", "Hit", "Network", "ReteError", "available", "close", "network", "require"]

_STATE = "0"  # the id of the one state (sid) that a network has
_KEPT = 32  # networks a thread keeps; a policy needs a handful, as rules of one shape share theirs

BOOT: Mapping[str, Any] = {"all": [{"z": {"boot": 1}}]}
"""The rule that every network starts with. Forgetting facts before any match was drained would end the process."""

IDS = tuple("".join(word) for word in itertools.product(string.digits + string.ascii_letters, repeat=3))
"""Ids of facts. The engine knows an id by its 32-bit FNV-1a hash only; these 238,328 are all different by it."""


class ReteError(SsoplanError, RuntimeError):
    """Raised when the Rete engine refuses something; nothing that it matched is then used."""

    kind = "rete"
    messages: ClassVar[Mapping[str, Message]] = {
        "engine": Message(
            en="the Rete engine failed: {problem}; use engine='direct', which gives the same result",
            th="เครื่องมือ Rete ทำงานไม่สำเร็จ: {problem} ให้ใช้ engine='direct' ซึ่งให้ผลเดียวกัน",
        ),
        "refused": Message(
            en="the Rete engine refused a fact with code {number}; use engine='direct', which gives the same result",
            th="เครื่องมือ Rete ไม่รับข้อเท็จจริง (รหัส {number}) ให้ใช้ engine='direct' ซึ่งให้ผลเดียวกัน",
        ),
        "shape": Message(
            en="rule {rule}: {alias} joins {patterns} rows by {terms} comparisons; the Rete engine takes at most "
            "{most_patterns} rows and {most_terms} comparisons: split the rule or use engine='direct'",
            th="กฎ {rule}: {alias} เชื่อม {patterns} แถวด้วย {terms} เงื่อนไข เครื่องมือ Rete รับได้ไม่เกิน {most_patterns} แถว "
            "{most_terms} เงื่อนไข ให้แยกกฎหรือใช้ engine='direct'",
        ),
        "too-many": Message(
            en="rule {rule}: rows with one key for {alias} combine in {count} ways, more than the {most} that the Rete "
            "engine can hold; join by a finer key or use engine='direct'",
            th="กฎ {rule}: แถวที่มีคีย์เดียวกันของ {alias} จับคู่ได้ {count} แบบ เกิน {most} ที่เครื่องมือ Rete รับได้ "
            "ให้เชื่อมด้วยคีย์ที่ละเอียดกว่าหรือใช้ engine='direct'",
        ),
    }


class _Engine(Protocol):
    """What is used of the C module: JSON text in, JSON text out."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str) -> int: ...
    def delete_ruleset(self, handle: int) -> None: ...
    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int) -> str | None: ...
    def delete_state(self, handle: int, sid: str) -> None: ...


class Hit(NamedTuple):
    """One match: the rule, and for each of its aliases the number of the row that fills it."""

    rule: str
    rows: dict[str, int]


def require() -> _Engine:
    """Return the C module.

    Raises:
        MissingLibraryError: durable-rules is not installed; it exists for Python 3.11 and 3.12.
    """
    what = Message(en="engine='rete' (Python 3.11 or 3.12)", th="engine='rete' (Python 3.11 หรือ 3.12)")
    return cast("_Engine", _optional.require("durable_rules_engine", what=what, extra="rete"))


def available() -> bool:
    """Return whether durable-rules is installed."""
    try:
        require()
    except MissingLibraryError:
        return False
    return True


class Network:
    """A compiled set of patterns; one thread at a time, and only the one that made it.

    Args:
        definition: JSON text of the rules by name; `BOOT` must be the first of them.

    Raises:
        ReteError: The engine does not take the definition.
    """

    def __init__(self, definition: str) -> None:
        self._engine = require()
        try:
            self._handle = self._engine.create_ruleset("ssoplan", definition)
        except self._engine.error as error:
            raise ReteError("engine", problem=str(error)) from None
        # The process frees everything at its end; before that, the handle goes with this object.
        weakref.finalize(self, self._engine.delete_ruleset, self._handle).atexit = False
        self.match(())

    def match(self, rows: Sequence[Mapping[str, int]]) -> list[Hit]:
        """Return every match among the rows, and forget them.

        Args:
            rows: Fields of each row; at most as many rows as there are `IDS`.

        Raises:
            ReteError: The engine raised an error or refused a row; no match is returned.
        """
        begun = False
        try:
            state = self._put("boot", {"boot": 1})
            begun = True
            self._drain(state)
            for id_, row in zip(IDS, rows, strict=False):
                self._put(id_, row)
            return [_hit(text) for text in self._drain(state)]
        except self._engine.error as error:
            raise ReteError("engine", problem=str(error)) from None
        finally:
            if begun:
                self._engine.delete_state(self._handle, _STATE)

    def _put(self, id_: str, row: Mapping[str, int]) -> int:
        code, state = self._engine.assert_fact(self._handle, json.dumps({"id": id_, **row}))
        if code:
            raise ReteError("refused", number=code)
        return state

    def _drain(self, state: int) -> list[str]:
        found = []
        first = self._engine.start_action_for_state(self._handle, state)
        message = first[1] if first else None
        while message:
            found.append(message)
            message = self._engine.complete_and_start_action(self._handle, state)
        return found


def _hit(message: str) -> Hit:
    [(rule, frame)] = json.loads(message).items()
    return Hit(rule, {alias: row["n"] for alias, row in frame.items()})


class _Kept(threading.local):
    """The networks of one thread, the one used last at the end."""

    def __init__(self) -> None:
        self.networks: OrderedDict[str, Network] = OrderedDict()


_kept = _Kept()


def network(definition: str) -> Network:
    """Return this thread's network for a definition, made when first asked for.

    Raises:
        MissingLibraryError: durable-rules is not installed.
        ReteError: The engine does not take the definition.
    """
    networks = _kept.networks
    found = networks.pop(definition, None) or Network(definition)
    networks[definition] = found
    if len(networks) > _KEPT:
        networks.popitem(last=False)
    return found


def close() -> None:
    """Free the networks of this thread; those needed again are made again."""
    _kept.networks.clear()
