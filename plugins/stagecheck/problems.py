"""What is wrong with a file, where, and what to write instead."""

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from .logged import logged

TITLES = {
    "QZ001": "the file cannot be read as UTF-8 text",
    "QZ002": "the file is too large",
    "QZ003": "the front matter is missing or not closed",
    "QZ004": "this is not YAML",
    "QZ005": "unknown key",
    "QZ006": "missing key",
    "QZ007": "wrong value",
    "QZ008": "repeated key",
    "QZ010": "the title is missing or repeated",
    "QZ011": "a heading has no id",
    "QZ012": "an id is not well formed",
    "QZ013": "an id is used twice",
    "QZ014": "an attribute that is unknown or cannot stand here",
    "QZ015": "this Markdown cannot stand here",
    "QZ016": "a question stands outside a dimension",
    "QZ017": "a text is missing",
    "QZ018": "a heading lacks a space",
    "QZ019": "a line looks like an option and is none",
    "QZ020": "a question has too few options",
    "QZ021": "an option has no key",
    "QZ022": "an option key is used twice",
    "QZ024": "an option is repeated",
    "QZ025": "there is no such scale",
    "QZ026": "a question has a scale and options of its own",
    "QZ027": "a scale has problems of its own",
    "QZ028": "a question has no right answer",
    "QZ029": "a question of one choice has two right answers",
    "QZ030": "a dimension has no questions",
    "QZ031": "a right answer has no feedback",
    "QZ032": "every answer is right",
    "QZ033": "a mark or feedback where nothing is right or wrong",
    "QZ034": "an option of a knowledge check has no mark",
    "QZ035": "a value is not a number",
    "QZ036": "the values of a question fall, are all the same, or some are missing",
    "QZ037": "several choices without, or with a needless, none of these",
    "QZ038": "a weight changes nothing",
    "QZ039": "a weight is not a whole number",
    "QZ040": "there is no such stage",
    "QZ041": "there is no such question or dimension",
    "QZ042": "a question lacks the gate's option",
    "QZ043": "the options have no order",
    "QZ044": "a gate's question may be answered with not applicable",
    "QZ045": "a gate asks for more than there is",
    "QZ046": "the stages are not in the order of the rule",
    "QZ047": "a stage cannot be reached by the rule",
    "QZ048": "a profile point does not fit the axes",
    "QZ049": "a profile point lies outside an axis",
    "QZ050": "two profile points are the same",
    "QZ051": "a gate asks for nothing",
    "QZ052": "a profile is too large",
    "QZ053": "there is a gap between two bands",
    "QZ054": "two bands overlap",
    "QZ055": "the bands do not fit the scale",
    "QZ056": "a pass mark that nobody can reach, or nobody can miss",
    "QZ057": "a group is not well formed",
    "QZ058": "the dimensions have different scales",
    "QZ059": "a profile's question has a value that is not whole",
    "QZ060": "the table of example teams is missing or not well formed",
    "QZ061": "an example answers no such question",
    "QZ062": "an example gives no such answer",
    "QZ063": "a row of the table has too few or too many cells",
    "QZ064": "no example team reaches a stage",
    "QZ065": "an example team ends elsewhere",
    "QZ066": "the table of example teams lacks a question",
    "QZ067": "a knowledge check has example teams",
    "QZ070": "there is no such page",
    "QZ071": "a link does not resolve",
    "QZ072": "Markdown that would show as it is typed",
    "QZ073": "markup in a text that takes none",
    "QZ074": "conditions of one stage are too entangled",
    "QZ080": "no page embeds the quiz",
    "QZ081": "there is no such quiz to embed",
    "QZ082": "an embed is not well formed",
    "QZ083": "a folder is missing",
    "QZ084": "a folder or file lies outside the project",
    "QZ090": "the quiz's version is not in the ledger",
    "QZ091": "answers no longer mean what the ledger says",
    "QZ092": "an entry of the ledger is damaged",
    "QZ093": "a file of the ledger has a wrong name",
    "QZ094": "a published entry of the ledger was changed",
    "QZ095": "an entry of the ledger is missing",
    "QZ096": "the ledger is ahead of the quiz's version",
    "QZ097": "a conflict of Git is not resolved",
    "QZ098": "a file lies where nothing reads it",
    "QZ099": "a page is published and not checked",
    "PB001": "the minutes of a page are not those it takes to read",
    "PB002": "the time of a play is not the sum of its steps",
    "PB003": "there is no such phase",
    "PB010": "there is no such fact",
    "PB011": "no page cites a fact",
    "PB012": "a figure without a fact",
    "PB013": "the sources of a page are not the facts that it cites",
    "PB014": "a fact that must not be cited",
    "PB015": "no page lists the facts",
    "PB020": "there is no such value of the organisation",
    "PB021": "an accent that cannot be read on its background",
    "PB022": "there is no such logo",
    "PB040": "a placeholder that a brief's sentence does not offer",
    "PB041": "a stage is in no group of a brief, or in two",
    "PB050": "a word that the style guide replaces",
    "PB051": "the text of a link says nothing",
    "PB052": "a sentence is too long",
    "PB053": "a word stands twice in a row",
    "PB054": "the same words stand in another file",
    "PB055": "a mark of style that serves nothing",
    "PB056": "no page lists the rules of style",
    "PB057": "a rule of style is not sound",
    "PB058": "there is no file that a rule of style leaves out",
    "PB060": "an old path that no page can have had",
    "PB061": "an old path that is a page's",
    "PB062": "an old path that two pages claim",
    "PB063": "a published address is gone",
    "PB064": "the changelog is not in its form",
    "PB065": "no page shows the changelog",
    "PB085": "a placeholder is left",
    "PB090": "a page is in no menu",
    "PB091": "the menu names a page that is not there",
    "PB092": "a block of code or a comment does not end",
}
"""Every code with what it stands for. A code never changes its meaning and is never used again."""


