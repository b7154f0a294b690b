"""What teams are told by each rule, in a file to read: `golden/rules.md`.

Run `python tests/engine/test_golden_rules.py` to write it again, then read the difference.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from test_golden import as_text

import small_quizzes
from stagecheck_engine.model import Answers, Quiz
from stagecheck_engine.report import marked, words
from stagecheck_engine.report.page import Context, report
from stagecheck_engine.scoring import score

GOLDEN = Path(__file__).parent / "golden" / "rules.md"

type Case = tuple[str, Quiz, Answers]


def cases() -> Iterator[Case]:
    """Give every kind of result of every rule, with a title."""
    quiz = small_quizzes.bands()
    keys = ("a", "c", "d", "b", "b", "a c")
    full = {item.id: key for item, key in zip(quiz.items, keys, strict=True)}
    yield "Bands", quiz, full
    yield (
        "Bands, at the top",
        quiz,
        {item.id: "d" for item in quiz.items} | {"trust-two": "a b c d"},
    )
    yield "Bands, certain with a question open", quiz, {**full, "tools-one": "?", "time-one": "-"}
    trusted = {"trust-one": "d", "trust-two": "a b c d", "tools-two": "b"}
    yield "Bands, one of two", quiz, {**full, **trusted, "time-two": "?"}
    yield "Bands, too early", quiz, {"tools-one": "a", "time-one": "b"}
    yield "Bands, nothing applies", quiz, {item.id: "-" for item in quiz.items}
    each = small_quizzes.bands_of_each()
    yield "Bands of each", each, full
    yield "Bands of each, all alike", each, {**full, "time-one": "b", "tools-one": "b"}
    yield (
        "Bands of each, one open, one not applicable",
        each,
        {
            **full,
            "tools-one": "?",
            "time-one": "-",
            "time-two": "-",
        },
    )
    gates = small_quizzes.gates()
    yield "Gates alone, none met", gates, {item.id: "b" for item in gates.items}
    yield "Gates alone, met", gates, {item.id: "c" for item in gates.items[1:]}
    yield "Gates alone, open", gates, {item.id: "c" for item in gates.items[2:]}
    profile = small_quizzes.profile()
    yield "A profile alone", profile, dict(zip(full, "abba", strict=False))
    yield "A profile alone, between", profile, dict(zip(full, "dccb", strict=False))
    yield "A profile alone, open", profile, dict(zip(full, "dd", strict=False))
    check = small_quizzes.knowledge()
    names = [item.id for item in check.items]
    yield "A knowledge check, begun", check, dict(zip(names, "aa", strict=False))
    yield "A knowledge check, failed", check, dict(zip(names, ("a", "a c", "a", "c"), strict=True))
    yield (
        "A knowledge check, one not known",
        check,
        dict(zip(names, ("a", "a b", "?", "c d"), strict=True)),
    )
    yield (
        "A knowledge check, passed",
        check,
        dict(zip(names, ("a", "a b", "b", "c d"), strict=True)),
    )


def told(case: Case) -> str:
    """Word all that is told in one case."""
    title, quiz, answers = case
    result = score(quiz, answers)
    links = {page.page: page.page for page in (*quiz.stages, *quiz.plays)}
    text = as_text(report(Context(quiz, answers, result, links, "made-up")))
    beside = ""
    if quiz.kind == "knowledge":
        shown = marked.feedback(quiz, answers, result).told
        beside = "".join(f"\n- {one.item}: {one.text}" for one in shown)
        beside = f"\n\n### Beside the questions\n{beside}"
    return f"## {title}\n\n{words.headline(quiz, result)}\n\n{text}{beside}\n"


def golden() -> str:
    """Word all cases."""
    return "\n".join(["# What teams are told by each rule\n", *(told(case) for case in cases())])


def test_every_case_is_told_what_the_file_says() -> None:
    """Every verdict of every rule, word for word."""
    assert golden() == GOLDEN.read_text("utf-8")


def test_the_cases_reach_every_verdict() -> None:
    """What can be told at all stands in the file."""
    verdicts = {score(quiz, answers).verdict for _, quiz, answers in cases()}
    assert verdicts == {"stage", "between", "each", "open", "passed", "failed"}


if __name__ == "__main__":
    GOLDEN.write_text(golden(), "utf-8")
