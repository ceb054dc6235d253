"""The Rete engine behind its adapter: what the engine gets wrong by itself never comes through."""

from __future__ import annotations

import gc
import json
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ssoplan.errors import Message, MissingLibraryError
from ssoplan.rules.checked import CheckedRule, check_rule
from ssoplan.rules.facts import Subject, stored
from ssoplan.rules.readings import _durable, hashing, rete
from ssoplan.rules.readings.network import MOST_PATTERNS, MOST_TERMS, chains_of
from ssoplan.rules.rule import JoinText, Rule
from ssoplan.rules.tables import FactTable, gather_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

needs_rete = pytest.mark.skipif(not _durable.available(), reason="durable-rules is not installed")
pytestmark = [pytest.mark.rete]


@attrs.frozen
class Entry:
    """A toy row."""

    key: Any = None
    text: Any = None
    number: Any = None


ENTRY = Subject(
    "entry",
    Message(en="entry", th="รายการ"),
    (
        stored("key", "int", th="คีย์", en="key"),
        stored("text", "text", th="ข้อความ", en="text"),
        stored("number", "int", th="จำนวน", en="number"),
    ),
)


def rule_of(
    *joins: JoinText, must: str = "none(twin)", id_: str = "TOY-1", when: str | None = None
) -> CheckedRule:
    """Return a checked rule about entries."""
    title = Message(en="toy", th="ของเล่น")
    rule = Rule(
        id=id_, kind="check", title=title, of="entry", must=must, when=when, joins=joins, message=title
    )
    return check_rule(rule, {"entry": ENTRY}, {})


def twin(*, on: Iterable[str] = ("key",), where: Iterable[str] = (), when: str | None = None) -> JoinText:
    """Return the joined name ``twin``."""
    pairs = tuple((fact, fact) for fact in on)
    return JoinText(alias="twin", of="entry", on=pairs, where=tuple(where), when=when)


def table(*rows: Entry) -> dict[str, FactTable]:
    """Return the facts of the rows."""
    return {"entry": gather_objects(ENTRY, rows, ("key", "text", "number"))}


def found(rule: CheckedRule, *rows: Entry) -> dict[int, tuple[tuple[str, int], ...]]:
    """Return the matches of ``twin`` by the engine, after comparing them with the hash join's."""
    facts = table(*rows)
    matches = rete.match(rule, facts, {})
    assert hashing.match(rule, facts, {}) == matches
    return matches["twin"]


LATER = rule_of(twin(where=["twin.number < number"]))


