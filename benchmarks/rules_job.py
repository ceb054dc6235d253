"""The jobs of `bench_rules`: five thresholds over records, and a join of registrations."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from ssoplan.errors import Message
from ssoplan.parameters import Parameters
from ssoplan.rules.facts import Subject, stored
from ssoplan.rules.policy import Policy
from ssoplan.rules.rule import JoinText, Rule

CODES = ("R-1", "R-2", "R-3", "R-4", "R-5")
CONDITIONS = (
    (None, "weight <= 100"),
    (None, "target >= 0"),
    (None, "actual >= 0.9 * target"),
    (None, "kind not in ['legacy', 'void']"),
    ("weight == 0", "actual <= 500"),
)
KINDS = ("output", "outcome", "impact", "process", "legacy", "void")
_WEIGHTS = (95, 1, 1, 1, 1, 1)
_LIMIT = 10**12

RECORD = Subject(
    "record",
    Message(en="record", th="รายการ"),
    (
        stored("kind", "text", en="kind", th="ประเภท"),
        stored("weight", "int", en="weight", th="น้ำหนัก", low=-_LIMIT, high=_LIMIT),
        stored("target", "int", en="target", th="เป้าหมาย", low=-_LIMIT, high=_LIMIT),
        stored("actual", "int", en="actual", th="ผล", low=-_LIMIT, high=_LIMIT),
    ),
)


class Record(NamedTuple):
    """One record as an object."""

    kind: str
    weight: int
    target: int
    actual: int


def _rule(id_: str, of: str, must: str, when: str | None = None, **more: Any) -> Rule:
    message = Message(en=f"{id_} does not hold", th=f"ไม่เป็นไปตาม {id_}")
    return Rule(
        id=id_, kind="check", title=Message(id_, id_), of=of, when=when, must=must, message=message, **more
    )


def policy() -> Policy:
    """Return the five rules as a policy."""
    rules = tuple(
        _rule(code, "record", must, when) for code, (when, must) in zip(CODES, CONDITIONS, strict=True)
    )
    return Policy(Parameters.default(), rules, "2566.1", {"record": RECORD})


def records(count: int) -> list[Record]:
    """Return records of which about one in five gives a finding; the same for the same count."""
    rng = random.Random(2566)  # noqa: S311  # not cryptographic
    made = []
    kinds = rng.choices(KINDS, _WEIGHTS, k=count)
    for kind in kinds:
        weight = rng.choice((0, 5, 10, 20, 50, 100)) if rng.random() > 0.04 else 101 + rng.randrange(50)
        target = rng.randrange(1000) if rng.random() > 0.04 else -1 - rng.randrange(100)
        actual = target + rng.randrange(300) if rng.random() > 0.05 else target // 2
        made.append(Record(kind, weight, target, actual))
    return made


REGISTRATION = Subject(
    "registration",
    Message(en="registration", th="การขึ้นทะเบียน"),
    (
        stored("person", "text", en="person", th="คน"),
        stored("sequence", "int", en="sequence", th="ลำดับ", low=0),
    ),
)


class Registration(NamedTuple):
    """One registration as an object."""

    person: str
    sequence: int


def registrations(count: int) -> list[Registration]:
    """Return registrations of which about one in ten is of a person registered before."""
    rng = random.Random(2566)  # noqa: S311  # not cryptographic
    return [Registration(f"P{rng.randrange(count * 5)}", number) for number in range(count)]


def join_policy() -> Policy:
    """Return the rule that nobody registers twice."""
    twin = JoinText(
        alias="twin", of="registration", on=(("person", "person"),), where=("twin.sequence < sequence",)
    )
    rule = _rule("J-1", "registration", "none(twin)", joins=(twin,))
    return Policy(Parameters.default(), (rule,), "2566.1", {"registration": REGISTRATION})


def frame(rows: list[Any]) -> Any:
    """Return the records as a polars frame with their number."""
    import polars as pl  # noqa: PLC0415  # skipped where it is not installed

    columns = dict(zip(Record._fields, zip(*rows, strict=True), strict=True))
    return pl.DataFrame({"id": range(len(rows)), **columns})
