"""The words and parts of the generated pages: both languages, years of both eras, lookups in both directions."""

from __future__ import annotations

import datetime as dt
import re

import pytest

pytest.importorskip("sphinx")

from ssoplan import Policy
from ssoplan.sphinxext.coverage import outlines
from ssoplan.sphinxext.register import register
from ssoplan.sphinxext.timeline import Bar, timeline
from ssoplan.sphinxext.words import FAMILIES, WORDS
from ssoplan.sphinxext.writer import Writer

THAI = re.compile("[\u0e00-\u0e7f]")
BOTH = {"other-language", "previous", "next"}
POLICY = Policy.default()


@pytest.mark.parametrize("key", sorted([*WORDS, *FAMILIES]))
def test_words_in_both_languages(key: str) -> None:
    """Every fixed word has an English form without Thai letters and a Thai form with some, and the same places."""
    words = WORDS.get(key) or FAMILIES[key]
    if key not in BOTH:
        assert THAI.search(words.en) is None
        assert THAI.search(words.th) is not None
    assert re.findall(r"\{\w*\}", words.en) == re.findall(r"\{\w*\}", words.th)


def test_every_family_is_named() -> None:
    """Each family of rules and parameters says what it is about."""
    families = {rule.id.rpartition("-")[0] for rule in POLICY.rules}
    families |= {parameter.id.partition(".")[0] for parameter in POLICY.parameters}
    assert set() == families - set(FAMILIES)


def test_every_word_that_the_policy_needs_is_there() -> None:
    """Kinds, severities, standings and sources of the policy have their words."""
    needed = {f"kind.{rule.kind}" for rule in POLICY.rules} | {
        f"severity.{rule.severity}" for rule in POLICY.rules
    }
    needed |= {f"source.{source.kind}" for source in POLICY.sources}
    values = [value for parameter in POLICY.parameters for value in (*parameter.values, *parameter.drafts)]
    needed |= {f"confidence.{value.confidence}" for value in values}
    assert set() == needed - set(WORDS)


def test_outlines_name_parts_of_registered_documents() -> None:
    """Every published document has an outline; a part without a reason is cited by a rule or a parameter."""
    documents = {source.id for source in POLICY.sources if source.kind == "document"}
    assert documents == set(outlines())
    for source, parts in outlines().items():
        cited = {citation.part for citation, _ in register().cited[source]}
        silent = [each.part for each in parts if each.reason is None and not {each.part, *each.also} & cited]
        assert [] == silent, source


def test_outlines_give_no_reason_for_what_is_expressed() -> None:
    """A part that a rule cites does not say that it is not expressed."""
    for source, parts in outlines().items():
        cited = {citation.part for citation, _ in register().cited[source]}
        assert [] == [
            each.part for each in parts if each.reason is not None and {each.part, *each.also} & cited
        ]


class TestRegister:
    def test_parameters_and_rules_agree(self) -> None:
        """A rule is among those of each of its parameters, whichever way it names them."""
        found = register()
        assert "kpi.weight_total" in found.parameters_of["KPI-12"]
        assert "KPI-12" in found.rules_of_parameter["kpi.weight_total"]

    def test_definitions_are_found_where_they_stand(self) -> None:
        """Every rule and parameter has its file, line and text."""
        found = register()
        assert set() == {*found.rules, *found.parameters} - set(found.places)
        place = found.places["KPI-12"]
        assert "src/ssoplan/rules/catalogue/kpi.yaml" == place.path
        assert place.text.startswith("KPI-12:\n  kind: check\n")
        assert "KPI-13" not in place.text

    def test_a_rule_named_in_an_example_is_related(self) -> None:
        """A note that names another rule relates both, in both directions."""
        found = register()
        assert "KPI-08" in found.named_with("KPI-01")
        assert "KPI-01" in found.named_with("KPI-08")


class TestTimeline:
    writer = Writer(register=register(), lang="en", page="index")

    def svg(self, *bars: Bar) -> str:
        """Return the drawing."""
        made = timeline(self.writer, "title", bars)
        assert made is not None
        return str(made.children[0])

    def test_years_of_both_eras(self) -> None:
        """The foot names the Buddhist year above the CE year."""
        drawn = self.svg(Bar("13 baht", dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
        assert ">2566<" in drawn
        assert ">2023<" in drawn
        assert 'aria-label="Timeline: title. 13 baht: ' in drawn

    def test_a_whole_year_fills_the_drawing(self) -> None:
        """A window of one calendar year is as wide as the drawing of that year."""
        drawn = self.svg(Bar("x", dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
        [(x, width)] = re.findall(r'class="bar now" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', drawn)
        assert 0.0 == float(x)
        assert 99.7 <= float(width) <= 100.3

    def test_an_open_end_has_an_edge(self) -> None:
        """A day that is open or only vouched for is drawn as a dotted edge, a known one is not."""
        known = self.svg(Bar("x", dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
        vouched = self.svg(Bar("x", dt.date(2023, 1, 1), None, start_known=False))
        assert (0, 2) == (known.count('class="edge'), vouched.count('class="edge'))

    def test_without_days_nothing_is_drawn(self) -> None:
        """A value that holds at every time needs no drawing."""
        assert timeline(self.writer, "title", [Bar("x", None, None)]) is None
