"""The decision on every claim: pure, over whole columns, the same for the same input and position of the ledger.

Three steps, because some facts of a claim depend on what is said of others:

1. the claim itself: member, account, person, fund year, rate, earlier payments;
2. the person: of several claims for one person the first that is not rejected counts; while it is held, the others
   wait;
3. the money of the office: the claims that are left, in their order, as far as the allocation reaches. A claim that
   is held because something is not known keeps its place, and its money is set aside.

A rule belongs to the last step whose facts it reads. What each finding does to a claim: severity ``error`` rejects
it, unless ``claim.holding_rules`` names the rule; ``warning`` holds it; ``note`` is listed and does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.money import Baht
from ssoplan.payments.errors import PayRunError
from ssoplan.payments.judging import Engine, judge, open_column
from ssoplan.payments.ledger import Snapshot
from ssoplan.payments.model import OfficeMoney, Outcome
from ssoplan.payments.sources import polars
from ssoplan.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssoplan.payments.book import Book
    from ssoplan.payments.model import Progress
    from ssoplan.rules.checked import CheckedRule

__all__ = ["ORDERS", "Known", "decided"]

ORDER = "claim.allocation_order"
HOLDING = "claim.holding_rules"
ORDERS: Mapping[str, tuple[str, ...]] = {
    "registered": ("registered", "claim"),
    "claim": ("claim",),
    "none": ("claim",),
}
"""By what claims are ordered, for each value of the option ``claim.allocation_order``."""

_STEPS = (frozenset({"counted_here", "first_of_person"}), frozenset({"needed", "available"}))
_INT64 = 2**63


@attrs.frozen(kw_only=True)
class Known:
    """What the ledger knows at the position that a run is decided against.

    Attributes:
        snapshot: Balances and open holds of the fund year.
        counted: For persons of the run that were paid for: the claim, by citizen id.
        paid: For claims of the run that were paid: the run, by claim.
    """

    snapshot: Snapshot
    counted: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    paid: Mapping[str, str] = attrs.field(factory=dict, repr=False)


def decided(
    book: Book,
    known: Known,
    *,
    engine: Engine = "columns",
    progress: Progress | None = None,
) -> tuple[Any, tuple[str, ...], tuple[OfficeMoney, ...]]:
    """Return the claim table with all facts, findings, outcomes and money; the rules read; the money of each office.

    Raises:
        PayRunError: An option or an allocation is not usable, or a rule cannot be read by columns.
    """
    judged = _Judged(book, engine, progress)
    frame = judged.step(0, _with_ledger(book.frame, known))
    frame = judged.step(1, _with_person(frame, judged.order))
    pots = _pots(book, known)
    frame = judged.step(2, _with_money(frame, pots, judged.order, whole=judged.option == "none"))
    frame = _with_outcome(frame, judged)
    return frame, tuple(rule.rule.id for rule in judged.rules), _offices(frame, pots)


class _Judged:
    """The rules about claims, step by step."""

    def __init__(self, book: Book, engine: Engine, progress: Progress | None) -> None:
        self.policy, self.day, self.engine, self.progress = book.policy, book.year.end, engine, progress
        self.rules = [rule for rule in book.policy.checks(on=self.day) if rule.subject.name == "claim"]
        self.option = book.policy.parameters.value(ORDER, on=self.day)
        if self.option not in ORDERS:
            raise PayRunError("option", id=ORDER, value=self.option, known=", ".join(ORDERS))
        self.order = ORDERS[self.option]
        self.holding = frozenset(book.policy.parameters.value(HOLDING, on=self.day))

    def of_step(self, step: int) -> list[CheckedRule]:
        """Return the rules of a step."""
        return [rule for rule in self.rules if _step(rule) == step]

    def step(self, step: int, frame: Any) -> Any:
        """Return the frame with what the rules of a step say, and where a claim is rejected or open so far.

        From the second step on, only claims that the steps before left are looked at.
        """
        pl = polars()
        rules = self.of_step(step)
        if self.progress is not None:
            self.progress("decide", step, len(_STEPS) + 1)
        asked = frame.filter("asked") if step else frame
        found = judge(asked, rules, self.policy, on=self.day, engine=self.engine)
        if asked.height < frame.height:
            found = found.with_columns(asked["row"])
            found = frame.select("row").join(found, on="row", how="left", maintain_order="left").drop("row")
            found = found.fill_null(value=False)
        frame = frame.with_columns(found) if found.width else frame
        rejecting = [pl.col(rule.rule.id) for rule in rules if self.rejects(rule)]
        holding = [pl.col(rule.rule.id) for rule in rules if self.holds(rule)]
        holding += [
            pl.col(open_column(rule.rule.id)) for rule in rules if rule.rule.severity is not Severity.NOTE
        ]
        before = (
            (pl.lit(value=False), pl.lit(value=False)) if step == 0 else (pl.col("rejected"), pl.col("open"))
        )
        if self.progress is not None:
            self.progress("decide", step + 1, len(_STEPS) + 1)
        return frame.with_columns(
            rejected=pl.any_horizontal(before[0], *rejecting), open=pl.any_horizontal(before[1], *holding)
        )

    def rejects(self, rule: CheckedRule) -> bool:
        """Return whether a finding of the rule rejects a claim."""
        return rule.rule.severity is Severity.ERROR and rule.rule.id not in self.holding

    def holds(self, rule: CheckedRule) -> bool:
        """Return whether a finding of the rule holds a claim."""
        return rule.rule.severity is Severity.WARNING or (
            rule.rule.severity is Severity.ERROR and rule.rule.id in self.holding
        )


def _step(rule: CheckedRule) -> int:
    return max((number for number, facts in enumerate(_STEPS, 1) if facts & set(rule.facts)), default=0)


# 1. The claim itself.


def _with_ledger(frame: Any, known: Known) -> Any:
    """Return the claims with what the ledger says was paid before; it comes before what the input says."""
    for mapping, key, fact in (
        (known.counted, "person", "counted_before"),
        (known.paid, "claim", "paid_before"),
    ):
        if mapping:
            pl = polars()
            found = pl.DataFrame(
                {key: list(mapping), "ledger": list(mapping.values())},
                schema=dict.fromkeys((key, "ledger"), pl.String),
            )
            frame = frame.join(found, on=key, how="left", maintain_order="left")
            frame = frame.with_columns(pl.coalesce("ledger", fact).alias(fact)).drop("ledger")
    return frame


# 2. The person.


def _with_person(frame: Any, order: Sequence[str]) -> Any:
    """Return the claims with the claim that has the person's place, where several are for one person."""
    pl = polars()
    several = (
        frame.filter(pl.col("person").is_duplicated()).sort(*order, nulls_last=True).with_row_index("place")
    )
    firsts = (
        several.filter(~pl.col("rejected"))
        .unique("person", keep="first", maintain_order=True)
        .select("person", counted_here="claim", first="place", first_open="open")
    )
    judged = several.join(firsts, on="person").filter(pl.col("place") > pl.col("first"))
    later = judged.select("row", "counted_here", later=~pl.col("first_open"))
    frame = frame.join(later, on="row", how="left", maintain_order="left")
    waits = pl.col("counted_here").is_not_null()
    return frame.with_columns(
        first_of_person=pl.when(~waits).then(True).when(pl.col("later")).then(False),  # noqa: FBT003  # values of a column
        asked=pl.lit(value=True),
    ).drop("later")


