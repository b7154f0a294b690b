"""The only door for JavaScript: one string in, one string out, and no exception but of memory."""

import re
from collections.abc import Callable
from typing import cast

from . import codec
from .codec import Json
from .errors import EngineError, RequestError
from .model import KNOWLEDGE, Answers
from .report import marked, page, words
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
    """
    try:
        return codec.dumps(_answer(_read(request_json)))
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


def _read(request_json: str) -> dict[str, Json]:
    try:
        data = codec.loads(request_json)
    except (ValueError, TypeError) as error:
        raise RequestError("SC101", f"the request is not JSON: {error}", _RELOAD) from None
    if not isinstance(data, dict):
        found = type(data).__name__
        raise RequestError("SC102", f"the request must be an object, found a {found}", _RELOAD)
    return data


def _answer(request: dict[str, Json]) -> Json:
    operation = _text(request, "op")
    answer = _OPERATIONS.get(operation)
    if answer is None:
        known = ", ".join(_OPERATIONS)
        raise RequestError(
            "SC104", f"the request asks for {operation!r}, not for one of: {known}", _RELOAD
        )
    return answer(request)


def _score(request: dict[str, Json]) -> Json:
    pack = codec.load_pack(_text(request, "quiz"))
    answers = codec.load_answers(request.get("answers"))
    base, anchor = _base(request), _text(request, "anchor")
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


def _carry(request: dict[str, Json]) -> Json:
    # Needed by readers whose answers are older than the page, and by nobody else.
    from . import carried, ledger
    from .report import changes

    quiz = codec.load_pack(_text(request, "quiz")).quiz
    versions = ledger.load(_text(request, "ledger"), quiz.id)
    answers = codec.load_answers(request.get("answers"))
    found = carried.carry(quiz, versions, answers, _versions(request, answers))
    told = changes.report(changes.Context(quiz, found, _text(request, "anchor")))
    return {
        "ok": True,
        "kept": dict(found.kept),
        "void": [one.item for one in found.void],
        "headline": changes.headline(found),
        "html": told,
    }


_OPERATIONS: dict[str, Callable[[dict[str, Json]], Json]] = {"score": _score, "carry": _carry}


def _text(request: dict[str, Json], name: str) -> str:
    value = request.get(name)
    if isinstance(value, str):
        return value
    found = "nothing" if value is None else f"a {type(value).__name__}"
    raise RequestError("SC103", f"the request's {name!r} must be text, found {found}", _RELOAD)


def _base(request: dict[str, Json]) -> str:
    """Read the way to the site's root. Links begin with it, so that nothing else may stand here."""
    base = _text(request, "base")
    if re.fullmatch(r"/?(\.{1,2}/)*", base):
        return base
    message = f"the request's 'base' leads to no root: {base[:100]!r}"
    raise RequestError("SC106", message, _RELOAD)


def _versions(request: dict[str, Json], answers: Answers) -> dict[str, int]:
    """Read to which version of the quiz each of the answers was given."""
    data = request.get("versions")
    given = data if isinstance(data, dict) else {}
    # bool is an int in Python, but no number in a request.
    numbers = {item: one for item, one in given.items() if type(one) is int}
    missing = [item for item in answers if item not in numbers]
    if missing or not isinstance(data, dict):
        message = "the request's 'versions' must have a whole number for each answer"
        raise RequestError("SC105", message, _RELOAD)
    return numbers


def _refusal(code: str, message: str, hint: str) -> str:
    error = cast(Json, {"code": code, "message": message, "hint": hint})
    return codec.dumps({"ok": False, "error": error})


_RELOAD = "reload the page: it and its scripts come from two different builds"
