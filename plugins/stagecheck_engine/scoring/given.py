"""The answers that were given: whether the quiz offers them, and how many there are."""

from collections.abc import Callable

from ..errors import AnswerError
from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Coverage, Item, Quiz


def check(quiz: Quiz, answers: Answers) -> None:
    """Refuse answers that the quiz does not offer. Raises AnswerError, SC301 to SC305.

    Several choices are a set: their keys may stand in any order, each of them once.
    """
    items = {item.id: item for item in quiz.items}
    for item_id, answer in answers.items():
        if item_id not in items:
            known = ", ".join(items)
            raise AnswerError(
                "SC301",
                f"the quiz {quiz.id!r} has no item {item_id!r}",
                f"its items are: {known}",
            )
        _check_answer(items[item_id], answer)


def checker(quiz: Quiz) -> Callable[[Answers], None]:
    """Make what checks one set of answers after the other; no answer is looked at twice."""
    known: set[tuple[str, str]] = set()

    def checked(answers: Answers) -> None:
        if not answers.items() <= known:
            check(quiz, answers)
            known.update(answers.items())

    return checked


def coverage(quiz: Quiz, answers: Answers) -> Coverage:
    """Count how the items of a quiz were answered."""
    given = [answers.get(item.id) for item in quiz.items]
    unknown, not_applicable = given.count(DONT_KNOW), given.count(NOT_APPLICABLE)
    skipped = given.count(None)
    answered = len(given) - unknown - not_applicable - skipped
    return Coverage(len(given), answered, unknown, not_applicable, skipped)


_CODES = {DONT_KNOW: "SC303", NOT_APPLICABLE: "SC304", NONE: "SC305"}


def _check_answer(item: Item, answer: str) -> None:
    keys = [option.key for option in item.options]
    others = [DONT_KNOW] * item.dont_know + [NOT_APPLICABLE] * item.not_applicable
    others += [NONE] * item.none
    if answer in others or _is_choice(item, keys, answer):
        return
    how = "one of, or several with a space between them" if item.several else "one of"
    raise AnswerError(
        _CODES.get(answer, "SC302"),
        f"the item {item.id!r} does not offer the answer {answer!r}",
        f"answer {how}: {', '.join([*keys, *others])}",
    )


def _is_choice(item: Item, keys: list[str], answer: str) -> bool:
    if not item.several:
        return answer in keys
    ticked = answer.split(" ")
    return len(set(ticked)) == len(ticked) and set(ticked) <= set(keys)
