"""One page for a reader who decides, from what a team's codes say together."""

from .. import codec, request, team
from ..codec import Json
from ..export import brief, sentences
from ..request import Request
from . import board


def answer(asked: Request) -> Json:
    """Compose a brief from a board.

    Request: what "board" takes but `base`, `anchor` and `site`; and `briefs` (the sentences as
    shipped, as text) and `reader`. Response: `text`, plain. Raises ExportError SC432 to
    SC434, the last for fewer people than the threshold, and what "board" raises.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    least, reader = board.threshold(asked), request.text(asked, "reader")
    read = sentences.read(codec.loads(request.text(asked, "briefs")))
    combined = team.combine(quiz, board.gather(asked, quiz).answers, least)
    return {"ok": True, "text": brief.plain(brief.of_board(read, reader, quiz, combined))}
