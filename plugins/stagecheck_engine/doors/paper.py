"""Answers on paper become codes, so that all that follows is the same for them."""

from .. import codec, codes, request, sheets
from ..codec import Json
from ..request import Request

_SEEDS = 2**32


def answer(asked: Request) -> Json:
    """Write each line of typed answers as a code.

    Request: `quiz`, `text` (a sheet a line, as `sheets.typed` has it), `round` (a tag, or empty)
    and `seed`, a number below 2**32 that differs each time. Response: `codes` and `refused`,
    objects with `line`, `text` and `reason`. Raises CodeError SC401 for a round that is none.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    tag = request.text(asked, "round")
    seed = request.below(asked, "seed", _SEEDS)
    found = sheets.typed(
        quiz, request.text(asked, "text"), codes.round_tag(tag) if tag else None, seed
    )
    return {"ok": True, "codes": [*found.codes], "refused": codec.plain(found.wrong)}
