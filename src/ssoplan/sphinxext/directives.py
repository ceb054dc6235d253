"""What a page writes to show a part of the policy: ``{sso:rule} KPI-12``, ``{sso:rules}``, ``{sso:freshness}``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util.docutils import SphinxDirective

from ssoplan.errors import SsoplanError
from ssoplan.parameters.errors import UnknownParameterError, UnknownSourceError, suggestion
from ssoplan.rules.problems import UnknownRuleError
from ssoplan.sphinxext import lists
from ssoplan.sphinxext.calculators import calculator_table, calculators
from ssoplan.sphinxext.coverage import coverage
from ssoplan.sphinxext.domain import Entry, SsoDomain
from ssoplan.sphinxext.freshness import freshness
from ssoplan.sphinxext.inconsistencies import overview, sample_section
from ssoplan.sphinxext.parameter_page import parameter_page
from ssoplan.sphinxext.register import register
from ssoplan.sphinxext.rule_page import rule_page
from ssoplan.sphinxext.source_page import source_page, source_table
from ssoplan.sphinxext.subjects import subject_section
from ssoplan.sphinxext.terms import term_table, terms_of
from ssoplan.sphinxext.writer import Writer, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes

__all__ = ["DIRECTIVES"]


class PolicyDirective(SphinxDirective):
    """A directive whose content comes from the policy: its page is read again when the policy changes."""

    def run(self) -> list[nodes.Node]:
        """Return the content."""
        self.domain.note_live(self.env.docname)
        self.state.document.settings.smart_quotes = False  # what documents say is shown as it stands
        try:
            return list(self.content_of(self.writer))
        except SsoplanError as error:
            raise self.error(error.text(self.writer.lang)) from error

    def content_of(self, writer: Writer) -> Iterable[nodes.Node]:
        """Return what stands in the place of the directive."""
        raise NotImplementedError

    @property
    def domain(self) -> SsoDomain:
        """The domain, where objects are declared."""
        return cast("SsoDomain", self.env.domains["sso"])

    @property
    def writer(self) -> Writer:
        """What writes this page."""
        return Writer(
            register=register(),
            lang=language_of(self.config.language),
            page=self.env.docname,
            pages=self.config.sso_pages or "",
            source_url=self.config.sso_source_url,
        )

    def declare_family(self, family: str) -> None:
        """Note that a family stands here, where it has no page of its own."""
        if not self.config.sso_pages:
            self.declare("family", family, self.writer.family(family))

    def declare(
        self, kind: str, name: str, words: str = "", *, anchor: str = "", also: Iterable[str] = ()
    ) -> None:
        """Note that an object is declared here."""
        entry = Entry(self.env.docname, anchor or f"{kind}-{name}", words, tuple(also))
        self.domain.declare(kind, name, entry)


class Rule(PolicyDirective):
    """The whole page of one rule."""

    required_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the page as one section."""
        id_ = self.arguments[0]
        rules = writer.register.rules
        if id_ not in rules:
            raise UnknownRuleError("unknown", id=id_, **suggestion(id_, rules))
        self.declare("rule", id_, writer.text(rules[id_].title))
        yield rule_page(writer, id_)


class Parameter(PolicyDirective):
    """The whole page of one parameter."""

    required_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the page as one section."""
        id_ = self.arguments[0]
        parameters = writer.register.parameters
        if id_ not in parameters:
            raise UnknownParameterError("unknown", id=id_, **suggestion(id_, parameters))
        self.declare("parameter", id_, writer.text(parameters[id_].title))
        yield parameter_page(writer, id_)


class Source(PolicyDirective):
    """The whole page of one source."""

    required_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the page as one section."""
        id_ = self.arguments[0]
        sources = writer.register.policy.sources
        if id_ not in sources:
            raise UnknownSourceError("unknown", id=id_, **suggestion(id_, [source.id for source in sources]))
        self.declare("source", id_, writer.text(sources[id_].title))
        yield source_page(writer, id_)