@needs_rete
class TestTraps:
    @pytest.mark.parametrize(("first", "second"), [("40189", "797186"), ("5", "05"), ("", " ")])
    def test_keys_that_the_engine_takes_for_one_stay_apart(self, first: str, second: str) -> None:
        """Texts whose 32-bit hashes collide, or that a coercion could confuse, are different keys."""
        rule = rule_of(twin(on=["text"], where=["twin.number < number"]))
        assert found(rule, Entry(text=first, number=1), Entry(text=second, number=2)) == {}
        assert found(rule, Entry(text=first, number=1), Entry(text=first, number=2)) == {1: (("twin", 0),)}

    def test_long_texts_are_compared_to_their_end(self) -> None:
        """Texts beyond 65,536 bytes that differ in the last letter do not match."""
        rule = rule_of(twin(on=["text"], where=["twin.number < number"]))
        long = "ก" * 70_000
        assert found(rule, Entry(text=long + "ก", number=1), Entry(text=long + "ข", number=2)) == {}
        assert found(rule, Entry(text=long, number=1), Entry(text=long, number=2)) == {1: (("twin", 0),)}

    @pytest.mark.parametrize("big", [2**63 - 1, 2**63, 10**30, -(2**63) - 1])
    def test_numbers_beyond_64_bits_are_exact(self, big: int) -> None:
        """Numbers that the engine would clip to one value are compared as they are."""
        assert found(LATER, Entry(key=big, number=1), Entry(key=big + 1, number=2)) == {}
        assert found(LATER, Entry(key=1, number=big), Entry(key=1, number=big + 1)) == {1: (("twin", 0),)}

    @pytest.mark.parametrize("text", ["id", "sid", "$s", "a\x00b", '{"x": 1}', "\ud83d", "\\u0000"])
    def test_hostile_texts_are_keys_like_others(self, text: str) -> None:
        """Names that the engine reserves, and texts that no JSON holds well, are compared as they are."""
        rule = rule_of(twin(on=["text"], where=["twin.number < number"]))
        assert found(rule, Entry(text=text, number=1), Entry(text=text, number=2)) == {1: (("twin", 0),)}

    def test_a_blocker_that_comes_later_blocks(self) -> None:
        """None is decided over all rows, wherever they stand."""
        rule = rule_of(twin(when="text == 'blocker'"))
        claim, blocker = Entry(key=1, text="claim"), Entry(key=1, text="blocker")
        assert found(rule, claim, blocker) == {0: (("twin", 1),), 1: (("twin", 1),)}
        assert found(rule, blocker, claim) == {0: (("twin", 0),), 1: (("twin", 0),)}

    def test_a_row_matches_itself_where_nothing_tells_them_apart(self) -> None:
        """One row may stand in two places, which the engine's own facts may not."""
        assert found(rule_of(twin()), Entry(key=1)) == {0: (("twin", 0),)}

    def test_equal_rows_are_all_counted(self) -> None:
        """Rows of one content, which the engine takes for duplicates, each have their match."""
        same = Entry(key=1, text="a", number=1)
        assert found(rule_of(twin()), same, same, same) == dict.fromkeys(range(3), (("twin", 0),))

    def test_a_false_last_comparison_does_not_crash(self) -> None:
        """Thousands of false inequalities, which read past the engine's memory, end in no match."""
        rows = [Entry(key=place % 7, number=-place) for place in range(400)]
        rule = rule_of(twin(where=["twin.number > number", "twin.number < number"]))
        assert found(rule, *rows) == {}

    def test_one_of_two_conditions_is_enough_once(self) -> None:
        """A row that meets both sides of an or matches once."""
        rule = rule_of(twin(when="text == 'a' or number == 1", where=["twin.number < number"]))
        rows = [Entry(key=1, text="a", number=1), Entry(key=1, number=2)]
        assert found(rule, *rows) == {1: (("twin", 0),)}

    def test_nothing_to_match_is_nothing(self) -> None:
        """No rows, and rows without keys, end in no match."""
        assert found(LATER) == {}
        assert found(LATER, Entry(number=1), Entry(number=2)) == {}

    def test_ids_differ_by_the_hash_that_the_engine_knows_them_by(self) -> None:
        """All ids, the boot fact's among them, have different 32-bit FNV-1a hashes."""

        def fnv(text: str) -> int:
            value = 0x811C9DC5
            for byte in text.encode():
                value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
            return value

        assert fnv("40189") == fnv("797186")
        every = [*_durable.IDS, "boot"]
        assert len({fnv(id_) for id_ in every}) == len(every)


