"""The pages of the policy: what they say comes from the policy, and other projects can link to them."""

from __future__ import annotations

import csv
import json
import os
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest

pytest.importorskip("sphinx")

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile

from ssoplan import Policy, check, samples
from ssoplan.sphinxext import building, directives, register
from ssoplan.sphinxext.stubs import write_stubs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WHOLE = Policy.default()
RULES = {"CAL-10", "CAL-18", "KPI-01", "KPI-03", "KPI-08", "KPI-12", "TDR-03"}
DRAFT = next(rule.id for rule in WHOLE.rules if rule.legal_status == "draft")
POLICY = attrs.evolve(WHOLE, rules=[rule for rule in WHOLE.rules if rule.id in {*RULES, DRAFT}])
"""Few rules and all parameters: a site of the whole policy is built where the documentation is."""

PAGES = {
    "index": "Policy\n======\n\n.. toctree::\n\n   data/rules\n   data/parameters\n   data/sources\n   data/rest\n",
    "data/rules": "Rules\n=====\n\n.. sso:rule-counts::\n\n.. sso:rules::\n",
    "data/parameters": "Parameters\n==========\n\n.. sso:parameters::\n",
    "data/sources": "Sources\n=======\n\n.. sso:sources::\n",
    "data/rest": (
        "Rest\n====\n\n:sso:term:`fund_year` :sso:term:`ปีงบประมาณ` :sso:calculator:`classify`\n\n"
        ".. sso:subjects::\n\n.. sso:calculators::\n\n.. sso:glossary::\n\n.. sso:freshness::\n\n"
        ".. sso:coverage::\n\n.. sso:inconsistencies::\n"
    ),
}
THAI_PAGES = {
    "index": "Policy\n======\n\n.. toctree::\n\n   data/rest\n   data/rules/KPI-12\n",
    "data/rules/KPI-12": ".. sso:rule:: KPI-12\n",
    "data/rest": "Rest\n====\n\n.. sso:inconsistencies::\n\n.. sso:glossary::\n",
}
TERMS = """\
- {th: ปีงบประมาณ, en: budget year (Oct-Sep), ids: [budget_year]}
- {th: ปี (พ.ศ.) ของเงินกองทุน, en: fund year, ids: [fund_year]}
"""


def write(folder: Path, pages: Mapping[str, str]) -> Path:
    """Write the sources of a project."""
    for name, text in pages.items():
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "terms.yaml").write_text(TERMS, encoding="utf-8")
    return folder


