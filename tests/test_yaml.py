"""Reading YAML as plain data with positions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan._yaml import YamlError, read

NESTED = "a: 1\nb:\n  - x: 2\n    y: [10, 20]\n"


class TestData:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1.50", Decimal("1.50")),
            ("-7", -7),
            ("null", None),
            ("~", None),
            ("true", True),
            ("yes", "yes"),
            ("off", "off"),
            ("010", "010"),
            ("1_000", "1_000"),
            ("12:30:45", "12:30:45"),
            ("2566-01-01", "2566-01-01"),
            ("'5'", "5"),
            ("1e3", "1e3"),
            (".inf", ".inf"),
            ("", None),
        ],
    )
    def test_scalars(self, text: str, expected: object) -> None:
        """Plain scalars are whole numbers, exact decimals, true, false, null or text, and nothing else."""
        assert expected == read(text).data
        assert type(expected) is type(read(text).data)

    def test_structure(self) -> None:
        """Mappings and lists come out as dicts and lists."""
        assert read(NESTED).data == {"a": 1, "b": [{"x": 2, "y": [10, 20]}]}


class TestPositions:
    def test_of_a_value(self) -> None:
        """A path leads to line and column of the value."""
        assert read(NESTED).at(("b", 0, "y", 1)) == (4, 13)

    def test_of_something_absent(self) -> None:
        """A path that leads nowhere gives the nearest place above it."""
        assert read(NESTED).at(("b", 0, "missing", "deeper")) == read(NESTED).at(("b", 0))


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 3),
            ("a: &x 1\nb: *x", "yaml.not-plain", 2),
            ("a: !!python/object:os.system x", "yaml.not-plain", 1),
            ("a: !thing {b: 1}", "yaml.not-plain", 1),
            ("? [1, 2]\n: 3", "yaml.not-plain", 1),
            ("x: " + "9" * 5000, "yaml.not-plain", 1),
            ("[" * 5000, "yaml.too-deep", 1),
            ("a: b: c", "yaml.syntax", 1),
            ("a: 1\n---\nb: 2", "yaml.syntax", 2),
            ("\x00", "yaml.syntax", 1),
            ("\ud800", "yaml.syntax", 1),
        ],
    )
    def test_with_a_place(self, text: str, code: str, line: int) -> None:
        """What is not plain YAML is refused, with the line where it stands."""
        with pytest.raises(YamlError) as caught:
            read(text, file="plan.yaml")
        assert (caught.value.code, caught.value.values["line"]) == (code, line)
        assert str(caught.value).startswith(f"plan.yaml:{line}:")

    @settings(max_examples=300)
    @given(st.text(max_size=200) | st.text(alphabet="{}[]:,-?&*!|>'\"% \n#ก1", max_size=200))
    def test_nothing_else_is_raised(self, text: str) -> None:
        """Any text is either read or refused with the one error."""
        try:
            read(text)
        except YamlError as error:
            assert error.text("th")