# 3. The money.


@attrs.frozen(kw_only=True)
class _Pot:
    """The money of an office before the run, in satang."""

    allocation: int
    paid: int
    held: int
    releasing: int

    @property
    def available(self) -> int:
        return self.allocation - self.paid - self.held + self.releasing


def _pots(book: Book, known: Known) -> dict[str, _Pot]:
    """Return the money of each office that has an allocation, in the input or in the ledger."""
    releasing: dict[str, int] = {}
    for hold in _released(book, known):
        releasing[hold.office] = releasing.get(hold.office, 0) + hold.satang
    pots = {}
    balances = known.snapshot.balances
    for office in sorted({*book.allocations, *balances}):
        balance = balances.get(office)
        paid, held = (0, 0) if balance is None else (balance.paid.satang, balance.held_back.satang)
        given = book.allocations.get(office)
        allocation = given if given is not None else balance.allocation.satang if balance is not None else 0
        pot = _Pot(allocation=allocation, paid=paid, held=held, releasing=releasing.get(office, 0))
        if pot.available < 0:
            spent = Baht.from_satang(allocation - pot.available)
            raise PayRunError(
                "allocation", office=office, allocation=Baht.from_satang(allocation), spent=spent
            )
        pots[office] = pot
    return pots


def _released(book: Book, known: Known) -> Iterable[Any]:
    """Return the open holds of the claims that the run decides anew."""
    holds = known.snapshot.holds
    if not holds:
        return []
    pl = polars()
    again = book.frame.filter(pl.col("claim").is_in(list(holds)))["claim"].to_list()
    return [holds[claim] for claim in sorted(again)]


