"""The published documents, shipped as data: what SSO planning really prints, its errors included.

>>> load("sso-2566").year
FundYear(2566)
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Literal, overload

from ssoplan.errors import Message, SsoplanError
from ssoplan.files.documents import loads
from ssoplan.files.values import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from ssoplan.files.documents import Document
    from ssoplan.model import OfficeTable, Plan, Proposal

__all__ = ["UnknownSampleError", "load", "names", "text"]

_SUFFIX = ".yaml"

# Which documents are of which type, for type checkers; the tests hold these against the files.
_PlanName = Literal["nong-khai-2565", "sso-2566", "yasothon-2555"]
_ProposalName = Literal["bueng-kan-2564", "sukhothai-2564"]
_TableName = Literal[
    "office-tables/briefing-meetings-2566",
    "office-tables/epayment-online-filing-2566",
    "office-tables/epayment-share-2566",
    "office-tables/insured-s33-39-2566",
    "office-tables/insured-s40-2566",
    "office-tables/intermediate-care-visits-2566",
    "office-tables/network-compensation-s40-2566",
    "office-tables/network-leader-training-2566",
    "office-tables/sdu-2564",
    "office-tables/sdu-2566",
]


class UnknownSampleError(SsoplanError, LookupError):
    """Raised when a sample is asked for by a name that no sample has."""

    kind = "sample"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(
            en="there is no sample {name!r}; choose one of {choices}{hint}",
            th="ไม่มีเอกสารตัวอย่าง {name!r} ให้เลือกจาก {choices}{hint}",
        ),
    }


def names() -> list[str]:
    """Return the names of the samples, those in folders (``office-tables/…``) last."""
    return list(_sources())


@overload
def load(name: _PlanName) -> Plan: ...
@overload
def load(name: _ProposalName) -> Proposal: ...
@overload
def load(name: _TableName) -> OfficeTable: ...
@overload
def load(name: str) -> Document: ...
def load(name: str) -> Document:
    """Return a published document; the same object each time, as documents never change.

    Raises:
        UnknownSampleError: There is no sample of that name.
    """
    return _load(_known(name))


def text(name: str) -> str:
    """Return a published document as the YAML text that people edit.

    Raises:
        UnknownSampleError: There is no sample of that name.
    """
    return _sources()[_known(name)].read_text(encoding="utf-8")


def _known(name: object) -> str:
    if not isinstance(name, str) or name not in _sources():
        choices = ", ".join(_sources())
        raise UnknownSampleError("unknown", name=name, choices=choices, hint=did_you_mean(name, _sources()))
    return name


@cache
def _load(name: str) -> Document:
    # A wheel carries the samples as JSON too, checked when it was built: five times faster to read.
    compiled = files("ssoplan").joinpath("_compiled", "samples", f"{name}.json")
    if compiled.is_file():
        return loads(compiled.read_text(encoding="utf-8"), format="json", file=f"{name}.json")
    return loads(text(name), file=f"{name}{_SUFFIX}")


@cache
def _sources() -> dict[str, Traversable]:
    return dict(sorted(_walk(files(__name__), ""), key=lambda found: (found[0].count("/"), found[0])))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith("_"):
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield prefix + entry.name.removesuffix(_SUFFIX), entry
