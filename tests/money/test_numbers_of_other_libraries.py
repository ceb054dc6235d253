"""Amounts made from numpy's numbers: whole ones count, binary and truth values do not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ssoplan.money import Baht, MoneyTypeError


def test_whole_numbers() -> None:
    """A numpy int is a whole number of baht or satang, and a factor."""
    seven: Any = np.int64(7)
    assert (700, 7, 1400) == (Baht(seven).satang, Baht.from_satang(seven).satang, (Baht(2) * seven).satang)


@pytest.mark.parametrize(
    ("value", "code"), [(np.float64(2.0), "money-type.float"), (np.bool_(1), "money-type.not-money")]
)
def test_others_are_refused(value: Any, code: str) -> None:
    """A numpy float is a float, and a numpy truth value is no amount."""
    with pytest.raises(MoneyTypeError) as caught:
        Baht(value)
    assert code == caught.value.code
