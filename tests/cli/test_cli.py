"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ssoplan import Policy, check, samples
from ssoplan.cli import STOPPED, cli

CLEAN = "sukhothai-2564"


def run(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a shell does."""
    command = [sys.executable, "-X", "utf8", "-m", "ssoplan", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env)  # noqa: S603  # our own program


class TestCheck:
    def test_without_arguments(self) -> None:
        """Without arguments the embedded 2566 plan is checked, and its findings make the exit status 1."""
        result = run()
        assert (result.returncode, result.stderr) == (1, "")
        assert "การจัดสรรเงินปี 2566" in result.stdout
        assert "-4,000,000" in result.stdout
        assert run("check").stdout == result.stdout

    def test_thai(self) -> None:
        """Findings, headings and the summary are Thai on request."""
        result = run("check", "bueng-kan-2564", "--lang", "th")
        assert "ลงนาม 3 ตำแหน่งโดย 2 คน" in result.stdout
        assert "ตรวจไม่ได้" in result.stdout
        rows = [line.split() for line in result.stdout.splitlines() if line[:2] == "  " and line[2] != " "]
        assert {"ข้อผิดพลาด", "คำเตือน"} == {row[0] for row in rows}

    @pytest.mark.parametrize(
        ("lang", "said"), [("en", "last day of the project: damaged"), ("th", "วันสุดท้ายของโครงการ อ่านไม่ออก")]
    )
    def test_a_skip_calls_facts_by_their_titles(self, lang: str, said: str) -> None:
        """What could not be evaluated is said with the titles of the facts, not their names."""
        [line] = [
            each
            for each in run("check", "bueng-kan-2564", "--skips", "--lang", lang).stdout.splitlines()
            if "CAL-11" in each
        ]
        assert said in line

    def test_one_and_many(self) -> None:
        """One is counted in the singular, none and many in the plural."""
        text = run("check", "nong-khai-2565", CLEAN).stdout
        counted = re.findall(r"\b([0-9]+) (?:finding|error|warning|note)(s?)\b", text)
        assert 8 == len(counted)
        assert all((number == "1") is not bool(plural) for number, plural in counted)
        assert ("1", "") in counted

    def test_json_is_the_report(self) -> None:
        """JSON output is the report of the library, receipt included."""
        result = run("check", "nong-khai-2565", "--format", "json")
        assert check(samples.load("nong-khai-2565")).to_dict() == json.loads(result.stdout)

    def test_several_documents(self) -> None:
        """Several documents give a list of reports in JSON."""
        result = run("check", "nong-khai-2565", CLEAN, "--format", "json")
        assert [report["format"] for report in json.loads(result.stdout)] == ["ssoplan-report/1"] * 2

    def test_a_file(self, tmp_path: Path) -> None:
        """A file is read by its suffix and checked like a sample."""
        path = tmp_path / "proposal.yaml"
        path.write_text(samples.text("bueng-kan-2564"), "utf-8")
        assert "AUTH-04" in run("check", str(path)).stdout

    def test_an_unknown_sample(self) -> None:
        """A name that is neither a file nor a sample is refused with the names near it."""
        result = run("check", "sso-2565")
        assert (result.returncode, result.stdout) == (2, "")
        assert "there is neither a file nor a sample 'sso-2565'; near names: sso-2566" in result.stderr

    def test_a_name_without_a_near_one(self) -> None:
        """Where nothing has a near name, the command that lists the samples is named, in the language asked for."""
        result = run("check", "nofile", "--lang", "th")
        assert (result.returncode, result.stdout) == (2, "")
        assert "ไม่มีทั้งไฟล์และเอกสารตัวอย่างชื่อ 'nofile'" in result.stderr
        assert "ssoplan samples" in result.stderr

    def test_near_files(self, tmp_path: Path) -> None:
        """A misspelt path is answered with the documents near it in its folder."""
        (tmp_path / "plan.yaml").write_text(samples.text(CLEAN), "utf-8")
        result = run("check", str(tmp_path / "plam.yaml"))
        assert f"near names: {tmp_path / 'plan.yaml'}" in result.stderr

    def test_a_path_into_no_folder(self, tmp_path: Path) -> None:
        """A path whose folder is not there is refused like any other."""
        result = run("check", str(tmp_path / "none" / "sso-2566.yaml"))
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
        assert "near names: sso-2566" in result.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_output_that_cannot_be_written(self) -> None:
        """A full disk is one line on stderr and exit status 2, without a traceback."""
        command = [sys.executable, "-m", "ssoplan", "check", CLEAN]
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603  # our own program
        assert result.returncode == 2
        assert "Traceback" not in result.stderr

    def test_skips(self) -> None:
        """What could not be evaluated is counted always and listed on request."""
        brief, full = run("check", "sso-2566"), run("check", "sso-2566", "--skips")
        assert "not evaluated" in brief.stdout
        assert len(full.stdout.splitlines()) > len(brief.stdout.splitlines())

    def test_no_colour_outside_a_terminal(self) -> None:
        """A pipe gets no escape sequences."""
        assert "\x1b[" not in run("check", "bueng-kan-2564").stdout

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("plan.yaml", ""),
            ("plan.yaml", "kind: plan\n"),
            ("plan.yaml", "kind: plan\ntitle_th: ก\nbudgett: 3\nyear: {fund_year: 2023}\n"),
            ("plan.json", "{"),
            ("plan.txt", "kind: plan"),
        ],
    )
    def test_bad_files(self, tmp_path: Path, name: str, content: str) -> None:
        """A file that cannot be read gives one line an error on stderr, nothing on stdout, and status 2."""
        path = tmp_path / name
        path.write_text(content, "utf-8")
        result = run("check", str(path))
        assert (result.returncode, result.stdout) == (2, "")
        assert all(line.startswith("ssoplan: ") for line in result.stderr.splitlines())
        assert str(path) in result.stderr

    def test_all_errors_of_a_file(self, tmp_path: Path) -> None:
        """Two mistakes in a file are two lines."""
        path = tmp_path / "plan.yaml"
        path.write_text("kind: plan\ntitle_th: ก\nbudgett: 3\nyear: {fund_year: 2023}\n", "utf-8")
        assert len(run("check", str(path)).stderr.splitlines()) == 2

    def test_one_bad_file_among_good_ones(self) -> None:
        """A file that cannot be read does not keep the others from being checked."""
        result = run("check", "nosuch.yaml", "bueng-kan-2564")
        assert result.returncode == 2
        assert "AUTH-04" in result.stdout
        assert "nosuch.yaml" in result.stderr

    @pytest.mark.parametrize("day", ["2566-01-01", "31 ก.พ. 2566", "tomorrow", "2023-02-30"])
    def test_bad_day(self, day: str) -> None:
        """A day that is none is refused in one line."""
        result = run("check", "--on", day)
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)


class TestRules:
    def test_list(self) -> None:
        """Without an id every rule is one line."""
        result = run("rules")
        assert result.returncode == 0
        assert any(line.startswith("FORM-06") for line in result.stdout.splitlines())

    def test_one(self) -> None:
        """With an id the rule is shown with both titles, its condition, source and examples."""
        shown = run("rules", "FORM-06").stdout
        for part in ("จำนวนเงินที่เป็นตัวอักษรตรงกับตัวเลข", "stated_amount", "sukhothai-2564", "example"):
            assert part in shown

    def test_json(self) -> None:
        """One rule as JSON carries its id and its condition."""
        rule = json.loads(run("rules", "KPI-12", "--format", "json").stdout)
        assert (rule["id"], rule["of"]) == ("KPI-12", "project")

    @pytest.mark.parametrize("id_", ["FORM-66", "form-66"])
    def test_unknown(self, id_: str) -> None:
        """An unknown id is refused with a suggestion, whatever its capitals."""
        result = run("rules", id_)
        assert result.returncode == 2
        assert "FORM-06" in result.stderr

    @pytest.mark.parametrize("id_", ["kpi-30", "Fund-01A"])
    def test_capitals_do_not_matter(self, id_: str) -> None:
        """An id is found whatever its capitals, also one that ends in a small letter."""
        assert run("rules", id_).stdout.casefold().startswith(f"{id_.casefold()}  ")

    @pytest.mark.parametrize(
        ("lang", "status", "window"),
        [
            ("en", "draft: shown, never applied", "not in force: the law is a draft"),
            ("th", "ร่าง: แสดงไว้เท่านั้น ไม่นำมาใช้", "ยังไม่ใช้บังคับ เพราะเป็นร่างกฎหมาย"),
        ],
    )
    def test_a_draft_is_not_in_force(self, lang: str, status: str, window: str) -> None:
        """A draft says that it is never applied, and names no time in which it would be in force."""
        shown = run("rules", "TDR-13", "--lang", lang).stdout
        assert status in shown
        assert window in shown
        assert "own year" not in shown
        assert "ปีของเอกสาร" not in shown

    def test_thai(self) -> None:
        """In Thai the labels, severity, states and facts are Thai, and so are the places of what a finding says."""
        shown = run("rules", "KPI-12", "--lang", "th").stdout
        for part in (
            "ความรุนแรง   ข้อผิดพลาด",
            "อนุมานจากตัวเลข",
            "ปีของเอกสารแต่ละฉบับเอง",
            "{ผลรวมน้ำหนัก}",
            "ไม่ผ่าน: จำนวนตัวชี้วัดที่มีน้ำหนัก = 2; น้ำหนักตัวชี้วัด = 50, 49; ผลรวมน้ำหนัก = 99",
        ):
            assert part in shown
        for word in ("severity", "error", "passed", "finding", "stated", "inferred", "in force", "example"):
            assert word not in shown

    @pytest.mark.parametrize("lang", ["en", "th"])
    def test_every_rule_can_be_shown(self, lang: str) -> None:
        """Every rule has a page in both languages; in Thai no label is left in English."""
        for rule in Policy.default().rules:
            result = CliRunner().invoke(cli, ["rules", rule.id, "--lang", lang])
            assert (0, None) == (result.exit_code, result.exception), rule.id
            labels = {line.split()[0] for line in result.output.splitlines()[2:] if line[11:12] == " "}
            assert lang == "en" or not {label for label in labels if label.isascii() and label.islower()}, (
                rule.id
            )

    def test_what_carries_out_a_rule(self) -> None:
        """A calculator is called one, and a section of a source has its sign."""
        shown = run("rules", "CAL-04").stdout.splitlines()
        assert "calculator  ssoplan.calendar.BudgetYear" in shown
        assert "source      sso-2566 §5" in shown

    def test_joined_rows_of_an_example(self) -> None:
        """An example of a rule over several rows shows the joined rows too."""
        assert "row “other”: grant = G2" in run("rules", "FUND-01a").stdout


class TestSamples:
    def test_list(self) -> None:
        """Every embedded document is listed with its kind and title."""
        listed = run("samples").stdout
        assert all(name in listed for name in samples.names())

    def test_thai(self) -> None:
        """In Thai the kinds of documents are Thai."""
        listed = run("samples", "--lang", "th").stdout
        assert "ตารางรายสำนักงาน" in listed
        assert "OfficeTable" not in listed

    def test_one(self) -> None:
        """With a name the document itself is printed."""
        assert run("samples", CLEAN).stdout.strip() == samples.text(CLEAN).strip()

    def test_unknown(self) -> None:
        """An unknown name is refused with a suggestion."""
        result = run("samples", "sso-2565")
        assert result.returncode == 2
        assert "sso-2566" in result.stderr


class TestCalendar:
    def test_budget_year(self) -> None:
        """A budget year shows its quarters and the fund years that pay for it."""
        shown = run("year", "2565").stdout
        for part in ("budget year 2565", "2021-10-01", "2022-09-30", "fund year 2564 pays", "quarter 4"):
            assert part in shown

    def test_a_year_in_thai(self) -> None:
        """In Thai the years and quarters have the names that officials write."""
        shown = run("year", "2565", "--lang", "th").stdout
        for part in ("ปีงบประมาณ 2565", "ไตรมาสที่ 4", "จ่ายจากปีกองทุน 2564"):
            assert part in shown

    def test_fund_year(self) -> None:
        """A fund year runs from January to December."""
        shown = run("year", "2566", "--type", "fund").stdout
        assert "2023-01-01" in shown
        assert "2023-12-31" in shown

    @pytest.mark.parametrize("year", ["2023", "2504", "66"])
    def test_refused_years(self, year: str) -> None:
        """A CE year, a year before the budget year's definition and a short year are refused."""
        result = run("year", year)
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("๓๑ ธ.ค. ๖๓", "2020-12-31"),
            ("ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.63)", "budget year 2563"),
            ("ก.พ. – ธ.ค. ๒๕๖๔", "2021-02-01"),
            ("2021-10-31", "October 31, 2564"),
        ],
    )
    def test_dates(self, text: str, expected: str) -> None:
        """Thai dates and periods are read; an ISO date is written out."""
        assert expected in run("date", text).stdout

    def test_thai_forms(self) -> None:
        """An ISO date is written in the Thai styles and digits."""
        shown = run("date", "2021-10-31", "--lang", "th").stdout
        assert "31 ตุลาคม 2564" in shown
        assert "๓๑ ตุลาคม ๒๕๖๔" in shown
        assert "long" not in shown

    def test_what_a_lenient_reading_changed(self) -> None:
        """What was changed in reading is said in the language asked for."""
        shown = run("date", "--lenient", "11 ม.ิย. 64", "--lang", "th").stdout
        assert "2021-06-11" in shown
        assert "'ม.ิย.' อ่านเป็น 'มิ.ย.' (ตัวอักษรที่ 4)" in shown

    @pytest.mark.parametrize("text", ["ไตรมาสที่ 1", "29 ก.พ. 64", "31 ธันวาคม 2020"])
    def test_refused_texts(self, text: str) -> None:
        """What is ambiguous, impossible or in CE is refused in one line."""
        result = run("date", text)
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)


