"""Two rounds of one quiz side by side; both are hidden if one of them is too small."""

from .. import codec, codes, gathered, ledger, request, team
from ..codec import Json
from ..errors import RequestError
from ..report import beside
from ..request import RELOAD, Request
from .board import threshold


def answer(asked: Request) -> Json:
    """Put the codes of two rounds together, and show them beside each other.

    Request: `quiz`, `ledger`, `threshold` as for a board, and `sides`, two objects with `name`,
    `codes` (any text) and `round` (a tag, or empty). Response: `headline` and `html`. Raises what a
    board does, and RequestError SC109 for another number of sides.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    versions = codes.known(quiz, ledger.load(request.text(asked, "ledger"), quiz.id))
    least = threshold(asked)
    sides = []
    for side in request.objects(asked, "sides"):
        tag = request.text(side, "round")
        wanted = codes.round_tag(tag) if tag else None
        found = gathered.gather(request.text(side, "codes"), quiz, versions, wanted)
        name = request.line(side, "name")
        sides.append(beside.Side(name, team.combine(quiz, found.answers, least)))
    if len(sides) != 2:
        message = f"the request's 'sides' must be two rounds, found {len(sides)}"
        raise RequestError("SC109", message, RELOAD)
    context = beside.Context(quiz, (sides[0], sides[1]), least)
    return {"ok": True, "headline": beside.headline(context), "html": beside.report(context)}
