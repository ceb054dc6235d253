"""Reading parameter files: every problem is reported with its place, and what is right loads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest

from ssoplan.errors import Message
from ssoplan.parameters import (
    DuplicateSourceError,
    ParameterDataError,
    Parameters,
    Source,
    SourceRegistry,
    Table,
    UnknownSourceError,
)
from ssoplan.parameters.reading import COMPILED, compiled_json, default_parameters

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """
plan:
  kind: document
  title: {th: แผน, en: a plan}
  governs: {fund_year: 2564}
  published: 2021-01-15
report:
  kind: news
  title: {th: ข่าว, en: a report}
"""

HEAD = "family.rate:\n  title: {th: อัตรา, en: rate}\n  unit: THB/person\n  type: money\n  values:\n"
VALUE = "source: {document: plan}, verified: 2026-11-22"


def load(directory: Path, text: str, *, sources: str = SOURCES, name: str = "family") -> Parameters:
    """Load a directory with one family file."""
    (directory / "sources.yaml").write_text(sources, encoding="utf-8")
    (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Parameters.load(directory)


def problems(directory: Path, text: str, **files: str) -> list[str]:
    """Return the problems of a family file, one text each, without the directory."""
    with pytest.raises(ParameterDataError) as caught:
        load(directory, text, **files)
    assert len(caught.value.problems) == caught.value.values["count"]
    assert all(problem.text("th") for problem in caught.value.problems)
    return [str(problem).removeprefix(f"{directory}/") for problem in caught.value.problems]


def one_value(entry: str) -> str:
    """Return a family file with one parameter of one value."""
    return f"{HEAD}    - {{{entry}}}\n"


class TestWindows:
    @pytest.mark.parametrize(
        ("window", "start", "end"),
        [
            ("during: {fund_year: 2564}", "2021-01-01", "2021-12-31"),
            ("during: {budget_year: 2565}", "2021-10-01", "2022-09-30"),
            ('from: {month: "2565-05"}, to: {month: "2565-07"}', "2022-05-01", "2022-07-31"),
            ("from: {date: 2020-12-19}, to: {fund_year: 2564}", "2020-12-19", "2021-12-31"),
            ('during: {month: "2567-02"}', "2024-02-01", "2024-02-29"),
        ],
    )
    def test_stated_bounds(self, tmp_path: Path, window: str, start: str, end: str) -> None:
        """Years and months in the Buddhist era and CE dates become plain days, ends inclusive."""
        [value] = load(tmp_path, one_value(f"{window}, value: 13, {VALUE}"))["family.rate"].values
        assert (start, end) == (str(value.start), str(value.end))
        assert (value.start_known, value.end_known) == (True, True)

    def test_open_bounds(self, tmp_path: Path) -> None:
        """A definition has no bounds, and that is known."""
        [value] = load(tmp_path, one_value(f"from: open, to: open, value: 13, {VALUE}"))["family.rate"].values
        assert (value.start, value.end, value.start_known, value.end_known) == (None, None, True, True)
        assert ("always", "ทุกเวลา") == (value.window(), value.window("th"))

    def test_unknown_bounds_are_those_of_the_document(self, tmp_path: Path) -> None:
        """Where no date is printed the value holds for the document's own year, marked as not known."""
        [value] = load(tmp_path, one_value(f"from: unknown, to: unknown, value: 13, {VALUE}"))[
            "family.rate"
        ].values
        assert (dt.date(2021, 1, 1), dt.date(2021, 12, 31)) == (value.start, value.end)
        assert (value.start_known, value.end_known) == (False, False)

    def test_vouched_bounds(self, tmp_path: Path) -> None:
        """A source can vouch for a value from a day on without saying when it began."""
        text = one_value(
            f"from: {{at_least: {{date: 2021-03-01}}}}, to: {{fund_year: 2564}}, value: 13, {VALUE}"
        )
        [value] = load(tmp_path, text)["family.rate"].values
        assert (dt.date(2021, 3, 1), False, True) == (value.start, value.start_known, value.end_known)

    @pytest.mark.parametrize(
        ("window", "reason"),
        [
            ("", "no from and no to"),
            ("from: {fund_year: 2564}", "no to"),
            ("during: {fund_year: 2564}, to: open", "either during, or from and to"),
            ("from: {date: 2021-02-30}, to: open", "'2021-02-30' is not a date"),
            ("from: {date: 2564-03-01}, to: open", "looks like a Buddhist-era year"),
            ('from: {month: "2565-13"}, to: open', "cannot read the bound"),
            ("during: {budget_year: 2400}", "2400"),
            ("during: {year: 2564}", "cannot read the bound"),
            ("from: {fund_year: 2565}, to: {fund_year: 2564}", "before it starts"),
            ("from: sometimes, to: open", "cannot read the bound 'sometimes'"),
        ],
    )
    def test_unreadable_bounds_are_refused(self, tmp_path: Path, window: str, reason: str) -> None:
        """A window that is missing, doubled, impossible or in the wrong era is an error with its place."""
        [text] = problems(tmp_path, one_value(", ".join(filter(None, [window, "value: 13", VALUE]))))
        assert text.startswith("family.yaml:6:7: family.rate.values.0: ")
        assert reason in text

    def test_unknown_bounds_need_a_document_with_a_period(self, tmp_path: Path) -> None:
        """A news report governs no year, so an unknown bound has nothing to stand on."""
        [text] = problems(
            tmp_path,
            one_value("from: unknown, to: open, value: 13, source: {document: report}, verified: 2026-11-22"),
        )
        assert "governs no period" in text