@needs_rete
class TestPartitions:
    def test_one_key_of_many_rows_is_matched_in_turns(self) -> None:
        """3,000 rows of one key that all have to see one other row."""
        rows = [Entry(key=1, number=0), *(Entry(key=1, number=place) for place in range(1, 3001))]
        rule = rule_of(twin(when="number == 0", where=["twin.number < number"]))
        assert found(rule, *rows) == dict.fromkeys(range(1, 3001), (("twin", 0),))

    @pytest.mark.parametrize("count", [400, 3_000])
    def test_no_evaluation_is_large(self, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """An evaluation holds 2,000 rows at most where no single row needs more, and 100,000 matches."""
        sizes: list[tuple[int, int]] = []
        plain = _durable.Network.match

        def counting(network: _durable.Network, rows: Sequence[Mapping[str, int]]) -> list[_durable.Hit]:
            hits = plain(network, rows)
            sizes.append((len(rows), len(hits)))
            return hits

        monkeypatch.setattr(_durable.Network, "match", counting)
        pairs = count < 1_000
        rows = [Entry(key=1, number=place) for place in range(count)]
        found(LATER if pairs else rule_of(twin(when="number == 0", where=["twin.number < number"])), *rows)
        found(LATER, *(Entry(key=place % 2_000, number=place) for place in range(4_000)))
        most_rows, most_hits = (max(each) for each in zip(*sizes, strict=True))
        assert most_rows <= 2_000
        assert most_hits <= 100_000
        assert len(sizes) > 8

    def test_the_order_in_which_the_engine_reports_does_not_matter(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The first match is the least one, whichever the engine names first."""
        plain = _durable.Network.match
        rows = [Entry(key=1, number=place) for place in range(9)]
        expected = found(LATER, *rows)
        monkeypatch.setattr(_durable.Network, "match", lambda network, given: plain(network, given)[::-1])
        assert expected == found(LATER, *rows)

    def test_many_pairs_of_one_key(self) -> None:
        """500 rows of one key, each against all smaller ones."""
        rows = [Entry(key=1, number=place) for place in reversed(range(500))]
        assert found(LATER, *rows) == {row: (("twin", row + 1),) for row in range(499)}

    def test_many_keys(self) -> None:
        """5,000 keys of two rows each, far apart."""
        rows = [Entry(key=place % 5000, number=place) for place in range(10_000)]
        assert found(LATER, *rows) == {row: (("twin", row - 5000),) for row in range(5000, 10_000)}

    def test_a_row_with_too_many_matches_is_refused_by_name(self) -> None:
        """Three joined names of 110 rows each that only inequalities tell apart."""
        both = JoinText(
            alias="both",
            of="entry",
            on=(("key", "twin.key"),),
            where=("both.number != other.number", "both.number != twin.number"),
        )
        other = JoinText(alias="other", of="entry", on=(("key", "key"),))
        rule = rule_of(twin(), other, both, must="none(both)")
        rows = [Entry(key=1, number=place) for place in range(110)]
        with pytest.raises(
            rete.ReteError, match=r"TOY-1: rows with one key for both combine in 1331000 ways"
        ) as caught:
            rete.match(rule, table(*rows), {})
        assert "1331000" in caught.value.text("th")


@needs_rete
class TestLimits:
    def _chain(self, joins: int, orders: int) -> CheckedRule:
        where = ("j0.number < number",) * orders
        first = JoinText(alias="j0", of="entry", on=(("key", "key"),), where=where)
        rest = [JoinText(alias=f"j{n}", of="entry", on=(("key", f"j{n - 1}.key"),)) for n in range(1, joins)]
        return rule_of(first, *rest, must=f"none(j{joins - 1})")

    @pytest.mark.parametrize(("joins", "orders"), [(14, 0), (13, 2), (1, 26)])
    def test_rules_at_the_limit_are_read(self, joins: int, orders: int) -> None:
        """A chain of as many comparisons as the engine takes gives the matches of the hash join."""
        rule = self._chain(joins, orders)
        [chain] = chains_of(rule)
        assert MOST_TERMS == chain.terms
        assert rete.problem_of(rule) is None
        rows = table(Entry(key=1, number=1), Entry(key=1, number=2))
        assert hashing.match(rule, rows, {}) == rete.match(rule, rows, {})

    @pytest.mark.parametrize(("joins", "orders"), [(14, 1), (15, 0), (16, 0), (1, 27)])
    def test_rules_beyond_the_limit_are_refused_before_any_fact(self, joins: int, orders: int) -> None:
        """One comparison more is an error that names rule, joined name and limit; no network is made."""
        rule = self._chain(joins, orders)
        problem = rete.problem_of(rule)
        assert problem is not None
        assert problem.code == "rete.shape"
        assert f"TOY-1: j{joins - 1} joins {joins + 1} rows" in str(problem)
        assert problem.values["most_patterns"] == MOST_PATTERNS
        with pytest.raises(rete.ReteError):
            rete.match(rule, table(), {})


@needs_rete
class TestErrors:
    def test_a_refused_row_is_an_error_and_leaves_nothing_behind(self) -> None:
        """A row that no pattern wants raises; the network then matches as if it had never been."""
        [chain] = chains_of(LATER)
        network = _durable.network(chain.definition)
        rows = [
            {"n": 0, "one": 1, "p1": 1, "k0": 1, "k1": 1},
            {"n": 1, "one": 1, "p0": 1, "k0": 2, "k1": 1},
        ]
        with pytest.raises(rete.ReteError) as caught:
            network.match([rows[0], {"unwanted": 1}])
        assert caught.value.code == "rete.refused"
        assert isinstance(caught.value, RuntimeError)
        assert network.match([rows[1]]) == []
        assert network.match(rows) == [_durable.Hit("chain", {"a0": 1, "a1": 0})]

    def test_a_failure_of_the_engine_is_a_named_error(self) -> None:
        """A definition that the engine cannot read raises what it says, in both languages."""
        with pytest.raises(rete.ReteError, match="error code: 204") as caught:
            _durable.Network("not JSON")
        assert "204" in caught.value.text("th")

    def test_an_unreadable_match_leaves_nothing_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever is raised between the first row and the last match, the facts are forgotten."""
        [chain] = chains_of(LATER)
        network = _durable.Network(chain.definition)
        rows = [
            {"n": 0, "one": 1, "p1": 1, "k0": 1, "k1": 1},
            {"n": 1, "one": 1, "p0": 1, "k0": 2, "k1": 1},
        ]
        with monkeypatch.context() as patch:
            patch.setattr(_durable, "_hit", _interrupt)
            with pytest.raises(KeyboardInterrupt):
                network.match(rows)
        assert network.match(rows[:1]) == []
        assert network.match(rows[1:]) == []


def _interrupt(_message: str) -> None:
    raise KeyboardInterrupt


def test_without_durable_rules_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for the engine where it is not installed says which extra to install, in both languages."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert not rete.available()
    with pytest.raises(MissingLibraryError) as caught:
        rete.match(LATER, table(Entry(key=1, number=1)), {})
    for text in (str(caught.value), caught.value.text("th")):
        assert 'pip install "ssoplan[rete]"' in text


@needs_rete
class TestNetworks:
    def test_rules_of_one_shape_share_a_network(self) -> None:
        """The definition says nothing but the shape: no fact, no value, no id of a rule."""
        other = rule_of(twin(on=["text"], where=["twin.key < key"]), id_="TOY-2")
        [mine], [theirs] = chains_of(LATER), chains_of(other)
        assert mine.definition == theirs.definition
        assert _durable.network(mine.definition) is _durable.network(theirs.definition)
        assert set(json.loads(mine.definition)) == {"boot", "chain"}

    def test_every_pattern_ends_in_an_equality_that_is_always_true(self) -> None:
        """Inequalities, then equalities, then the comparison of a constant with itself."""
        [chain] = chains_of(rule_of(twin(on=["key", "text"], where=["twin.number < number"])))
        [first, second] = json.loads(chain.definition)["chain"]["all"]
        assert first == {"a0": {"$and": [{"p0": 1}]}}
        assert second == {
            "a1": {
                "$and": [
                    {"p1": 1},
                    {"$lt": {"k0": {"a0": "k0"}}},
                    {"k1": {"a0": "k1"}},
                    {"one": {"a0": "one"}},
                ]
            }
        }

    def test_networks_are_freed_with_their_thread(self) -> None:
        """A thread has networks of its own, and they end with it."""
        [chain] = chains_of(LATER)
        seen: list[weakref.ref[_durable.Network]] = []

        def use() -> None:
            network = _durable.network(chain.definition)
            seen.append(weakref.ref(network))
            assert _durable.network(chain.definition) is network

        mine = _durable.network(chain.definition)
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        gc.collect()
        assert seen[0]() is None
        assert _durable.network(chain.definition) is mine

    def test_close_frees_the_networks_of_the_thread(self) -> None:
        """After it, a network is made anew when needed."""
        before = weakref.ref(_durable.network(chains_of(LATER)[0].definition))
        rete.close()
        gc.collect()
        assert before() is None
        assert found(LATER, Entry(key=1, number=1), Entry(key=1, number=2)) == {1: (("twin", 0),)}

    def test_eight_threads_disturb_no_one(self) -> None:
        """Threads that match different rows at the same time each find what the hash join finds."""
        wrong = _in_threads(8, self._many)
        assert wrong == []

    @staticmethod
    def _many(thread: int) -> None:
        for turn in range(40):
            rows = [Entry(key=place % (2 + thread), number=place * (turn + 1) % 11) for place in range(30)]
            found(LATER, *rows)

    def test_memory_stays_flat(self) -> None:
        """Thousands of evaluations leave less than a few bytes each behind."""
        resource = pytest.importorskip("resource")  # not on Windows
        rows = table(*(Entry(key=place % 10, number=place) for place in range(40)))
        for _ in range(200):
            rete.match(LATER, rows, {})
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(1_000):
            rete.match(LATER, rows, {})
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 4_000  # KB; 40,000 facts kept would be 300,000


def _in_threads(count: int, run: Callable[[int], None]) -> list[BaseException]:
    """Run a function in several threads at once; return what they raised."""
    raised: list[BaseException] = []
    barrier = threading.Barrier(count)

    def guarded(number: int) -> None:
        barrier.wait()
        try:
            run(number)
        except BaseException as error:  # noqa: BLE001  # handed to the test that waits
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
