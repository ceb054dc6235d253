"""The five-threshold job: records {kind, weight, target, actual}, five rules, findings as (record, rule)."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from ssoplan.errors import Message
from ssoplan.parameters import Parameters
from ssoplan.rules.facts import Subject, stored
from ssoplan.rules.policy import Policy

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


def policy() -> Policy:
    """Return the five rules as a policy, loaded from YAML as any other."""
    text = "".join(
        f"{code}:\n  kind: check\n  title: {{th: {code}, en: {code}}}\n  of: record\n"
        + (f'  when: "{when}"\n' if when else "")
        + f'  must: "{must}"\n  message: {{th: "{code} {{weight}}", en: "{code} {{weight}}"}}\n'
        "  severity: error\n  evidence: inferred\n  source: {document: sso-2566, part: '1'}\n  phrase: x\n"
        f"  examples: [{{{_facts(good=True)}, state: {'not applicable' if when else 'passed'}}}, {{{_facts(good=False)}, state: finding}}]\n"
        for code, (when, must) in zip(CODES, CONDITIONS, strict=True)
    )
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "job.yaml").write_text(text, encoding="utf-8")
        return Policy.load(place, parameters=Parameters.default(), subjects={"record": RECORD})


def _facts(*, good: bool) -> str:
    return "kind: output, weight: 5, target: 10, actual: 10" if good else ""


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


def frame(rows: list[Any]) -> Any:
    """Return the records as a polars frame with their number."""
    import polars as pl  # noqa: PLC0415  # skipped where it is not installed

    columns = dict(zip(Record._fields, zip(*rows, strict=True), strict=True))
    return pl.DataFrame({"id": range(len(rows)), **columns})
