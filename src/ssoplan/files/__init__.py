"""Documents as files: YAML and JSON that people and programs write, and the JSON Schema that describes them.

The forms of single values stand in `ssoplan.files.values`; the schemas for editors in ``ssoplan/files/schemas/``.
"""

from typing import Any

from ssoplan.files.documents import KINDS, Document, Format, Kind, dump, dumps, load, loads
from ssoplan.files.errors import DocumentError, DocumentErrors

__all__ = [
    "KINDS",
    "Document",
    "DocumentError",
    "DocumentErrors",
    "Format",
    "Kind",
    "dump",
    "dumps",
    "json_schema",
    "load",
    "loads",
]


def json_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the documents of a kind.

    Raises:
        DocumentErrors: There is no such kind of document.

    >>> json_schema("office-table")["required"]
    ['kind', 'title_th', 'columns', 'rows']
    """
    from ssoplan.files import schema  # noqa: PLC0415  # only for those who ask; and it can run as a program

    return schema.json_schema(kind)
