"""Pay runs: compensation of network members under section 40, decided by rules and paid once.

`pay` reads claims, the register of members, the status of the insured persons and earlier payments, decides every
claim by the rules of the policy, and, unless it is a dry run, writes what is paid to an append-only ledger in one
transaction.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ssoplan.payments.book import Book as Book
    from ssoplan.payments.book import read_book as read_book
    from ssoplan.payments.decisions import Decisions as Decisions
    from ssoplan.payments.errors import PaymentInputError as PaymentInputError
    from ssoplan.payments.errors import PayRunError as PayRunError
    from ssoplan.payments.errors import RejectedRow as RejectedRow
    from ssoplan.payments.explaining import ClaimExplanation as ClaimExplanation
    from ssoplan.payments.identity import AccountNumber as AccountNumber
    from ssoplan.payments.identity import CitizenId as CitizenId
    from ssoplan.payments.identity import IdentityError as IdentityError
    from ssoplan.payments.ledger.interface import Balance as Balance
    from ssoplan.payments.ledger.interface import Ledger as Ledger
    from ssoplan.payments.ledger.opening import open_ledger as open_ledger
    from ssoplan.payments.model import Claim as Claim
    from ssoplan.payments.model import Decision as Decision
    from ssoplan.payments.model import EarlierPayment as EarlierPayment
    from ssoplan.payments.model import InsuredPerson as InsuredPerson
    from ssoplan.payments.model import OfficeAllocation as OfficeAllocation
    from ssoplan.payments.model import OfficeMoney as OfficeMoney
    from ssoplan.payments.model import Outcome as Outcome
    from ssoplan.payments.model import PaymentReturn as PaymentReturn
    from ssoplan.payments.model import Reason as Reason
    from ssoplan.payments.model import RegisterEntry as RegisterEntry
    from ssoplan.payments.model import Total as Total
    from ssoplan.payments.returning import PaymentReturnError as PaymentReturnError
    from ssoplan.payments.returning import ReturnRun as ReturnRun
    from ssoplan.payments.returning import record_returns as record_returns
    from ssoplan.payments.run import PayRun as PayRun
    from ssoplan.payments.run import decide as decide
    from ssoplan.payments.run import pay as pay
    from ssoplan.payments.samples import sample_tables as sample_tables

_HOME = {
    "AccountNumber": "identity",
    "Balance": "ledger.interface",
    "Book": "book",
    "Claim": "model",
    "ClaimExplanation": "explaining",
    "CitizenId": "identity",
    "Decision": "model",
    "Decisions": "decisions",
    "EarlierPayment": "model",
    "IdentityError": "identity",
    "InsuredPerson": "model",
    "Ledger": "ledger.interface",
    "OfficeAllocation": "model",
    "OfficeMoney": "model",
    "Outcome": "model",
    "PayRun": "run",
    "PayRunError": "errors",
    "PaymentInputError": "errors",
    "PaymentReturn": "model",
    "PaymentReturnError": "returning",
    "Reason": "model",
    "RegisterEntry": "model",
    "RejectedRow": "errors",
    "ReturnRun": "returning",
    "Total": "model",
    "decide": "run",
    "open_ledger": "ledger.opening",
    "pay": "run",
    "read_book": "book",
    "record_returns": "returning",
    "sample_tables": "samples",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