class Place(NamedTuple):
    """A place in a file: line and column count from 1."""

    line: int
    column: int


START = Place(1, 1)


class Mend(NamedTuple):
    """The one change that mends a problem and alters no meaning.

    At a place, `old` becomes `new`. `old` stands in one line, whose end may be its last character;
    where something else stands there, nothing is changed.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it is (path relative to the project), what was found, and what to do.

    `mend` is there only where a machine can do it without knowing what was meant.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    mend: Mend | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Write the problem in the one line that editors and CI know how to follow."""
        return logged(f"{self.path}:{self.line}:{self.column}: {self.sentences}")

    @property
    def sentences(self) -> str:
        """What is wrong, with its code, and what to do."""
        return f"{self.code} {self.advice}"

    @property
    def advice(self) -> str:
        """What is wrong, and what to do."""
        end = "" if self.hint.endswith("?") else "."
        return f"{self.message}. {self.hint}{end}"


def problem(
    code: str, path: str, place: Place, message: str, hint: str, mend: Mend | None = None
) -> Problem:
    """Make a problem of one of the codes in `TITLES`."""
    if code not in TITLES:
        raise KeyError(code)
    return Problem(path, place.line, place.column, code, _short(message), _short(hint), mend)


LONGEST = 400
"""Characters of a message or hint; what is longer quotes text that nobody would read to its end."""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 100]} … {text[-90:]}"


def close(word: str, known: list[str]) -> list[str]:
    """Return the known word that `word` is most likely meant to be, or nothing."""
    return get_close_matches(word, known, n=1, cutoff=0.6)


def sure(word: str, known: Collection[str]) -> str | None:
    """Return the one known word that `word` can be meant to be; None where there is any doubt."""
    alike = {one: SequenceMatcher(None, word.casefold(), one).ratio() for one in known}
    first, *others = sorted(alike, key=lambda one: -alike[one]) or [""]
    doubted = any(alike[one] > DOUBTFUL for one in others[:1])
    return first if first and alike[first] >= SURE and not doubted else None


SURE, DOUBTFUL = 0.8, 0.65
"""How alike a word must be to the one that is meant, and must not be to any other; 1 is equal."""


def nearest(word: str, known: list[str]) -> str:
    """Advise on a word that is not known: the nearest that is, or all of them."""
    known = [one for one in known if one]
    for meant in close(word, known):
        return f"Did you mean {meant!r}?"
    return f"Choose from: {', '.join(known)}" if known else "There are none yet"
