"""The pictures of the documentation say what the library says, in the language of the edition."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("sphinx")

from ssoplan.calculators.life_cycle import TRANSITIONS, Stage
from ssoplan.errors import Language

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("calendars", "floors", "hierarchy", "life-cycle")
LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the pictures, which is no part of the package."""
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    yield import_module("ssoplan_docs.pictures")
    for name in [name for name in sys.modules if name.startswith("ssoplan_docs")]:
        del sys.modules[name]


def drawn(pictures: Any, name: str, lang: Language) -> tuple[str, str, float, ET.Element]:
    """Return title, description, height and the elements of a picture."""
    title, alternative, height, body = pictures._PICTURES[name](lang, ROOT / "docs")  # noqa: SLF001  # its table
    return title, alternative, height, ET.fromstring(f"<svg>{''.join(body)}</svg>")  # noqa: S314  # our own text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_title_and_description_are_in_the_language(pictures: Any, name: str, lang: Language) -> None:
    """The alternative text is Thai in the Thai edition and English in the other; nothing lies outside."""
    title, alternative, height, svg = drawn(pictures, name, lang)
    for words in (title, alternative):
        assert (lang == "th") is bool(re.search("[\u0e00-\u0e7f]", words))
    for element in svg.iter("text"):
        assert 0 <= float(element.attrib["x"]) <= 760
        assert 0 <= float(element.attrib["y"]) <= height


@pytest.mark.parametrize("lang", LANGUAGES)
def test_life_cycle_has_every_stage_and_move(pictures: Any, lang: Language) -> None:
    """Every stage is a box, every event a label, and every move stands in the description."""
    _, alternative, _, svg = drawn(pictures, "life-cycle", lang)
    texts = [element.text or "" for element in svg.iter("text")]
    assert len(Stage) == len(list(svg.iter("rect")))
    assert {stage.text(lang) for stage in Stage} <= set(texts)
    for move in TRANSITIONS:
        assert move.text(lang) in alternative
        event = move.text(lang).partition(":")[0]
        assert any(text.startswith(event) for text in texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_floors_are_those_of_the_check(pictures: Any, lang: Language) -> None:
    """Every public package of the layers is drawn, those beside each other at one height."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [layer.replace("|", ":").split(":") for layer in contract["contracts"][0]["layers"]]
    public = [[name.strip() for name in layer if "._" not in name] for layer in layers]
    public = [[name for name in layer if not name.endswith("__main__")] for layer in public]
    _, _, _, svg = drawn(pictures, "floors", lang)
    heights = {element.text: element.attrib["y"] for element in svg.iter("text")}
    for layer in filter(None, public):
        assert 1 == len({heights[name] for name in layer})


def test_hierarchy_follows_the_model(pictures: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A level whose field the model no longer has stops the build."""
    hierarchy = import_module("ssoplan_docs.hierarchy")
    wrong = hierarchy._Level(hierarchy._TITLE, hierarchy._TITLE, Stage, "Plan.chapters")  # noqa: SLF001  # a level of it
    monkeypatch.setattr(hierarchy, "_LEVELS", (*hierarchy._LEVELS, wrong))  # noqa: SLF001  # the same
    with pytest.raises(LookupError, match=r"Plan\.chapters"):
        drawn(pictures, "hierarchy", "en")
