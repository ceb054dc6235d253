"""Reports: findings and skips, counts of the four states, receipts, explanations, JSON and frames."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from importlib import resources
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from ssoplan import samples
from ssoplan.model import Project
from ssoplan.money import Baht
from ssoplan.rules.checking import CheckError, check, check_objects, check_rows
from ssoplan.rules.engine import EngineError
from ssoplan.rules.facts import DAMAGED, FactError, Row
from ssoplan.rules.problems import UnknownRuleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.rules.facts import Subject
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.report import Report

DAY = dt.date(2023, 12, 31)


@pytest.fixture(name="policy")
def _policy(load: Callable[..., Policy], rule_text: Callable[..., str]) -> Policy:
    return load(
        rule_text(
            "TOY-1",
            'weight == param("toy.total")',
            "{persons: 1, weight: 100, state: passed}",
            "{persons: 1, weight: 99, state: finding}",
            when="persons > 0",
            en="weights add up to {weight}, not {toy.total}",
            th="น้ำหนักรวม {weight} ไม่เท่ากับ {toy.total}",
        )
        + rule_text(
            "TOY-2",
            "budget <= expected and end >= start",
            "{budget: 1, expected: 1, start: 2023-01-01, end: 2023-01-01, state: passed}",
            "{budget: 2, expected: 1, start: 2023-01-01, end: 2023-01-01, state: finding}",
            en="{budget} baht on {start}, expected {expected} in {year}",
            th="{budget} บาท เมื่อ {start} ควรเป็น {expected} ปี {year}",
            severity="warning",
        )
    )


@pytest.fixture(name="report")
def _report(policy: Policy, subjects: dict[str, Subject], item_type: Any) -> Report:
    day = dt.date(2023, 1, 31)
    rows = [
        Row(
            "items[0]",
            item_type(weight=99, persons=2, budget=Baht("1234567.50"), start=day, end=day, year=2566),
            "งาน ก",
        ),
        Row("items[1]", item_type(weight=100, persons=0, budget=Baht(0), start=day, end=day)),
        Row("items[2]", item_type(weight=DAMAGED, persons=1, budget=None, start=day, end=day)),
    ]
    return check_rows([(subjects["item"], rows)], on=DAY, policy=policy, document=rows)


def test_counts_add_up_and_hide_nothing(report: Report) -> None:
    """Each pair of rule and row is in one of the four states."""
    assert {"passed": 1, "finding": 2, "not applicable": 1, "not evaluated": 2} == report.counts
    assert (2, 2) == (len(report.findings), len(report.skips))
    assert not report.ok
    assert ["TOY-1"] == [finding.rule_id for finding in report.by_severity("error")]
    assert () == report.by_severity("note")
    with pytest.raises(ValueError, match="grave"):
        report.by_severity("grave")
    assert "<Report: 1 passed, 2 finding, 1 not applicable, 2 not evaluated>" == repr(report)


def test_a_finding_says_it_in_both_languages_with_its_values(report: Report) -> None:
    """Amounts are grouped, days are Buddhist, and the values come exact with the parameters."""
    first, second = report.findings
    assert "weights add up to 99, not 100" == first.text()
    assert "น้ำหนักรวม 99 ไม่เท่ากับ 100" == first.text("th") == first.message.th
    assert {"persons": 2, "weight": 99, "toy.total": 100} == first.values
    assert ("items[0]", "งาน ก", "item") == (first.path, first.label, first.subject)
    assert "1,234,567.50 baht on Jan 31, 2566 BE, expected 26 in 2566" == second.text()
    assert "1,234,567.50 บาท เมื่อ 31 ม.ค. 2566 ควรเป็น 26 ปี 2566" == second.text("th")


def test_a_skip_says_what_is_absent_and_how(report: Report) -> None:
    """Missing and damaged are told apart."""
    shown = [
        (skip.rule_id, skip.path, dict(skip.absent)["weight" if skip.rule_id == "TOY-1" else "budget"].value)
        for skip in report.skips
    ]
    assert [("TOY-1", "items[2]", "damaged"), ("TOY-2", "items[2]", "missing")] == shown
    assert "weight is damaged" == report.skips[0].reason.en


def test_a_skip_of_an_operation_names_it(
    load: Callable[..., Policy], rule_text: Callable[..., str], item_type: Any
) -> None:
    """A division by zero is a reason of its own."""
    text = rule_text(
        "T-1",
        "weight / share >= 0.9",
        "{weight: 9, share: 10, state: passed}",
        "{weight: 8, share: 10, state: finding}",
    )
    report = check_objects([item_type(weight=1, share=0)], of="item", on=DAY, policy=load(text))
    assert "weight / share >= 0.9: division by zero" == report.skips[0].reason.en
    assert () == report.skips[0].absent


def test_the_receipt_names_what_the_result_rests_on(report: Report, policy: Policy) -> None:
    """Version, hash, day, reading, and every parameter read, those of derived facts too."""
    receipt = report.receipt
    assert ("2566.9", policy.digest, DAY, "direct", None) == (
        receipt.policy,
        receipt.policy_hash,
        receipt.on,
        receipt.reading,
        receipt.input_digest,
    )
    assert [("toy.rate", 13, "toy §1"), ("toy.total", 100, "toy §1")] == [
        (each.id, each.value, each.source) for each in receipt.parameters
    ]


def test_the_digest_is_made_when_asked_for(report: Report) -> None:
    """The same document has the same digest."""
    first, second = report.with_digest(), report.with_digest()
    assert first.receipt.input_digest == second.receipt.input_digest
    assert 64 == len(first.receipt.input_digest or "")


def test_a_what_if_shows_in_the_receipt(policy: Policy, item_type: Any) -> None:
    """An overridden parameter is marked, and the hash differs."""
    items = [item_type(weight=99, persons=1)]
    plain = check_objects(items, of="item", on=DAY, policy=policy)
    changed = check_objects(items, of="item", on=DAY, policy=policy.override({"toy.total": 99}))
    assert (1, 0) == (plain.counts["finding"], changed.counts["finding"])
    assert [False, True] == [each.what_if for each in changed.receipt.parameters]
    assert plain.receipt.policy_hash != changed.receipt.policy_hash


def test_json_is_the_same_every_time_and_fits_its_schema(report: Report, policy: Policy) -> None:
    """Same input and policy, same bytes, in the published format."""
    schema = json.loads(
        resources.files("ssoplan.rules").joinpath("report.schema.json").read_text(encoding="utf-8")
    )
    text = report.to_json()
    again = check_rows(
        [(policy.subjects["item"], report.document)], on=DAY, policy=policy, document=report.document
    )
    assert text == again.to_json()
    assert report == again
    assert hash(report) == hash(again)
    for each in (report, report.with_digest()):
        jsonschema.validate(json.loads(each.to_json()), schema)
    assert json.loads(text) == json.loads(report.to_json(indent=2))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(text), "format": "ssoplan-report/2"}, schema)


def test_findings_and_reports_survive_pickling(report: Report) -> None:
    """A finding alone carries one row, not its whole document."""
    assert report == pickle.loads(pickle.dumps(report))  # noqa: S301  # made here
    finding = pickle.loads(pickle.dumps(report.findings[0]))  # noqa: S301  # made here
    assert report.findings[0] == finding
    assert hash(report.findings[0]) == hash(finding)
    assert report.findings[0].to_dict() == finding.to_dict()
    assert report.findings[0] != report.findings[1]


def test_an_explanation_shows_the_truth_of_every_part(report: Report) -> None:
    """`explain` gives values, sub-conditions and parameters with their source."""
    explanation = report.explain(report.findings[0])
    assert "finding" == explanation.state
    assert [("when", True, "2 > 0"), ("must", False, "99 == 100")] == [
        (s.field, s.truth, s.values) for s in explanation.steps
    ]
    assert "toy.total = 100" in explanation.text()
    assert "toy §1" in explanation.text()
    assert "เท็จ" in explanation.text("th")
    assert "น้ำหนัก (weight) = 99" in explanation.text("th")
    json.dumps(explanation.to_dict())


def test_why_not_names_the_part_that_decided(report: Report) -> None:
    """A rule that did not apply shows the false part; one that could not be evaluated the absent fact."""
    apart = report.why_not("TOY-1", "items[1]")
    assert ("not applicable", ["persons > 0"]) == (apart.state, [step.text for step in apart.decisive])
    skipped = report.why_not("TOY-1", "items[2]")
    assert ("not evaluated", ["weight is damaged"]) == (
        skipped.state,
        [step.cause for step in skipped.decisive],
    )
    both = report.why_not("TOY-2", "items[0]")
    assert ["budget <= expected"] == [step.text for step in both.decisive]
    assert "passed" == report.why_not("TOY-2", "items[1]").state


def test_the_parts_to_blame_are_those_that_the_truth_is_due_to(
    load: Callable[..., Policy], rule_text: Callable[..., str], item_type: Any
) -> None:
    """A false part under `not`, or beside a true one of an `or`, is not what made a row a finding."""
    policy = load(
        rule_text(
            "TOY-1",
            "weight == 100 and (persons == 1 or persons == 2)",
            "{persons: 1, weight: 100, year: 2566, state: passed}",
            "{persons: 1, weight: 99, year: 2566, state: finding}",
            when="not (persons == 9) and (persons == 8 or year == fund_year(2566))",
        )
    )
    rows = [
        item_type(persons=persons, weight=weight, year=year)
        for persons, weight, year in (
            (1, 99, 2566),
            (3, 100, 2566),
            (1, 100, 2566),
            (9, 1, 2566),
            (1, 1, 2565),
        )
    ]
    report = check_objects(rows, of="item", on=DAY, policy=policy)
    blamed = [
        [step.text for step in report.why_not("TOY-1", f"[{row}]").decisive] for row in range(len(rows))
    ]
    assert blamed == [
        ["weight == 100"],
        ["persons == 1", "persons == 2"],
        [],
        ["persons == 9"],
        ["persons == 8", "year == fund_year(2566)"],
    ]


def test_why_not_refuses_what_was_not_asked(report: Report) -> None:
    """An unknown rule or path is an error with a suggestion."""
    with pytest.raises(UnknownRuleError, match="TOY-1"):
        report.why_not("TOY-11", "items[0]")
    with pytest.raises(UnknownRuleError, match="items"):
        report.why_not("TOY-1", "items[9]")


def test_a_frame_has_one_row_a_finding(report: Report, policy: Policy, item_type: Any) -> None:
    """The frame has the same columns with and without findings."""
    pytest.importorskip("polars")
    frame = report.to_frame()
    assert ["TOY-1", "TOY-2"] == frame["rule"].to_list()
    empty = check_objects([item_type(weight=100, persons=1)], of="item", on=DAY, policy=policy).to_frame()
    assert (0, frame.columns) == (empty.height, empty.columns)


def test_the_day_and_the_subject_must_be_given(policy: Policy) -> None:
    """A day that is a text, a time or in the Buddhist era is refused, as are an unknown subject and engine."""
    for day in ("2023-01-01", dt.datetime(2023, 1, 1), dt.date(2566, 1, 1)):  # noqa: DTZ001  # a time is what is refused
        with pytest.raises(CheckError, match="is not a day"):
            check_objects([], of="item", on=day, policy=policy)  # type: ignore[arg-type]  # the point
    with pytest.raises(CheckError, match="no subject 'itm'"):
        check_objects([], of="itm", on=DAY, policy=policy)
    with pytest.raises(EngineError, match="choose auto"):
        check_objects([], of="item", on=DAY, policy=policy, engine="fast")  # type: ignore[arg-type]  # the point


def test_nothing_to_check_gives_nothing(policy: Policy) -> None:
    """An empty list is a report of noughts."""
    report = check_objects([], of="item", on=DAY, policy=policy)
    assert (0, True, ()) == (sum(report.counts.values()), report.ok, report.findings)
    assert [0, 0, 0, 0] == list(check_rows([], on=DAY, policy=policy).counts.values())


def test_an_unknown_severity_is_refused_in_both_languages(report: Report) -> None:
    """A severity that there is not is an error that lists those that there are."""
    with pytest.raises(CheckError, match="error, warning, note") as raised:
        report.by_severity("loud")
    assert "ไม่มีระดับความรุนแรง 'loud'" in raised.value.text("th")


def test_a_report_explains_its_own_findings_only(
    report: Report, policy: Policy, subjects: dict[str, Subject], item_type: Any
) -> None:
    """A finding of another report is refused; one that travelled is still this report's."""
    finding = report.findings[0]
    assert "finding" == report.explain(pickle.loads(pickle.dumps(finding))).state  # noqa: S301  # made here
    with pytest.raises(CheckError, match="not a finding of this report"):
        report.explain(check(samples.load("sukhothai-2564")).findings[0])
    rows = [Row("items[0]", item_type(weight=98, persons=2), "งาน ก")]
    other = check_rows([(subjects["item"], rows)], on=DAY, policy=policy)
    with pytest.raises(
        CheckError, match=r"TOY-1 at items.0. is not a finding of this report; ask the report"
    ):
        other.explain(finding)


