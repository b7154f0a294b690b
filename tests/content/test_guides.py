"""What the guides tell people to write or run is true."""

import re

from garden import MISTAKES
from samples import ROOT


def blocks(path: str, language: str) -> list[str]:
    """Return the fenced blocks of a guide in one language."""
    text = (ROOT / path).read_text("utf-8")
    found = re.findall(rf"^ *(`{{3,}}){language}\n(.*?)^ *\1$", text, re.MULTILINE | re.DOTALL)
    return [block for _, block in found]


def test_the_quiz_to_copy_is_one_that_passes() -> None:
    """The whole quiz in the editors' guide is the sound one that the tests spoil."""
    assert blocks("quizzes/README.md", "markdown")[-1] == (MISTAKES / "quiz.md").read_text("utf-8")


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
