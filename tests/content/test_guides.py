"""What the guides tell people to write or run is true."""

import re

import yaml

from garden import MISTAKES, PAGES
from samples import ROOT
from stagecheck.check.quiz import Site, check, check_scales
from stagecheck.front import read_front
from stagecheck.front_shapes import FRONTS
from stagecheck.pages import Page
from stagecheck.parse import parse
from stagecheck.playbook.front import PageFront, PlayPage
from stagecheck.shape import fit
from stagecheck.yamlmap import FIRST_LINE


def blocks(path: str, language: str) -> list[str]:
    """Return the fenced blocks of a guide in one language."""
    text = (ROOT / path).read_text("utf-8")
    found = re.findall(rf"^ *(`{{3,}}){language}\n(.*?)^ *\1$", text, re.MULTILINE | re.DOTALL)
    return [block for _, block in found]


def test_the_quizzes_to_copy_are_those_that_pass() -> None:
    """The whole quizzes in the editors' guide are the sound ones that the tests spoil."""
    whole = [block for block in blocks("quizzes/README.md", "markdown") if block[:4] == "---\n"]
    files = ("quiz.md", "bands.md", "knowledge.md")
    assert whole == [(MISTAKES / file).read_text("utf-8") for file in files]


def test_every_part_of_a_front_matter_in_the_guide_is_one_that_passes() -> None:
    """Each rule's keys, as the guide writes them, are read with the keys that all quizzes have."""
    common, *parts = (yaml.safe_load(block) for block in blocks("quizzes/README.md", "yaml"))
    rules = {part["rule"] for part in parts}
    assert rules == FRONTS.keys() - {"attitude"}
    for part in parts:
        whole = {**common, **part}
        if part["rule"] == "share":
            whole = {key: whole[key] for key in whole if key not in ("places", "stages", "plays")}
        _, _, problems = read_front("quizzes/x.md", yaml.safe_dump(whole, sort_keys=False))
        assert problems == [], part["rule"]


def test_the_markdown_of_the_guide_is_what_quizzes_may_hold() -> None:
    """Each way of writing in the guide's table stands in a quiz without a problem."""
    table = (ROOT / "quizzes/README.md").read_text("utf-8")
    table = table.partition("### Markdown that may be used")[2].partition("### Shared")[0]
    written = re.findall(r"(`+)(.+?)\1", table)
    samples = [code.strip() for _, code in written if code.strip() not in ("- text", "so")]
    assert len(samples) >= 9
    quiz = (MISTAKES / "quiz.md").read_text("utf-8")
    text = "\n\n".join(samples)
    pages = {path: Page(path, path, "", ()) for path in PAGES}
    scales, _ = check_scales(
        parse("quizzes/scales.md", (MISTAKES / "scales.md").read_text("utf-8")),
        Site("playbook", pages, {}),
    )
    whole = quiz.replace("What is done for it.", text)
    checked = check(parse("quizzes/garden.md", whole), Site("playbook", pages, scales))
    assert checked.problems == ()


def test_the_scale_of_the_guide_is_the_one_it_names() -> None:
    """The scale that the quiz takes stands in the guide as it must in scales.md."""
    scale = (MISTAKES / "scales.md").read_text("utf-8").partition("\n\n")[2]
    assert scale in blocks("quizzes/README.md", "markdown")


def test_every_command_of_the_guides_is_in_the_makefile() -> None:
    """A newcomer who copies a command from a guide finds that it exists."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for guide in ("README.md", "CONTRIBUTING.md", "quizzes/README.md"):
        named = re.findall(r"\bmake ([a-z]+)\b", " ".join(blocks(guide, "sh")))
        named += re.findall(r"`make ([a-z]+)`", (ROOT / guide).read_text("utf-8"))
        assert set(named) <= targets, guide


def test_the_front_matter_of_the_guide_is_one_that_passes() -> None:
    """The keys that contributors copy are those of a page, and with the second part of a play."""
    page, more = blocks("CONTRIBUTING.md", "yaml")
    for shape, text in ((PageFront, page), (PlayPage, page + more)):
        front, _, problems = fit("playbook/x.md", text, shape, FIRST_LINE, {})
        assert problems == []
        assert front is not None
        required = {key for key, field in shape.model_fields.items() if field.is_required()}
        assert required == front.model_fields_set
