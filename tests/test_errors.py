"""What every error of the library has in common."""

from __future__ import annotations

import pickle
from typing import ClassVar

import pytest

from ssoplan.errors import Message, SsoplanError


class OfficeError(SsoplanError, LookupError):
    """An error as the library's modules declare theirs."""

    kind = "office"
    messages: ClassVar = {"unknown": Message(en="no office {name!r}", th="ไม่มีหน่วยงาน {name!r}")}


class TestSsoplanError:
    def test_text_in_both_languages(self) -> None:
        """The text is English by default and Thai on request, with the values in their places."""
        error = OfficeError("unknown", name="กนผ")
        assert str(error) == error.text("en") == "no office 'กนผ'"
        assert error.text("th") == "ไม่มีหน่วยงาน 'กนผ'"

    def test_code_and_values(self) -> None:
        """An error carries a stable code and the values that its message shows."""
        error = OfficeError("unknown", name="กนผ")
        assert (error.code, error.values) == ("office.unknown", {"name": "กนผ"})

    def test_builtin_kind(self) -> None:
        """A caller who knows only the built-in exceptions catches it too."""
        with pytest.raises(LookupError):
            raise OfficeError("unknown", name="x")

    def test_pickles(self) -> None:
        """An error that crosses a process keeps its class, code and values."""
        copy = pickle.loads(pickle.dumps(OfficeError("unknown", name="x")))  # noqa: S301  # our own bytes
        assert (type(copy), copy.code, copy.values) == (OfficeError, "office.unknown", {"name": "x"})

    def test_undeclared_reason(self) -> None:
        """A reason without a message is a mistake of the library, found when the error is made."""
        with pytest.raises(TypeError, match="no message for 'lost'"):
            OfficeError("lost")
