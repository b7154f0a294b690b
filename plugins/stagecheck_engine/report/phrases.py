"""Small pieces of sentences: lists, counts and numbers."""

from collections.abc import Sequence

from ..model import Number, Quiz, Score


def listed(words: Sequence[str], last: str) -> str:
    """Join words as a sentence does: `a, b or c`, with `last` before the last one."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str) -> str:
    """Say how many: `1 question`, `2 questions`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def stage_title(quiz: Quiz, stage: str) -> str:
    """Return the title of a stage."""
    return next(one.title for one in quiz.stages if one.id == stage)


def dimension_title(quiz: Quiz, dimension: str) -> str:
    """Return the title of a dimension."""
    return next(one.title for one in quiz.dimensions if one.id == dimension)


def parts(most: Number) -> int:
    """Return into how many parts of one a number up to `most` is cut: 100, or more below 0.1."""
    found = 100
    while 0 < most * found < 10:
        found *= 10
    return found


def figure(number: Number, most: Number = 1) -> str:
    """Write a number, 0 or more, in the `parts` of its scale: `3`, `7.5`, `0.33`.

    The rest is cut and not rounded, so that no score reads higher than it is.
    """
    cut_in = parts(most)
    whole, rest = divmod(int(number * cut_in), cut_in)
    decimals = str(cut_in + rest)[1:].rstrip("0")
    return f"{whole}.{decimals}" if rest else str(whole)


def is_cut(number: Number, most: Number = 1) -> bool:
    """Tell whether `figure` leaves something of a number out."""
    return (number * parts(most)).denominator != 1


def spread(score: Score) -> str:
    """Write a score: one number, or from which to which it may be."""
    low, high = figure(score.low, score.most), figure(score.high, score.most)
    return low if score.low == score.high else f"{low} to {high}"


def on_scale(points: str, score: Score) -> str:
    """Write points with the scale that they are on."""
    most = figure(score.most, score.most)
    return (
        f"{points} on a scale of {figure(score.least, score.most)} to {most}"
        if score.least
        else f"{points} of {most}"
    )