def _with_money(frame: Any, pots: Mapping[str, _Pot], order: Sequence[str], *, whole: bool) -> Any:
    """Return the claims with what their office has, and what its claims up to each one need.

    Args:
        frame: The claims.
        pots: The money of each office.
        order: By what an office's claims are taken in turn.
        whole: Whether each needs as much as all of them, so that all or none are paid.
    """
    pl = polars()
    if frame.height * (frame["amount"].max() or 0) >= _INT64:
        raise PayRunError("too-large")
    schema = {"office": pl.String, "available": pl.Int64}
    has = pl.DataFrame(
        {"office": list(pots), "available": [pot.available for pot in pots.values()]}, schema=schema
    )
    frame = frame.join(has, on="office", how="left", maintain_order="left").with_columns(
        asked=~pl.col("rejected") & pl.col("first_of_person").fill_null(value=False)
    )
    in_turn = (
        frame.filter(
            pl.col("asked") & pl.all_horizontal(pl.col("amount", "office", "available").is_not_null())
        )
        .select("row", "office", "amount", *order)
        .sort(*order, nulls_last=True)
    )
    sums = pl.col("amount").sum() if whole else pl.col("amount").cum_sum()
    needed = in_turn.select("row", needed=sums.over("office"))
    return frame.join(needed, on="row", how="left", maintain_order="left")


# The outcome.


def _with_outcome(frame: Any, judged: _Judged) -> Any:
    """Return the claims with their outcome, and the money set aside for those that are held."""
    pl = polars()
    money = judged.of_step(len(_STEPS))
    stopped = [pl.col(name) for rule in money for name in (rule.rule.id, open_column(rule.rule.id))]
    held = ~pl.col("rejected") & pl.col("open")
    keeps = held & pl.col("needed").is_not_null() & ~pl.any_horizontal(pl.lit(value=False), *stopped)
    outcome = (
        pl.when("rejected").then(pl.lit(Outcome.REJECTED.value)).when("open").then(pl.lit(Outcome.HELD.value))
    )
    return frame.with_columns(
        outcome=outcome.otherwise(pl.lit(Outcome.PAYABLE.value)).cast(
            pl.Enum([each.value for each in Outcome])
        ),
        set_aside=pl.when(keeps).then("amount").otherwise(0),
    ).drop("asked", "rejected", "open")


def _offices(frame: Any, pots: Mapping[str, _Pot]) -> tuple[OfficeMoney, ...]:
    """Return the money of each office with what the run does to it."""
    pl = polars()
    pays = pl.when(pl.col("outcome") == Outcome.PAYABLE.value).then("amount").otherwise(0)
    sums = (
        frame.filter(pl.col("office").is_not_null())
        .group_by("office")
        .agg(pays.sum().alias("paying"), pl.col("set_aside").sum())
    )
    taken = {office: (paying, aside) for office, paying, aside in sums.iter_rows()}
    money = []
    for office, pot in pots.items():
        paying, aside = taken.get(office, (0, 0))
        amounts = (pot.allocation, pot.paid, pot.held, paying, aside, pot.releasing)
        allocation, paid, held, pay, set_aside, releasing = map(Baht.from_satang, amounts)
        money.append(
            OfficeMoney(
                office_th=office, allocation=allocation, paid_before=paid, held_before=held, paying=pay,
                setting_aside=set_aside, releasing=releasing,
            )
        )  # fmt: skip
    return tuple(money)
