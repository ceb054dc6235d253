"""Read and write documents: a plan, a proposal or an office table, as YAML or JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from ssoplan.files.disk import Format, format_of, read_file, replace_file
from ssoplan.files.errors import WrongValue, shown
from ssoplan.files.placing import fail, placed
from ssoplan.files.values import did_you_mean
from ssoplan.model.office import OfficeTable
from ssoplan.model.plan import Plan
from ssoplan.model.proposal import Proposal

if TYPE_CHECKING:
    import os

    from ssoplan._yaml import YamlText
    from ssoplan.files.placing import Fault

__all__ = [
    "KINDS",
    "Document",
    "Format",
    "Kind",
    "class_of",
    "dump",
    "dumps",
    "load",
    "loads",
    "plain",
]

Document = Plan | Proposal | OfficeTable
"""What a document file holds."""

Kind = Literal["plan", "proposal", "office-table"]

KINDS: Final[dict[str, type[Document]]] = {"plan": Plan, "proposal": Proposal, "office-table": OfficeTable}
"""What the ``kind:`` of a file says it is."""

_MAX_PLACED = 1_000_000


def load(path: str | os.PathLike[str]) -> Document:
    """Return the document of a YAML or JSON file; its ``kind:`` says which type it is.

    Raises:
        DocumentErrors: With everything that is wrong with the file, also where there is none (``not-found``).
    """
    file = Path(path)
    kind = format_of(file)
    return loads(read_file(file), format=kind, file=str(file))


def loads(text: str, *, format: Format = "yaml", file: str = "<text>") -> Document:  # noqa: A002  # the word for it
    """Return the document of a YAML or JSON text.

    Args:
        text: The document.
        format: ``"yaml"`` or ``"json"``.
        file: The name used in messages.

    Raises:
        DocumentErrors: With everything that is wrong with the text.

    >>> loads("{kind: plan, title_th: แผนปฏิบัติการ, year: {fund_year: 2566}}").year
    FundYear(2566)
    """
    from cattrs.errors import BaseValidationError  # noqa: PLC0415  # 100 ms, only where files are read

    from ssoplan.files.reading import faults, structure  # noqa: PLC0415  # needs cattrs

    data, marks, found = _plain(text, format, file)
    cls = _class_of(data, file, marks)
    body = {key: value for key, value in data.items() if key != "kind"}
    try:
        document = structure(body, cls)
    except BaseValidationError as error:
        found = [*found, *faults(error)]
    if found:
        raise placed(found, file=file, marks=marks or _json_marks(text)) from None
    return document  # type: ignore[no-any-return]  # made from the class


def dump(document: Document, path: str | os.PathLike[str]) -> None:
    """Write a document as YAML or JSON, by the suffix of the file; an old file is replaced at once or not at all.

    Args:
        document: The document, as `load` gives it.
        path: The file, which ends in ``.yaml``, ``.yml`` or ``.json``.

    Raises:
        DocumentErrors: The suffix is not known, the object is no document, or the file cannot be written.
    """
    file = Path(path)
    text = dumps(document, format=format_of(file), file=str(file))
    replace_file(file, text)


def dumps(document: Document, *, format: Format = "yaml", file: str = "<text>") -> str:  # noqa: A002  # the word for it
    """Return a document as YAML or JSON text that `loads` reads back as an equal object.

    Fields at their default are left out. Of a period its days are kept, not whether it was given as a month or year.

    Raises:
        DocumentErrors: The object is no document, or holds what no file can: a date from CE 2400 on, a number that
            is not finite.

    >>> print(dumps(Plan(title_th="แผนปฏิบัติการ", parent_period=(2563, 2567))), end="")
    kind: plan
    title_th: แผนปฏิบัติการ
    parent_period: [2563, 2567]
    """
    from ssoplan.files.json_text import write_json  # noqa: PLC0415  # with its counterpart
    from ssoplan.files.yaml_text import write_yaml  # noqa: PLC0415  # defines a dumper class, not needed to read

    _check_format(format, file)
    data = plain(document, file=file)
    return write_json(data) if format == "json" else write_yaml(data)


def plain(document: Document, *, file: str = "<text>") -> dict[str, Any]:
    """Return a document as the dict, list, str, int, Decimal, bool and None that its file holds."""
    from ssoplan.files.writing import unstructure  # noqa: PLC0415  # needs cattrs

    name = next((name for name, cls in KINDS.items() if type(document) is cls), None)
    if name is None:
        fail(file, "not-a-document", type=type(document).__name__)
    try:
        return {"kind": name, **unstructure(document)}
    except WrongValue as wrong:
        raise placed([((), wrong)], file=file) from None


def _plain(text: str, kind: Format, file: str) -> tuple[Any, YamlText | None, list[Fault]]:
    """Return the data, their places, and the keys that stand twice: those do not hide what else is wrong."""
    _check_format(kind, file)
    return _plain_json(text, file) if kind == "json" else _plain_yaml(text, file)


def _check_format(kind: Format, file: str) -> None:
    if kind not in get_args(Format):
        fail(file, "format", format=str(kind))


def _plain_yaml(text: str, file: str) -> tuple[Any, YamlText, list[Fault]]:
    from ssoplan import _yaml  # noqa: PLC0415  # compiled documents are JSON and need no YAML reader

    try:
        found = _yaml.read(text, file=file, keep_going=True)
    except _yaml.YamlError as error:
        fail(file, error.reason, format="YAML", **{k: v for k, v in error.values.items() if k != "file"})
    faults: list[Fault] = []
    for path, key, place in found.twice:
        wrong = WrongValue("duplicate-key", key=key)
        wrong.place = place
        faults.append((path, wrong))
    return found.data, found, faults


def _plain_json(text: str, file: str) -> tuple[Any, None, list[Fault]]:
    from ssoplan.files.json_text import read_json  # noqa: PLC0415  # not needed for YAML

    if not text.strip():
        fail(file, "empty")
    try:
        data, twice = read_json(text)
    except json.JSONDecodeError as error:
        fail(file, "syntax", line=error.lineno, column=error.colno, format="JSON", problem=error.msg)
    except WrongValue as wrong:
        raise placed([((), wrong)], file=file) from None
    return data, None, twice


def _json_marks(text: str) -> YamlText | None:
    from ssoplan import _yaml  # noqa: PLC0415  # only for a bad file

    # JSON is nearly YAML: reading it so tells line and column, which the JSON reader does not.
    if len(text) <= _MAX_PLACED:
        with suppress(_yaml.YamlError):
            return _yaml.read(text, keep_going=True)
    return None


def class_of(kind: object, *, file: str = "<kind>", marks: YamlText | None = None) -> type[Document]:
    """Return the class of the documents of a kind.

    Raises:
        DocumentErrors: There is no such kind.
    """
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    hint, choices = did_you_mean(kind, KINDS), ", ".join(KINDS)
    wrong = WrongValue("not-choice", found=shown(kind), hint=hint, choices=choices)
    raise placed([(("kind",), wrong)], file=file, marks=marks)


def _class_of(data: Any, file: str, marks: YamlText | None) -> type[Document]:
    if data is None:
        fail(file, "empty")
    if not isinstance(data, dict):
        raise placed([((), WrongValue("not-mapping", found=shown(data)))], file=file, marks=marks)
    if "kind" not in data:
        raise placed([((), WrongValue("no-kind", choices=", ".join(KINDS)))], file=file, marks=marks)
    return class_of(data["kind"], file=file, marks=marks)
