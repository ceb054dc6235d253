"""The base of every error the library raises: a code, its values, and a text in two languages.

A concrete error class names its ``kind`` and lists its ``messages``, one per reason. It also derives from the
built-in exception a caller would expect (``ValueError``, ``LookupError`` …), so that both habits work::

    class DateTextError(SsoplanError, ValueError):
        kind = "date-text"
        messages = {"impossible-day": Message(en="{month} has no day {day}", th="เดือน{month}ไม่มีวันที่ {day}")}

    raise DateTextError("impossible-day", month="กุมภาพันธ์", day=30)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Language", "Message", "MissingLibraryError", "SsoplanError"]

Language = Literal["en", "th"]


class Message(NamedTuple):
    """One text in English and Thai, with ``{name}`` places for the values of an error or a finding."""

    en: str
    th: str

    def text(self, lang: Language = "en", /, **values: object) -> str:
        """Return the text in ``lang`` with the values put in their places."""
        return getattr(self, lang).format_map(values)  # type: ignore[no-any-return]  # both fields are str


class SsoplanError(Exception):
    """Raised when something given to the library is wrong; never raised itself, only its subclasses are.

    Attributes:
        reason: The key of the message, stable between releases.
        values: What the message shows: the value at fault, where it stands, what was expected.
    """

    kind: ClassVar[str] = "ssoplan"
    messages: ClassVar[Mapping[str, Message]] = {}

    def __init__(self, reason: str, /, **values: Any) -> None:
        if reason not in self.messages:
            msg = f"{type(self).__name__} has no message for {reason!r}"
            raise TypeError(msg)
        super().__init__(reason)
        self.reason = reason
        self.values = values

    @property
    def code(self) -> str:
        """The stable identifier of this error, such as ``date-text.impossible-day``."""
        return f"{self.kind}.{self.reason}"

    def text(self, lang: Language = "en") -> str:
        """Return the message in English (``"en"``) or Thai (``"th"``); values in two languages follow it."""
        # A value in two languages is finished text: it may hold braces and is not formatted again.
        values = {name: getattr(v, lang) if isinstance(v, Message) else v for name, v in self.values.items()}
        return self.messages[self.reason].text(lang, **values)

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[Any, ...]:
        # Keyword arguments are not part of Exception.args: without this an error would not survive pickling.
        return (_rebuild, (type(self), self.reason, self.values))


def _rebuild(cls: type[SsoplanError], reason: str, values: dict[str, Any]) -> SsoplanError:
    return cls(reason, **values)


class MissingLibraryError(SsoplanError, ImportError):
    """Raised when a feature needs an optional library that is not installed.

    The values name the feature (``what``), the ``library``, and the ``extra`` that brings it.
    """

    kind = "missing-library"
    messages: ClassVar[Mapping[str, Message]] = {
        "extra": Message(
            en='{what} needs the library {library}, which is not installed; run: pip install "ssoplan[{extra}]"',
            th='{what} ต้องใช้ไลบรารี {library} ซึ่งยังไม่ได้ติดตั้ง โปรดรัน: pip install "ssoplan[{extra}]"',
        ),
    }
