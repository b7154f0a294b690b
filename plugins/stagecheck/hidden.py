"""Which files below the folder of the pages no reader gets: MkDocs's own patterns, like Git's."""

from dataclasses import dataclass, field

from pathspec import GitIgnoreSpec

ALWAYS = GitIgnoreSpec.from_lines([".*", "/templates/"])
"""What MkDocs leaves out of every site, unless `exclude_docs` takes it back in."""


def patterns(text: str | None) -> GitIgnoreSpec:
    """Read a setting, a pattern in each line; None hides nothing. Raises ValueError."""
    return GitIgnoreSpec.from_lines((text or "").splitlines())


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """Three settings of MkDocs: `exclude_docs`, `draft_docs` and `not_in_nav`.

    A draft is shown by `mkdocs serve` to whoever writes it, and is in no site: nothing is asked of
    it before it is published. Paths are relative to the folder of the pages.
    """

    excluded: GitIgnoreSpec = field(default_factory=lambda: patterns(None))
    drafts: GitIgnoreSpec = field(default_factory=lambda: patterns(None))
    unlisted: GitIgnoreSpec = field(default_factory=lambda: patterns(None))

    def keeps(self, path: str) -> bool:
        """Tell whether readers do not get a file."""
        return (ALWAYS + self.excluded).match_file(path) or self.drafts.match_file(path)


NOTHING_MORE = Hidden()
"""In a project without these settings."""
