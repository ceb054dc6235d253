"""Findings, explanations and prose speak one language at a time: words of the library are shown by their titles.

What a document prints is quoted as it stands: a fact or parameter of type text that a message quotes in both
languages. Whatever else stands in a message is worded by the library, and is of the language asked for.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pytest

from ssoplan import samples
from ssoplan.errors import Message
from ssoplan.parameters import Parameters
from ssoplan.rules import describe
from ssoplan.rules.checked import places_of
from ssoplan.rules.checking import check
from ssoplan.rules.facts import FactError, stored
from ssoplan.rules.formatting import show
from ssoplan.rules.policy import Policy
from ssoplan.rules.subjects import SUBJECTS

if TYPE_CHECKING:
    from ssoplan.rules.report import Report

Lang = Literal["en", "th"]
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
MACHINE_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)+\Z")
# Names that Thai writes in Latin letters.
NAMES = ("SMS", "OPDC", "SSO Budget", "eMENSCR", "e-Payment", "e-Self service")


@cache
def report(sample: str) -> Report:
    """Return what the policy says about a sample."""
    return check(samples.load(sample))


def quotations(finding: Any) -> list[str]:
    """Return the texts of the document that a finding quotes: those whose place stands in both languages."""
    message = finding.rule.message
    both = set(places_of(message.en)) & set(places_of(message.th))
    layout = finding._page.layout  # noqa: SLF001  # the types of what is quoted
    shown = [(name, type_, finding.values[name]) for name, type_ in layout.facts]
    shown += [(each.id, each.type, each.value) for each in layout.parameters]
    return [show(value, type_) for name, type_, value in shown if name in both and type_.kind == "text" and not type_.titles]  # fmt: skip


def own_words(finding: Any, lang: Lang) -> str:
    """Return the text of a finding without what it quotes."""
    text = finding.text(lang)
    for quoted in sorted((*quotations(finding), *NAMES), key=len, reverse=True):
        text = text.replace(quoted, " ")
    return re.sub("“[^”]*”", " ", text)


@pytest.mark.parametrize("sample", samples.names())
def test_a_finding_speaks_the_language_asked_for(sample: str) -> None:
    """No word of the library stands in Latin letters in Thai text, and no Thai one in English text."""
    for finding in report(sample).findings:
        assert None is LATIN_WORD.search(own_words(finding, "th")), finding.text("th")
        assert None is THAI.search(own_words(finding, "en")), finding.text("en")


@pytest.mark.parametrize("sample", samples.names())
def test_no_quotation_is_a_word_of_the_library(sample: str) -> None:
    """What passes for a quotation is no identifier: words of the library are enums with titles."""
    for finding in report(sample).findings:
        for quoted in quotations(finding):
            assert not any(MACHINE_WORD.match(part) for part in quoted.split(", ")), (finding.rule_id, quoted)


def test_the_machine_value_stays_in_data() -> None:
    """JSON keeps the words of the library; only sentences show their titles."""
    finding = next(each for each in report("bueng-kan-2564").findings if each.rule_id == "FORM-05")
    assert ("owner_bureau",) == finding.values["unnamed"]
    assert ["owner_bureau"] == json.loads(json.dumps(finding.to_dict()))["values"]["unnamed"]
    assert ("owning bureau" in finding.text(), "หน่วยงานเจ้าของงบประมาณ" in finding.text("th")) == (True, True)


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_every_word_of_an_enum_has_two_titles(subject: Any) -> None:
    """Each enum fact titles its words: Thai without Latin words, English without Thai ones."""
    for fact in subject.facts:
        for word in fact.type.values:
            title = fact.type.title(word)
            assert title is not None, (fact.name, word)
            assert None is THAI.search(title.en), (fact.name, word)
            assert title.th in NAMES or THAI.search(title.th), (fact.name, word)


def test_every_word_of_a_parameter_has_a_title() -> None:
    """A value of policy that is an identifier is shown by its title."""
    method = Parameters.default()["payment.method"]
    assert ("bank_transfer", Message(en="bank transfer", th="โอนเข้าบัญชีธนาคาร")) in method.words
    [finding] = [
        each
        for each in check(
            samples.load("sukhothai-2564"), policy=Policy.default().override({"payment.method": "cash"})
        ).findings
        if each.rule_id == "PAY-01b"
    ]
    assert "the proposal pays by bank transfer, not by cash" == finding.text()
    assert "โครงการระบุวิธีจ่าย โอนเข้าบัญชีธนาคาร ไม่ใช่ เงินสด" == finding.text("th")


@pytest.mark.parametrize(
    "values",
    [
        ("routine",),
        {"routine": "routine"},
        {"routine": Message(en="routine work", th=" ")},
        {"routine": Message(en="routine work", th="งานประจำ"), "new": None},
    ],
)
def test_an_enum_without_titles_is_refused(values: Any) -> None:
    """A subject whose word has no title in both languages does not load."""
    with pytest.raises(FactError, match="has no title"):
        stored("kind", "enum", values=values, en="kind", th="ประเภท")


def test_prose_and_explanations_show_titles() -> None:
    """A sentence about a rule and the steps of an explanation are of one language as well."""
    policy = Policy.default()
    rule = policy.checked(policy.rule("KPI-30"))
    assert "an increase" in describe(rule, "en")
    assert "เพิ่มขึ้น" in describe(rule, "th")
    assert "increase" not in describe(rule, "th")
    explained = report("nong-khai-2565").why_not("KPI-30", "$.tables[0].indicators")
    assert "หัวตารางแผนจังหวัด == หัวตารางแผนจังหวัด" in explained.text("th")
    assert "head of a provincial table == head of a provincial table" in explained.text()
    skipped = next(each for each in report("nong-khai-2565").skips if each.rule_id == "KPI-13")
    assert "อ่านไม่ออก" in report("nong-khai-2565").why_not("KPI-13", skipped.path).text("th")


def test_nothing_is_shown_as_none() -> None:
    """An empty list is said, not left as empty brackets."""
    finding = next(each for each in report("sso-2566").findings if each.rule_id == "KPI-19")
    assert finding.text().endswith("not of it: none")
    assert finding.text("th").endswith("นอกเกณฑ์: ไม่มี")
