"""The published documents that the package ships."""

from __future__ import annotations

import pytest

from ssoplan import samples
from ssoplan.calendar import FundYear
from ssoplan.files import dumps, loads
from ssoplan.model import OfficeTable, Plan, Proposal


def test_the_contract_names_are_there() -> None:
    """The five documents come first, office tables last."""
    names = samples.names()
    assert names[:5] == ["bueng-kan-2564", "nong-khai-2565", "sso-2566", "sukhothai-2564", "yasothon-2555"]
    assert names[5:]
    assert all(name.startswith("office-tables/") for name in names[5:])


@pytest.mark.parametrize("name", samples.names())
def test_every_sample_loads_and_round_trips(name: str) -> None:
    """Each sample loads from its YAML, and survives both formats."""
    document = samples.load(name)
    assert document == loads(samples.text(name))
    assert document == loads(dumps(document))
    assert document == loads(dumps(document, format="json"), format="json")


@pytest.mark.parametrize(
    ("name", "cls"), [("sso-2566", Plan), ("sukhothai-2564", Proposal), (samples.names()[-1], OfficeTable)]
)
def test_a_sample_has_its_type(name: str, cls: type) -> None:
    """Plans, proposals and office tables are told apart."""
    assert isinstance(samples.load(name), cls)


def test_the_year_of_the_plan() -> None:
    """The 2566 plan is the plan of fund year 2566."""
    document = samples.load("sso-2566")
    assert isinstance(document, Plan)
    assert FundYear(2566) == document.year


def test_a_sample_is_read_once() -> None:
    """Documents never change, so the same object comes again."""
    assert samples.load("sso-2566") is samples.load("sso-2566")


@pytest.mark.parametrize("function", [samples.load, samples.text])
def test_an_unknown_name_is_refused_with_a_suggestion(function: object) -> None:
    """A misspelt name is a LookupError that names what there is."""
    assert callable(function)
    with pytest.raises(LookupError, match=r"there is no sample 'sso-2565'.*did you mean 'sso-2566'"):
        function("sso-2565")
    with pytest.raises(samples.UnknownSampleError) as caught:
        function("../model/plan")
    assert caught.value.text("th").startswith("ไม่มีเอกสารตัวอย่าง '../model/plan' ให้เลือกจาก bueng-kan-2564")
