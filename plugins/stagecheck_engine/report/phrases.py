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


def figure(number: Number) -> str:
    """Write a number, 0 or more, with at most two decimals: `3`, `7.5`, `0.33`.

    The rest is cut and not rounded, so that no score reads higher than it is.
    """
    whole, hundredths = divmod(int(number * 100), 100)
    return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".") if hundredths else str(whole)


def is_cut(number: Number) -> bool:
    """Tell whether `figure` leaves something of a number out."""
    return (number * 100).denominator != 1


def spread(score: Score) -> str:
    """Write a score: one number, or from which to which it may be."""
    low, high = figure(score.low), figure(score.high)
    return low if score.low == score.high else f"{low} to {high}"


def on_scale(points: str, score: Score) -> str:
    """Write points with the scale that they are on."""
    most = figure(score.most)
    return (
        f"{points} on a scale of {figure(score.least)} to {most}"
        if score.least
        else f"{points} of {most}"
    )