class TestWords:
    @pytest.mark.parametrize(
        ("amount", "expected"),
        [
            ("18408", "หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน"),
            ("๑๘,๔๐๘ บาท", "หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน"),
            ("-0.25", "ลบยี่สิบห้าสตางค์"),
            ("หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน", "18,408 บาท"),
        ],
    )
    def test_both_ways(self, amount: str, expected: str) -> None:
        """Figures become words and words become figures."""
        assert expected == run("words", amount).stdout.strip()

    @pytest.mark.parametrize("amount", ["สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน", "1,23,456", "บาท"])
    def test_refused(self, amount: str) -> None:
        """Malformed words and figures are refused in one line."""
        result = run("words", amount)
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="this system has no broken pipes")
def test_a_reader_that_stops_early() -> None:
    """Where the output is read only in part the program ends by the signal, not with the status of findings."""
    command = [sys.executable, "-X", "utf8", "-m", "ssoplan", "samples", "sso-2566"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603  # our own program
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"" == process.stderr.read()
    assert -signal.SIGPIPE == process.returncode


def test_a_terminal_without_thai() -> None:
    """Where the output cannot show Thai it is escaped, without a traceback."""
    command = [sys.executable, "-m", "ssoplan", "samples"]
    env = {"PYTHONIOENCODING": "latin-1", "PATH": ""}
    result = subprocess.run(command, capture_output=True, check=False, env=env)  # noqa: S603  # our own program
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\\u0e" in result.stdout


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_states_its_exit_status(name: str) -> None:
    """The help of every command, and of the program itself, says what its exit status means."""
    for arguments in (["--help"], [name, "--help"]):
        assert "Exit status: 0" in " ".join(CliRunner().invoke(cli, arguments).output.split())


def test_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with a status of its own, which is not that of findings."""

    def stop() -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(samples, "names", stop)
    result = CliRunner().invoke(cli, ["samples"])
    assert (STOPPED, "ssoplan: stopped\n") == (result.exit_code, result.stderr)
