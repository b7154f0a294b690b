"""What is fed with spoilt input, and what must hold of whatever it answers."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from fuzzing.allowed import expect_allowed
from fuzzing.codes import judge_code, spoilt_code
from fuzzing.mutations import Json, mutate, mutate_json
from garden import MISTAKES, PAGES
from made_up import offered
from stagecheck.check.quiz import Checked, Site, check, check_scales
from stagecheck.embedding import mark
from stagecheck.findings import Findings
from stagecheck.front import read_front
from stagecheck.ledger.entry import Ledger, entry_of, ship
from stagecheck.pages import Page, read_page
from stagecheck.parse import parse
from stagecheck.problems import TITLES, Problem
from stagecheck.quizfile import QuizFile
from stagecheck.render import Assets, Placement, render_quiz
from stagecheck.serving import write_problems
from stagecheck.source import decoded
from stagecheck_engine import codec
from stagecheck_engine.bridge import handle
from stagecheck_engine.codec import Link, Pack
from stagecheck_engine.model import Quiz

TESTS = Path(__file__).parent.parent
QUIZZES = TESTS.parent / "quizzes"
MODELS = TESTS / "models"


@dataclass(frozen=True, slots=True)
class Target:
    """`make` spoils an input; `judge` takes it, raises where something does not hold, and tells
    what became of it, in a word, so that a run can show that it saw different things."""

    make: Callable[[random.Random], str]
    judge: Callable[[str], list[str]]


@cache
def _texts() -> list[str]:
    """All the Markdown to take parts from: quizzes of the site and of the tests, scales, guides."""
    files = [file for folder in (QUIZZES, MODELS, MISTAKES) for file in sorted(folder.glob("*.md"))]
    return [file.read_text("utf-8") for file in files]


@cache
def _sources() -> list[str]:
    """Those of them that are quizzes."""
    return [text for text in _texts() if text.startswith("---\nid:")]


@cache
def _site() -> Site:
    """The pages and scales that the quizzes refer to."""
    named = {*PAGES, *(f"{stage}.md" for stage in _STAGES)}
    named |= {f"phases/{phase}.md" for phase in _PHASES} | {f"plays/{play}.md" for play in _PLAYS}
    pages = {path: Page(path, path, "About it.", ()) for path in named}
    scales = {}
    for file in (MISTAKES / "scales.md", MODELS / "scales.md"):
        found, problems = check_scales(
            parse("quizzes/scales.md", file.read_text("utf-8")), Site("playbook", pages, {})
        )
        assert not problems
        scales.update(found)
    return Site("playbook", pages, scales)


_STAGES = (
    *("closed", "ajar", "open", "starting", "working", "steering", "shaky", "mixed", "firm"),
)
_PHASES = ("folly", "fearful", "flippant", "formulating", "forging", "fusing")
_PLAYS = (
    *("find-your-story", "run-a-pilot", "choose-a-first-case"),
    *("move-a-routine", "engage-peers", "make-results-count"),
)


def _judge_quiz(text: str) -> list[str]:
    text = decoded(text.encode())
    checked = check(parse("quizzes/spoilt.md", text), _site())
    assert (checked.file is None) == bool(checked.problems)
    expect_problems(text, checked.problems)
    expect_allowed(write_problems("spoilt", checked.problems[:20]))
    if checked.file:
        _judge_sound(checked)
    return [problem.code for problem in checked.problems] or ["sound"]


def _judge_sound(checked: Checked) -> None:
    """A quiz without a problem can be shown, shipped and scored, and no markup comes through."""
    file = checked.file
    assert file is not None
    assert codec.load_pack(pack_of(file.quiz)).quiz == file.quiz
    placement = Placement("../", "quiz.spoilt", "playbook", _Addresses(), _assets(), None)
    # One script is the template's own.
    expect_allowed(render_quiz(file, placement), scripts=1)
    for answers in _some_answers(file):
        response = handle(request_of(file.quiz, answers))
        assert json.loads(response)["ok"], response
        expect_allowed(json.loads(response)["html"])


def _some_answers(file: QuizFile) -> Iterator[dict[str, str]]:
    yield {}
    yield {item.id: item.options[0].key for item in file.quiz.items}
    yield {item.id: item.options[-1].key for item in file.quiz.items}


class _Addresses(Mapping[str, str]):
    """An address for every page."""

    def __getitem__(self, page: str) -> str:
        return page.removesuffix(".md") + "/"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _assets() -> Assets:
    return Assets(*("assets/x" for _ in fields(Assets)))


def pack_of(quiz: Quiz) -> str:
    """Pack a quiz as it ships."""
    pages = sorted({one.page for one in (*quiz.stages, *quiz.plays)})
    links = tuple(Link(page, page.removesuffix(".md") + "/") for page in pages)
    return codec.dump_pack(Pack(codec.SCHEMA_VERSION, quiz, links))


def request_of(quiz: Quiz, answers: Mapping[str, str]) -> str:
    """Ask for the score of some answers."""
    asked = {"op": "score", "quiz": pack_of(quiz), "answers": dict(answers)}
    return json.dumps({**asked, "base": "../", "anchor": "quiz.spoilt"})


def expect_problems(text: str, problems: tuple[Problem, ...]) -> None:
    """A problem has a known code, a place in the file, and says what is wrong and what to do."""
    last = text.count("\n") + 2
    for problem in problems:
        assert problem.code in TITLES
        assert 1 <= problem.line <= last, problem
        assert problem.column >= 1
        assert problem.message
        assert problem.hint
        assert "\n" not in str(problem), problem
        assert len(str(problem)) < 2000, len(str(problem))


def _spoilt_quiz(chance: random.Random) -> str:
    return mutate(chance, chance.choice(_sources()), _texts())


def _spoilt_front(chance: random.Random) -> str:
    inner = chance.choice(_sources()).split("---\n")[1]
    return mutate(chance, inner, [inner])


def _judge_front(text: str) -> list[str]:
    text = decoded(text.encode())
    front, _, problems = read_front("quizzes/spoilt.md", text)
    assert front is not None or problems
    expect_problems(text, tuple(problems))
    return [problem.code for problem in problems] or ["sound"]


def _spoilt_scales(chance: random.Random) -> str:
    file = chance.choice([MODELS, MISTAKES]) / "scales.md"
    return mutate(chance, file.read_text("utf-8"), _texts())


def _judge_scales(text: str) -> list[str]:
    text = decoded(text.encode())
    _, problems = check_scales(parse("quizzes/scales.md", text), _site())
    expect_problems(text, tuple(problems))
    return [problem.code for problem in problems] or ["sound"]


def _spoilt_page(chance: random.Random) -> str:
    page = "---\ntitle: Check\n---\n\n# Check {#x}\n\n```text\n::: quiz a\n```\n\n::: quiz garden\n"
    return mutate(chance, page, [*_texts(), page])


def _judge_page(text: str) -> list[str]:
    text = decoded(text.encode())
    findings = Findings("playbook/x.md")
    page = read_page(findings, "x.md", text)
    expect_problems(text, tuple(findings.problems))
    assert mark(text).count("data-stagecheck-embed") >= len(page.embeds)
    return [problem.code for problem in findings.problems] or [f"{len(page.embeds)} embeds"]


@cache
def _quizzes() -> list[Quiz]:
    found = [check(parse("quizzes/a.md", text), _site()).file for text in _sources()]
    return [file.quiz for file in found if file]


def _spoilt_request(chance: random.Random) -> str:
    quiz = chance.choice(_quizzes())
    answers = {
        item.id: chance.choice(offered(item)) for item in quiz.items if chance.random() < 0.8
    }
    request: dict[str, Json] = json.loads(request_of(quiz, answers))
    if chance.random() < 0.25:
        versions: Json = {item: chance.choice((1, 1, 2)) for item in answers}
        carried = {"op": "carry", "versions": versions, "ledger": _ledger(chance, quiz)}
        request = {**request, **carried}
    match chance.randrange(4):
        case 0:
            return mutate(chance, json.dumps(request), ["{}"])
        case 1:
            pack = json.loads(str(request["quiz"]))
            for _ in range(chance.randrange(1, 4)):
                pack = mutate_json(chance, pack)
            return json.dumps({**request, "quiz": json.dumps(pack)})
        case 2:
            return json.dumps({**request, "answers": mutate_json(chance, dict(answers))})
        case _:
            return json.dumps(mutate_json(chance, request))


def _ledger(chance: random.Random, quiz: Quiz) -> str:
    """Ship a quiz's ledger; three times in four somebody spoils it."""
    shipped = ship(quiz.id, Ledger({quiz.version: entry_of(quiz)}))
    match chance.randrange(4):
        case 0:
            return shipped
        case 1:
            return mutate(chance, shipped, [shipped])
        case _:
            return json.dumps(mutate_json(chance, json.loads(shipped)))


@cache
def _packs() -> frozenset[str]:
    return frozenset(pack_of(quiz) for quiz in _quizzes())


def _pack_in(text: str) -> str:
    return str(json.loads(text)["quiz"])


def _judge_request(text: str) -> list[str]:
    response = json.loads(handle(text))
    if response["ok"]:
        expect_allowed(response["html"])
        return ["sound"]
    error = response["error"]
    # A pack that no check has passed may contradict itself; of all else the engine makes sense.
    assert error["code"] != "SC900" or _pack_in(text) not in _packs(), error
    assert error["message"]
    assert error["hint"]
    return [error["code"]]


TARGETS = {
    "quiz": Target(_spoilt_quiz, _judge_quiz),
    "front": Target(_spoilt_front, _judge_front),
    "scales": Target(_spoilt_scales, _judge_scales),
    "page": Target(_spoilt_page, _judge_page),
    "request": Target(_spoilt_request, _judge_request),
    "code": Target(spoilt_code, judge_code),
}
