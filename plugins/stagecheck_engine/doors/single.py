"""Which single answers would change a result: for editors, under `mkdocs serve`."""

from .. import codec, request
from ..codec import Json
from ..report import single as report
from ..request import Request
from ..scoring import single


def answer(asked: Request) -> Json:
    """List them.

    Request: `quiz`, `answers` and `anchor`. Response: `headline`, `html`, the `items` of which
    another answer alone would change the result, and the `mark` that they bear.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    answers = codec.load_answers(asked.get("answers"))
    context = report.Context(quiz, answers, request.text(asked, "anchor"))
    found = single.changes(quiz, answers)
    items: list[Json] = [*dict.fromkeys(one.item for one in found)]
    return {
        "ok": True,
        "headline": report.headline(context, found),
        "html": report.report(context, found),
        "items": items,
        "mark": report.MARK,
    }
