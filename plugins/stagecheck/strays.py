"""Files that an editor meant as a page or a quiz, and that nothing reads where they lie."""

from collections.abc import Iterator
from pathlib import Path

from .ledger.entry import folder_of
from .problems import START, Problem, problem
from .project import Project

_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for pages, beside `.md`."""
_NEARLY = (".txt", ".docx", ".odt", ".rtf", *_MARKDOWN)


def check_strays(project: Project) -> list[Problem]:
    """Find quizzes below a folder of the quizzes, and files whose names end otherwise."""
    found = (problem("QZ098", path, START, what, hint) for path, what, hint in _quizzes(project))
    return [*_pages(project), *found]


def _pages(project: Project) -> Iterator[Problem]:
    for path in _files(project, project.docs):
        if project.hidden.keeps(path.relative_to(project.docs).as_posix()):
            continue
        hint = f"Call it {path.with_suffix('.md').name}"
        if path.suffix in _MARKDOWN:
            message = "readers get this page, and no check sees it: that takes a name with `.md`"
            yield problem("QZ099", path.as_posix(), START, message, hint)
        elif path.suffix.lower() in (".md", *_MARKDOWN) and path.suffix != ".md":
            message = "a page ends with `.md`, in small letters"
            yield problem("QZ098", path.as_posix(), START, message, hint)


def _quizzes(project: Project) -> Iterator[tuple[str, str, str]]:
    folder, ledger = Path(project.quizzes), folder_of(project.quizzes)
    for path in _files(project, project.quizzes):
        within = path.relative_to(folder).parts
        if path.is_relative_to(ledger) or any(part.startswith(".") for part in within):
            continue
        if path.suffix.lower() in _NEARLY or path.suffix in (".MD", ".Md"):
            hint = f"Save it as Markdown, and call it {path.with_suffix('.md').name}"
            yield path.as_posix(), "a quiz is a file that ends with `.md`, in small letters", hint
        elif path.suffix == ".md" and len(within) > 1:
            message = f"a quiz lies in {project.quizzes}/ itself, and in no folder below it"
            yield path.as_posix(), message, f"Move it to {project.quizzes}/{path.name}"


def _files(project: Project, folder: str) -> list[Path]:
    """List the files below a folder, relative to the project."""
    found = (path for path in (project.root / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(project.root) for path in found)
