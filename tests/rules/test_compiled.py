"""The policy that a wheel carries is the policy that people edit."""

from __future__ import annotations

import json

import pytest

from ssoplan import Policy
from ssoplan.rules.compiled import policy_from_plain
from ssoplan.rules.loading import compiled_json, own_policy

OWN = own_policy()


def test_compiled_equals_edited() -> None:
    """Written as JSON and read back, the policy is the same to the last example."""
    read = policy_from_plain(json.loads(compiled_json()), parameters=OWN.parameters)
    assert OWN.rules == read.rules
    assert OWN.digest == read.digest


def test_default_is_it() -> None:
    """The default policy, compiled or not, has the digest of the catalogue."""
    assert OWN.digest == Policy.default().digest


@pytest.mark.parametrize("text", ["rules", "parameters"])
def test_reproducible(text: str) -> None:
    """Compiling twice gives the same bytes."""
    from ssoplan.parameters import reading as parameters  # noqa: PLC0415  # two functions of one name

    compile_ = compiled_json if text == "rules" else parameters.compiled_json
    assert compile_() == compile_()
