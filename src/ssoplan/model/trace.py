"""Where a transcribed object stands in its document, and what the copy lost of it."""

from __future__ import annotations

from enum import StrEnum

from ssoplan.model._entity import entity

__all__ = ["Figure", "Legibility", "Trace"]

from decimal import Decimal


class Legibility(StrEnum):
    """How much of an object the copy of the document still shows."""

    FULL = "full"
    PARTIAL = "partial"
    CONTENTS_ONLY = "contents_only"


@entity
class Trace:
    """The place of an object in its document.

    Attributes:
        page: The page number as printed, such as ``8-12``.
        lines: Positions in the scanned text, from 1: for tracing a transcription, not for citing.
        damaged: Names of this object's fields that the copy damaged or lost. A rule that needs one of them is not
            evaluated: a damaged value is neither zero nor absent.
        legible: How much of the object can be read, where the transcription says so.
        note: What the transcriber saw.
    """

    page: str | None = None
    lines: tuple[int, ...] = ()
    damaged: tuple[str, ...] = ()
    legible: Legibility | None = None
    note: str | None = None


@entity
class Figure:
    """A figure printed in running text, kept under a key because no table or form holds it.

    Attributes:
        key: What the figure is, in English words joined by underscores.
        value: The figure as printed: a count, an exact decimal, or a short text (an ISO date is text here).
        unit_th: The unit as printed.
        text_th: The words around it, where they matter.
    """

    key: str
    value: int | Decimal | str
    unit_th: str | None = None
    text_th: str | None = None
    trace: Trace | None = None