def build(source: Path, out: Path, **settings: Any) -> tuple[str, list[str]]:
    """Build a project; return its warnings and the pages that were read."""
    warnings = out.parent / f"{out.name}-warnings.txt"
    given = {
        "extensions": ["ssoplan.sphinxext"],
        "nitpicky": True,
        "nitpick_ignore_regex": [("py:obj", ".*")],
        "html_theme": "basic",
    }
    with warnings.open("w", encoding="utf-8") as log, patch_docutils(), docutils_namespace():
        app = Sphinx(source, None, out, out / ".doctrees", "html", given | settings, None, log)
        read: list[str] = []
        app.connect("source-read", lambda _app, page, _text: read.append(page))
        app.build()
    return warnings.read_text(encoding="utf-8"), read


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All pages of the policy in English, and some in Thai that link to the others, built without a warning."""
    folder = tmp_path_factory.mktemp("site")
    found = register.Register(POLICY)
    source = write(folder / "source", PAGES)
    glossary = {"sso_glossary": str(source / "terms.yaml")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directives, "register", lambda: found)
        patch.setattr(building, "policy_register", lambda: found)
        warnings, _ = build(source, folder / "en", language="en", sso_pages="data", **glossary)
        assert "" == warnings
        thai = write(folder / "thai", THAI_PAGES)
        warnings, _ = build(thai, folder / "th", language="th", **glossary, **linking(folder))
        assert "" == warnings
        yield folder


def linking(site: Path) -> dict[str, Any]:
    """Return the settings of a project that writes no pages and links to those of the site."""
    return {
        "extensions": ["ssoplan.sphinxext", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {
            "ssoplan": ("https://example.test/ssoplan/", str(site / "en" / "objects.inv"))
        },
    }


def text_of(site: Path, page: str, lang: str = "en") -> str:
    """Return the visible text of a page."""
    html = (site / lang / f"{page}.html").read_text(encoding="utf-8")
    body = html[html.index('<div class="body"') :]
    plain = re.sub(r"<[^>]+>", "", body)
    for name, letter in (("quot", '"'), ("lt", "<"), ("gt", ">"), ("#39", "'"), ("#x27", "'"), ("amp", "&")):
        plain = plain.replace(f"&{name};", letter)
    return " ".join(plain.split())


def test_every_rule_parameter_source_and_family_has_a_page(site: Path) -> None:
    """There is one page for each, and none more."""
    rules = {rule.id for rule in POLICY.rules}
    parameters = {parameter.id for parameter in POLICY.parameters}
    wanted = {
        "rules": rules | {id_.rpartition("-")[0] for id_ in rules},
        "parameters": parameters | {id_.partition(".")[0] for id_ in parameters},
        "sources": {source.id for source in POLICY.sources},
    }
    for sort, ids in wanted.items():
        assert ids == {path.stem for path in (site / "en" / "data" / sort).glob("*.html")}


@pytest.mark.parametrize("lang", ["en", "th"])
def test_page_of_a_rule(site: Path, lang: str) -> None:
    """The page has the statement, the prose, the phrase, the source, the examples, and both languages."""
    rule = POLICY.rule("KPI-12")
    page = text_of(site, "data/rules/KPI-12", lang)
    assert rule.statement is not None
    for said in (*rule.title, *rule.statement, rule.must, rule.citations[0].phrase, "sso-2566 §8.6"):
        assert str(said) in page
    assert len(rule.examples) == page.count("✓")
    assert "✗" not in page


def test_pages_speak_the_language_of_the_build(site: Path) -> None:
    """Fixed words stand in the language of the edition, and not in the other."""
    english, thai = (text_of(site, "data/rules/KPI-12", lang) for lang in ("en", "th"))
    for words, page, other in (("Where it stands", english, thai), ("ที่มาในเอกสาร", thai, english)):
        assert words in page
        assert words not in other


def test_examples_show_what_the_rule_says(site: Path) -> None:
    """An example that fails shows the message of its finding in both languages."""
    page = text_of(site, "data/rules/KPI-01")
    assert "the result 84.99 is below the target 85" in page
    assert "ผล 84.99 ต่ำกว่าเป้าหมาย 85" in page


def test_findings_on_samples(site: Path) -> None:
    """A rule shows its findings on each sample, and the page of inconsistencies has every finding of every sample."""
    report = check(samples.load("nong-khai-2565"), policy=POLICY)
    [first] = [finding for finding in report.findings if finding.rule_id == "CAL-10"][:1]
    assert " ".join(first.text("en").split()) in text_of(site, "data/rules/CAL-10")
    shown = text_of(site, "data/rest"), text_of(site, "data/rest", "th")
    for name in samples.names():
        for finding in check(samples.load(name), policy=POLICY).findings:
            said = [" ".join(finding.text(lang).split()) for lang in ("en", "th")]
            assert [True, True] == [said[0] in shown[0], said[1] in shown[1]], finding


def test_page_of_a_rule_with_dates(site: Path) -> None:
    """A rule with dates has a drawing, and its days in both eras."""
    dated = POLICY.rule("TDR-03")
    assert dated.start is not None
    html = (site / "en" / "data" / "rules" / f"{dated.id}.html").read_text(encoding="utf-8")
    assert 'class="sso-timeline" role="img"' in html
    assert str(dated.start) in html
    assert f"{dated.start.year + 543} BE" in html


def test_page_of_a_parameter_lists_values_newest_first(site: Path) -> None:
    """The history begins with the newest value; a reading set aside is shown as such."""
    parameter = POLICY.parameters["contribution.s33.employer"]
    page = text_of(site, "data/parameters/contribution.s33.employer")
    days = [str(value.start) for value in reversed(parameter.values)]
    table = page[page.index("value from to source") :]
    places = [table.index(f"({day})") for day in days]
    assert sorted(places) == places
    assert len(days) > 3


def test_page_of_a_parameter_begins_with_its_newest_value(site: Path) -> None:
    """What holds, since when and by which document stands at the top."""
    value = POLICY.parameters["contribution.s33.employer"].values[-1]
    top = text_of(site, "data/parameters/contribution.s33.employer").partition("History")[0]
    assert [True, True] == [str(value.start) in top, str(value.citations[0]) in top]


def test_page_of_a_rule_begins_with_its_days_and_sources(site: Path) -> None:
    """Since when a rule holds and by which document stands at the top, in the days of the edition."""
    dated, undated = POLICY.rule("TDR-03"), POLICY.rule("KPI-12")
    top = text_of(site, f"data/rules/{dated.id}").partition("Statement")[0]
    assert [True, True] == [str(dated.start) in top, str(dated.citations[0]) in top]
    assert "not printed" in text_of(site, f"data/rules/{undated.id}").partition("Statement")[0]


def test_page_of_a_family_has_everything_in_one_table(site: Path) -> None:
    """Rules with both titles, days and sources; parameters with every value."""
    page = text_of(site, "data/rules/KPI")
    for rule in POLICY.rules:
        if rule.id.startswith("KPI-"):
            said = [rule.id, rule.title.en, rule.title.th, str(rule.citations[0])]
            assert [] == [each for each in said if each not in page]
    page = text_of(site, "data/parameters/contribution")
    values = POLICY.parameters["contribution.s33.employer"].values
    assert [] == [str(value.start) for value in values if str(value.start) not in page]
    assert "contribution.s33.employer" in page


def test_lists_name_every_rule_and_parameter(site: Path) -> None:
    """The list of rules and the list of parameters lead to every page; a long history is cut short and says so."""
    for sort, things in (("rules", POLICY.rules), ("parameters", POLICY.parameters)):
        html = (site / "en" / "data" / f"{sort}.html").read_text(encoding="utf-8")
        assert [] == [each.id for each in things if f'href="{sort}/{each.id}.html"' not in html]
    earlier = len(POLICY.parameters["contribution.s33.employer"].values) - 3
    assert f"and {earlier} earlier values" in text_of(site, "data/parameters")


def test_page_of_a_source_lists_what_rests_on_it(site: Path) -> None:
    """The page of a source leads to the rules and parameters that cite each of its parts."""
    page = text_of(site, "data/sources/sso-2566")
    assert "KPI-12" in page
    assert POLICY.parameters["kpi.weight_total"].title.en in page


def test_drafts_say_so(site: Path) -> None:
    """The page of a draft rule says that it is never applied."""
    assert "Draft: shown, never applied" in text_of(site, f"data/rules/{DRAFT}")


def test_rules_as_data(site: Path) -> None:
    """Beside the pages stand all rules as JSON and CSV, with the addresses of their pages."""
    folder = site / "en" / "data"
    data = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    assert ("ssoplan-rules/1", POLICY.digest) == (data["format"], data["policy_hash"])
    ids = list(dict.fromkeys(rule.id for rule in POLICY.rules))
    assert ids == [rule["id"] for rule in data["rules"]]
    assert all((folder / rule["page"].partition("#")[0]).is_file() for rule in data["rules"])
    with (folder / "rules.csv").open(encoding="utf-8-sig", newline="") as file:
        assert ids == [row["id"] for row in csv.DictReader(file)]


def test_inventory(site: Path) -> None:
    """Every object stands in the inventory under its own name, which is also the name shown."""
    file = site / "en" / "objects.inv"
    found = InventoryFile.loads(file.read_bytes(), uri="").data
    assert {rule.id for rule in POLICY.rules} == set(found["sso:rule"])
    assert {"budget_year", "fund_year"} == set(found["sso:term"])
    assert "data/rules/KPI-12.html#rule-KPI-12" == found["sso:rule"]["KPI-12"].uri
    assert {"-"} == {
        item.display_name for kind, items in found.items() if "sso:" in kind for item in items.values()
    }


def test_freshness_and_coverage(site: Path) -> None:
    """Every parameter stands on the freshness page; a part of a document without a rule says why."""
    page = text_of(site, "data/rest")
    assert [] == [parameter.id for parameter in POLICY.parameters if parameter.id not in page]
    assert "The copy lacks sections 3 to 8" in page


def test_nothing_is_read_again_without_a_change(site: Path) -> None:
    """A second build reads no page; when one page changes, only that one is read."""
    settings = {"language": "en", "sso_pages": "data", "sso_glossary": str(site / "source" / "terms.yaml")}
    assert ("", []) == build(site / "source", site / "en", **settings)
    stub = site / "source" / "data" / "rules" / "KPI-12.rst"
    later = stub.stat().st_mtime + 10_000  # after every reading, however slow the machine
    os.utime(stub, (later, later))
    assert ("", ["data/rules/KPI-12"]) == build(site / "source", site / "en", **settings)


class TestLinkingProject:
    """A second project that writes no pages."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        """Return the folder of the project."""
        return write(
            tmp_path / "other", {"index": "Other\n=====\n\n:sso:rule:`KPI-12` and :sso:term:`fund_year`\n"}
        )

    def test_links_lead_to_the_site_of_the_policy(self, site: Path, source: Path) -> None:
        """A rule and a term are found through the inventory, and no page is written."""
        warnings, read = build(source, source.parent / "out", **linking(site))
        assert ("", ["index"]) == (warnings, read)
        html = (source.parent / "out" / "index.html").read_text(encoding="utf-8")
        assert 'href="https://example.test/ssoplan/data/rules/KPI-12.html#rule-KPI-12"' in html
        assert 'href="https://example.test/ssoplan/data/rest.html#term-fund_year"' in html
        assert ["index.rst"] == [path.name for path in source.rglob("*.rst")]

    def test_unknown_ids_are_warnings(self, site: Path, source: Path) -> None:
        """A link to a rule that does not exist, and a directive for one, are reported with the id."""
        write(
            source, {"index": "Other\n=====\n\n:sso:rule:`KPI-999`\n\n.. sso:parameter:: kpi.weight_totl\n"}
        )
        warnings, _ = build(source, source.parent / "out", **linking(site))
        assert "there is no rule called 'KPI-999'" in warnings
        assert "kpi.weight_total" in warnings

    def test_pages_left_over_are_deleted(self, tmp_path: Path) -> None:
        """A generated source whose rule is gone is deleted; a page that somebody wrote is kept."""
        found = register.Register(POLICY)
        write_stubs(tmp_path, found)
        written = (tmp_path / "rules" / "KPI-12.rst").read_text(encoding="utf-8")
        (tmp_path / "rules" / "GONE-1.rst").write_text(written, encoding="utf-8")
        (tmp_path / "rules" / "mine.rst").write_text("Mine\n====\n", encoding="utf-8")
        write_stubs(tmp_path, found)
        assert not (tmp_path / "rules" / "GONE-1.rst").exists()
        assert (tmp_path / "rules" / "mine.rst").exists()
