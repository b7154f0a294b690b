"""The printed form, filled in; and what reading any sheet needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markup import Element

ENOUGH = Fraction(7, 10)


@dataclass(frozen=True)
class Question:
    """A question as answered on paper: what it counts at least and at most.

    An open question can count from `least` to `most`; one that is `void` does not apply. `ticked`
    are the texts of the boxes with a tick, `place` the first of them, counted from 1.
    """

    least: Fraction
    most: Fraction
    low: Fraction
    high: Fraction
    open: bool
    void: bool
    ticked: tuple[str, ...]
    place: int

    @property
    def given(self) -> bool:
        """Whether the question was answered."""
        return not self.open and not self.void


type Form = Mapping[int, Question]
"""The filled-in questions, by the number printed before them."""


@dataclass(frozen=True)
class Box:
    """A box to tick: its value, its text, and the number before it, if there is one."""

    value: str
    text: str
    counts: Fraction | None


@dataclass(frozen=True)
class Field:
    """An empty question: its number, its boxes, and whether several of them may be ticked."""

    number: int
    boxes: tuple[Box, ...]
    several: bool


class Paper:
    """A printed form. `unknown` is the answer that, as the key says, leaves a question open."""

    def __init__(self, page: Element) -> None:
        said = found(r"An answer is open when it is left out( or “(.*?)”)?\.", key_of(page).text)
        self._unknown = said[2]
        self._fields = {
            field.attributes["data-item"]: _field(field) for field in page.all("fieldset")
        }

    def fill(self, answers: Mapping[str, str]) -> Form:
        """Put ticks on the form: `answers` are the values of the boxes, by question."""
        return {
            field.number: self._question(field, answers.get(item, "").split())
            for item, field in self._fields.items()
        }

    def _question(self, field: Field, wanted: Sequence[str]) -> Question:
        places = [at for at, box in enumerate(field.boxes) if box.value in wanted]
        ticked = [field.boxes[at] for at in places]
        texts = tuple(box.text for box in ticked)
        counts = [box.counts for box in field.boxes if box.counts is not None]
        numbers = [box.counts for box in ticked if box.counts is not None]
        least, most = _reach(counts, several=field.several)
        open_ = not ticked or texts == (self._unknown,)
        low, high = (least, most) if open_ else (sum(numbers, Fraction()),) * 2
        void = not open_ and bool(counts) and not numbers
        place = min(places, default=-1) + 1
        return Question(least, most, low, high, open_, void, texts, place)


def found(pattern: str, text: str) -> re.Match[str]:
    """Find what must be printed."""
    match = re.search(pattern, text)
    assert match, f"the sheet does not say {pattern!r}: {text!r}"
    return match


def key_of(page: Element) -> Element:
    """Find the scoring key of the only quiz on a page."""
    (key,) = page.all("section", class_="stagecheck-key")
    return key


def rows(table: Element) -> list[list[str]]:
    """Return the text of every cell of a table's body."""
    (body,) = table.all("tbody")
    return [[cell.text for cell in row.children] for row in body.all("tr")]


def _field(field: Element) -> Field:
    (number,) = field.all("span", class_="stagecheck-number")
    labels = field.all("label")
    boxes = tuple(_box(label) for label in labels)
    several = bool(labels[0].all("input", type="checkbox"))
    return Field(int(number.text), boxes, several)


def _box(label: Element) -> Box:
    (box,) = label.all("input")
    numbers = label.all("small")
    counts = Fraction(numbers[0].text) if numbers else None
    return Box(box.attributes["value"], label.all("span")[-1].text, counts)


def _reach(counts: Sequence[Fraction], *, several: bool) -> tuple[Fraction, Fraction]:
    if several:
        return Fraction(), sum(counts, Fraction())
    return min(counts, default=Fraction()), max(counts, default=Fraction())
