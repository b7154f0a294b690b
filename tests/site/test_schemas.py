"""The schemas by which editors complete: current, described, and of one mind with the checks."""

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from cases import Case, read_cases
from samples import ROOT
from stagecheck.cli import main
from stagecheck.front import read_front
from stagecheck.parse import parse
from stagecheck.playbook.briefs import BriefWords
from stagecheck.playbook.facts import Facts
from stagecheck.playbook.front import PageFront, PlayPage
from stagecheck.playbook.organisation import Organisation
from stagecheck.shape import fit
from stagecheck.yamlmap import load

FOLDER = ROOT / "site_config" / "schemas"
SITE = ROOT / "tests" / "site"
MISTAKES = SITE / "mistakes"

type Sound = Callable[[str], bool]
"""Tells whether the checks take a text of YAML, as far as its shape goes."""


@cache
def schema(name: str) -> Draft202012Validator:
    """Return one of the schemas in the repository."""
    found = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=FormatChecker())


def typed(value: Any) -> Any:
    """Return YAML as a language server has it, for which a day is a text."""
    match value:
        case dict():
            return {str(key): typed(one) for key, one in value.items()}
        case list():
            return [typed(one) for one in value]
        case date():
            return value.isoformat()
        case _:
            return value


def errors(name: str, text: str) -> list[str]:
    """Say what a schema finds in a text of YAML."""
    data = typed(yaml.safe_load(text))
    return [f"{one.json_path}: {one.message}" for one in schema(name).iter_errors(data)]


def front_of(file: Path) -> str:
    """Return the front matter of a page or a quiz."""
    return file.read_text("utf-8").split("---\n")[1]


def is_quiz(text: str) -> bool:
    return read_front("x.md", text)[0] is not None


def is_page(text: str) -> bool:
    shape = PlayPage if re.search(r"^outcome:", text, re.MULTILINE) else PageFront
    return fit("x.md", text, shape, 1, {})[0] is not None


SHAPES: dict[str, Sound] = {
    "quiz": is_quiz,
    "page": is_page,
    "facts": lambda text: fit("x.yml", text, Facts, 0, {})[0] is not None,
    "organisation": lambda text: fit("x.yml", text, Organisation, 0, {})[0] is not None,
    "brief": lambda text: fit("x.yml", text, BriefWords, 0, {})[0] is not None,
}


def shipped() -> list[tuple[str, Path]]:
    """List every file of the product, and of the tests' sound projects, that has a schema."""
    shelf = SITE / "shelf"
    quizzes = [*(ROOT / "quizzes").glob("*.md"), *MISTAKES.glob("*.md")]
    no_quizzes = ("README.md", "scales.md", "cases.md")
    return [
        *(("page", path) for path in sorted((ROOT / "playbook").rglob("*.md"))),
        *(("page", path) for path in sorted((shelf / "playbook").rglob("*.md"))),
        *(("quiz", path) for path in sorted(quizzes) if path.name not in no_quizzes),
        ("facts", ROOT / "playbook/evidence/facts.yml"),
        ("facts", shelf / "facts.yml"),
        ("organisation", ROOT / "site_config/organisation.yml"),
        ("organisation", shelf / "organisation.yml"),
        ("brief", ROOT / "playbook/brief.yml"),
    ]


def test_the_schemas_are_current() -> None:
    """They are what the shapes give today; nothing else stands in their folder."""
    checked = CliRunner().invoke(main, ["schema", "--check", "--output", str(FOLDER)])
    assert checked.exit_code == 0, checked.output
    assert sorted(one.stem for one in FOLDER.iterdir()) == sorted(SHAPES)