class TestOverlaps:
    @pytest.mark.parametrize(
        "second",
        [
            "during: {fund_year: 2564}",
            "from: {date: 2021-12-31}, to: open",
            "from: open, to: {date: 2021-01-01}",
            "from: open, to: open",
        ],
    )
    def test_two_values_for_one_day_are_refused(self, tmp_path: Path, second: str) -> None:
        """A day on which two values would hold is a load error that shows both."""
        text = (
            one_value(f"during: {{fund_year: 2564}}, value: 13, {VALUE}")
            + f"    - {{{second}, value: 14, {VALUE}}}\n"
        )
        [problem] = problems(tmp_path, text)
        assert "two values share days: 2021-01-01 to 2021-12-31 (13)" in problem

    def test_windows_that_touch_are_fine(self, tmp_path: Path) -> None:
        """The day after the end of one window begins the next."""
        text = (
            one_value(f"from: {{date: 2022-01-01}}, to: open, value: 14, {VALUE}")
            + f"    - {{during: {{fund_year: 2564}}, value: 13, {VALUE}}}\n"
        )
        assert [value.value for value in load(tmp_path, text)["family.rate"].values] == [13, 14]

    def test_a_draft_overlaps_nothing(self, tmp_path: Path) -> None:
        """A draft needs no window and stands beside the law in force."""
        text = (
            one_value(f"from: open, to: open, value: 13, {VALUE}")
            + f"    - {{status: draft, value: 14, {VALUE}}}\n"
        )
        parameter = load(tmp_path, text)["family.rate"]
        assert ([v.value for v in parameter.values], [v.value for v in parameter.drafts]) == ([13], [14])
        assert parameter.drafts[0].window() == "draft act, no date in force"


class TestReadings:
    READINGS = (
        "    - reason: {th: เหตุผล, en: because}\n      verified: 2026-11-22\n      readings:\n"
        '        - {during: {month: "2564-02"}, value: 13, source: {document: plan}, in_force: true}\n'
        "        - {during: {fund_year: 2564}, value: 14, source: {document: report}}\n"
    )

    def test_both_readings_are_kept_and_one_holds(self, tmp_path: Path) -> None:
        """The reading in force is looked up; the other one is kept with the reason."""
        parameter = load(tmp_path, HEAD + self.READINGS)["family.rate"]
        [value] = parameter.values
        assert (value.value, [other.value for other in value.set_aside]) == (13, [14])
        assert value.reason is not None
        assert value.reason.en == "because"
        assert [other.value for other in parameter.disputed(dt.date(2021, 6, 1))] == [14]
        assert parameter.on(dt.date(2021, 6, 1)) is None

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ((", in_force: true", ""), "need one with in_force"),
            (
                (
                    "value: 14, source: {document: report}",
                    "value: 14, source: {document: report}, in_force: true",
                ),
                "two readings are in force",
            ),
            (
                ("    - reason: {th: เหตุผล, en: because}\n      verified", "    - verified"),
                "expected {th: …, en: …}",
            ),
        ],
    )
    def test_a_contradiction_needs_one_reading_and_a_reason(
        self, tmp_path: Path, change: tuple[str, str], reason: str
    ) -> None:
        """No reading, two readings or no reason is an error."""
        [text] = problems(tmp_path, HEAD + self.READINGS.replace(*change))
        assert reason in text


