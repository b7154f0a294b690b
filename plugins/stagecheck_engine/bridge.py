"""The only door for JavaScript: one string in, one string out, and no exception but of memory."""

from collections.abc import Callable
from typing import cast

from . import codec, request
from .codec import Json
from .errors import EngineError, RequestError
from .model import KNOWLEDGE
from .report import marked, page, words
from .request import RELOAD, Request
from .scoring import score


def handle(request_json: str) -> str:
    """Answer one request.

    Request: `{"op": "score", "quiz": packed quiz, as text, "answers": {item: option}, "base":
    path to the site's root, "anchor": prefix of the questions' ids}`. Response:
    `{"ok": true, "headline": text, "html": report, "result": Result}`, or
    `{"ok": false, "error": {"code", "message", "hint"}}`. That of a knowledge check has as well
    what is shown beside its questions: `"marks": {item: {"state", "text"}}`, `"reveal": [hidden
    part]`, `"again": [item]`, as `marked.Feedback` has them.

    `{"op": "carry"}` asks what becomes of answers to other versions of the quiz: `"versions"` has
    the number of each by item. It brings the quiz's `ledger` as text, empty for none. Response:
    `{"ok": true, "kept": {item: option}, "void": [item], "headline": text, "html": what changed}`;
    both texts are empty if nothing did.

    What the other operations take and give stands in `doors`: "share", "read", "kept",
    "export", "import" and "board".
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
    answer = _OPERATIONS.get(operation)
    if answer is None:
        known = ", ".join(_OPERATIONS)
        raise RequestError(
            "SC104", f"the request asks for {operation!r}, not for one of: {known}", RELOAD
        )
    return answer(asked)


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


def _carry(asked: Request) -> Json:
    # Needed by readers whose answers are older than the page, and by nobody else.
    from . import carried, ledger
    from .report import changes

    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    versions = ledger.load(request.text(asked, "ledger"), quiz.id)
    answers = codec.load_answers(asked.get("answers"))
    found = carried.carry(quiz, versions, answers, request.versions(asked, answers))
    told = changes.report(changes.Context(quiz, found, request.text(asked, "anchor")))
    return {
        "ok": True,
        "kept": dict(found.kept),
        "void": [one.item for one in found.void],
        "headline": changes.headline(found),
        "html": told,
    }


def _share(asked: Request) -> Json:
    from .doors import share

    return share.answer(asked)


def _read(asked: Request) -> Json:
    from .doors import read

    return read.answer(asked)


def _kept(asked: Request) -> Json:
    from .doors import kept

    return kept.answer(asked)


def _export(asked: Request) -> Json:
    from .doors import export

    return export.answer(asked)


def _import(asked: Request) -> Json:
    from .doors import take

    return take.answer(asked)


def _board(asked: Request) -> Json:
    from .doors import board

    return board.answer(asked)


def _beside(asked: Request) -> Json:
    from .doors import beside

    return beside.answer(asked)


def _brief(asked: Request) -> Json:
    from .doors import brief

    return brief.answer(asked)


def _paper(asked: Request) -> Json:
    from .doors import paper

    return paper.answer(asked)


def _rounds(asked: Request) -> Json:
    from .doors import rounds

    return rounds.answer(asked)


# All but the first are for a few readers, who alone load what they need.
_OPERATIONS: dict[str, Callable[[Request], Json]] = {
    "score": _score,
    "carry": _carry,
    "share": _share,
    "read": _read,
    "kept": _kept,
    "export": _export,
    "import": _import,
    "board": _board,
    "beside": _beside,
    "brief": _brief,
    "paper": _paper,
    "rounds": _rounds,
}


def _refusal(code: str, message: str, hint: str) -> str:
    error = cast(Json, {"code": code, "message": message, "hint": hint})
    return codec.dumps({"ok": False, "error": error})
