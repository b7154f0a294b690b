"""Codes as they are spoilt on their way, and by people who know how they are made."""

import random

from coded import resealed
from fuzzing.mutations import mutate
from made_up import offered
from small_quizzes import knowledge
from stagecheck_engine import base32, codes
from stagecheck_engine.errors import CodeError
from stagecheck_engine.model import Share

_CODED = [
    *(knowledge(), knowledge(), knowledge()._replace(version=2), knowledge()._replace(id="other")),
    knowledge()._replace(rule=Share(1)),
]


def spoilt_code(chance: random.Random) -> str:
    """Spoil the text of a code, or what it says under a check that is right."""
    quiz = chance.choice(_CODED)
    answers = {
        item.id: chance.choice(offered(item)) for item in quiz.items if chance.random() < 0.8
    }
    tag = chance.choice((None, chance.randrange(codes.TAGS)))
    code = codes.encode(quiz, answers, chance.randrange(codes.TAGS), tag)
    match chance.randrange(3):
        case 0:
            return code
        case 1:
            return mutate(chance, code, [code, *base32.DIGITS, " ", "-", "o", "l"])
        case _:
            return resealed(code, chance.getrandbits(chance.choice((1, 20, 40, 60, 115))))


def _expect_sentence(error: CodeError) -> None:
    """A refusal can be shown as it is, and holds little of what was refused."""
    assert (error.message + error.hint).isprintable(), error
    assert len(error.message) < 200, error


def judge_code(text: str) -> list[str]:
    """A code that is read is one that `encode` wrote; all others are refused in a sentence."""
    quiz = knowledge()
    try:
        read = codes.decode(text, quiz.id, codes.known(quiz, {}))
    except CodeError as error:
        _expect_sentence(error)
        return [error.code]
    written = codes.encode(quiz, read.answers, read.nonce, read.round)
    assert base32.read(written) == base32.read(text), text
    return ["sound"]