class TestProblems:
    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            (f"during: {{fund_year: 2564}}, value: thirteen, {VALUE}", "'thirteen' is no money"),
            (f"during: {{fund_year: 2564}}, {VALUE}", "None is no money"),
            ("during: {fund_year: 2564}, value: 13, verified: 2026-11-22", "no source"),
            ("during: {fund_year: 2564}, value: 13, source: {document: plan}", "no verified date"),
            (
                "during: {fund_year: 2564}, value: 13, source: {document: plam}, verified: 2026-11-22",
                "did you mean plan?",
            ),
            (f"during: {{fund_year: 2564}}, value: 13, {VALUE}, colour: red", "unknown field 'colour'"),
            (
                f"during: {{fund_year: 2564}}, value: 13, {VALUE}, confidence: high",
                "'high' is none of document",
            ),
            (f"during: {{fund_year: 2564}}, value: 13, {VALUE}, evidence: felt", "'felt' is none of stated"),
            (f"during: {{fund_year: 2564}}, value: 13, {VALUE}, status: dead", "'dead' is none of in_force"),
            (
                "during: {fund_year: 2564}, value: 13, source: {document: plan}, verified: 2569-11-22",
                "Buddhist-era",
            ),
        ],
    )
    def test_a_bad_value_is_named(self, tmp_path: Path, entry: str, reason: str) -> None:
        """Each thing that is wrong with a value is one error that says what."""
        [text] = problems(tmp_path, one_value(entry))
        assert reason in text

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (("family.rate", "other.rate"), "begin with the name of its file: family"),
            (("family.rate", "family.Rate"), "dotted lower case"),
            (("THB/person", "person"), "money is in THB, not person"),
            (("THB/person", "THB/persn"), "did you mean 'person'?"),
            (("type: money", "type: float"), "'float' is none of int"),
            (("{th: อัตรา, en: rate}", "rate"), "expected {th: …, en: …}, found 'rate'"),
            (("  values:", "  rules: [A-1]\n  worth:"), "unknown field 'worth'"),
        ],
    )
    def test_a_bad_parameter_is_named(self, tmp_path: Path, change: tuple[str, str], reason: str) -> None:
        """Each thing that is wrong with the head of a parameter is an error that says what."""
        text = one_value(f"during: {{fund_year: 2564}}, value: 13, {VALUE}").replace(*change)
        assert any(reason in problem for problem in problems(tmp_path, text))

    def test_all_problems_come_together(self, tmp_path: Path) -> None:
        """Problems of several values, and of the sources, are reported in one error, in order."""
        text = one_value(f"during: {{fund_year: 2564}}, value: x, {VALUE}") + "    - {value: 13}\n    - 13\n"
        found = problems(tmp_path, text, sources=SOURCES + "BAD:\n  kind: rumour\n  title: {th: ก, en: b}\n")
        assert [text.split(": ")[0] for text in found] == [
            "sources.yaml:11:3",
            "family.yaml:6:42",
            "family.yaml:7:7",
            "family.yaml:8:7",
        ]

    def test_a_doubled_id_is_refused(self, tmp_path: Path) -> None:
        """Two parameters of one name in a file are an error with its line."""
        text = one_value(f"during: {{fund_year: 2564}}, value: 13, {VALUE}")
        [problem] = problems(tmp_path, text + text)
        assert problem.startswith("family.yaml:7:1: the key 'family.rate' stands twice")

    @pytest.mark.parametrize("text", ["- 1\n", "defaults: 3\n", "family.rate: 3\n", f"{HEAD}    3\n"])
    def test_another_shape_is_refused(self, tmp_path: Path, text: str) -> None:
        """A list or a number where fields belong is an error, not a crash."""
        assert len(problems(tmp_path, text)) == 1

    def test_the_text_of_the_error_lists_every_problem(self, tmp_path: Path) -> None:
        """The error reads as one line for each problem, in either language."""
        with pytest.raises(ParameterDataError) as caught:
            load(tmp_path, one_value("value: 13"))
        assert str(caught.value).splitlines()[0] == "1 problem(s) in the data files"
        assert caught.value.text("th").splitlines()[0] == "พบ 1 ปัญหาในแฟ้มข้อมูล"
        assert len(str(caught.value).splitlines()) == 2


