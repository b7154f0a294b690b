"""How pages and quizzes read, where that takes a whole dictionary or a whole page.

What can be said of one line is a rule of style, which lint holds: `site_config/style.yml`.
"""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import codespell_lib
import pytest
import readability
import yaml
from spellchecker import SpellChecker

from prose import authored, name, passages, prose, sentences, words
from samples import ROOT

HERE = Path(__file__).parent
MEAN_SENTENCE = 16
"""Words, over a page: half of the longest, so that long ones stay the exception."""
READING_EASE = 70
"""Flesch's scale, 0 to 100: from 70 a text is "fairly easy", fit for people in a hurry and for
those who read English as a second language."""


def listed(file: str) -> list[str]:
    """Read a list of the folder: one entry a line, comments after #."""
    lines = (HERE / file).read_text("utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


def full_sentences(path: Path) -> list[str]:
    """Return what has at least four words: headings and cells of a table are often no sentences."""
    found = [one for passage in passages(path) for one in sentences(passage)]
    return [one for one in found if len(words(one)) > 3]


@pytest.mark.parametrize("path", authored(), ids=name)
def test_every_word_is_in_a_dictionary_or_in_our_list(path: Path) -> None:
    """Names and British forms stand in words.txt; whatever else is unknown is a slip."""
    found = words(" ".join(passages(path)))
    plain = {re.sub(r"'s?$", "", word) for word in found if not re.search(r"\d", word)}
    assert dictionary().unknown(plain) - set(listed("words.txt")) == set()


@cache
def dictionary() -> SpellChecker:
    return SpellChecker(language="en")


def test_our_list_of_words_holds_no_word_that_nobody_uses() -> None:
    """A list that only grows would hide slips one day."""
    used = {word for path in authored() for word in re.findall(r"[a-z]+", prose(path).lower())}
    assert set(listed("words.txt")) <= used


def test_no_word_is_misspelt_in_what_is_not_prose() -> None:
    """Front matter, texts to copy, facts and guides hold none of codespell's known slips."""
    guides = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "site_config", "playbook", "quizzes"]
    guides += [".github", ".gitlab", "CODEOWNERS"]
    ignored = ",".join(["ines", "mis"])  # a name; part of a journal's title
    command = [sys.executable, "-m", "codespell_lib", "--skip=*.txt,*.svg,*.js", "-L", ignored]
    run = subprocess.run([*command, *guides], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout + run.stderr == ""


@pytest.mark.parametrize("path", authored(), ids=name)
def test_the_spelling_is_british(path: Path) -> None:
    """No word is one that codespell would make of a British one for an American reader."""
    # Titles, mottos and names in code keep the spelling of their authors.
    text = re.sub("Formalize and Change|The Social Organization|color-mix", "", prose(path))
    found = {american()[word]: word for word in words(text) if word in american()}
    assert found == {}


@cache
def american() -> dict[str, str]:
    """Map American forms to British ones, but for words that are British in another sense."""
    data = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = (line.split("->") for line in data.read_text("utf-8").splitlines() if "->" in line)
    both = {
        "stories",
        "check",
        "checks",
        "checked",
        "program",
        "story",
        "meter",
        "tire",
        "practice",
        "license",
    }
    return {us.strip(" ,"): gb for gb, us in pairs if us.strip(" ,") not in both}


@pytest.mark.parametrize("path", authored(), ids=name)
def test_sentences_are_short(path: Path) -> None:
    """No sentence is longer than the rule allows, as a library cuts them, and most are shorter."""
    longest = rules()["sentences"]["longest_sentence"]
    lengths = {one: len(words(one)) for one in full_sentences(path)}
    assert {one: n for one, n in lengths.items() if n > longest} == {}
    assert sum(lengths.values()) / len(lengths) <= MEAN_SENTENCE


@cache
def rules() -> dict[str, dict[str, int]]:
    """Read the rules of style."""
    return yaml.safe_load((ROOT / "site_config/style.yml").read_text("utf-8"))["rules"]


@pytest.mark.parametrize("path", authored(), ids=name)
def test_a_page_is_easy_to_read(path: Path) -> None:
    """The readability of each page by Flesch's formula is that of plain English or better."""
    text = "\n".join(f"{' '.join(words(one))} ." for one in full_sentences(path))
    grades = readability.getmeasures(text, lang="en")["readability grades"]
    assert grades["FleschReadingEase"] >= READING_EASE
