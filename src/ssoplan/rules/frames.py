"""Findings as a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.rules.findings import Finding

__all__ = ["MissingFramesError", "findings_frame"]


class MissingFramesError(SsoplanError, ImportError):
    """Raised when a data frame is asked for and no library for it is installed."""

    kind = "missing-frames"
    messages: ClassVar[Mapping[str, Message]] = {
        "polars": Message(
            en='a frame of findings needs polars, which is not installed: pip install "ssoplan[frames]"',
            th='ตารางผลการตรวจต้องมี polars ซึ่งยังไม่ได้ติดตั้ง: pip install "ssoplan[frames]"',
        ),
    }


def findings_frame(findings: Iterable[Finding]) -> Any:
    """Return a polars frame with one row for each finding; the same columns even when there is none.

    Raises:
        MissingFramesError: polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415  # an extra
    except ImportError:
        raise MissingFramesError("polars") from None
    columns: dict[str, list[str]] = {name: [] for name in _COLUMNS}
    for finding in findings:
        citation = finding.citation
        values = (
            finding.rule_id, str(finding.severity), finding.subject, finding.path, finding.label,
            finding.text("th"), finding.text("en"), "" if citation is None else str(citation),
        )  # fmt: skip
        for name, value in zip(_COLUMNS, values, strict=True):
            columns[name].append(value)
    return pl.DataFrame(columns, schema=dict.fromkeys(_COLUMNS, pl.String))


_COLUMNS = ("rule", "severity", "subject", "path", "label", "message_th", "message_en", "source")
