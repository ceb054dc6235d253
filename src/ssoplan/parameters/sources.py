"""Sources: the documents, acts and reports on which every parameter and every rule rests.

Nothing in the policy may cite what is not registered here: a citation is made by `SourceRegistry.citation`, which
refuses an unknown id.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.errors import Message
from ssoplan.parameters.errors import DuplicateSourceError, UnknownSourceError, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssoplan.errors import Language

__all__ = ["SOURCE_KINDS", "Citation", "Source", "SourceKind", "SourceRegistry"]

SourceKind = Literal["document", "act", "regulation", "gazette", "news", "secondary", "convention"]
SOURCE_KINDS: tuple[SourceKind, ...] = (
    "document",
    "act",
    "regulation",
    "gazette",
    "news",
    "secondary",
    "convention",
)


@attrs.frozen(kw_only=True)
class Source:
    """A document, act, report or stated convention that policy may cite.

    Attributes:
        id: The name by which it is cited, such as ``sso-2566``.
        kind: What it is; a ``document`` is a published SSO document, ``secondary`` reports on law without being it.
        title: Its name in Thai and English.
        year: The Buddhist-era year that it belongs to or was published in, where known.
        start: First day of the period that a planning document governs.
        end: Last day of that period.
        published: The day of publication, where known.
        url: Where it can be read.
        reference: Bibliographic text: gazette volume, page, publisher.
        note: How far it can be relied on, and what was not seen.
    """

    id: str
    kind: SourceKind
    title: Message
    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    published: dt.date | None = None
    url: str | None = None
    reference: str | None = None
    note: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return plain JSON data without the fields that are absent."""
        plain = {
            "id": self.id,
            "kind": self.kind,
            "title": list(self.title),
            "year": self.year,
            "start": self.start and self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "published": self.published and self.published.isoformat(),
            "url": self.url,
            "reference": self.reference,
            "note": self.note,
        }
        return {key: value for key, value in plain.items() if value is not None}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Source:
        """Return the source that `to_plain` wrote."""
        fields = dict(plain, title=Message(*plain["title"]))
        for name in ("start", "end", "published"):
            if name in fields:
                fields[name] = dt.date.fromisoformat(fields[name])
        return cls(**fields)


@attrs.frozen(kw_only=True)
class Citation:
    """Where a value or a rule stands: a registered source, and the place in it.

    Attributes:
        source: The id of the source.
        part: Section or part, as the source numbers it, such as ``8.6``.
        page: Printed page, where there is one.
        phrase: The words of the source that carry the value.
    """

    source: str
    part: str | None = None
    page: str | None = None
    phrase: str | None = None

    def text(self, lang: Language = "en") -> str:
        """Return the source and the place in it, in a language; ids and numbers of parts stay as they are.

        >>> Citation(source="nong-khai-2565", part="table 2", page="4").text("th")
        'nong-khai-2565 ตาราง 2 หน้า 4'
        """
        where = str(self)
        return where if lang == "en" else _PLACE.sub(lambda found: _PLACES_TH[found[0]], where)

    def __str__(self) -> str:
        sign = "§" if self.part and self.part[0].isdigit() else ""
        part = f" {sign}{self.part}" if self.part else ""
        page = f" p. {self.page}" if self.page else ""
        return f"{self.source}{part}{page}"

    def to_plain(self) -> dict[str, str]:
        """Return plain JSON data without the fields that are absent."""
        return {key: value for key, value in attrs.asdict(self).items() if value is not None}


_PLACES_TH = {
    "appendix": "ภาคผนวก",
    "benefits": "ประโยชน์ทดแทน",
    "contents": "สารบัญ",
    "contributions": "เงินสมทบ",
    "header": "หัวเอกสาร",
    "note": "หมายเหตุ",
    "p.": "หน้า",
    "patterns": "รูปแบบรายเดือน",
    "preface": "คำนำ",
    "report month": "เดือนที่รายงาน",
    "table": "ตาราง",
    "to": "ถึง",
    "tolerances": "ค่าคลาดเคลื่อน",
    "work plan": "แผนงาน",
}
_PLACE = re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, _PLACES_TH))})(?!\S)")


@attrs.frozen(repr=False)
class SourceRegistry:
    """The registered sources, by id; made by `SourceRegistry.of`."""

    _by_id: dict[str, Source] = attrs.field(factory=dict)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> SourceRegistry:
        """Return the registry of given sources; the same source twice is kept once.

        Raises:
            DuplicateSourceError: Two different sources share an id.
        """
        by_id: dict[str, Source] = {}
        for source in sources:
            if by_id.setdefault(source.id, source) != source:
                raise DuplicateSourceError("duplicate", id=source.id)
        return cls(by_id)

    def __getitem__(self, id: str) -> Source:  # noqa: A002 - the domain calls it id
        """Return the source registered as ``id``.

        Raises:
            UnknownSourceError: None is.
        """
        try:
            return self._by_id[id]
        except KeyError:
            raise UnknownSourceError("unknown", id=id, **suggestion(id, self._by_id)) from None

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the domain calls it id
        return id in self._by_id

    def __iter__(self) -> Iterator[Source]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def citation(
        self, source: str, *, part: str | None = None, page: str | None = None, phrase: str | None = None
    ) -> Citation:
        """Return a citation of a registered source.

        Args:
            source: The id of the source, such as ``sso-2566``.
            part: The section or table.
            page: The page as printed.
            phrase: The words of the document, as they stand there.

        Raises:
            UnknownSourceError: The source is not registered.
        """
        return Citation(source=self[source].id, part=part, page=page, phrase=phrase)

    def extended(self, sources: Iterable[Source]) -> SourceRegistry:
        """Return a registry with further sources.

        Raises:
            DuplicateSourceError: Another source has one of the ids.
        """
        return SourceRegistry.of([*self, *sources])

    def __repr__(self) -> str:
        return f"<SourceRegistry of {len(self)} sources>"
