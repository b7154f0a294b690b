"""Results that a reader kept of one quiz: the last one, and what changed since the one before."""

from .. import codec, codes, ledger, request
from ..codec import Json
from ..errors import RequestError
from ..kept import Past
from ..report import since
from ..request import RELOAD, Request


def answer(asked: Request) -> Json:
    """Word the last of some kept results.

    Request: `quiz`, `ledger`, and `kept`: objects with `day`, `version` and `answers`, in the
    order in which they were kept, one at least. Response: `headline` and `html`.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    versions = codes.known(quiz, ledger.load(request.text(asked, "ledger"), quiz.id))
    kept = [_past(one) for one in request.objects(asked, "kept")[-2:]]
    if not kept:
        raise RequestError("SC109", "the request's 'kept' must have one result at least", RELOAD)
    last, before = kept[-1], kept[0] if len(kept) > 1 else None
    return {
        "ok": True,
        "headline": since.headline(quiz, versions, last),
        "html": since.report(quiz, versions, last, before),
    }


def _past(data: Request) -> Past:
    version = request.below(data, "version", 2**14)
    return Past(request.day(data, "day"), version, codec.load_answers(data.get("answers")))
