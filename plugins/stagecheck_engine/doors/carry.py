"""What becomes of answers that are older than the page."""

from .. import carried, codec, ledger, request
from ..codec import Json
from ..report import changes
from ..request import Request


def answer(asked: Request) -> Json:
    """Carry answers over from other versions of a quiz.

    Request: `quiz`, `answers`, `versions` (the number of the version by item), `ledger` (as text,
    empty for none) and `anchor`. Response: `kept`, answers by item; `void`, a list of items;
    `headline`, and what changed as `html`; both texts are empty if nothing did. Raises
    RequestError SC105.
    """
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
