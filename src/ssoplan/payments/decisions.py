"""All decisions of a run: a sequence of `Decision` over columns, with totals and a digest."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from ssoplan.calendar import be_year
from ssoplan.money import Baht
from ssoplan.parameters.errors import suggestion
from ssoplan.payments.errors import PayRunError
from ssoplan.payments.identity import AccountNumber, CitizenId
from ssoplan.payments.judging import open_column
from ssoplan.payments.masking import masked
from ssoplan.payments.model import Decision, Outcome, Reason, Total
from ssoplan.payments.sources import polars

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["By", "Decisions"]

By = Literal["member", "office", "month"]
_STEP = 100_000
_FIELD = "\x1f"
_FIELDS = (
    "row",
    "claim",
    "member",
    "office",
    "person",
    "account",
    "registered",
    "outcome",
    "amount",
    "set_aside",
    "reasons",
)


@attrs.frozen(eq=False, repr=False)
class Decisions:
    """The decisions on all claims, in the order of the input.

    One `Decision` is made when it is asked for, so that a million of them cost the memory of their columns.

    Attributes:
        frame: The claim table with its facts, and for each rule where it is a finding and where (``?``) it is not
            evaluated. It holds citizen ids and account numbers in full.
        rules: The ids of the rules, in order.
        run_id: The run.
    """

    frame: Any
    rules: tuple[str, ...]
    run_id: str = ""

    def __len__(self) -> int:
        return int(self.frame.height)

    def __iter__(self) -> Iterator[Decision]:
        return self.only()

    def __getitem__(self, claim: str) -> Decision:
        """Return the decision on a claim.

        Raises:
            PayRunError: The run has no such claim.
        """
        found = self._made(self.row_of(claim))
        return next(found)

    def __contains__(self, claim: object) -> bool:
        return isinstance(claim, str) and self._rows(claim).height > 0

    def only(self, *outcomes: Outcome) -> Iterator[Decision]:
        """Yield the decisions with one of the outcomes (all if none is named)."""
        pl = polars()
        frame = self.frame
        if outcomes:
            frame = frame.filter(
                pl.col("outcome").cast(pl.String).is_in([outcome.value for outcome in outcomes])
            )
        for start in range(0, frame.height, _STEP):
            yield from self._made(frame.slice(start, _STEP))

    def row_of(self, claim: str) -> Any:
        """Return the row of a claim as a frame.

        Raises:
            PayRunError: There is no such claim.
        """
        row = self._rows(claim)
        if not row.height:
            near = suggestion(claim, self.frame["claim"].head(_STEP).to_list())
            raise PayRunError("unknown-claim", claim=claim, run=self.run_id, **near)
        return row

    def _rows(self, claim: str) -> Any:
        return self.frame.filter(polars().col("claim") == claim)

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """How many claims have each outcome."""
        found = dict(self.frame["outcome"].cast(polars().String).value_counts().iter_rows())
        return {outcome: found.get(outcome.value, 0) for outcome in Outcome}

    @cached_property
    def by_rule(self) -> Mapping[str, tuple[int, int]]:
        """For each rule, how many claims it is a finding for, and for how many it was not evaluated."""
        return {
            rule: (int(self.frame[rule].sum()), int(self.frame[open_column(rule)].sum()))
            for rule in self.rules
        }

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of every decision: claim, outcome, money, reasons."""
        pl = polars()
        whole = hashlib.sha256()
        names = ("claim", "member", "office", "registered", "outcome", "amount", "set_aside", "reasons")
        cells = [pl.col(name).cast(pl.String).fill_null("\x1e") for name in names]
        for start in range(0, len(self), _STEP):
            part = self.frame.slice(start, _STEP).with_columns(reasons=self._reasons())
            lines = part.select(pl.concat_str(cells, separator=_FIELD)).to_series()
            whole.update(("\n".join(lines.to_list()) + "\n").encode())
        return whole.hexdigest()

    def totals(self, by: By) -> tuple[Total, ...]:
        """Return the claims and their money by member, office or month of registration, in order of the key.

        Raises:
            ValueError: There is no such total.
        """
        if by not in get_args(By):
            msg = f"totals are by {', '.join(get_args(By))}, not by {masked(str(by))!r}"
            raise ValueError(msg)
        pl = polars()
        key = pl.col("registered").dt.month_start() if by == "month" else pl.col(by)
        is_ = {each: pl.col("outcome") == each.value for each in Outcome}
        sums = (
            self.frame.group_by(key.alias("key"))
            .agg(
                *(is_[each].sum().alias(each.value) for each in Outcome),
                pl.when(is_[Outcome.PAYABLE]).then("amount").otherwise(0).sum().alias("paying"),
                pl.col("set_aside").sum(),
            )
            .sort("key", nulls_last=True)
        )
        return tuple(_total(*row) for row in sums.iter_rows())

    def _reasons(self) -> Any:
        """Return an expression: the reasons of each row as one text, rules in order, ``?`` for not evaluated."""
        pl = polars()
        flags = [name for rule in self.rules for name in (rule, open_column(rule))]
        if not flags:
            return pl.lit("")
        parts = [pl.when(name).then(pl.lit(f"{name} ")).otherwise(pl.lit("")) for name in flags]
        return pl.concat_str(parts).str.strip_chars_end()

    def _made(self, frame: Any) -> Iterator[Decision]:
        pl = polars()
        rows = frame.with_columns(reasons=self._reasons()).select(
            pl.col(name).cast(pl.String) if name == "outcome" else name for name in _FIELDS
        )
        return (_decision(*row) for row in rows.iter_rows())

    def __repr__(self) -> str:
        counts = ", ".join(f"{number:,} {outcome}" for outcome, number in self.counts.items())
        return f"<Decisions: {counts}>"


def _decision(*row: Any) -> Decision:
    values = dict(zip(_FIELDS, row, strict=True))
    account, amount, reasons = values["account"], values["amount"], values["reasons"]
    return Decision(
        claim_id=values["claim"],
        row=values["row"],
        member_id=values["member"],
        office_th=values["office"],
        person=CitizenId.trusted(values["person"]),
        account=None if account is None else AccountNumber.trusted(account),
        registered=values["registered"],
        outcome=Outcome(values["outcome"]),
        amount=None if amount is None else Baht.from_satang(amount),
        set_aside=Baht.from_satang(values["set_aside"]),
        reasons=tuple(map(_reason, reasons.split())),
    )


def _reason(word: str) -> Reason:
    rule = word.removesuffix("?")
    return Reason(rule, "finding" if rule == word else "not evaluated")


def _total(key: Any, *sums: int) -> Total:
    payable, rejected, held, amount, aside = sums
    if key is not None and not isinstance(key, str):
        key = f"{be_year(key):04}-{key.month:02}"
    return Total(
        key=key, payable=payable, rejected=rejected, held=held,
        amount=Baht.from_satang(amount), set_aside=Baht.from_satang(aside),
    )  # fmt: skip
