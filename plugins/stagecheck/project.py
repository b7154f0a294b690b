"""A project on disk: where its pages and quizzes lie, and all that is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple

from .check.quiz import Checked, Site, check, check_scales
from .collector import paused
from .findings import Findings
from .hidden import NOTHING_MORE, Hidden
from .ledger.current import check_ledger
from .ledger.entry import Ledger, read_ledgers, ship
from .moved import Move, read_moves
from .pages import Page, read_page
from .parse import parse
from .problems import Place, Problem, nearest, problem
from .quizfile import QuizFile
from .source import MAX_BYTES, read

FILE = "mkdocs.yml"
SCALES = "scales.md"
NOT_QUIZZES = ("README.md", SCALES)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with pages and quizzes; all paths are relative to `root`, with `/`.

    `facts`, `organisation`, `briefs`, `style` and `changelog` are files, None in a project without
    them; with `page_front` every page has a front matter of its own. With `directory_urls` the
    address of a page is that of a folder. What is `hidden` no reader gets. From the files
    `inherited` mkdocs.yml takes settings.
    """

    root: Path
    docs: str = "playbook"
    quizzes: str = "quizzes"
    facts: str | None = None
    organisation: str | None = None
    page_front: bool = False
    briefs: str | None = None
    directory_urls: bool = True
    style: str | None = None
    changelog: str | None = None
    hidden: Hidden = NOTHING_MORE
    inherited: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """List all that is checked: two folders, and the files that the settings name or are."""
        named = (self.facts, self.organisation, self.briefs, self.style, self.changelog)
        given = (path for path in named if path)
        return (self.docs, self.quizzes, *given, FILE, *self.inherited)


def inside(root: Path, setting: str, path: str) -> str:
    """Return the path below `root` of what a setting names. Raises ValueError for one outside."""
    whole = Path(normpath(root / path))
    if not whole.is_relative_to(root):
        raise ValueError(f"{setting} must lie below {root}, and it is {whole}")
    return whole.relative_to(root).as_posix()


