"""All that a project holds, read and checked: what a build begins with."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from stagecheck_engine.codec import dumps

from .board import THRESHOLD
from .bundle import Bundle, bundle
from .menu import check_menu
from .playbook import BriefWords, Playbook, load_briefs, load_playbook, shipped_briefs, styles
from .project import Catalogue, Project, load, load_pages
from .redirects import redirects
from .serving import STYLE, style
from .strays import check_strays
from .toolchain import is_prepared, prepare_runtime


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found. All problems are in the catalogue; `words` are those of briefs, if any."""

    catalogue: Catalogue
    playbook: Playbook
    words: BriefWords | None

    @property
    def threshold(self) -> int:
        """The least number of people of whom a board shows anything."""
        organisation = self.playbook.organisation
        return organisation.board_threshold if organisation else THRESHOLD

    @property
    def briefs(self) -> dict[str, str]:
        """Give the sentences of briefs as they are shipped, by quiz."""
        words, facts = self.words, self.playbook.facts
        return {words.quiz: dumps(shipped_briefs(words, facts))} if words else {}


def read_contents(
    project: Project,
    published: Collection[str],
    earlier: Catalogue | None = None,
    *,
    editing: bool = False,
) -> Contents:
    """Read and check all of a project.

    `published` are the pages that readers can open. What an `earlier` catalogue has is not checked
    again. Somebody who is `editing` is told as well what MkDocs or nothing tells in a build.
    """
    read, problems = load_pages(project)
    pages = {path: page for path, page in read.items() if path in published}
    playbook = load_playbook(project, pages)
    catalogue = load(project, pages, [*problems, *playbook.problems], earlier)
    words, of_briefs = load_briefs(project, catalogue, playbook.facts)
    more = [*check_menu(project, read), *check_strays(project)] if editing else []
    return Contents(catalogue.with_problems([*of_briefs, *more]), playbook, words)


def ship(
    root: Path,
    contents: Contents,
    urls: Mapping[str, str],
    tell: Callable[[str], None],
    *,
    editing: bool,
) -> Bundle:
    """Collect the files that readers load, and an editor's where one is `editing`.

    `urls` maps pages to addresses; `tell` is told of what takes long. Raises RuntimeUnavailable.
    """
    catalogue = contents.catalogue
    quizzes = {quiz: file.quiz for quiz, file in catalogue.quizzes.items()}
    if not quizzes:
        return Bundle({}, {}, "")
    if not is_prepared(root):
        tell("Preparing Python for the browser, once; this takes about a minute ...")
    runtime = prepare_runtime(root)
    ledgers = catalogue.shipped_ledgers()
    return bundle(quizzes, urls, runtime, ledgers, contents.briefs, editing=editing)


def more_files(
    project: Project, contents: Contents, urls: Mapping[str, str], site_url: str, *, editing: bool
) -> dict[str, bytes]:
    """Write what readers load beside quizzes, and an editor's style, by address in the site.

    `urls` maps pages to addresses; `site_url` is "" where the site has none.
    """
    moved = redirects(contents.catalogue, urls, project.directory_urls, site_url)
    return styles(contents.playbook) | moved | ({STYLE: style()} if editing else {})
