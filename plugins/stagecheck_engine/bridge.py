"""The only door for JavaScript: one string in, one string out, and no exception but of memory."""

from importlib import import_module
from typing import cast

from . import codec, request
from .codec import Json
from .errors import EngineError, RequestError
from .model import KNOWLEDGE
from .report import marked, page, words
from .request import RELOAD, Request
from .scoring import score

_SCORE = "score"

DOORS = {
    "carry": "carry",
    "share": "share",
    "read": "read",
    "kept": "kept",
    "export": "export",
    "import": "take",
    "board": "board",
    "beside": "beside",
    "brief": "brief",
    "paper": "paper",
    "rounds": "rounds",
    "single": "single",
}
"""The module of each operation but "score", whose `answer` is asked. All of these are for a few
readers, who alone load what they need."""


def handle(request_json: str) -> str:
    """Answer one request.

    Request: `{"op": "score", "quiz": packed quiz, as text, "answers": {item: option}, "base":
    path to the site's root, "anchor": prefix of the questions' ids}`. Response:
    `{"ok": true, "headline": text, "html": report, "result": Result}`, or
    `{"ok": false, "error": {"code", "message", "hint"}}`. That of a knowledge check has as well
    what is shown beside its questions: `"marks": {item: {"state", "text"}}`, `"reveal": [hidden
    part]`, `"again": [item]`, as `marked.Feedback` has them.

    What the other operations take and give stands in the modules that `DOORS` names.
    """
    try:
        return codec.dumps(_answer(request.read(request_json)))
    except EngineError as error:
        return _refusal(error.code, error.message, error.hint)
    except MemoryError:
        # There may be no room for a sentence, nor for the next request: the worker starts anew.
        raise
    # The door between two languages: whatever else happens behind it must become a sentence.
    except Exception as error:
        return _refusal(
            "SC900",
            f"the engine failed: {type(error).__name__}: {error}",
            "reload the page; if it happens again, tell the owner of the quiz what you answered",
        )


def _answer(asked: Request) -> Json:
    operation = request.text(asked, "op")
    if operation == _SCORE:
        return _score(asked)
    if operation in DOORS:
        door = import_module(f".doors.{DOORS[operation]}", __package__)
        return cast(Json, door.answer(asked))
    known = ", ".join((_SCORE, *DOORS))
    raise RequestError(
        "SC104", f"the request asks for {operation!r}, not for one of: {known}", RELOAD
    )


def _score(asked: Request) -> Json:
    pack = codec.load_pack(request.text(asked, "quiz"))
    answers = codec.load_answers(asked.get("answers"))
    base, anchor = request.base(asked), request.text(asked, "anchor")
    result = score(pack.quiz, answers)
    links = {link.page: base + link.url for link in pack.links}
    report = page.report(page.Context(pack.quiz, answers, result, links, anchor))
    headline = words.headline(pack.quiz, result)
    told: dict[str, Json] = {"ok": True, "headline": headline, "html": report}
    if pack.quiz.kind == KNOWLEDGE:
        told.update(_feedback(marked.feedback(pack.quiz, answers, result)))
    return {**told, "result": codec.plain(result)}


def _feedback(shown: marked.Feedback) -> dict[str, Json]:
    return {
        "marks": {one.item: {"state": one.state, "text": one.text} for one in shown.told},
        "reveal": [*shown.reveal],
        "again": [*shown.again],
    }


def _refusal(code: str, message: str, hint: str) -> str:
    error = cast(Json, {"code": code, "message": message, "hint": hint})
    return codec.dumps({"ok": False, "error": error})
