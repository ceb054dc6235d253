"""A live session over the ledger of section 40: findings come and go with the rows."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

import pytest

from ssoplan.errors import MissingLibraryError
from ssoplan.money import Baht
from ssoplan.rules.checking import CheckError
from ssoplan.rules.engine import EngineError, run
from ssoplan.rules.facts import FactError
from ssoplan.rules.readings import _durable
from ssoplan.rules.session import RuleSession, SessionError, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.rules.policy import Policy


needs_rete = pytest.mark.skipif(not _durable.available(), reason="durable-rules is not installed")
ENGINES = ["direct", pytest.param("rete", marks=[pytest.mark.rete, needs_rete])]
DAY = dt.date(2023, 12, 31)

RULES = """
TOY-1:
  kind: check
  title: {th: จ่ายเมื่อมีสิทธิ, en: paid where entitled}
  of: item
  join:
    right: {of: other, on: [person], when: active}
  when: budget is not missing
  must: exists(right)
  message: {th: "{person} ได้ {budget}", en: "{person} gets {budget}"}
  source: {document: toy, part: "1"}
  examples:
    - {person: a, budget: 1, right: [{person: a, active: true}], state: passed}
    - {person: a, budget: 1, state: finding}
TOY-2:
  kind: check
  title: {th: ไม่ซ้ำ, en: not twice}
  of: item
  join:
    earlier: {of: item, on: [person], where: earlier.sequence < sequence}
  must: none(earlier)
  message: {th: "{person} ซ้ำ", en: "{person} twice"}
  source: {document: toy, part: "1"}
  examples:
    - {person: a, sequence: 1, state: passed}
    - {person: a, sequence: 1, earlier: [{person: a, sequence: 0}], state: finding}
TOY-3:
  kind: check
  title: {th: น้ำหนัก, en: weight}
  of: item
  must: weight <= 100
  message: {th: "{weight}", en: "{weight}"}
  source: {document: toy, part: "1"}
  examples:
    - {weight: 100, state: passed}
    - {weight: 101, state: finding}
"""


CHAIN = """
TOY-4:
  kind: check
  title: {th: ห่วงโซ่, en: chain}
  of: item
  join:
    middle: {of: other, on: [person]}
    last: {of: other, on: {note: middle.note}, when: kind == "new"}
  must: exists(last)
  message: {th: "{person}", en: "{person}"}
  source: {document: toy, part: "1"}
  examples:
    - {person: a, middle: [{person: a, note: n}], last: [{note: n, kind: new}], state: passed}
    - {person: a, state: finding}
