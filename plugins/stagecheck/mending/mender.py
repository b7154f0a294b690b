"""Finds the mends that do good: all at once, else file by file, else one by one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..problems import Problem
from .edit import edited
from .trial import Trial

type Kind = tuple[str, str, str]
"""What two problems have in common that are the same but for their place."""

type Lint = Callable[[], Sequence[Problem]]
"""Names every problem of the copy as it is now."""

ROUNDS = 8
"""Times that mends may uncover what was hidden behind a mistake, as bad YAML hides its keys."""

# Messages name other lines, which move with lines that come or go.
_LINE = re.compile(r"\bline \d+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A line that was changed, and why. `after` is None where it was taken out."""

    path: str
    line: int
    column: int
    code: str
    before: str
    after: str | None

    def __str__(self) -> str:
        """Show the change in one line, spaces of every kind too."""
        after = "taken out" if self.after is None else f"→ {self.after!r}"
        place = f"{self.path}:{self.line}:{self.column}"
        return f"Mended {place}: {self.code} {self.before!r} {after}"


def mend(copy: Trial, lint: Lint, concerns: Callable[[Problem], bool]) -> list[Mended]:
    """Mend a copy, and tell what was done there, in the order in which it was done.

    Only problems that `concerns` takes are mended. What is mended leaves fewer problems and none
    that was not there before.
    """
    mender, done = _Mender(copy, lint, concerns), list[Mended]()
    for _ in range(ROUNDS):
        made = mender.all()
        done += made
        if not made:
            break
    return done


@dataclass(frozen=True, slots=True)
class _Mender:
    copy: Trial
    lint: Lint
    concerns: Callable[[Problem], bool]

    def all(self) -> list[Mended]:
        """Mend everything at once; where that does harm, each file, and last each problem alone."""
        offered = self._offered(self.lint())
        together = self._attempt(offered)
        if together or len(offered) < 2:
            return together
        done = list[Mended]()
        for path in sorted({one.path for one in offered}):
            done += self._file([one for one in offered if one.path == path])
        return done

    def _file(self, offered: Sequence[Problem]) -> list[Mended]:
        mended = self._attempt(offered, offered[0].path)
        if mended or len(offered) < 2:
            return mended
        # From the end of the file, so that no line moves before its turn.
        singly = [self._attempt([one], one.path) for one in reversed(offered)]
        return [one for mended in singly for one in mended]

    def _offered(self, problems: Sequence[Problem]) -> list[Problem]:
        return [one for one in problems if one.mend and self.concerns(one)]

    def _attempt(self, offered: Sequence[Problem], path: str | None = None) -> list[Mended]:
        """Make changes, and those that come to light behind them; take all back if they do harm.

        With a `path`, what comes to light elsewhere is left alone.
        """
        if not offered:
            return []
        start, files = _kinds(self.lint()), dict[str, bytes]()
        now, mended, done = start, Counter[Kind](), list[Mended]()
        for _ in range(ROUNDS):
            files = {one.path: self.copy.read(one.path) for one in offered} | files
            for problem, change in self._make(offered):
                mended[_kind(problem)] += 1
                done.append(change)
            problems = self.lint()
            now = _kinds(problems)
            offered = [one for one in self._offered(problems) if _kind(one) not in start]
            offered = [one for one in offered if path in (None, one.path)]
            if not offered:
                break
        if _does_harm(start, now, mended):
            for name, data in files.items():
                self.copy.write(name, data)
            return []
        return done

    def _make(self, offered: Sequence[Problem]) -> Iterator[tuple[Problem, Mended]]:
        for path in sorted({one.path for one in offered}):
            of_file = {one.mend: one for one in offered if one.path == path and one.mend}
            data, changes = edited(self.copy.read(path), of_file)
            self.copy.write(path, data)
            for change in changes:
                problem = of_file[change.mend]
                line, column = change.mend.place
                told = Mended(path, line, column, problem.code, change.before, change.after)
                yield problem, told


def _does_harm(start: Counter[Kind], now: Counter[Kind], mended: Counter[Kind]) -> bool:
    """Tell whether there is a new problem, or one that was mended and is there still."""
    still = any(now[kind] > max(0, start[kind] - count) for kind, count in mended.items())
    return still or not mended or bool(now - start) or now.total() >= start.total()


def _kinds(problems: Sequence[Problem]) -> Counter[Kind]:
    return Counter(map(_kind, problems))


def _kind(one: Problem) -> Kind:
    return one.path, one.code, _LINE.sub("line", one.message)