class TestTypes:
    @pytest.mark.parametrize(
        ("kind", "written", "expected"),
        [
            ("int", "12", 12),
            ("decimal", "2.75", Decimal("2.75")),
            ("decimal", "5", Decimal(5)),
            ("date", "2012-11-01", dt.date(2012, 11, 1)),
            ("text", "SSO Budget", "SSO Budget"),
            ("list", "[3, 4, 6]", (3, 4, 6)),
            ("list", "[{date: 2017-12-04}]", (dt.date(2017, 12, 4),)),
            ("table", "{contract: 30, handover: 100}", Table((("contract", 30), ("handover", 100)))),
        ],
    )
    def test_values_are_exact_and_typed(
        self, tmp_path: Path, kind: str, written: str, expected: object
    ) -> None:
        """A value has the type its parameter declares, and its plain form keeps it."""
        text = one_value(f"during: {{fund_year: 2564}}, value: {written}, {VALUE}")
        found = load(tmp_path, text.replace("type: money", f"type: {kind}"))
        for parameters in (found, Parameters.from_plain(found.to_plain())):
            value = parameters.value("family.rate", on=dt.date(2021, 6, 1))
            assert (expected, type(expected)) == (value, type(value))

    @pytest.mark.parametrize(
        ("kind", "written"),
        [
            ("int", "2.5"),
            ("int", "true"),
            ("date", "soon"),
            ("text", "3"),
            ("list", "3"),
            ("table", "[3]"),
            ("list", "[[3]]"),
        ],
    )
    def test_other_values_are_refused(self, tmp_path: Path, kind: str, written: str) -> None:
        """A value of another type is an error."""
        text = one_value(f"during: {{fund_year: 2564}}, value: {written}, {VALUE}")
        assert len(problems(tmp_path, text.replace("type: money", f"type: {kind}"))) == 1

    def test_a_value_takes_the_day_of_publication_from_its_source(self, tmp_path: Path) -> None:
        """Where the value states none, the source's own day of publication holds."""
        [value] = load(tmp_path, one_value(f"during: {{fund_year: 2564}}, value: 13, {VALUE}"))[
            "family.rate"
        ].values
        assert dt.date(2021, 1, 15) == value.published

    @pytest.mark.parametrize(("document", "expected"), [("plan", "document"), ("report", "secondary")])
    def test_confidence_follows_the_kind_of_source(
        self, tmp_path: Path, document: str, expected: str
    ) -> None:
        """A published document is a better authority than a report on it."""
        text = one_value(
            f"during: {{fund_year: 2564}}, value: 13, source: {{document: {document}}}, verified: 2026-11-22"
        )
        assert expected == load(tmp_path, text)["family.rate"].values[0].confidence

    def test_sources_of_another_set_may_be_cited(self, tmp_path: Path) -> None:
        """An extension cites what the policy has registered already."""
        (tmp_path / "family.yaml").write_text(
            one_value(
                "during: {fund_year: 2564}, value: 13, source: {document: sso-2566}, verified: 2026-11-22"
            ),
            encoding="utf-8",
        )
        assert len(Parameters.load(tmp_path, sources=Parameters.default().sources)) == 1


class TestSources:
    def test_a_bad_source_is_named(self, tmp_path: Path) -> None:
        """An unreadable period, an odd id and an unknown kind are one error each."""
        sources = (
            "one:\n  kind: news\n  title: {th: ก, en: a}\n  governs: {year: 2564}\n"
            "Two:\n  kind: news\n  title: {th: ก, en: a}\n"
            "three:\n  kind: rumour\n  title: {th: ก, en: a}\n"
            "four:\n  kind: news\n  title: {th: ก, en: a}\n  note: [1]\n"
        )
        found = problems(tmp_path, "", sources=sources)
        reasons = ["cannot read the bound", "is no source id", "is none of document", "expected a text"]
        assert [reason in text for reason, text in zip(reasons, found, strict=True)] == [True] * 4

    def test_two_sources_of_one_id_are_refused(self) -> None:
        """The same source twice is kept once; another one under its id is an error."""
        source = Source(id="a", kind="news", title=Message(en="a", th="ก"))
        assert len(SourceRegistry.of([source, source])) == 1
        with pytest.raises(DuplicateSourceError, match="'a'"):
            SourceRegistry.of([source, attrs.evolve(source, kind="act")])

    def test_a_citation_needs_a_registered_source(self) -> None:
        """The registry makes citations, and refuses those of unknown sources with a suggestion."""
        registry = Parameters.default().sources
        assert str(registry.citation("sso-2566", part="8.6", page="8-12")) == "sso-2566 §8.6 p. 8-12"
        assert str(registry.citation("sso-2566", part="appendix")) == "sso-2566 appendix"
        with pytest.raises(UnknownSourceError, match="did you mean sso-2566"):
            registry.citation("sso-2567")

    def test_repr_counts(self) -> None:
        """The one-line form counts the sources."""
        assert repr(SourceRegistry()) == "<SourceRegistry of 0 sources>"


def test_a_wheel_reads_its_compiled_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package carries a compiled set, that is read and no YAML."""
    target = tmp_path / COMPILED
    target.parent.mkdir()
    target.write_text(compiled_json(), encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    assert Parameters.default() == default_parameters.__wrapped__()


def test_a_table_knows_its_keys() -> None:
    """A table is a mapping: an absent key is a KeyError, the repr rebuilds it."""
    table = Table((("contract", 30),))
    assert table == eval(repr(table))  # noqa: S307 - our own repr
    with pytest.raises(KeyError):
        table["handover"]


def test_the_compiled_form_is_the_same_set() -> None:
    """What a wheel carries is byte-identical for the same data, and loads to what the YAML says."""
    import json  # noqa: PLC0415 - only here

    assert compiled_json() == compiled_json()
    assert default_parameters() == Parameters.from_plain(json.loads(compiled_json()))
