"""Two states of a project compared, quiz by quiz and page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stagecheck_engine.ledger import meaning
from stagecheck_engine.model import Play, Quiz

from ..check.quiz import Checked
from ..ledger.changes import every_change
from ..ledger.entry import Ledger, ship
from .pages import Pages, pages_of
from .saved import Codes, CodesOfExamples, Saved, codes_of, codes_of_examples, saved
from .side import Base, Side
from .teams import Drawn, TeamMove, draw_teams, moved_examples
from .to_do import to_do


@dataclass(frozen=True, slots=True)
class QuizImpact:
    """What became of one quiz that is there before and after, but for its words.

    It means or advises another thing, or codes that were published are no longer read.

    `changes` say what answers mean now; `examples` is the number of example teams at the base, and
    `edited` names those whose own answers or stage were changed too. `plays` says what changed of
    the plays.
    """

    quiz: str
    title: str
    path: str
    versions: tuple[int, int]
    changes: tuple[str, ...]
    examples: int
    moved: tuple[TeamMove, ...]
    edited: tuple[str, ...]
    drawn: Drawn
    saved: Saved
    codes: tuple[Codes, ...]
    example_codes: CodesOfExamples | None
    plays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A quiz by its id, its title and its file."""

    quiz: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change does. `unread` says of which quizzes it cannot be told, and why.

    `words` are quizzes of which only words changed; `to_do` is what keeps all this from being
    published.
    """

    commit: str
    changed: tuple[QuizImpact, ...]
    words: tuple[Named, ...]
    new: tuple[Named, ...]
    retired: tuple[Named, ...]
    unread: tuple[str, ...]
    to_do: tuple[str, ...]
    pages: Pages

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to tell."""
        quizzes = (self.changed, self.words, self.new, self.retired, self.unread, self.to_do)
        return not any(quizzes) and not self.pages.any


def compare(base: Base, now: Side) -> Impact:
    """Compare the base with what is now."""
    before, after = base.side.catalogue.checked, now.catalogue.checked
    both = [name for name in after if name in before]
    pairs = [(name, before[name].scored, after[name].scored) for name in both]
    sound = {name: (old, new) for name, old, new in pairs if old and new}
    changed = [
        name
        for name, (old, new) in sound.items()
        if _means_other(old, new) or any(one.refused for one in _codes(base.side, now, new))
    ]
    return Impact(
        commit=base.commit,
        changed=tuple(_quiz(base.side, now, name, *sound[name]) for name in changed),
        words=tuple(
            _named(after[name])
            for name in sound
            if name not in changed and _text(base.side, before[name]) != _text(now, after[name])
        ),
        new=tuple(_named(one) for name, one in after.items() if name not in before),
        retired=tuple(_named(one) for name, one in before.items() if name not in after),
        unread=tuple(_unread(base.side, now)),
        to_do=to_do(now, sound),
        pages=pages_of(base.side.pages, now.pages, now.catalogue.moves),
    )


def _means_other(old: Quiz, new: Quiz) -> bool:
    plays = [[(*one[:2], *one[3:]) for one in quiz.plays] for quiz in (old, new)]
    return meaning(old) != meaning(new) or plays[0] != plays[1]


def _named(checked: Checked) -> Named:
    title = checked.scored.title if checked.scored else ""
    return Named(checked.id or "", title, checked.path)


def _text(side: Side, checked: Checked) -> str:
    return side.texts.get(checked.path, "")


def _codes(before: Side, after: Side, new: Quiz) -> tuple[Codes, ...]:
    """Tell what becomes of the codes of each published version."""
    if not _is_shared(before, after, new.id):
        return ()
    return codes_of(new, *(ship(new.id, _ledger(side, new.id)) for side in (before, after)))


def _is_shared(before: Side, after: Side, quiz: str) -> bool:
    """Tell whether a quiz has codes; what a private one comes to is not shared."""
    files = (side.catalogue.checked[quiz].file for side in (before, after))
    return not any(file and file.private for file in files)


def _ledger(side: Side, quiz: str) -> Ledger:
    return (side.catalogue.ledgers or {}).get(quiz, Ledger())


def _quiz(before: Side, after: Side, name: str, old: Quiz, new: Quiz) -> QuizImpact:
    then, now = before.catalogue.checked[name], after.catalogue.checked[name]
    published = old.version in _ledger(before, name).entries
    shipped = ship(name, _ledger(after, name))
    return QuizImpact(
        quiz=name,
        title=new.title,
        path=now.path,
        versions=(old.version, new.version),
        changes=tuple(every_change(meaning(old), meaning(new))),
        examples=len(then.examples),
        moved=moved_examples(old, new, then.examples),
        edited=_edited(then, now),
        drawn=draw_teams(old, new),
        saved=saved(old, new, published=published),
        codes=_codes(before, after, new),
        example_codes=codes_of_examples(old, new, shipped, then.examples)
        if published and _is_shared(before, after, name)
        else None,
        plays=tuple(_plays(old.plays, new.plays)),
    )


def _edited(then: Checked, now: Checked) -> tuple[str, ...]:
    """Name the example teams whose own column was changed, or is gone."""
    columns = {one.team: (one.stage, one.answers) for one in now.examples}
    return tuple(
        one.team for one in then.examples if columns.get(one.team) != (one.stage, one.answers)
    )


def _plays(old: Sequence[Play], new: Sequence[Play]) -> Iterator[str]:
    then, now = ({play.id: play for play in plays} for plays in (old, new))
    yield from (f"{one.id} ({one.title}) is gone" for one in old if one.id not in now)
    yield from (f"{one.id} ({one.title}) is new" for one in new if one.id not in then)
    for name in now:
        if name in then:
            yield from _changed_play(then[name], now[name])


def _changed_play(old: Play, new: Play) -> Iterator[str]:
    if old.title != new.title:
        yield f"{new.id} is now called {new.title}, it was {old.title}"
    if old.page != new.page:
        yield f"{new.id} now leads to {new.page}, it led to {old.page}"
    for says, then, now in (("improves", old.items, new.items), ("keeps", old.keeps, new.keeps)):
        yield from (f"{new.id} now {says} {one}" for one in now if one not in then)
        yield from (f"{new.id} no longer {says} {one}" for one in then if one not in now)


def _unread(before: Side, after: Side) -> Iterator[str]:
    """Say of which quizzes nothing can be told: what has problems is not scored."""
    for side, where in ((before, "at the base"), (after, "now")):
        for name, checked in side.catalogue.checked.items():
            if checked.scored is None and name in after.catalogue.checked:
                first = next((str(one) for one in checked.problems), "it cannot be read")
                yield f"{name} does not pass the check {where}, so it is not compared: {first}"
