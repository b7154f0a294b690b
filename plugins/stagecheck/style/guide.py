"""The rules of style, as an editor writes them down: each with its reason and what it asks for."""

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from ..findings import Findings
from ..front_shapes import Id, Text
from ..problems import Problem
from ..shape import Strict, fit
from ..yamlmap import WHOLE_FILE, YamlMap

type Phrase = Annotated[str, StringConstraints(pattern=r"^[\w*][\w*' -]*$", max_length=80)]

ASKS = ("words", "links", "longest_sentence", "run", "doubled")
"""The keys by one of which a rule says what it asks for."""

_HINTS = {
    "rules": "Keep between one and ten: nobody writes by more",
    "words": "Write a word or phrase, and what to write instead; * stands for any letters",
    "longest_sentence": "Write the most words of a sentence, from 10 to 60",
    "run": "Write how many words in a row no two files may share, from 5 to 12",
    "doubled": "Write `doubled: true`",
    "": "Write words of letters and digits, with spaces, hyphens or * between them",
}


class Rule(Strict):
    """One rule, which asks for one thing.

    `words` and `links` map what not to write, or not to make a link of, to what to write instead;
    `longest_sentence` and `run` count words: of a sentence at most, and in a row that no two files
    may share; `doubled` forbids a word twice. `keep` are phrases in which the rule does not hold,
    `not_in` files and folders, relative to the project; `page` explains the rule.
    """

    title: Text
    reason: Text
    page: Text | None = None
    words: Annotated[dict[Phrase, Text], Field(min_length=1)] | None = None
    links: Annotated[dict[Phrase, Text], Field(min_length=1)] | None = None
    longest_sentence: Annotated[int, Field(ge=10, le=60)] | None = None
    run: Annotated[int, Field(ge=5, le=12)] | None = None
    doubled: bool | None = None
    keep: list[Text] = Field(default_factory=list)
    not_in: list[Text] = Field(default_factory=list)

    @property
    def asks(self) -> list[str]:
        """Name the keys that say what the rule asks for; a sound rule has one."""
        return [key for key in ASKS if getattr(self, key) is not None]

    def holds_in(self, path: str) -> bool:
        """Tell whether the rule holds in a file of the project."""
        return not any(path == one or path.startswith(f"{one}/") for one in self.not_in)


class Guide(Strict):
    """The rules by id, and the headings of table columns that show what not to write."""

    rules: Annotated[dict[Id, Rule], Field(min_length=1, max_length=10)]
    bad_examples: list[Text] = Field(default_factory=list)


def read_guide(
    root: Path, path: str, text: str, pages: Collection[str]
) -> tuple[Guide | None, list[Problem]]:
    """Read the file of rules; it is None where it has problems.

    `pages` are the paths of the pages, below their folder; `root` is the project's folder.
    """
    found, where, problems = fit(path, text, Guide, WHOLE_FILE, _HINTS)
    findings = Findings(path)
    if found:
        _check_asks(findings, where, found)
        _check_words(findings, where, found)
        _check_paths(findings, where, found, pages, root)
    problems += findings.problems
    return (None if problems else found), problems


def _check_asks(findings: Findings, where: YamlMap, guide: Guide) -> None:
    for name, rule in guide.rules.items():
        if len(rule.asks) != 1:
            asked = " and ".join(rule.asks) or "nothing"
            message = f"the rule {name!r} asks for {asked}"
            hint = f"Let each rule ask for one thing: {', '.join(ASKS[:-1])} or {ASKS[-1]}"
            findings.add("PB057", where.place(("rules", name)), message, hint)


def _check_words(findings: Findings, where: YamlMap, guide: Guide) -> None:
    """Find words that two rules, or one rule twice, would name, each with another advice."""
    counts = Counter(word for _, word in _words(guide))
    for name, word in _words(guide):
        counts[word] -= 1
        if counts[word]:
            place = where.place(("rules", name, "words", word))
            message = f"the word {word!r} stands in two rules"
            findings.add("PB057", place, message, "Keep the one whose advice is better")


def _words(guide: Guide) -> Iterator[tuple[str, str]]:
    for name, rule in guide.rules.items():
        for word in rule.words or {}:
            yield name, word.lower()


def _check_paths(
    findings: Findings, where: YamlMap, guide: Guide, pages: Collection[str], root: Path
) -> None:
    """Find pages and files that rules name and that are not there."""
    for name, rule in guide.rules.items():
        if rule.page and rule.page not in pages:
            message = f"there is no page {rule.page!r}"
            hint = "Write its path below the folder of the pages, like plays/find-your-story.md"
            findings.add("QZ070", where.place(("rules", name, "page")), message, hint)
        for index, path in enumerate(rule.not_in):
            if not (root / path).exists():
                place = where.place(("rules", name, "not_in", index))
                hint = "Correct the path, which begins at the project's folder, or take it out"
                findings.add("PB058", place, f"there is no file {path!r}", hint)
