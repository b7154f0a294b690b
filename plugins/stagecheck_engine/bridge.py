"""The only door for JavaScript: one string in, one string out, and never an exception."""

from typing import cast

from . import codec
from .codec import Json
from .errors import EngineError, RequestError
from .report import page, words
from .scoring import score


def handle(request_json: str) -> str:
    """Answer one request.

    Request: `{"op": "score", "quiz": packed quiz, as text, "answers": {item: option}, "base":
    path to the site's root, "anchor": prefix of the questions' ids}`. Response:
    `{"ok": true, "headline": text, "html": report, "result": Result}`, or
    `{"ok": false, "error": {"code", "message", "hint"}}`.
    """
    try:
        return codec.dumps(_answer(_read(request_json)))
    except EngineError as error:
        return _refusal(error.code, error.message, error.hint)
    # The door between two languages: whatever happens behind it must become a sentence.
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
    if operation != "score":
        raise RequestError("SC104", f"the request asks for {operation!r}, not for `score`", _RELOAD)
    pack = codec.load_pack(_text(request, "quiz"))
    answers = codec.load_answers(request.get("answers"))
    base, anchor = _text(request, "base"), _text(request, "anchor")
    result = score(pack.quiz, answers)
    links = {link.page: base + link.url for link in pack.links}
    report = page.report(page.Context(pack.quiz, answers, result, links, anchor))
    headline = words.headline(pack.quiz, result)
    return {"ok": True, "headline": headline, "html": report, "result": codec.plain(result)}


def _text(request: dict[str, Json], name: str) -> str:
    value = request.get(name)
    if isinstance(value, str):
        return value
    found = "nothing" if value is None else f"a {type(value).__name__}"
    raise RequestError("SC103", f"the request's {name!r} must be text, found {found}", _RELOAD)


def _refusal(code: str, message: str, hint: str) -> str:
    error = cast(Json, {"code": code, "message": message, "hint": hint})
    return codec.dumps({"ok": False, "error": error})


_RELOAD = "reload the page: it and its scripts come from two different builds"