class Ground(NamedTuple):
    """All that a quiz is checked against.

    `pages` are the path, title and description of each; `scales` the text of their file, or None.
    """

    docs: str
    pages: tuple[tuple[str, str, str], ...]
    scales_path: str
    scales: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that was found: quizzes by id, pages by path, and all problems in order.

    `ledgers`, by quiz, is None for a project that keeps none. `moves` are the addresses of before
    at which pages answer too. `seen` has what was found in each file, by path and text, with
    the `ground` it stood on.
    """

    quizzes: Mapping[str, QuizFile]
    checked: Mapping[str, Checked]
    pages: Mapping[str, Page]
    problems: tuple[Problem, ...] = ()
    ledgers: Mapping[str, Ledger] | None = None
    moves: tuple[Move, ...] = ()
    ground: Ground | None = None
    seen: Mapping[tuple[str, str], Checked] = field(default_factory=dict)

    def with_problems(self, more: Sequence[Problem]) -> "Catalogue":
        """Add problems that were found later."""
        return replace(self, problems=tuple(sorted({*self.problems, *more})))

    def shipped_ledgers(self) -> dict[str, str]:
        """Return the ledger that readers load, as text, of each quiz that has one."""
        found = {quiz: ship(quiz, ledger) for quiz, ledger in (self.ledgers or {}).items()}
        return {quiz: text for quiz, text in found.items() if text and quiz in self.quizzes}


def watched(project: Project) -> dict[Path, bool]:
    """List the folders of an editor's files beside the pages, and whether all below them is meant.

    Of a file it is its folder: many programs put a new file in the place of the old one, and a file
    may be made later. MkDocs watches its own settings.
    """
    others = (project.docs, project.quizzes, FILE, *project.inherited)
    files = [path for path in project.files if path not in others]
    found = {(project.root / path).parent: False for path in files}
    found[project.root / project.quizzes] = True
    pages = project.root / project.docs
    return {
        folder: deep
        for folder, deep in found.items()
        if folder.is_dir() and not folder.is_relative_to(pages)
    }


@dataclass(slots=True)
class _Loader:
    """Collects while the files are read."""

    project: Project
    problems: list[Problem] = field(default_factory=list)

    def text(self, path: str) -> str | None:
        """Read a file, or note why it cannot be read."""
        found = read(self.project.root, path)
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found


def load_pages(project: Project) -> tuple[dict[str, Page], list[Problem]]:
    """Read every page of the project that readers get."""
    loader = _Loader(project)
    pages = {}
    folder = project.root / project.docs
    files = (file for file in folder.rglob("*.md") if file.is_file())
    for file in sorted(files):
        path = file.relative_to(folder).as_posix()
        if project.hidden.keeps(path):
            continue
        text = loader.text(f"{project.docs}/{path}")
        findings = Findings(f"{project.docs}/{path}")
        # A page that cannot be read is still one, so that what leads to it is not called wrong.
        pages[path] = _unread(file, path) if text is None else read_page(findings, path, text)
        loader.problems += findings.problems
    return pages, loader.problems


def _unread(file: Path, path: str) -> Page:
    """Give a page with as much of its text as can be told, for what it cites or lists."""
    try:
        text = "\n".join(file.read_bytes()[:MAX_BYTES].decode("utf-8", "replace").splitlines())
    except OSError:
        text = ""
    return Page(path, path, "", (), text, readable=False)


@paused()
def load(
    project: Project,
    pages: Mapping[str, Page],
    problems: Sequence[Problem] = (),
    earlier: Catalogue | None = None,
) -> Catalogue:
    """Check every quiz of the project against its pages, and the pages' embeds.

    `problems` are those found in the pages before. With an `earlier` catalogue, a quiz that is as
    it was then, and so is all around it, is not checked again.
    """
    loader = _Loader(project, list(problems))
    loader.problems += _missing_folders(project)
    ground = _ground(loader, pages)
    site = _site(loader, ground)
    before = earlier.seen if earlier and earlier.ground == ground else {}
    seen: dict[tuple[str, str], Checked] = {}
    checked: dict[str, Checked] = {}
    for path in quiz_paths(project):
        text = loader.text(path)
        if text is None:
            # An unreadable quiz is still one, so that its embeds are not called unknown too.
            checked.setdefault(Path(path).stem, Checked(path, None, None, (), ()))
            continue
        one = seen[path, text] = before.get((path, text)) or check(parse(path, text), site)
        loader.problems += one.problems
        _add(loader, checked, one)
    loader.problems += _embed_problems(project, checked, pages)
    files = {one.file.quiz.id: one.file for one in checked.values() if one.file}
    ledgers = _ledgers(loader, files)
    moves, wrong_moves = read_moves(project.docs, pages, project.directory_urls)
    found = tuple(sorted({*loader.problems, *wrong_moves}))
    return Catalogue(files, checked, pages, found, ledgers, moves, ground, seen)


def _ledgers(loader: _Loader, files: Mapping[str, QuizFile]) -> Mapping[str, Ledger] | None:
    """Read the ledger, if one is kept, and compare each quiz with its part of it."""
    root = loader.project.root
    ledgers, problems = read_ledgers(root, loader.project.quizzes)
    loader.problems += problems
    if ledgers is not None:
        for quiz, file in files.items():
            loader.problems += check_ledger(root, file, ledgers.get(quiz, Ledger()))
    return ledgers


def _missing_folders(project: Project) -> list[Problem]:
    return [
        problem(
            "QZ083",
            FILE,
            Place(1, 1),
            f"there is no folder {folder!r}",
            f"Make it, or name the right one as {key}",
        )
        for key, folder in (("docs_dir", project.docs), ("quizzes_dir", project.quizzes))
        if not (project.root / folder).is_dir()
    ]


def quiz_paths(project: Project) -> list[str]:
    """List the files of quizzes, in order."""
    folder = project.root / project.quizzes
    found = (file for file in folder.glob("*.md") if file.is_file())
    files = sorted(file for file in found if file.name not in NOT_QUIZZES)
    return [f"{project.quizzes}/{file.name}" for file in files]


def _ground(loader: _Loader, pages: Mapping[str, Page]) -> Ground:
    path = f"{loader.project.quizzes}/{SCALES}"
    there = (loader.project.root / path).exists()
    told = tuple((page.path, page.title, page.description) for page in pages.values())
    return Ground(loader.project.docs, told, path, loader.text(path) if there else None)


def _site(loader: _Loader, ground: Ground) -> Site:
    """Make what quizzes are checked against of nothing but the `ground`, so that that is enough."""
    pages = {path: Page(path, title, about, ()) for path, title, about in ground.pages}
    site = Site(ground.docs, pages, {})
    if ground.scales is None:
        return site
    scales, problems = check_scales(parse(ground.scales_path, ground.scales), site)
    loader.problems += problems
    return replace(site, scales=scales)


def _add(loader: _Loader, checked: dict[str, Checked], one: Checked) -> None:
    identifier = one.id or Path(one.path).stem
    first = checked.get(identifier)
    if first:
        # Of two, the file that is called as the id is the older one, and the other its copy.
        owner, copy = (one, first) if Path(one.path).stem == identifier else (first, one)
        message = f"the quiz id {identifier!r} is taken by {owner.path}"
        hint = "Ids are permanent and unique; choose another for the newer quiz"
        loader.problems.append(problem("QZ013", copy.path, Place(2, 1), message, hint))
    checked.setdefault(identifier, one)


def _embed_problems(
    project: Project, checked: Mapping[str, Checked], pages: Mapping[str, Page]
) -> list[Problem]:
    problems = []
    embedded = set()
    for page in pages.values():
        for embed in page.embeds:
            embedded.add(embed.quiz)
            if embed.quiz not in checked:
                path = f"{project.docs}/{page.path}"
                message = f"there is no quiz {embed.quiz!r}"
                hint = nearest(embed.quiz, sorted(checked))
                problems.append(problem("QZ081", path, embed.place, message, hint))
    for identifier, one in checked.items():
        if identifier not in embedded:
            message = f"no page embeds the quiz {identifier!r}"
            hint = f"Put the line `::: quiz {identifier}` on a page, or delete the file"
            problems.append(problem("QZ080", one.path, Place(1, 1), message, hint))
    return problems
