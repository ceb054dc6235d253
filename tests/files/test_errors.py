"""Every fault of a file is reported once, with its place, and nothing else ever comes out of `load`."""

from __future__ import annotations

import json
import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.errors import SsoplanError
from ssoplan.files import Document, DocumentError, DocumentErrors, Format, load, loads
from ssoplan.files.disk import MAX_BYTES
from ssoplan.files.reading import MAX_FAULTS

if TYPE_CHECKING:
    from pathlib import Path

_GOOD = """\
kind: plan
title_th: แผนปฏิบัติการ
year: {fund_year: 2566}
period: {start: 2023-01-01, end: 2023-12-31}
parent_period: [2563, 2570]
office: {name_th: สำนักงาน, kind: province}
allocations:
  - year: 2566
    total: 6364564700
    outturn_as_of: 2023-09-30
spending_plans:
  - year: 2566
    total: "18408.50"
    rows: [{key: a, name_th: ก, quarters: [1, null, 3, 4]}]
projects:
  - number: 1
    kind: routine
    budget: 18,408 บาท
    indicators:
      - target: 62.57
        monthly: [1, null, lost]
        levels: [{level: 1, due: 2566-10}]
"""


_SHORT_ROW = """
{"kind": "office-table", "title_th": "ก", "columns": [],
 "rows": [{"office": {"name_th": "ก", "kind": "area"}, "values": [1]}]}
"""


def _errors_of(text: str, kind: Format = "yaml", file: str = "plan.yaml") -> tuple[DocumentError, ...]:
    with pytest.raises(DocumentErrors) as caught:
        loads(text, format=kind, file=file)
    return caught.value.errors


def test_the_good_document_is_good() -> None:
    """The text that the other tests damage loads."""
    assert loads(_GOOD).title_th == "แผนปฏิบัติการ"


