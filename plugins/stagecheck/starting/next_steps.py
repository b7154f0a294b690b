"""What an editor does after a file was begun."""

from posixpath import dirname, relpath

from ..unfinished import MARK
from .around import Around
from .pages import Answers
from .quizzes import KNOWLEDGE
from .writing import Written


def told(written: Written) -> list[str]:
    """Say what was written."""
    menu = f", line {written.line}" if written.line else ""
    changed = [f"Changed {one}{menu if one.endswith('.yml') else ''}" for one in written.changed]
    return [*(f"Wrote {one}" for one in written.created), *changed]


def next_steps(around: Around, page: str) -> list[str]:
    """Say how to see a page and what to write on it."""
    serve = "make serve" if (around.project.root / "Makefile").is_file() else "mkdocs serve"
    return [
        f"Run `{serve}` and open http://127.0.0.1:8000/{around.address(page)}",
        f"Write what is marked {MARK}; `stagecheck lint --finished` lists what is left",
    ]


def after_play(around: Around, page: str, answers: Answers) -> list[str]:
    """Name the lines that lead to a play; where they fit in is for a person to say."""
    title, name = answers["title"], page.rpartition("/")[2].removesuffix(".md")
    lines = [
        f"In {around.project.docs}/{path}, among its plays: "
        f"- [{title}]({relpath(page, dirname(path) or '.')}): what it does here."
        for path in _phase_pages(around, answers)
    ]
    return [
        *lines,
        f"In a quiz whose answers it acts on, below plays: "
        f"{name}: {{page: {page}, improves: [question]}}",
    ]


def _phase_pages(around: Around, answers: Answers) -> list[str]:
    wanted = answers.get("phases", "").split(", ")
    pages = around.playbook.pages.items()
    return [path for path, page in pages if page.front.stage in wanted]


def after_quiz(around: Around, name: str, rule: str) -> list[str]:
    """Say what a quiz needs before it is published."""
    needs = "In the quiz, below a key plays: the plays that its answers ask for"
    plays = [] if rule == KNOWLEDGE else [needs]
    if around.catalogue.ledgers is None:
        return plays
    return [*plays, f"When it is ready, run `stagecheck release {name}`, and commit what it writes"]
