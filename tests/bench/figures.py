"""A figure: what was measured, how far it spread, and what it should be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    key: str
    """Name in bench.json, such as `boot.cold_ratio`; it never changes its meaning."""
    value: float
    """The median, where there are several."""
    low: float
    high: float
    """The smallest and the largest of the rounds; both are `value` where there was one."""
    most: float | None = None
    """The budget: `value` should not be above it."""
    aim: float | None = None

    @property
    def misses(self) -> bool:
        """Whether the budget is exceeded."""
        return self.most is not None and self.value > self.most


def exactly(key: str, value: float, most: float | None = None, aim: float | None = None) -> Figure:
    """Return a figure without a spread: a number of bytes, or one that is made of medians."""
    return Figure(key, value, value, value, most, aim)


def middle(
    key: str, values: Sequence[float], most: float | None = None, aim: float | None = None
) -> Figure:
    """Return the median of at least five rounds, with their spread."""
    assert len(values) >= 5, f"{key}: expected five rounds or more, found {len(values)}"
    return Figure(key, median(values), min(values), max(values), most, aim)


def ratio(
    key: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    most: float | None = None,
    aim: float | None = None,
) -> Figure:
    """Return the median of the ratios of rounds that were taken one after the other.

    A busy moment slows both sides of its round, so that a ratio varies less than a time.
    """
    return middle(key, [a / b for a, b in zip(ours, theirs, strict=True)], most, aim)


def write(figures: Iterable[Figure], path: Path) -> None:
    """Write the values by key, as flat JSON, sorted; spreads as `….low` and `….high`.

    Figures that were not measured this time stay.
    """
    data: dict[str, float] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for one in figures:
        data[one.key] = round(one.value, 4)
        if one.low != one.high:
            data |= {f"{one.key}.low": round(one.low, 4), f"{one.key}.high": round(one.high, 4)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def line(one: Figure) -> str:
    """Return a figure as a line of the table."""
    spread = f"{_number(one.low)} to {_number(one.high)}" if one.low != one.high else ""
    budget = "" if one.most is None else f"<= {_number(one.most)}"
    budget += "" if one.aim is None else f", aim {_number(one.aim)}"
    verdict = "MISSED" if one.misses else ""
    return f"{one.key:<28}{_number(one.value):>12}  {spread:<24}{budget:<20}{verdict}".rstrip()


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
