"""What a pay run leaves behind: lists, a control sheet and a report that show nobody's numbers, and the bank file.

`write_outputs` writes a folder of CSV files, a workbook and a JSON report in which every citizen id and account number
is masked. The full account numbers, which a bank needs, stand in one file alone, written on an explicit request:
`write_bank_file`. The same run gives the same bytes, and no file is ever half written or written over.
"""

from __future__ import annotations

from ssoplan.payments.outputs.bank import check_bank_file, write_bank_file
from ssoplan.payments.outputs.errors import BankFileError, OutputError
from ssoplan.payments.outputs.folder import check_outputs, write_outputs
from ssoplan.payments.outputs.neutral import neutral
from ssoplan.payments.outputs.report import report
from ssoplan.payments.outputs.sheets import Sheet, sheets

__all__ = [
    "BankFileError",
    "OutputError",
    "Sheet",
    "check_bank_file",
    "check_outputs",
    "neutral",
    "report",
    "sheets",
    "write_bank_file",
    "write_outputs",
]
