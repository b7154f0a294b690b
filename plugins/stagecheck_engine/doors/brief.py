"""One page for a reader who decides: from one person's answers, or from a team's codes together."""

from .. import codec, request
from ..codec import Json
from ..export import brief, sentences
from ..export.brief import Brief
from ..export.sentences import Briefs
from ..model import Quiz
from ..request import Request
from ..scoring import score


def answer(asked: Request) -> Json:
    """Compose a brief from `answers`, or from `codes`.

    Request: `quiz`, `briefs` (the sentences as shipped, as text), `reader`, and `answers`; or
    instead of these what "board" takes but `base`, `anchor` and `site`. Response: `text`, plain.
    With `answers` and no `reader` the response is `readers`: the ids of those for whom there can
    be a brief. Raises ExportError SC432 to SC434, the last where there is nothing to write about,
    as for fewer people than the threshold; and for codes what "board" raises.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    briefs = sentences.load(request.text(asked, "briefs"))
    if "reader" not in asked and "codes" not in asked:
        answers = codec.load_answers(asked.get("answers"))
        return {"ok": True, "readers": [*brief.readers(briefs, quiz, score(quiz, answers))]}
    compose = _of_board if "codes" in asked else _of_result
    return {"ok": True, "text": brief.plain(compose(asked, quiz, briefs))}


def _of_result(asked: Request, quiz: Quiz, briefs: Briefs) -> Brief:
    answers = codec.load_answers(asked.get("answers"))
    reader = request.text(asked, "reader")
    return brief.of_result(briefs, reader, quiz, answers, score(quiz, answers))


def _of_board(asked: Request, quiz: Quiz, briefs: Briefs) -> Brief:
    # Boards are for a few readers, briefs of one result for more.
    from .. import team
    from . import board

    least, reader = board.threshold(asked), request.text(asked, "reader")
    combined = team.combine(quiz, board.gather(asked, quiz).answers, least)
    return brief.of_board(briefs, reader, quiz, combined)