@pytest.mark.parametrize(("thing", "said"), [(None, "None has no"), (3, "int has no"), ("x", "str has no")])
def test_what_is_no_object_of_the_subject_is_named(thing: Any, said: str) -> None:
    """`check_objects` says which object does not fit, and what it lacks."""
    with pytest.raises(FactError, match=rf"\[1\]: {said} 'budget_status'"):
        check_objects([Project(number=1), thing], of="project", on=dt.date(2023, 12, 31))


def test_a_finding_prints_as_one_sentence(report: Report) -> None:
    """A finding as text is one line: how grave, which rule, where, what."""
    finding = report.findings[0]
    assert f"{finding.severity} {finding.rule_id} at {finding.path}: {finding.text()}" == str(finding)


class TestHtml:
    def test_a_row_for_each_finding(self, report: Report) -> None:
        """A notebook shows a table with a row for each finding, and the counts of the states below it."""
        html = report._repr_html_()
        assert html.count("<tr>") == 1 + len(report.findings)
        assert "<th>severity</th>" in html
        assert f"<td>{report.findings[0].rule_id}</td>" in html
        assert f"findings: {len(report.findings)}" in html

    def test_in_thai(self, report: Report) -> None:
        """In Thai the headings, the severity and the messages are Thai."""
        html = report.html("th")
        assert "<th>ความรุนแรง</th>" in html
        assert "<td>ข้อผิดพลาด</td>" in html
        assert report.findings[0].text("th") in html

    def test_nothing_found(self, policy: Policy) -> None:
        """Without findings there is no table, and the counts say that nothing was checked either."""
        html = check_rows([], policy=policy, on=DAY).html()
        assert "<table>" not in html
        assert "passed: 0" in html

    def test_text_of_a_document_is_escaped(self, policy: Policy, item_type: Any) -> None:
        """What stands in a document is text, never markup."""
        made = check_objects(
            [item_type(persons=1, weight=99)], of="item", on=DAY, policy=policy, paths=["<b>&"]
        )
        assert "&lt;b&gt;&amp;" in made.html()
        assert "<b>" not in made.html()

    def test_a_long_report_is_cut_and_says_so(self, policy: Policy, item_type: Any) -> None:
        """A hundred findings are shown, and how many more there are."""
        made = check_objects([item_type(persons=1, weight=99)] * 103, of="item", on=DAY, policy=policy)
        assert 101 == made.html().count("<tr>")
        assert "and 3 more" in made.html()
