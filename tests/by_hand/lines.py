"""Lines of arithmetic and a table of bands: the key of a plain score."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from by_hand.form import ENOUGH, Form, found, rows
from by_hand.key import OPEN, OPEN_IS, Key, heads
from markup import Element

TIMES, OVER, MINUS = "\u00d7", "\u00f7", "\u2212"

COUNTS = "The small number before an answer is what it counts. Q1 is what the answer to question 1"
SEVERAL = "; where several may be ticked, what they count together, at least 0"
EXACTLY = "Work with fractions, or round nothing before the end."
COLUMNS = ["Line", "Part", "Work out", "Goes from", "Score", "Highest, if an answer is open"]
LEAVE_OUT = (
    "Leave it out. A line of which nothing is left is left out of later lines in the same way."
    " For the others:"
)
STANDS = "If no answer in these lines is open, your result stands. "
EACH_STANDS = "Where no answer that a line uses is open, its stage stands. "
TWICE = (
    "Work the lines out twice: first with each open question at its lowest number, then with each"
    " at its highest. The result is one of the stages from that of the first score to that of the"
    " second; where they are the same, that is the result."
)
TOO_FEW = "Too few answers tell nothing, and any stage is possible. Enough are:"

type Score = tuple[Fraction, Fraction] | None
"""Lowest and highest; None where nothing applies."""


@dataclass(frozen=True)
class Term:
    """What a line adds: so many times a question or an earlier line, with its least and most."""

    times: int
    score: Score
    least: Fraction
    most: Fraction


def stages_by_part(page: Element, form: Form) -> dict[str, set[str]]:
    """Find the stages that remain possible for each line that gives one, by the line's part."""
    key = Key(page)
    several = any(field.all("input", type="checkbox") for field in page.all("fieldset"))
    key.expect(f"{COUNTS} counts{SEVERAL if several else ''}. {EXACTLY}")
    work, left_out, bands, enough = _read(key)
    sheet = Sheet(form, {item.partition(":")[0]: item for item in [*left_out, *enough]})
    parts = {}
    for name, part, sums, goes, *_ in rows(work):
        parts[name] = part
        sheet.add(name, sums, goes)
    first, *others = heads(bands)
    assert others == ["to below", "is"]
    names = found(r"^(?:Line|Each of the lines) (.*) from$", first)[1].split(", ")
    return {parts[name]: sheet.stages(name, rows(bands)) for name in names}


def _read(key: Key) -> tuple[Element, list[str], Element, list[str]]:
    """Read the lines, what to do where a question does not apply, the bands, what is enough."""
    work = key.table("lines")
    assert heads(work) == COLUMNS
    left_out: list[str] = []
    if key.read_if(r"If a question does not apply"):
        key.expect(LEAVE_OUT)
        left_out = key.items()
    key.expect("Find the stage")
    bands = key.table("bands")
    key.expect(OPEN)
    stands = key.read(f"({STANDS}|{EACH_STANDS})" + OPEN_IS + re.escape(TWICE))[1]
    key.expect(TOO_FEW)
    enough = key.items()
    assert stands == (STANDS if len(enough) == 1 else EACH_STANDS)
    *results, _ = key.end()
    assert len(results) == len(enough), "a line to write on for each stage"
    return work, left_out, bands, enough


