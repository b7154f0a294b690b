"""Everything that one run of lint has to say."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from ..mending import Mended
from ..problems import Problem


@dataclass(frozen=True, slots=True)
class Due:
    """A page whose review was due: its path relative to the project, since when, who keeps it."""

    path: str
    by: date
    owner: str

    def __str__(self) -> str:
        """Say it in one line, for the end of a run."""
        return f"Due for review by {self.by}: {self.path} ({self.owner})"

    @property
    def sentence(self) -> str:
        """Say what to do, where the path stands beside it."""
        return (
            f"Due for review by {self.by}. {self.owner}: read it through, mend what "
            "is no longer so, and write today's date as last_reviewed."
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, in order. `notes` say what could not be told; `mended`, what was changed.

    `below` leads from the top of the Git repository to the project, and ends with a slash or is
    empty: hosts know files by their path in the repository. `unfinished` are placeholders that are
    no problem while somebody is writing.
    """

    problems: tuple[Problem, ...]
    due: tuple[Due, ...] = ()
    notes: tuple[str, ...] = ()
    below: str = ""
    mended: tuple[Mended, ...] = ()
    unfinished: tuple[Problem, ...] = ()

    def finished(self) -> "Outcome":
        """Take what is unfinished for problems, as before publishing."""
        problems = tuple(sorted([*self.problems, *self.unfinished]))
        return replace(self, problems=problems, unfinished=())

    def still(self) -> list[str]:
        """Name the files in which somebody is still writing, a line each."""
        counts = Counter(one.path for one in self.unfinished)
        return [
            f"Still to write: {count} placeholder{'' if count == 1 else 's'} in {path}; "
            "see lint --finished"
            for path, count in counts.items()
        ]
