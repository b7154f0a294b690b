"""Collects the problems of one file."""

from .problems import Mend, Place, Problem, problem


class Findings:
    """The problems found in one file so far; `path` is relative to the project."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(
        self, code: str, place: Place, message: str, hint: str, mend: Mend | None = None
    ) -> None:
        """Note one more problem, with the change that mends it if there is just one."""
        self.problems.append(problem(code, self.path, place, message, hint, mend))

    def __len__(self) -> int:
        """Count the problems, to see whether a check has found any."""
        return len(self.problems)