@pytest.mark.parametrize(
    ("change", "path", "reason", "line", "says"),
    [
        (("title_th: แ", "titel_th: แ"), "$", "missing-key", 1, "'title_th' is missing"),
        (("parent_period", "parent_perid"), "$.parent_perid", "unknown-key", 5, "did you mean 'parent_period'?"),
        (("fund_year: 2566", "fund_year: 2023"), "$.year", "invalid", 3, "write the Buddhist year 2566"),
        (("fund_year: 2566", "fund_year: '2566'"), "$.year", "not-be-year", 3, "without quotes"),
        (("{fund_year: 2566}", "2566"), "$.year", "not-year", 3, "{fund_year: 2566} or {budget_year: 2566}"),
        (("{fund_year: 2566}", "{year: 2566}"), "$.year", "not-year", 3, "'year' is not a year with its kind"),
        (("year: 2566\n    total: 6", "year: {fund_year: 2566}\n    total: 6"), "$.allocations[0].year", "not-be-year", 8, ""),
        (('year: 2566\n    total: "', 'year: 2400\n    total: "'), "$.spending_plans[0].year", "invalid", 12, "2400 is refused"),
        (("start: 2023", "start: 2566"), "$.period.start", "be-date", 4, "such as 2023-01-01"),
        (("end: 2023-12-31", "end: 2023-12-32"), "$.period.end", "no-such-date", 4, "'2023-12-32'"),
        (("end: 2023-12-31", "end: 31 ธ.ค. 66"), "$.period.end", "not-date", 4, "such as 2022-12-22"),
        (("end: 2023", "end: 2022"), "$.period", "invalid", 4, "before it starts"),
        ((", end: 2023-12-31", ""), "$.period", "missing-key", 4, "'end'"),
        (("[2563, 2570]", "[2020, 2027]"), "$.parent_period[0]", "invalid", 5, "write the Buddhist year 2563"),
        (("[2563, 2570]", "[2563]"), "$.parent_period", "not-length", 5, "1 items; give 2"),
        (("[2563, 2570]", "2563-2570"), "$.parent_period", "not-list", 5, "'2563-2570'"),
        (("{name_th: สำนักงาน, kind: province}", "สำนักงาน"), "$.office", "not-mapping", 6, "'key: value' pairs"),
        (("kind: province", "kind: provinces"), "$.office.kind", "not-choice", 6, "did you mean 'province'?"),
        (("kind: province", "kind: 5"), "$.office.kind", "not-choice", 6, "5 is not known here; choose one of country"),
        (("6364564700", "หกพันล้าน"), "$.allocations[0].total", "invalid", 9, "no amount in figures"),
        (("6364564700", "1.005"), "$.allocations[0].total", "invalid", 9, "finer than one satang"),
        (("6364564700", "'{at}{0}'"), "$.allocations[0].total", "invalid", 9, "'{at}{0}'"),
        (("number: 1", "number: '{x}'"), "$.projects[0].number", "not-whole", 16, "'{x}' is not a whole number"),
        (("6364564700", "[1]"), "$.allocations[0].total", "not-amount", 9, "a list is not an amount"),
        (("6364564700", "true"), "$.allocations[0].total", "not-amount", 9, "true is not an amount"),
        (("[1, null, 3, 4]", "[1, null, 3]"), "$.spending_plans[0].rows[0].quarters", "not-length", 14, "give 4"),
        (("[1, null, 3, 4]", "[1, null, x, 4]"), "$.spending_plans[0].rows[0].quarters[2]", "invalid", 14, "'x'"),
        (("number: 1", "number: '1'"), "$.projects[0].number", "not-whole", 16, "without quotes"),
        (("number: 1", "number: 1.0"), "$.projects[0].number", "not-whole", 16, "1.0 is not a whole number"),
        (("number: 1", "number: true"), "$.projects[0].number", "not-whole", 16, "true is not a whole number"),
        (("number: 1", "number: 1\n    tactic: 1.2"), "$.projects[0].tactic", "not-text", 17, "1.2 is not text; put it in quotes"),
        (("target: 62.57", "target: [62]"), "$.projects[0].indicators[0].target", "not-number", 20, "a number or text"),
        (("target: 62.57", "weight: '50'"), "$.projects[0].indicators[0].weight", "not-number", 20, "'50' is not a number"),
        (("lost]", "lots]"), "$.projects[0].indicators[0].monthly[2]", "not-number", 21, "a number, null or lost"),
        (("2566-10", "2023-10"), "$.projects[0].indicators[0].levels[0].due", "invalid", 22, "write the Buddhist year 2566"),
        (("2566-10", "ต.ค. 66"), "$.projects[0].indicators[0].levels[0].due", "not-month", 22, "such as 2566-10"),
        (("2566-10", "2566-13"), "$.projects[0].indicators[0].levels[0].due", "invalid", 22, "no month 13"),
        (("projects:\n  - number: 1", "projects:\n  - 5\n  - number: 1"), "$.projects[0]", "not-mapping", 16, "5 stands where"),
        (("projects:", "projects:\nresults:"), "$.projects", "not-list", 15, "nothing stands where a list belongs"),
        (("title_th: แ", 'title_th: แ\n"a b\\n": 1\nx: แ'), "$['a b\\n']", "unknown-key", 3, r"the key 'a b\n'"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_advice(
    change: tuple[str, str], path: str, reason: str, line: int, says: str
) -> None:
    """One damaged value is one error with the path and the line of the value, and says what to do."""
    old, new = change
    assert old in _GOOD
    errors = [error for error in _errors_of(_GOOD.replace(old, new, 1)) if error.path == path]
    assert [(reason, line)] == [(error.reason, error.line) for error in errors]
    assert says in str(errors[0])


def test_a_json_fault_has_its_place_too() -> None:
    """JSON errors have path, line and column as YAML errors have."""
    text = '{\n  "kind": "plan",\n  "title_th": 5,\n  "year": {"fund_year": 2023}\n}'
    assert [(error.path, error.line, error.column) for error in _errors_of(text, "json")] == [
        ("$.title_th", 3, 15),
        ("$.year", 4, 11),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("", "yaml", "empty"),
        ("# nothing\n", "yaml", "empty"),
        ("", "json", "empty"),
        ("null", "json", "empty"),
        ("[1, 2]", "yaml", "not-mapping"),
        ("แผน", "yaml", "not-mapping"),
        ("5", "json", "not-mapping"),
        ("title_th: แผน", "yaml", "no-kind"),
        ("{}", "json", "no-kind"),
        ("kind: plans", "yaml", "not-choice"),
        ("kind: [plan]", "yaml", "not-choice"),
        ("kind: plan\ntitle_th: [", "yaml", "syntax"),
        ("kind: plan\n\ttitle_th: x", "yaml", "syntax"),
        ("kind: plan\ntitle_th: \x01", "yaml", "syntax"),
        ("kind: plan\n---\nkind: plan", "yaml", "syntax"),
        ('{"kind": "plan",}', "json", "syntax"),
        ('{"kind": "plan"} x', "json", "syntax"),
        ("kind: plan\ntitle_th: ก\nkind: plan", "yaml", "duplicate-key"),
        ('{"kind": "plan", "title_th": "ก", "projects": [{"number": 1, "number": 2}]}', "json", "duplicate-key"),
        ("kind: plan\ntitle_th: !!python/object:os.system x", "yaml", "not-plain"),
        ("kind: plan\ntitle_th: !%0a x", "yaml", "not-plain"),
        ("kind: plan\ntitle_th: &a x\nvision_th: *a", "yaml", "not-plain"),
        ('{"kind": "plan", "title_th": NaN}', "json", "not-plain"),
        ('{"kind": "plan", "title_th": 1e999999}', "json", "not-plain"),
        ('{"kind": "plan", "title_th": 1e99999999999999999999}', "json", "not-plain"),
        ('{"kind": "plan", "title_th": ' + "9" * 5000 + "}", "json", "not-plain"),
        ("kind: plan\ntitle_th: " + "9" * 5000, "yaml", "not-plain"),
        ("kind: plan\ntitle_th: " + "[" * 5000, "yaml", "too-deep"),
        ('{"kind": "plan", "title_th": ' + "[" * 200_000, "json", "too-deep"),
        ('{"kind": "plan", "title_th": ' + '{"a":' * 200_000, "json", "too-deep"),
        ('{"kind": ' + "[" * 500 + "]" * 500 + "}", "json", "not-choice"),
        ('{"kind": "plan", "title_th": "\\ud800"}', "json", "not-unicode"),
        ('{"kind": "plan", "title_th": ' + "[" * 500 + "]" * 500 + "}", "json", "not-text"),
        ("kind: plan\ntitle_th: ก\nmonitoring: {due_day: []}", "yaml", "not-whole"),
        (_SHORT_ROW, "json", "invalid"),
        ("kind: office-table\ntitle_th: ก\ncolumns: []\nrows: []\ncomplete: 1", "yaml", "not-yes-no"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_document_is_one_error(text: str, kind: Format, reason: str) -> None:
    """Whatever is wrong with the text as a whole is one error on one line, in both languages."""
    (error,) = _errors_of(text, kind)
    assert reason == error.reason
    assert not {"\n", "\r"} & set(error.text("en") + error.text("th"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kind: plan\nprojects:\n- {number: 1, number: 2, budgett: 3}\n", "yaml"),
        ('{"kind": "plan", "projects": [\n{"number": 1, "number": 2, "budgett": 3}]}', "json"),
    ],
)
def test_a_key_that_stands_twice_does_not_hide_the_rest(text: str, kind: Format) -> None:
    """A doubled key is reported with its object, together with everything else that is wrong."""
    errors = _errors_of(text, kind)
    found = {(error.reason, error.path) for error in errors}
    assert {("duplicate-key", "$.projects[0]"), ("unknown-key", "$.projects[0].budgett")} <= found
    assert len(errors) == 3  # the plan has no title


def test_the_place_of_a_key_that_stands_twice() -> None:
    """In YAML the line and column are those of the second key."""
    (error,) = _errors_of("kind: plan\ntitle_th: ก\ntitle_th: ข\n", "yaml")
    assert (error.line, error.column) == (3, 1)


def test_an_unknown_format_is_refused() -> None:
    """Only the two formats are known to `loads`."""
    with pytest.raises(DocumentErrors, match="the format 'xml' is not known"):
        loads("", format="xml")  # type: ignore[arg-type]  # the point of the test


class TestFiles:
    """What can be wrong with a file before it is read."""

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("missing.yaml", None, "not-found"),
            ("missing/plan.yaml", None, "not-found"),
            ("plan.txt", b"kind: plan", "suffix"),
            ("plan", b"kind: plan", "suffix"),
            ("plan\x00.yaml", None, "unreadable"),
            ("latin.yaml", b"kind: plan\ntitle_th: \xe1", "not-utf-8"),
            ("utf16.json", "{}".encode("utf-16"), "not-utf-8"),
            ("empty.yaml", b"", "empty"),
            ("bom.json", b"\xef\xbb\xbf", "empty"),
            ("huge.json", b" " * (MAX_BYTES + 1), "too-large"),
        ],
    )
    def test_a_bad_file_is_one_error(
        self, tmp_path: Path, name: str, content: bytes | None, reason: str
    ) -> None:
        """A file that is missing, misnamed, empty, too large or not UTF-8 is one clear error that names it."""
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(DocumentErrors) as caught:
            load(file)
        (error,) = caught.value.errors
        assert (reason, str(file)) == (error.reason, error.file)
        assert str(tmp_path) in str(error)

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        """A folder is refused, whatever its name."""
        (tmp_path / "plan.yaml").mkdir()
        for folder in (tmp_path, tmp_path / "plan.yaml"):
            with pytest.raises(DocumentErrors, match="this is a folder"):
                load(folder)

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission(self, tmp_path: Path) -> None:
        """What the system says is passed on."""
        (tmp_path / "plan.yaml").touch(mode=0)
        with pytest.raises(DocumentErrors, match="cannot be read: Permission denied"):
            load(tmp_path / "plan.yaml")

    def test_the_byte_that_is_not_utf_8_has_its_line(self, tmp_path: Path) -> None:
        """The line of the first bad byte is given."""
        (tmp_path / "plan.yaml").write_bytes(b"kind: plan\ntitle_th: \xe1")
        with pytest.raises(DocumentErrors) as caught:
            load(tmp_path / "plan.yaml")
        assert caught.value.errors[0].line == 2

    def test_a_name_on_two_lines_stays_on_one(self, tmp_path: Path) -> None:
        """An odd file name cannot break the one line of its error."""
        with pytest.raises(DocumentErrors) as caught:
            load(tmp_path / "a\nb.yaml")
        assert len(str(caught.value).splitlines()) == 1


class TestTogether:
    """All errors of one file at once."""

    text = (
        _GOOD.replace("number: 1", "number: x").replace("62.57", "[]").replace("start: 2023", "start: 2566")
    )

    def test_all_faults_are_reported_in_the_order_of_the_file(self) -> None:
        """Three faults are three errors, and str() has a line for each."""
        errors = _errors_of(self.text)
        paths = ["$.period.start", "$.projects[0].number", "$.projects[0].indicators[0].target"]
        assert paths == [error.path for error in errors]
        group = DocumentErrors(errors)
        assert str(group) == "\n".join(map(str, errors))
        assert group.text("th") == "\n".join(error.text("th") for error in errors)

    def test_one_line_looks_like_this(self) -> None:
        """File, line, column and path stand before the reason, in both languages."""
        error = _errors_of(self.text)[1]
        assert (
            str(error)
            == "plan.yaml:16:13: $.projects[0].number: 'x' is not a whole number; write digits only, without quotes"
        )
        assert error.text("th").startswith("plan.yaml:16:13: $.projects[0].number: 'x' ไม่ใช่จำนวนเต็ม")
        assert error.code == "document.not-whole"

    def test_they_are_an_exception_group(self) -> None:
        """``except*``, ``except ValueError`` and ``except SsoplanError`` all catch them."""
        group = DocumentErrors(_errors_of(self.text))
        caught: list[ExceptionGroup[Any]] = []
        try:
            raise group
        except* DocumentError as part:
            caught.append(part)
        assert [group.errors] == [part.exceptions for part in caught]
        assert isinstance(group, SsoplanError)
        assert isinstance(group, ValueError)
        first, rest = group.split(lambda error: error is group.errors[0])
        assert isinstance(first, DocumentErrors)
        assert isinstance(rest, DocumentErrors)
        assert (len(first.errors), len(rest.errors)) == (1, 2)

    def test_they_survive_pickling(self) -> None:
        """A process pool can send them."""
        group = DocumentErrors(_errors_of(self.text))
        copy = pickle.loads(pickle.dumps(group))  # noqa: S301  # our own bytes
        assert (str(group), group.text("th")) == (str(copy), copy.text("th"))
        assert [error.values for error in group.errors] == [error.values for error in copy.errors]

    def test_a_flood_of_faults_is_cut(self) -> None:
        """A list or mapping of nothing but faults ends with a note that the rest was not read."""
        many = ", ".join(["x"] * 3000)
        errors = _errors_of(f"{{kind: plan, title_th: ก, projects: [{many}]}}")
        assert (len(errors), errors[0].reason) == (MAX_FAULTS + 1, "too-many")
        keys = "\n".join(f"key_{i}: 1" for i in range(3000))
        errors = _errors_of(f"kind: plan\ntitle_th: ก\n{keys}")
        assert len(errors) == MAX_FAULTS + 1
        assert "too-many" in {error.reason for error in errors}


def _raises_only_its_own(text: str, kind: Format) -> Document | None:
    try:
        return loads(text, format=kind)
    except DocumentErrors as errors:
        assert errors.errors
        for error in errors.errors:
            assert not {"\n", "\r"} & set(error.text("en") + error.text("th"))
        return None


_GOOD_DATA: dict[str, Any] = json.loads(
    json.dumps({"kind": "plan", "title_th": "ก", "year": {"fund_year": 2566}, "parent_period": [2563, 2570],
                "period": {"start": "2023-01-01", "end": "2023-12-31"}, "figures": [{"key": "a", "value": 1}],
                "projects": [{"number": 1, "budget": "1.50", "trace": {"lines": [1], "legible": "full"},
                              "indicators": [{"target": 5, "monthly": [1, None, "lost"],
                                              "levels": [{"level": 1, "due": "2566-10"}]}]}]})
)  # fmt: skip
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["2566-01-01", "2566-13", "lost", "plan", "1.2", 2023, 10**30, "9" * 600, "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def _mutated(data: st.DataObject, value: Any) -> Any:
    """Replace, rename or remove something at a drawn place."""
    if not isinstance(value, dict | list) or not value or data.draw(st.integers(0, 4)) == 0:
        return data.draw(_JUNK)
    copy: Any = value.copy()
    key = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
    action = data.draw(st.sampled_from(["inside", "inside", "inside", "remove", "rename"]))
    if action == "inside":
        copy[key] = _mutated(data, value[key])
    else:
        removed = copy.pop(key)
        if action == "rename" and isinstance(copy, dict):
            copy[data.draw(st.text(max_size=5))] = removed
    return copy


@settings(max_examples=300)
@given(st.data())
def test_a_mutated_document_loads_or_raises_document_errors(data: st.DataObject) -> None:
    """Whatever replaces a value in JSON, nothing but `DocumentErrors` comes out."""
    value: Any = _GOOD_DATA
    for _ in range(data.draw(st.integers(1, 3))):
        value = _mutated(data, value)
    _raises_only_its_own(json.dumps(value), "json")


@settings(max_examples=300)
@given(
    at=st.integers(0, len(_GOOD)),
    cut=st.integers(0, 12),
    put=st.text(max_size=6) | st.sampled_from(["[", "{", "}", ":", "- ", "\t", "!!", "&a ", "*a", "'", '"', "|", "? ", "\n"]),
    kind=st.sampled_from(["yaml", "json"]),
)  # fmt: skip
def test_a_damaged_text_loads_or_raises_document_errors(at: int, cut: int, put: str, kind: Format) -> None:
    """Whatever is cut out of a text or put into it, nothing but `DocumentErrors` comes out."""
    text = _GOOD if kind == "yaml" else json.dumps(_GOOD_DATA, ensure_ascii=False)
    _raises_only_its_own(text[:at] + put + text[at + cut :], kind)


@settings(max_examples=100)
@given(content=st.binary(max_size=40), suffix=st.sampled_from([".yaml", ".json"]))
def test_any_bytes_load_or_raise_document_errors(
    content: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever bytes a file has, nothing but `DocumentErrors` comes out."""
    file = tmp_path_factory.getbasetemp() / f"fuzz{suffix}"
    file.write_bytes(content)
    with pytest.raises(DocumentErrors):
        load(file)