def test_a_schema_that_is_not_current_is_named(tmp_path: Path) -> None:
    """The check says which, and the command without it mends it."""
    command = ["schema", "--output", str(tmp_path)]
    CliRunner().invoke(main, command)
    (tmp_path / "page.json").write_text("{}\n", "utf-8")
    refused = CliRunner().invoke(main, [*command, "--check"])
    assert refused.exit_code == 1
    assert "not current: page.json; run `stagecheck schema`" in refused.stderr
    assert CliRunner().invoke(main, command).output == f"Wrote {tmp_path / 'page.json'}\n"
    assert CliRunner().invoke(main, [*command, "--check"]).exit_code == 0


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_says_what_it_is_for(name: str) -> None:
    """Whoever hovers over a key reads a sentence, not its name in other letters."""
    whole = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    for shape, one in whole["$defs"].items():
        assert one["description"], shape
        for key, about in one.get("properties", {}).items():
            assert re.fullmatch(r"[A-Z`].{9,90}\.", about["description"]), (shape, key)
            assert "title" not in about, (shape, key)


@pytest.mark.parametrize(("name", "path"), shipped(), ids=lambda one: str(one).rpartition("/")[2])
def test_what_is_shipped_is_what_the_schema_says(name: str, path: Path) -> None:
    """No editor sees a mistake marked where there is none."""
    text = front_of(path) if path.suffix == ".md" else path.read_text("utf-8")
    assert errors(name, text) == []
    assert SHAPES[name](text)


def planted() -> list[Any]:
    """List the planted mistakes, each with the kind and the text of what it spoils."""
    found = []
    for case in read_cases(MISTAKES / "cases.md"):
        if case.file in (None, "gates.md", "profile.md", "bands.md", "each.md", "knowledge.md"):
            found.append(("quiz", MISTAKES / (case.file or "quiz.md"), case))
    for case in read_cases(SITE / "shelf" / "cases.md"):
        file = case.file or "playbook/index.md"
        kind = "page" if file.endswith(".md") else Path(file).stem
        found.append((kind, SITE / "shelf" / file, case))
    return [pytest.param(*one, id=one[2].title) for one in found]


@pytest.mark.parametrize(("name", "path", "case"), planted())
def test_schema_and_checks_agree_on_planted_mistakes(name: str, path: Path, case: Case) -> None:
    """What an editor marks as it is typed is what lint says of the shape; no more and no less."""
    spoilt = case.applied_to(path.read_text("utf-8"))
    text = (parse("x.md", spoilt).front or "") if path.suffix == ".md" else spoilt
    if any(one.code == "QZ004" for one in load("x.md", text)[1]):
        return  # a schema speaks of what can be read
    assert (errors(name, text) == []) == SHAPES[name](text)


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 10_001),
    st.floats(0, 20).map(lambda one: round(one, 1) + 0.05),
    st.sampled_from(["", " ", "all", "x-y", "X", "1/2", "80%", "F1", "3 months", "sum", "gates"]),
    st.lists(st.sampled_from(["folly", "F1", "editor", 1, "B"]), max_size=3),
    st.dictionaries(st.sampled_from(["a", "title", "B"]), st.sampled_from(["x", 1]), max_size=2),
)
SOUND = [(name, path) for name, path in shipped() if path.name != "facts.yml"]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SOUND), st.data())
def test_schema_and_checks_agree_on_any_other_value(
    sound: tuple[str, Path], drawn: st.DataObject
) -> None:
    """A key with another value, without its value, or misspelt, is one to both or to neither."""
    name, path = sound
    text = front_of(path) if path.suffix == ".md" else path.read_text("utf-8")
    data = copy.deepcopy(yaml.safe_load(text))
    place = data
    while True:
        key = drawn.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or drawn.draw(st.booleans()):
            break
        place = place[key]
    match drawn.draw(st.sampled_from(["change", "take out", "misspell"])):
        case "change":
            place[key] = drawn.draw(ODD)
        case "take out":
            del place[key]
        case _:
            place[f"{key}x"] = place.pop(key)
    spoilt = yaml.safe_dump(data, sort_keys=False)
    assert (errors(name, spoilt) == []) == SHAPES[name](spoilt), spoilt