"""


@pytest.fixture(name="policy")
def _policy(load: Callable[..., Policy]) -> Policy:
    return load(RULES)


@pytest.fixture(name="session", params=ENGINES)
def _session(request: pytest.FixtureRequest, policy: Policy) -> RuleSession:
    return RuleSession(on=DAY, policy=policy, engine=request.param)


def shown(step: Step) -> tuple[list[str], list[str]]:
    """Return the findings that came and went, as rule and key."""
    return [f"{each.rule_id} {each.path}" for each in step.appeared], [
        f"{each.rule_id} {each.path}" for each in step.disappeared
    ]


PAID = {"person": "a", "budget": Baht(13), "sequence": 1, "weight": 50}


class TestSteps:
    def test_a_finding_goes_when_what_was_missing_comes(self, session: RuleSession) -> None:
        """A payment without a right is a finding until the right is put, and again when it is withdrawn."""
        assert shown(session.put("item", "P1", PAID)) == (["TOY-1 P1"], [])
        assert [each.text() for each in session.findings] == ["a gets 13"]
        assert shown(session.put("other", "R1", {"person": "a", "active": True})) == ([], ["TOY-1 P1"])
        assert session.findings == ()
        assert shown(session.change("other", "R1", {"active": False})) == (["TOY-1 P1"], [])
        assert shown(session.remove("item", "P1")) == ([], ["TOY-1 P1"])
        assert len(session) == 1

    def test_a_step_touches_only_what_the_key_connects(
        self, session: RuleSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Rows of another person are not looked at again."""
        session.put_many("item", {f"P{n}": {**PAID, "person": f"p{n}"} for n in range(50)})
        seen: list[int] = []

        def counting(rules: Any, tables: Any, *given: Any, **named: Any) -> Any:
            seen.extend(map(len, tables.values()))
            return run(rules, tables, *given, **named)

        monkeypatch.setattr("ssoplan.rules.session.run", counting)
        session.put("other", "R1", {"person": "p7", "active": True})
        assert seen
        assert sum(seen) <= 3

    def test_the_other_row_of_a_pair_is_found_again(self, session: RuleSession) -> None:
        """A row that moves to another key leaves the findings of both keys right."""
        session.put("item", "P1", {"person": "a", "sequence": 1, "weight": 1})
        assert shown(session.put("item", "P2", {"person": "a", "sequence": 2, "weight": 1})) == (
            ["TOY-2 P2"],
            [],
        )
        [finding] = session.findings
        assert finding.related == (("earlier", "P1"),)
        assert shown(session.put("item", "P0", {"person": "a", "sequence": 0, "weight": 1})) == (
            ["TOY-2 P1", "TOY-2 P2"], ["TOY-2 P2"],
        )  # fmt: skip
        assert shown(session.change("item", "P2", {"person": "b"})) == ([], ["TOY-2 P2"])

    def test_a_row_that_leaves_lets_go_of_those_it_touched(self, session: RuleSession) -> None:
        """Removing a joined row, or moving it to another key, is felt by the rows that it stood beside."""
        session.put_many("item", {f"P{n}": {"person": "a", "sequence": n, "weight": 1} for n in (1, 2)})
        assert shown(session.remove("item", "P1")) == ([], ["TOY-2 P2"])
        session.put("item", "P1", {"person": "a", "sequence": 1, "weight": 1})
        assert shown(session.change("item", "P1", {"person": "b"})) == ([], ["TOY-2 P2"])
        session.put("item", "P3", PAID)
        session.put("other", "R1", {"person": "a", "active": True})
        assert shown(session.put("other", "R1", {"person": "b", "active": True})) == (["TOY-1 P3"], [])

    def test_a_finding_with_other_values_goes_and_comes(self, session: RuleSession) -> None:
        """A change of what a finding says replaces it."""
        session.put("item", "P1", PAID)
        step = session.change("item", "P1", {"budget": Baht(14)})
        assert [each.text() for each in step.disappeared] == ["a gets 13"]
        assert [each.text() for each in step.appeared] == ["a gets 14"]
        assert session.change("item", "P1", {"weight": 51}) == Step((), ())

    def test_what_cannot_be_evaluated_is_a_skip(self, session: RuleSession) -> None:
        """No finding does not mean that everything was checked."""
        session.put("item", "P1", {"person": "a"})
        assert [(each.rule_id, each.path) for each in session.skips] == [("TOY-2", "P1"), ("TOY-3", "P1")]
        assert session.counts == {"passed": 0, "finding": 0, "not applicable": 1, "not evaluated": 2}

    def test_an_object_of_the_domain_is_a_row(
        self, session: RuleSession, item_type: Callable[..., Any]
    ) -> None:
        """Facts are read from an object as in a check of documents."""
        assert shown(session.put("item", "P1", item_type(person="a", budget=Baht(13), weight=101, sequence=1))) == (
            ["TOY-1 P1", "TOY-3 P1"], [],
        )  # fmt: skip
        assert session.keys("item") == ("P1",)

    @pytest.mark.parametrize("engine", ENGINES)
    def test_a_row_far_down_a_chain_is_felt_at_its_head(
        self, load: Callable[..., Policy], engine: Any
    ) -> None:
        """A row that hangs on a joined row, and not on the checked one, brings and takes the finding."""
        session = RuleSession(on=DAY, policy=load(CHAIN), engine=engine)
        session.put("item", "P1", {"person": "a"})
        session.put("other", "M1", {"person": "a", "note": "n"})
        assert [each.path for each in session.findings] == ["P1"]
        assert shown(session.put("other", "L1", {"note": "n", "kind": "new"})) == ([], ["TOY-4 P1"])
        assert shown(session.change("other", "L1", {"note": "m"})) == (["TOY-4 P1"], [])
        assert shown(session.change("other", "M1", {"note": "m"})) == ([], ["TOY-4 P1"])
        assert shown(session.remove("other", "L1")) == (["TOY-4 P1"], [])


