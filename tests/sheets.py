"""A quiz on paper: printed from its model, and worked out by following the printed key."""

from __future__ import annotations

from dataclasses import fields

from by_hand import lines, points
from by_hand.form import Paper
from by_hand.ladder import Ladder
from markup import Element, read_text
from stagecheck.draft import Block, Kind, Prose
from stagecheck.markdown import parser
from stagecheck.problems import Place
from stagecheck.quizfile import QuizFile, Wording
from stagecheck.render import Assets, Placement, render_quiz
from stagecheck_engine.model import Answers, Bands, Item, Quiz, Share


def printed(file: QuizFile) -> Element:
    """Print a quiz, and read the sheet."""
    pages = {one.page for one in file.quiz.stages} | {one.page for one in file.quiz.plays}
    urls = {f"playbook/{page}": page for page in pages}
    placement = Placement(
        "./", "quiz", "playbook", urls, Assets(*("" for _ in fields(Assets))), None
    )
    return read_text(render_quiz(file, placement))


def prose(text: str) -> Prose:
    """Make a text as the parser of quiz files does."""
    return Prose(parser().parse(text), Place(1, 1))


def written(quiz: Quiz) -> QuizFile:
    """Write a made-up quiz down, as if somebody had authored it."""
    sections = {dimension.id: () for dimension in quiz.dimensions}
    items = {item.id: wording(item) for item in quiz.items}
    return QuizFile("quizzes/made-up.md", quiz, 5, "To test.", (), sections, items)


def wording(item: Item) -> Wording:
    """Word an item, with a feedback for each of its options."""
    return Wording(
        question=prose(item.text),
        help=(),
        options={option.key: prose(option.text) for option in item.options},
        dont_know="I cannot tell" if item.dont_know else None,
        not_applicable="We have none" if item.not_applicable else None,
        none="None of these" if item.none else None,
        feedback={
            option.key: (Block(Kind.PARAGRAPH, prose(f"Why {option.text}.")),)
            for option in item.options
        },
    )


class Sheet:
    """A printed quiz, to be filled in and worked out again and again."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._page = printed(written(quiz))
        self._paper = Paper(self._page)
        self._parts = {one.title: one.id for one in quiz.dimensions}

    def outcomes(self, answers: Answers) -> dict[str, frozenset[str]]:
        """Find the titles of the stages, or the verdict, of the whole or of each dimension."""
        form = self._paper.fill(answers)
        match self._quiz.rule:
            case Share():
                return {"": frozenset({points.verdict(self._page, form)})}
            case Bands() as rule:
                found = lines.stages_by_part(self._page, form)
                if rule.each:
                    return {self._parts[part]: frozenset(one) for part, one in found.items()}
                (stages,) = found.values()
                return {"": frozenset(stages)}
            case _:
                return {"": frozenset(Ladder(self._page).stages(form))}
