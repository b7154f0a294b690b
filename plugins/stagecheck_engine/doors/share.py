"""A result as a code, and as a text that gives no answer away."""

from .. import codec, codes, request
from ..codec import Json
from ..report import words
from ..request import Request
from ..scoring import score


def answer(asked: Request) -> Json:
    """Write the code of answers, and the text that names the result alone.

    Request: `quiz`, `answers`, `nonce` (0 to below 2**20), `round` (a tag, or empty). Response:
    `code`, `text`, and `plays`: those that the result advises, with `id` and `title`.
    """
    quiz = codec.load_pack(request.text(asked, "quiz")).quiz
    answers = codec.load_answers(asked.get("answers"))
    tag = request.text(asked, "round")
    code = codes.encode(
        quiz,
        answers,
        request.below(asked, "nonce", codes.TAGS),
        codes.round_tag(tag) if tag else None,
    )
    result = score(quiz, answers)
    titles = {play.id: play.title for play in quiz.plays}
    plays: list[Json] = [{"id": one.play, "title": titles[one.play]} for one in result.plays]
    text = f"{quiz.title}: {words.headline(words.of_others(quiz), result)}"
    return {"ok": True, "code": code, "text": text, "plays": plays}