class Sheet:
    """The lines as they are worked out, one after the other."""

    def __init__(self, form: Form, notes: Mapping[str, str]) -> None:
        self._form = form
        self._notes = notes
        self._lines: dict[str, Term] = {}

    def add(self, name: str, work: str, goes: str) -> None:
        """Work one line out."""
        least, most = (Fraction(end) for end in goes.split(" to "))
        stretched = re.fullmatch(
            rf"\(?([A-Z]\d*)(?: {MINUS} (\S+)\))? {TIMES} (\S+) {OVER} (\S+)", work
        )
        score = self._stretched(stretched) if stretched else self._sum(name, work)
        self._lines[name] = Term(1, score, least, most)

    def stages(self, name: str, bands: list[list[str]]) -> set[str]:
        """Look one line up in the bands."""
        note = self._notes[f"line {name}"]
        match = found(
            r"^line \S+: (?:(\d+) of (\d+)|7 in 10 of those that apply \(of all (\d+): (\d+)\))"
            r" among questions (.*)$",
            note,
        )
        asked = [self._form[number] for run in match[5].split(", ") for number in _run(run)]
        apply = [question for question in asked if not question.void]
        answered = sum(question.given for question in apply)
        score = self._lines[name].score
        if score is None:
            return set()
        if answered < (int(match[1]) if match[1] else ENOUGH * len(apply)):
            return {stage for _, _, stage in bands}
        first, last = (_band(bands, value) for value in score)
        return {stage for _, _, stage in bands[first : last + 1]}

    def _stretched(self, match: re.Match[str]) -> Score:
        score = self._lines[match[1]].score
        minus, by = Fraction(match[2] or 0), Fraction(match[3]) / Fraction(match[4])
        return score and ((score[0] - minus) * by, (score[1] - minus) * by)

    def _sum(self, name: str, work: str) -> Score:
        match = found(r"^\(?([^()÷]*?)\)?(?: ÷ (\d+))?$", work)
        terms = [self._term(term) for term in match[1].split(" + ")]
        left = [term for term in terms if term.score]
        if not left:
            return None
        if len(left) < len(terms):
            return _left(self._notes[name], left)
        divisor = int(match[2] or 1)
        return _total(left, 0) / divisor, _total(left, 1) / divisor

    def _term(self, written: str) -> Term:
        match = found(rf"^(?:(\d+) {TIMES} )?(?:Q(\d+)|([A-Z]\d*))$", written)
        times = int(match[1] or 1)
        if match[3]:
            line = self._lines[match[3]]
            return Term(times, line.score, line.least, line.most)
        question = self._form[int(match[2])]
        score = None if question.void else (question.low, question.high)
        return Term(times, score, question.least, question.most)


def _run(run: str) -> range:
    first, _, last = run.partition(" to ")
    return range(int(first), int(last or first) + 1)


def _total(terms: Sequence[Term], at: int) -> Fraction:
    scores = [(term.times, term.score[at]) for term in terms if term.score]
    return sum((times * score for times, score in scores), Fraction())


def _left(note: str, left: Sequence[Term]) -> Score:
    """Do what the sheet says where something is left out."""
    low, high = _total(left, 0), _total(left, 1)
    match = re.search(
        r": (?:multiply the sum by (\d+), and )?divide by (?:(how many are left)|the sum of the "
        r"factors of those that are left \(1 where there is none\))(?:, not by \d+)?\.$",
        note,
    )
    if match:
        parts = len(left) if match[2] else sum(term.times for term in left)
        times = Fraction(match[1] or 1) / parts
        return low * times, high * times
    match = found(
        r": add up what is left, without dividing; do the same with the lowest number of each, "
        rf"and with the highest\. \(Yours {MINUS} lowest\) {TIMES} (\S+) {OVER} "
        rf"\(highest {MINUS} lowest\)(?: \+ (\S+))? is the score\.$",
        note,
    )
    least = sum(term.times * term.least for term in left)
    by = Fraction(match[1]) / (sum(term.times * term.most for term in left) - least)
    start = Fraction(match[2] or 0)
    return (low - least) * by + start, (high - least) * by + start


def _band(bands: list[list[str]], score: Fraction) -> int:
    for at, (low, high, _) in enumerate(bands):
        upper, itself = found(r"^(\S+?)(, or \1 itself)?$", high).groups()
        if Fraction(low) <= score < Fraction(upper) or (itself and score == Fraction(upper)):
            return at
    raise AssertionError(f"no band holds {score}")