class TestErrors:
    def test_a_bad_row_of_several_leaves_all_out(self, session: RuleSession) -> None:
        """A step is done whole or not at all."""
        with pytest.raises(FactError, match="P2"):
            session.put_many("item", {"P1": PAID, "P2": {"weight": "heavy"}})
        assert len(session) == 0
        assert session.findings == ()

    def test_a_step_that_fails_while_it_is_evaluated_is_undone(
        self, session: RuleSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Rows and findings are as before, and the next step goes on from there."""
        session.put("item", "P1", PAID)
        before = session.findings
        with monkeypatch.context() as patch:
            patch.setattr("ssoplan.rules.session.run", _fail)
            with pytest.raises(_durable.ReteError):
                session.put_many("other", {"R1": {"person": "a", "active": True}, "R2": {"person": "a"}})
        assert before == session.findings
        assert session.keys("other") == ()
        assert shown(session.put("other", "R1", {"person": "a", "active": True})) == ([], ["TOY-1 P1"])

    def test_unknown_subjects_rows_facts_and_keys_are_named(self, session: RuleSession) -> None:
        """Each error says what is not there, and what is."""
        with pytest.raises(SessionError, match="there is no subject 'itme': did you mean item"):
            session.put("itme", "P1", PAID)
        with pytest.raises(SessionError, match="there is no item with the key 'P1'") as caught:
            session.remove("item", "P1")
        assert "P1" in caught.value.text("th")
        with pytest.raises(SessionError, match="the key of a item is text, not 7"):
            session.put("item", 7, PAID)  # type: ignore[arg-type]  # what is refused
        with pytest.raises(FactError, match="wieght"):
            session.put("item", "P1", {"wieght": 1})

    def test_a_key_that_is_not_text_is_refused_everywhere(self, session: RuleSession) -> None:
        """Also one that could be no key of anything."""
        key: Any = ["P1"]
        with pytest.raises(SessionError, match="the key of a item is text"):
            session.put("item", key, {})
        with pytest.raises(SessionError, match="the key of a item is text"):
            session.change("item", key, {})
        with pytest.raises(SessionError, match="the key of a item is text"):
            session.remove("item", key)

    def test_the_day_and_the_engine_are_checked_at_once(self, policy: Policy) -> None:
        """A session without a day, or with an engine that does not exist, is not made."""
        with pytest.raises(CheckError):
            RuleSession(on=dt.date(2566, 1, 1), policy=policy)
        with pytest.raises(EngineError):
            RuleSession(on=DAY, policy=policy, engine="drools")  # type: ignore[arg-type]  # what is refused


def _fail(*_given: Any, **_named: Any) -> Any:
    raise _durable.ReteError("engine", problem="broken")


class TestEngines:
    def test_auto_is_the_hash_join_where_nothing_is_installed(
        self, policy: Policy, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without durable-rules a session works all the same; asked for, its absence is an error."""
        monkeypatch.setattr(_durable, "available", lambda: False)
        session = RuleSession(on=DAY, policy=policy)
        assert session.engine == "direct"
        assert shown(session.put("item", "P1", PAID)) == (["TOY-1 P1"], [])
        monkeypatch.setitem(__import__("sys").modules, "durable_rules_engine", None)
        with pytest.raises(MissingLibraryError, match=r"ssoplan\[rete\]"):
            RuleSession(on=DAY, policy=policy, engine="rete")

    @pytest.mark.rete
    @needs_rete
    def test_auto_is_rete_where_it_is_installed(self, policy: Policy) -> None:
        """The default of a session is the Rete engine."""
        assert RuleSession(on=DAY, policy=policy).engine == "rete"

    @pytest.mark.rete
    @needs_rete
    def test_auto_takes_the_hash_join_for_a_rule_beyond_the_limits(self, load: Callable[..., Policy]) -> None:
        """A rule with more comparisons than Rete takes is joined by hash, and refused where Rete is asked for."""
        where = ", ".join(["earlier.sequence < sequence"] * 27)
        policy = load(RULES.replace("where: earlier.sequence < sequence", f"where: [{where}]"))
        session = RuleSession(on=DAY, policy=policy)
        session.put("item", "P1", {"person": "a", "sequence": 1, "weight": 1})
        assert shown(session.put("item", "P2", {"person": "a", "sequence": 2, "weight": 1})) == (
            ["TOY-2 P2"],
            [],
        )
        with pytest.raises(_durable.ReteError, match="TOY-2: earlier joins 2 rows by 29 comparisons"):
            RuleSession(on=DAY, policy=policy, engine="rete")


class TestThreads:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_eight_threads_with_a_session_each(self, policy: Policy, engine: Any) -> None:
        """Each thread sees its own rows only."""
        results: dict[int, list[str]] = {}

        def work(number: int) -> None:
            session = RuleSession(on=DAY, policy=policy, engine=engine)
            for turn in range(30):
                session.put("item", f"P{turn}", {**PAID, "person": f"{number}-{turn % 10}", "sequence": turn})
            results[number] = [f"{each.rule_id} {each.path}" for each in session.findings]

        _eight(work)
        paid = [f"TOY-1 {key}" for key in sorted(f"P{turn}" for turn in range(30))]
        twice = [f"TOY-2 {key}" for key in sorted(f"P{turn}" for turn in range(10, 30))]
        assert results == dict.fromkeys(range(8), paid + twice)

    def test_eight_threads_share_a_session(self, session: RuleSession) -> None:
        """Steps of several threads are taken one after the other; none is lost."""

        def work(number: int) -> None:
            for turn in range(20):
                session.put("item", f"P{number}-{turn}", {**PAID, "person": f"{number}"})
                session.put("other", f"R{number}", {"person": f"{number}", "active": turn % 2 == 1})
                if turn % 3 == 0:
                    session.remove("item", f"P{number}-{turn}")

        _eight(work)
        assert len(session) == 8 * (13 + 1)
        assert session.findings == ()
        assert session.counts["passed"] == 8 * 13 * 3


def _eight(work: Callable[[int], None]) -> None:
    raised: list[BaseException] = []
    barrier = threading.Barrier(8)

    def guarded(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001  # shown by the assertion below
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def test_nothing_cannot_be_put() -> None:
    """None is no row: the error names the key and the fact, and the session stays as it was."""
    session = RuleSession(on=dt.date(2021, 6, 30))
    with pytest.raises(FactError, match="P1: None has no"):
        session.put("payment", "P1", None)
    assert 0 == len(session)
