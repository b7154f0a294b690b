"""What answers are worth: points of an item, least and most, for one choice or several."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Item, Number

OPEN = "open"
"""What a verdict, a gate or a mark is called while open items may still alter it."""


class Scale(NamedTuple):
    """The fewest and the most points that can be reached."""

    least: Number
    most: Number

    @property
    def span(self) -> Number:
        """How far the most is from the least."""
        return self.most - self.least


def exact(value: Number) -> Number:
    """Make a fraction that is whole an int, as the model asks."""
    return value.numerator if value.denominator == 1 else value


def written(number: Number) -> str:
    """Write a number as an editor would: `2`, `0.5`, and `1/3` where decimals do not end soon."""
    if isinstance(number, int) or 1000 % number.denominator:
        return str(number)
    return f"{number.numerator / number.denominator:.3f}".rstrip("0").rstrip(".")


def fraction(value: Number, by: Number) -> Fraction:
    """Divide exactly; a quotient of two ints would be a float."""
    return Fraction(value) / by


def chosen(item: Item, answer: str) -> tuple[str, ...]:
    """List the keys of an answer that chooses options, in the quiz's order."""
    keys = answer.split(" ") if item.several else [answer]
    return tuple(option.key for option in item.options if option.key in keys)


def is_given(answer: str | None) -> bool:
    """Tell whether an answer says something: an option, several, or none of them."""
    return answer is not None and answer not in (DONT_KNOW, NOT_APPLICABLE)


def is_open(answer: str | None) -> bool:
    """Tell whether an item may still be answered: it was skipped, or is not known."""
    return answer is None or answer == DONT_KNOW


def points(item: Item, answer: str) -> Number:
    """Add up what the chosen options are worth."""
    keys = chosen(item, "" if answer == NONE else answer)
    return exact(sum(option.value for option in item.options if option.key in keys))


def item_scale(item: Item) -> Scale:
    """Return the fewest and the most points that an item can give."""
    values = [option.value for option in item.options]
    return Scale(0, exact(sum(values))) if item.several else Scale(min(values), max(values))


def counted(items: Iterable[Item]) -> tuple[Item, ...]:
    """Keep the items whose options have a least and a most."""
    return tuple(item for item in items if item.ordered and item_scale(item).span)


def applicable(items: Iterable[Item], answers: Answers) -> tuple[Item, ...]:
    """Keep the items that were not answered `NOT_APPLICABLE`."""
    return tuple(item for item in items if answers.get(item.id) != NOT_APPLICABLE)


MIN_COVERAGE = Fraction(7, 10)
"""Share of the applicable items that must be answered; below it a sum would be a guess."""


def is_enough(answered: int, items: int) -> bool:
    """Tell whether `answered` of so many applicable items say enough; of none, never."""
    return items > 0 and Fraction(answered, items) >= MIN_COVERAGE
