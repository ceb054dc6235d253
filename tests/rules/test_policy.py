"""Policies: loading with every problem at its place, dated versions, what-if, difference, extension, coverage."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ssoplan.parameters import Parameters, UnknownParameterError
from ssoplan.rules.compiled import policy_from_plain, policy_to_plain
from ssoplan.rules.policy import Policy
from ssoplan.rules.problems import PolicyError, RuleError, UnknownRuleError
from ssoplan.rules.rule import Severity, rule_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssoplan.rules.facts import Subject

DAY = dt.date(2023, 12, 31)
GOOD = ("{weight: 100, state: passed}", "{weight: 99, state: finding}", "{weight: 101, state: finding}")
TOTAL = 'weight == param("toy.total")'


@pytest.fixture(name="policy")
def _policy(load: Callable[..., Policy], rule_text: Callable[..., str]) -> Policy:
    return load(
        rule_text("TOY-2", TOTAL, *GOOD, en="{weight} is not {toy.total}", th="{weight} ไม่ใช่ {toy.total}")
        + rule_text(
            "TOY-10",
            "persons > 2",
            "{persons: 3, state: passed}",
            "{persons: 2, state: finding}",
            severity="note",
        )
        + "ST-1: {kind: statement, title: {th: ก, en: a}, statement: {th: ก, en: a}, reason: {th: ก, en: a}, source: {document: toy}}\n"
        + "PA-1: {kind: parameter, title: {th: ก, en: a}, covers: toy.rate, source: [{document: toy, page: 3}]}\n"
    )


def test_a_loaded_rule_says_everything_about_itself(policy: Policy) -> None:
    """Ids are in natural order; a rule carries family, citation with phrase, severity and examples."""
    assert ["PA-1", "ST-1", "TOY-2", "TOY-10"] == [rule.id for rule in policy.rules]
    rule = policy.rule("TOY-2")
    assert ("toy", "check", Severity.ERROR, "item") == (rule.family, rule.kind, rule.severity, rule.of)
    assert rule.citation is not None
    assert ("toy", "8.6", "น้ำหนัก") == (rule.citation.source, rule.citation.part, rule.citation.phrase)
    assert 3 == len(rule.examples)
    assert hash(rule) == hash(pickle.loads(pickle.dumps(rule)))  # noqa: S301  # made here
    assert ("toy.rate",) == policy.rule("PA-1").covers
    assert "<Policy 2566.9: 4 rules, 8 parameters>" == repr(policy)


def test_unknown_rules_are_named_with_a_suggestion(policy: Policy) -> None:
    """Asking for a rule that is not there suggests the nearest one."""
    with pytest.raises(UnknownRuleError, match="TOY-2"):
        policy.rule("TOY-20")


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("must: wieght == 1", "6:9", "did you mean 'weight'"),
        ("must: persons == weight", "6:9", "do not fit"),
        ("must: active and wieght == 1", "6:20", "did you mean 'weight'"),
        ("musst: weight == 1", "2:3", "did you mean 'must'"),
        ("kind: chek", "2:9", "did you mean 'check'"),
        ("of: itm", "4:7", "did you mean 'item'"),
        ("title: {th: ก}", "3:10", "th: …, en"),
        ("title: {th: ก, en: ' '}", "3:10", "both languages"),
        ("message: {th: ก, en: '{wait}'}", "7:12", "no fact, parameter"),
        ("message: {th: ก, en: '{weight:>5}'}", "7:12", "without a format"),
        ("message: {th: ก, en: '{weight.real}'}", "7:12", "no fact, parameter"),
        ("message: {th: ก, en: '{weight'}", "7:12", "closed braces"),
        ("source: {document: nothing}", "9:11", "no source"),
        ("source: {dokument: toy}", "9:11", "document: …"),
        ("severity: grave", "8:13", "note"),
        ("from: {fund_year: 2566, date: 1}", "2:3", "cannot read the bound"),
        ("examples: []", "10:13", "examples is missing"),
        ("examples: [{weight: 100, state: pased}]", "10:14", "did you mean 'passed'"),
        ("examples: [{weight: 100, state: passed}]", "10:14", "one that passes and one that is a finding"),
        (
            "examples: [{weight: 100, state: finding}, {weight: 99, state: finding}]",
            "10:14",
            "is passed, not finding",
        ),
        (
            "examples: [{wait: 1, state: finding}, {weight: 100, state: passed}]",
            "10:14",
            "unknown fact 'wait'",
        ),
        ("examples: [{weight: a, state: finding}, {weight: 100, state: passed}]", "10:14", "is declared int"),
        (
            "examples: [{weight: 5000, state: finding}, {weight: 100, state: passed}]",
            "10:14",
            "outside its declared bounds",
        ),
        ("must: weight <= 1000", "6:9", "never be false"),
        ("must: weight > 1000", "6:9", "never be true"),
        ("must: weight is missing or weight == 100", "6:9", "move the test to when"),
        ("when: weight > 2000", "5:9", "never be true"),
        ("when: 5", "5:9", "one line of text"),
        ("covers: 5", "11:11", "a list of texts"),
    ],
)
def test_problems_are_reported_where_they_stand(
    load: Callable[..., Policy], text: str, place: str, part: str
) -> None:
    """Every kind of mistake names file, line, column and rule, and says what to do, in both languages."""
    field = text.partition(":")[0]
    lines = {
        "kind": "check", "title": "{th: ก, en: a}", "of": "item", "when": "weight is not missing", "must": TOTAL,
        "message": "{th: ก, en: a}", "severity": "error", "source": "{document: toy}",
        "examples": "[{weight: 100, state: passed}, {weight: 99, state: finding}]",
    }  # fmt: skip
    lines[field] = text.partition(": ")[2]
    if field == "musst":
        del lines["must"]
    with pytest.raises(PolicyError) as caught:
        load("T-1:\n" + "".join(f"  {name}: {value}\n" for name, value in lines.items()))
    shown = [problem for problem in caught.value.problems if part in problem.text()]
    assert shown, caught.value.text()
    assert shown[0].text().startswith(f"toy.yaml:{place}:"), shown[0].text()
    assert "T-1" == shown[0].id
    assert shown[0].text("th") in caught.value.text("th")


def test_all_problems_of_all_files_come_together(
    load: Callable[..., Policy], rule_text: Callable[..., str]
) -> None:
    """One error lists everything, in the order of files and lines; an unreadable file does not hide the others."""
    with pytest.raises(PolicyError) as caught:
        load(
            rule_text("A-1", "wait > 1", *GOOD) + rule_text("A-2", "weight > note", *GOOD),
            b="A-1: {kind: statement}\n",
            c="A-3: [1\n",
            d="- 1\n",
        )
    assert 5 == len(caught.value.problems)
    assert "5 problem(s)" in str(caught.value)


def test_a_check_rule_only_field_on_a_statement_is_refused(load: Callable[..., Policy]) -> None:
    """A statement has nothing to execute, so that a condition on it would be dead text."""
    text = "S-1: {kind: statement, title: {th: ก, en: a}, statement: {th: ก, en: a}, reason: {th: ก, en: a}, source: {document: toy}, must: 'true'}\n"
    with pytest.raises(PolicyError, match="has no must"):
        load(text)


VERSIONS = """
V-1:
  kind: check
  title: {th: ก, en: a}
  of: item
  message: {th: ก, en: a}
  source: {document: toy}
  versions:
    - {from: {fund_year: 2565}, to: {fund_year: 2565}, must: weight == 90,
       examples: [{weight: 90, state: passed}, {weight: 91, state: finding}]}
    - {from: {date: 2023-01-01}, must: weight == 100,
       examples: [{weight: 100, state: passed}, {weight: 91, state: finding}]}
