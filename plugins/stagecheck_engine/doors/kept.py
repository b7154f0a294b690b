"""Results that a reader has of one quiz: the last one, and what changed since an earlier day."""

from .. import codec, codes, ledger, request
from ..codec import Json
from ..errors import RequestError
from ..kept import Past
from ..report import since
from ..request import RELOAD, Request


def answer(asked: Request) -> Json:
    """Word the last of some results.

    Request: `quiz`, `ledger`, and `kept`: objects with `day`, `version` and `answers`, in the
    order in which they were kept; `unkept`, of which the first, if there is one, is the result of
    today that is not kept yet. There is one result at least. Response: `headline` and `html` of the
    last, and `each`: the headlines of all that are kept. Raises RequestError, SC107 to SC109.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    versions = codes.known(quiz, ledger.load(request.text(asked, "ledger"), quiz.id))
    kept = [_past(one) for one in request.objects(asked, "kept")]
    unkept = [_past(one) for one in request.objects({"unkept": [], **asked}, "unkept")]
    if not kept and not unkept:
        raise RequestError("SC109", "the request must have one result at least", RELOAD)
    last = (unkept or kept[-1:])[0]
    # Who keeps two results on one day corrected the first: what counts is what was before.
    before = next((one for one in reversed(kept) if one.day < last.day), None)
    return {
        "ok": True,
        "headline": since.headline(quiz, versions, last),
        "html": since.report(quiz, versions, since.Last(last, not unkept), before),
        "each": [since.headline(quiz, versions, one) for one in kept],
    }


def _past(data: Request) -> Past:
    version = request.below(data, "version", 2**14)
    return Past(request.day(data, "day"), version, codec.load_answers(data.get("answers")))
