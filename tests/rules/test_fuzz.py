"""Hostile and random texts: every one is a value or an `ExpressionError`."""

from __future__ import annotations

import datetime as dt
import random
import time
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ssoplan.rules.evaluation import Unknown, World, truth
from ssoplan.rules.expression import ExpressionError, Scope, expression
from ssoplan.rules.facts import DAMAGED, MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.rules.facts import Subject

ROUNDS = 2_500
WORDS = [
    "weight",
    "persons",
    "share",
    "ratio",
    "budget",
    "active",
    "note",
    "kind",
    "start",
    "end",
    "year",
    "cells",
    "amounts",
    "marks",
    "sum",
    "count",
    "min",
    "max",
    "abs",
    "all",
    "any",
    "days",
    "month",
    "be_year",
    "budget_year",
    "param",
    "baht",
    "be",
    "date",
    "be_date",
    "exists",
    "none",
    "twin",
    "is",
    "not",
    "missing",
    "in",
    "and",
    "or",
    "true",
    "false",
    "None",
    "lambda",
    "await",
    "yield",
    "import",
    "if",
    "else",
    "for",
    "__class__",
    "self",
    "open",
    "eval",
    "exec",
]
SIGNS = ["(", ")", "[", "]", "{", "}", ",", ".", "+", "-", "*", "/", "//", "**", "%", "<", "<=", ">", ">=", "==", "!=",
         ":", ":=", ";", "@", "~", "^", "|", "&", "=", "\\", "`", "#", "!", "?", "$", "…", "๕", "\x00", "\n", "\t", "'", '"']  # fmt: skip
VALUES = [
    "0",
    "1",
    "100",
    "0.9",
    "1e999",
    "0x1F",
    "1_0",
    "007",
    "9" * 400,
    '"new"',
    "'a b'",
    'f"{x}"',
    'b"x"',
    '"2023-01-01"',
    "1j",
]
GOOD = [
    "0 < weight <= 100 and not active",
    'all(amounts > baht("0.50")) or sum(cells) == 12',
    "kind in ['new', 'routine'] and start is not missing",
    "share / weight >= 0.9 or days(start, end) // 7 > 4",
    "fund_year(start) == fund_year(2566) and max(cells) - min(cells) > 3",
]


def _bags(rng: random.Random) -> Iterator[str]:
    for _ in range(ROUNDS):
        yield " ".join(rng.choice(rng.choice([WORDS, SIGNS, VALUES])) for _ in range(rng.randint(1, 30)))


def _grown(rng: random.Random) -> Iterator[str]:
    def grow(depth: int) -> str:
        if depth == 0:
            return rng.choice(WORDS[:14] + VALUES)
        left, right = grow(depth - 1), grow(depth - rng.randint(1, depth))
        form = rng.choice(
            ["({} {} {})", "not {0}", "-{0}", "sum({0})", "max({0}, {2})", "{0} is missing", "{0} in [{2}]"]
        )
        return form.format(
            left, rng.choice(["+", "-", "*", "/", "//", "<", "==", "and", "or", "in", "is"]), right
        )

    for _ in range(ROUNDS):
        yield grow(rng.randint(1, 6))


def _damaged(rng: random.Random) -> Iterator[str]:
    for _ in range(ROUNDS):
        text = list(rng.choice(GOOD))
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(text))
            text[place : place + rng.randint(0, 2)] = [rng.choice(SIGNS + VALUES + [" "])]
        yield "".join(text)


def _noise(rng: random.Random) -> Iterator[str]:
    for _ in range(ROUNDS - 12):
        yield "".join(
            chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x10FFFF)]))
            for _ in range(rng.randint(0, 60))
        )
    yield from (
        "(" * 5000,
        "[" * 300 + "]" * 300,
        "-" * 1999 + "1",
        "not " * 499 + "1",
        "1" * 5000,
        "a." * 900 + "a",
    )
    yield from (
        "1<" * 900 + "1",
        "sum(" * 300 + "1" + ")" * 300,
        "baht(" * 99 + "1" + ")" * 99,
        "\ud800",
        "x" * 10**6,
        "'" * 999,
    )


@pytest.mark.parametrize("source", [_bags, _grown, _damaged, _noise])
def test_every_text_is_a_value_or_an_expression_error(source: object, subjects: dict[str, Subject]) -> None:
    """Ten thousand texts: none hangs, none raises anything but ExpressionError, none warns."""
    scope = Scope(facts=subjects["item"].types, joined={"twin": subjects["other"].types})
    worlds = [World(dict.fromkeys(scope.facts, absent), {}, {"twin": True}) for absent in (MISSING, DAMAGED)]
    worlds.append(World({name: _some(name) for name in scope.facts}, {}, {"twin": False}))
    start, longest = time.perf_counter(), 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for text in source(random.Random(2566)):  # type: ignore[operator]  # noqa: S311  # a seed, not a secret
            before = time.perf_counter()
            try:
                checked = expression(text, scope)
            except ExpressionError as error:
                assert error.text("th")
                assert 1 <= error.column <= len(text) + 1
                continue
            finally:
                longest = max(longest, time.perf_counter() - before)
            assert all(isinstance(truth(checked.tree, world), bool | Unknown) for world in worlds)
    assert longest < 1
    assert time.perf_counter() - start < 60


def _some(name: str) -> object:
    lists = {"cells": (1, -2, 3), "amounts": (Fraction(1, 2), 2), "marks": ("a b",)}
    days = {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 12, 31)}
    words = {
        "note": "a b",
        "person": "a",
        "kind": "new",
        "active": True,
        "year": 2566,
        "ratio": Fraction(1, 3),
    }
    return {**lists, **days, **words}.get(name, 7)