class Rules(PolicyDirective):
    """The rules by family; with an argument, those of one family."""

    optional_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield a section for each family, or the table of the one asked for."""
        if self.arguments:
            family = self.arguments[0]
            if family not in writer.register.families:
                raise UnknownRuleError("unknown", id=family, **suggestion(family, writer.register.families))
            yield lists.rule_table(writer, family)
            return
        for family, made in lists.rule_sections(writer):
            self.declare_family(family)
            yield made


class RuleCounts(PolicyDirective):
    """How many rules there are of each kind."""

    def content_of(self, writer: Writer) -> Iterable[nodes.Node]:
        """Return the table of counts."""
        return lists.rule_counts(writer)


class Parameters(PolicyDirective):
    """The parameters by family; with an argument, those of one family."""

    optional_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield a section for each family, or the table of the one asked for."""
        if self.arguments:
            family = self.arguments[0]
            families = lists.parameter_families(writer)
            if family not in families:
                raise UnknownParameterError("unknown", id=family, **suggestion(family, families))
            yield lists.parameter_table(writer, family)
            return
        for family, made in lists.parameter_sections(writer):
            self.declare_family(family)
            yield made


class Family(PolicyDirective):
    """The whole page of a family of rules or parameters."""

    required_arguments = 1

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the page as one section."""
        family = self.arguments[0]
        families = {*writer.register.families, *lists.parameter_families(writer)}
        if family not in families:
            raise UnknownRuleError("unknown", id=family, **suggestion(family, families))
        self.declare("family", family, writer.family(family))
        yield lists.family_page(writer, family)


class Sources(PolicyDirective):
    """Everything that rules and parameters cite."""

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the table of sources."""
        yield source_table(writer)


class Subjects(PolicyDirective):
    """Every subject with its facts."""

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield a section for each subject."""
        for subject in writer.register.policy.subjects.values():
            self.declare("subject", subject.name, writer.text(subject.title))
            yield subject_section(writer, subject)


class Calculators(PolicyDirective):
    """Every calculator."""

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the table of calculators."""
        for name, calculator in calculators().items():
            own = name.rpartition(".")[2]
            self.declare("calculator", name, calculator.summary, also=(own, calculator.path))
        yield calculator_table(writer)


class Glossary(PolicyDirective):
    """The terms of the file that ``sso_glossary`` names."""

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the table of terms."""
        file = Path(self.env.srcdir, self.config.sso_glossary)
        self.env.note_dependency(str(file))
        terms = terms_of(file)
        for term in terms:
            also = [*term.ids[1:], *_variants(term.words.th), *_variants(term.words.en)]
            self.declare("term", term.name, writer.text(term.words), also=also)
        yield term_table(writer, terms)


class Freshness(PolicyDirective):
    """How fresh every parameter is."""

    def content_of(self, writer: Writer) -> Iterable[nodes.Node]:
        """Return the counts and the table."""
        return freshness(writer)


class Coverage(PolicyDirective):
    """Which parts of each document are expressed."""

    def content_of(self, writer: Writer) -> Iterable[nodes.Node]:
        """Return a section for each document."""
        return coverage(writer)


class Inconsistencies(PolicyDirective):
    """What is found in each published sample."""

    def content_of(self, writer: Writer) -> Iterator[nodes.Node]:
        """Yield the overview, then a section for each sample."""
        yield from overview(writer)
        for name in writer.register.reports:
            made = sample_section(writer, name)
            self.declare("sample", name, anchor=made["ids"][0])
            yield made


def _variants(words: str) -> set[str]:
    """Return what a term may be called: its alternatives, with and without what stands in brackets."""
    bare = re.sub(r"\s*\([^)]*\)", "", words)
    return {words, bare, *(part.strip() for part in bare.split(" / "))}


DIRECTIVES: dict[str, type[PolicyDirective]] = {
    "calculators": Calculators,
    "coverage": Coverage,
    "family": Family,
    "freshness": Freshness,
    "glossary": Glossary,
    "inconsistencies": Inconsistencies,
    "parameter": Parameter,
    "parameters": Parameters,
    "rule": Rule,
    "rule-counts": RuleCounts,
    "rules": Rules,
    "source": Source,
    "sources": Sources,
    "subjects": Subjects,
}
"""By name; in a page each stands behind ``sso:``."""
