"""A project as it is, and as it was at a commit: read through Git, the work tree untouched."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..ledger.git import GitError, git
from ..ledger.history import (
    BaseNotFound,
    check_history,
    commit_named,
    joined,
    published,
    read_history,
)
from ..pages import Page
from ..project import FILE, Catalogue, Project, load, load_pages
from ..settings import ProjectNotFound, find_project
from ..source import read
from .inherited import place_of, write_inherited

READ = (".md", ".json")
"""Files that quizzes, pages and the ledger are made of."""


@dataclass(frozen=True, slots=True)
class Side:
    """A project at one time: its quizzes, its pages, and the text of every quiz file by path."""

    project: Project
    catalogue: Catalogue
    texts: Mapping[str, str]

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages by path, relative to the folder of the pages."""
        return self.catalogue.pages


@dataclass(frozen=True, slots=True)
class Base:
    """The state that is compared with: its `commit`, and its `side`."""

    commit: str
    side: Side


def _read(project: Project) -> Side:
    """Read a project that stands in a folder."""
    pages, problems = load_pages(project)
    catalogue = load(project, pages, problems)
    paths = {checked.path for checked in catalogue.checked.values()}
    found = {path: read(project.root, path) for path in sorted(paths)}
    texts = {path: text for path, text in found.items() if isinstance(text, str)}
    return Side(project, catalogue, texts)


def read_now(project: Project, base: Base) -> Side:
    """Read a project on disk, with what Git knows of its ledger. Raises BaseNotFound."""
    side = _read(project)
    history = read_history(project.root, project.quizzes, base.commit)
    problems = joined(check_history(project.root, history), side.catalogue.problems)
    return replace(side, catalogue=replace(side.catalogue, problems=tuple(problems)))


def read_base(root: Path, base: str | None) -> Base:
    """Read the project as it was where HEAD left `base`.

    Without one, where it left the main branch of its origin, or else at HEAD. Raises BaseNotFound.
    """
    try:
        commit = _commit(root, base)
        with _written(root, commit) as folder:
            return Base(commit, _read(find_project(folder)))
    except GitError as error:
        raise BaseNotFound(f"there is nothing to compare with: {error}") from None
    except ProjectNotFound as error:
        raise BaseNotFound(f"the base {commit[:12]} cannot be read: {error}") from None


def _commit(root: Path, base: str | None) -> str:
    if base is None:
        git(root, "rev-parse", "--is-inside-work-tree")
        commit, _ = published(root)
        if not commit:
            raise BaseNotFound(
                "there is no commit yet to compare with; commit once, or give --base"
            )
        return commit
    named = commit_named(root, base)
    try:
        # A branch that is behind would otherwise seem to undo what came to the base since.
        return git(root, "merge-base", named, "HEAD").decode().strip()
    except GitError:
        return named


@contextmanager
def _written(root: Path, commit: str) -> Iterator[Path]:
    """Write what a commit has of the project into a folder that goes away again."""
    with TemporaryDirectory(prefix="stagecheck-") as scratch:
        top = Path(scratch).resolve()
        folder = top / place_of(root)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            settings = git(root, "cat-file", "blob", f"{commit}:./{FILE}")
        except GitError:
            message = f"the base {commit[:12]} has no {FILE} here, so there is nothing to compare"
            raise BaseNotFound(message) from None
        (folder / FILE).write_bytes(settings)
        write_inherited(root, commit, top, folder)
        project = find_project(folder)
        blobs = _blobs(root, commit, [project.docs, project.quizzes])
        _refuse_outside(folder, commit, blobs)
        for path, data in _contents(root, blobs):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        yield folder


def _refuse_outside(folder: Path, commit: str, paths: Iterable[str]) -> None:
    """Refuse names that lead out of a folder: what is written there would stay."""
    for path in paths:
        if not (folder / path).resolve().is_relative_to(folder):
            raise BaseNotFound(
                f"the base {commit[:12]} cannot be read: {path} lies outside the project; its "
                f"{FILE} has to name folders inside"
            )


def _blobs(root: Path, commit: str, folders: list[str]) -> dict[str, str]:
    """List the files of a commit that are read: the blob of each path, relative to the project."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{one}/" for one in folders))
    found = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        # What is no plain file, such as a link, leads nowhere in another folder.
        if path.endswith(READ) and about.startswith("100"):
            found[path] = about.split()[2]
    return found


def _contents(root: Path, blobs: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Read many blobs in one go: of each a line that ends with its size, its bytes, a line end."""
    asked = "".join(f"{blob}\n" for blob in blobs.values())
    data = git(root, "cat-file", "--batch", given=asked.encode())
    at = 0
    for path in blobs:
        begin = data.index(b"\n", at) + 1
        size = int(data[at:begin].split()[2])
        yield path, data[begin : begin + size]
        at = begin + size + 1