D-1:
  kind: check
  status: draft
  title: {th: ก, en: a}
  of: item
  must: weight == 5
  message: {th: ก, en: a}
  source: {document: toy}
  examples: [{weight: 5, state: passed}, {weight: 91, state: finding}]
"""


def test_the_version_in_force_on_the_day_applies(load: Callable[..., Policy]) -> None:
    """Dated versions of one id follow each other; a draft is shown and never applied."""
    policy = load(VERSIONS)
    assert ["weight == 90"] == [c.must.text for c in policy.checks(on=dt.date(2022, 12, 31))]
    assert ["weight == 100"] == [c.must.text for c in policy.checks(on=dt.date(2023, 1, 1))]
    assert [] == [c.must.text for c in policy.checks(on=dt.date(2021, 12, 31))]
    assert "weight == 90" == policy.rule("V-1", on=dt.date(2022, 1, 1)).must
    assert 1 == len(policy.in_force(on=DAY).rules)
    assert policy.rule("D-1").legal_status == "draft"


def test_a_draft_may_stand_beside_what_is_in_force(load: Callable[..., Policy]) -> None:
    """The draft of a coming version is no overlap, because it is never applied."""
    policy = load(VERSIONS.replace("to: {fund_year: 2565}, must", "status: draft, must"))
    assert ["weight == 100"] == [checked.must.text for checked in policy.checks(on=DAY)]


@pytest.mark.parametrize("to", ["{date: 2023-01-01}", "open", "unknown"])
def test_overlapping_versions_are_refused(load: Callable[..., Policy], to: str) -> None:
    """Two versions in force on one day leave open which one holds."""
    with pytest.raises(PolicyError, match="two versions of V-1"):
        load(VERSIONS.replace("to: {fund_year: 2565}", f"to: {to}"))


def test_a_day_outside_the_window_or_the_calendar_is_named(load: Callable[..., Policy]) -> None:
    """A rule asked for on a day without a version says so; a day of another kind or era is refused."""
    policy = load(VERSIONS)
    with pytest.raises(UnknownRuleError, match="V-1 is not in force on 1990-01-01"):
        policy.rule("V-1", on=dt.date(1990, 1, 1))
    given: Any
    for given in ("2023-01-01", dt.datetime(2023, 1, 1), dt.date(2566, 1, 1)):  # noqa: DTZ001  # a time is what is refused
        with pytest.raises(RuleError, match="is not a day"):
            policy.in_force(on=given)
        with pytest.raises(RuleError, match="is not a day"):
            policy.rule("V-1", on=given)


@pytest.mark.parametrize("id_", ["office:", ":ABC-1", "office:ABC 1", "a:b:C-1"])
def test_an_id_without_a_namespace_and_a_name_is_refused(
    policy: Policy, tmp_path: Path, rule_text: Callable[..., str], id_: str
) -> None:
    """The id of an added rule is one namespace and one name, without blanks."""
    file = tmp_path / "own.yaml"
    file.write_text(rule_text(f'"{id_}"', TOTAL, *GOOD), encoding="utf-8")
    with pytest.raises(PolicyError, match="needs a namespace"):
        policy.extend(file)


def test_a_head_that_is_no_mapping_is_a_problem(tmp_path: Path) -> None:
    """The file with the version is read with the same care as the others."""
    (tmp_path / "_policy.yaml").write_text("- 2566.1\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="write a mapping"):
        Policy.load(tmp_path)


def test_a_what_if_shares_everything_else(policy: Policy) -> None:
    """An overlay changes the digest and the outcome, not the base, and compiles no rule again."""
    changed = policy.override({"toy.total": 99})
    assert changed != policy
    assert changed.override({"toy.total": 100}).parameters.overrides == {"toy.total": 100}
    assert policy.checked(policy.rule("TOY-2")) is changed.checked(changed.rule("TOY-2"))
    with pytest.raises(UnknownParameterError):
        policy.override({"toy.totl": 1})


def test_examples_run_again_under_a_what_if(policy: Policy) -> None:
    """Examples that held when the policy was loaded show what a changed parameter changes."""
    assert {} == policy.run_examples()
    failed = policy.override({"toy.total": 99}).run_examples()
    assert {"TOY-2": ["example-state", "example-state"]} == {
        id_: [error.reason for error in errors] for id_, errors in failed.items()
    }


def test_a_difference_names_rules_and_parameters(
    policy: Policy, load: Callable[..., Policy], rule_text: Callable[..., str]
) -> None:
    """The difference says what was added, removed and changed, field by field."""
    other = load(rule_text("TOY-2", TOTAL, *GOOD, severity="warning") + rule_text("TOY-3", TOTAL, *GOOD))
    difference = policy.diff(other.override({"toy.total": 99}))
    assert ["PA-1", "ST-1", "TOY-10"] == [change.id for change in difference.of("rule", "removed")]
    assert ["TOY-3"] == [change.id for change in difference.of("rule", "added")]
    [changed] = difference.of("rule", "changed")
    assert ("severity", "error", "warning") in changed.fields
    assert [("what-if", 100, 99)] == [change.fields[0] for change in difference.of("parameter")]
    assert not policy.diff(policy)
    assert "changed rule TOY-2" in str(difference)


def test_a_what_if_of_a_value_that_changed_stands_beside_all_of_them() -> None:
    """Against a parameter with several values a what-if shows each of them by its first day, in either direction."""
    base = Policy.default()
    what_if = base.override({"contribution.s39.amount": 99})
    [(name, before, after)] = base.diff(what_if).of("parameter")[0].fields
    assert ("what-if", 99) == (name, after)
    assert (432, 91) == (before["2020-01-01"], before["2022-05-01"])
    assert [("what-if", 99, before)] == list(what_if.diff(base).of("parameter")[0].fields)


def test_an_extension_has_its_own_namespace(
    policy: Policy, tmp_path: Path, rule_text: Callable[..., str]
) -> None:
    """An office adds rules under its own prefix, validated like all others, over the same facts and parameters."""
    place = tmp_path / "office"
    place.mkdir()
    (place / "own.yaml").write_text(rule_text("office:ABC-1", TOTAL, *GOOD), encoding="utf-8")
    extended = policy.extend(place)
    assert "office:ABC-1" in {rule.id for rule in extended.rules}
    assert 4 == len(policy.rules)
    (place / "own.yaml").write_text(rule_text("ABC-1", TOTAL, *GOOD), encoding="utf-8")
    with pytest.raises(PolicyError, match="needs a namespace"):
        policy.extend(place / "own.yaml")
    (place / "own.yaml").write_text(rule_text("office:ABC-1", "wait == 1", *GOOD), encoding="utf-8")
    with pytest.raises(PolicyError, match="unknown fact 'wait'"):
        policy.extend(place)
    (place / "own.yaml").write_text(rule_text("office:ABC-1", TOTAL, *GOOD), encoding="utf-8")
    with pytest.raises(PolicyError, match="two versions of office:ABC-1"):
        extended.extend(place)


def test_the_compiled_form_is_the_same_policy(
    load: Callable[..., Policy], policy: Policy, parameters: Parameters, subjects: dict[str, Subject]
) -> None:
    """A policy written as JSON and read back is equal, digest and all."""
    for each in (policy, load(VERSIONS)):
        plain = json.loads(json.dumps(policy_to_plain(each)))
        again = policy_from_plain(plain, parameters=parameters, subjects=subjects)
        assert each.rules == again.rules
        assert (each, each.digest, hash(each)) == (again, again.digest, hash(again))


def test_a_compiled_policy_of_many_rules(
    policy: Policy, parameters: Parameters, subjects: dict[str, Subject]
) -> None:
    """A policy as large as the published one comes back from plain data with every rule."""
    plain = policy_to_plain(policy)
    entry = next(entry for entry in plain["rules"] if entry["id"] == "TOY-2")
    many = {**plain, "rules": [{**entry, "id": f"TOY-{number}"} for number in range(170)]}
    assert 170 == len(policy_from_plain(many, parameters=parameters, subjects=subjects).rules)


def test_natural_order_of_ids() -> None:
    """Numbers inside ids count as numbers; namespaces stand together."""
    ids = ["KPI-12", "KPI-2", "CAL-1", "office:A-2", "KPI-2b"]
    assert ["CAL-1", "KPI-2", "KPI-2b", "KPI-12", "office:A-2"] == sorted(ids, key=rule_order)


def test_what_no_rule_uses_is_listed(policy: Policy) -> None:
    """Parameters and facts without a reader are warnings, not errors."""
    warnings = policy.warnings()
    assert "parameter toy.fee is used by no rule" in warnings
    assert "fact item.note is read by no rule" in warnings
    assert not any("toy.total" in text or "toy.rate" in text or "item.weight " in text for text in warnings)


def test_examples_may_choose_their_day(load: Callable[..., Policy], rule_text: Callable[..., str]) -> None:
    """An example is judged by the parameters of its day, by default by the last known ones."""
    text = rule_text(
        "T-1",
        'persons > param("toy.late") * persons',
        "{persons: 0, state: finding}",
        "{persons: 0, on: 2023-01-01, state: not evaluated, note: before the first value}",
        when="persons < 10",
    )
    text = text.replace("persons > param", "persons - 9 > -param").replace(
        'param("toy.late") * persons', 'param("toy.late") * persons'
    )
    policy = load(
        text.replace(
            "{persons: 0, state: finding}", "{persons: 1, state: finding}\n    - {persons: 5, state: passed}"
        )
    )
    assert 3 == len(policy.rule("T-1").examples)


PLACES: list[tuple[str, tuple[str, ...], list[str]]] = [
    ("persons > 2", ("{persons: 3, state: passed}", "{persons: 2, state: finding}"), ["must[0].below"]),
    ("persons > 0", ("{persons: 1, state: passed}", "{persons: 0, state: finding}"), []),
    (
        "persons > 2 and active",
        ("{persons: 3, active: true, state: passed}", "{persons: 2, active: true, state: finding}", "{persons: 1, active: true, state: finding}"),
        ["must[1].false"],
    ),
    ("budget <= baht(1)", ('{budget: "1", state: passed}', '{budget: "1.02", state: finding}'), ["must[0].below", "must[0].above"]),
    ("kind != 'new'", ("{kind: routine, state: passed}", "{kind: new, state: finding}"), []),
    ("ratio > 1", ('{ratio: "5", state: passed}', "{ratio: 1, state: finding}", "{ratio: -9, state: finding}"), []),
    ("all(cells > 1)", ("{cells: [2], state: passed}", "{cells: [1], state: finding}"), ["must[0].below"]),
    ("start <= end", ("{start: 2023-01-01, end: 2023-01-01, state: passed}", "{start: 2023-01-02, end: 2023-01-01, state: finding}"), ["must[0].below"]),
]  # fmt: skip


@pytest.mark.parametrize(("must", "examples", "left"), PLACES)
def test_coverage_finds_what_no_example_shows(
    load: Callable[..., Policy],
    rule_text: Callable[..., str],
    must: str,
    examples: tuple[str, ...],
    left: list[str],
) -> None:
    """Each part must be seen both ways and each threshold just below, at and just above, where bounds allow."""
    coverage = load(rule_text("T-1", must, *examples)).coverage()
    assert left == [place for place, _ in coverage.rules[0].open]
    assert coverage.complete is not bool(left)
    assert (1 if not left else pytest.approx(1 - len(left) / len(coverage.rules[0].places))) == float(
        coverage.share
    )


def test_a_place_may_be_excused_with_a_reason(
    load: Callable[..., Policy], rule_text: Callable[..., str]
) -> None:
    """A rule may say why no row can stand at a place."""
    text = rule_text("T-1", "persons > 2", "{persons: 3, state: passed}", "{persons: 2, state: finding}")
    assert load(text + "  unreachable: {'must[0].below': counted in pairs}\n").coverage().complete


def test_a_policy_pickles_without_its_functions(policy: Policy) -> None:
    """Policies cross processes."""
    again: Any = pickle.loads(pickle.dumps(policy))  # noqa: S301  # made here
    assert policy == again
    assert ["TOY-2", "TOY-10"] == [checked.rule.id for checked in again.checks()]


@pytest.mark.parametrize("way", ["load", "extend"])
def test_a_path_without_rules_is_one_clear_error(policy: Policy, tmp_path: Path, way: str) -> None:
    """A missing path, and a folder without rules, are policy errors in both languages, not errors of the system."""
    read = policy.extend if way == "extend" else Policy.load
    with pytest.raises(PolicyError, match="there is no file or folder") as missing:
        read(tmp_path / "nothing")
    assert "ไม่มีแฟ้มหรือโฟลเดอร์" in missing.value.text("th")
    assert () == missing.value.problems
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no rules", encoding="utf-8")
    with pytest.raises(PolicyError, match="holds no file of rules"):
        read(tmp_path / "empty")


def test_a_difference_names_version_and_sources() -> None:
    """Another edition and another wording of a source are changes, too."""
    policy = Policy.default()
    plain = policy_to_plain(policy)
    edition = policy_from_plain({**plain, "version": "2567.1"})
    assert ["changed version version (version: '2566.1' -> '2567.1')"] == [
        str(change) for change in policy.diff(edition).changes
    ]
    source = attrs.evolve(policy.sources["sso-2566"], note="seen again")
    parameters = policy.parameters.to_plain()
    changed = [source.to_plain() if each["id"] == source.id else each for each in parameters["sources"]]
    again = policy_from_plain(plain, parameters=Parameters.from_plain({**parameters, "sources": changed}))
    [change] = policy.diff(again).of("source")
    assert ("sso-2566", "changed", "note") == (change.id, change.kind, change.fields[0][0])
    assert not policy.diff(Policy.default())


# What the published rules do not use, and why it stays.
UNUSED = {
    **dict.fromkeys(
        ("administration_fund.cap_share", "contribution.due_day", "contribution.s33.government"),
        "stated by law or by reports on it; no document of the five makes a rule of it",
    ),
    **dict.fromkeys(
        ("benefit.cases", *(f"contribution.s40.option_{number}_benefits" for number in (1, 2, 3))),
        "counts of benefit cases, for readers; the documents name no full list to count",
    ),
    **dict.fromkeys(
        (
            *("project.title_th", "indicator.text_th", "indicator.dimension", "indicator.weight"),
            *("indicator.beneficiaries", "cost_line.name", "cost_line.rate", "evaluation.submitted"),
            *("office_row.office", "office_row.is_sum", "office_row.total", "office_row.budget"),
        ),
        "what the documents print, for the rules of offices",
    ),
}
CHOICES = ("_option.",)
"""Parameters of calculators: named choices, which no rule reads."""


def test_what_no_rule_uses_has_a_reason() -> None:
    """Parameters and facts without a rule are these, each with a reason, and the named choices of calculators."""
    named = {re.sub(r"^(parameter|fact) (\S+) .*", r"\2", warning) for warning in Policy.default().warnings()}
    assert set(UNUSED) == {name for name in named if not any(choice in name for choice in CHOICES)}
