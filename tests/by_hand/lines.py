"""Lines of arithmetic and a table of bands: the key of a plain score."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from by_hand.form import ENOUGH, Form, found, key_of, rows, tables
from markup import Element

TIMES, OVER, MINUS = "\u00d7", "\u00f7", "\u2212"

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
    key = key_of(page)
    (lines,), (bands,) = tables(key, "lines"), tables(key, "bands")
    notes = {item.text.partition(":")[0]: item.text for item in key.all("li")}
    sheet = Sheet(form, notes)
    parts = {}
    for name, part, work, goes, *_ in rows(lines):
        parts[name] = part
        sheet.add(name, work, goes)
    head = found(r"^(?:Line|Each of the lines) (.*) from$", bands.all("th")[0].text)[1]
    return {parts[name]: sheet.stages(name, rows(bands)) for name in head.split(", ")}


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
        upper, _, itself = high.partition(", or ")
        if Fraction(low) <= score < Fraction(upper) or (itself and score == Fraction(upper)):
            return at
    raise AssertionError(f"no band holds {score}")
