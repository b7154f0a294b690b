"""What becomes of answers that readers saved, and of codes that they shared."""

from collections.abc import Sequence
from dataclasses import dataclass

from stagecheck_engine import codes
from stagecheck_engine import ledger as engine
from stagecheck_engine.carried import carry
from stagecheck_engine.errors import CodeError
from stagecheck_engine.ledger import Ledger, version_of
from stagecheck_engine.model import Answers, Item, Quiz
from stagecheck_engine.report.changes import headline

from ..check.examples import Example


@dataclass(frozen=True, slots=True)
class Closed:
    """A question of which some answers are no longer offered; `single` where it now takes one."""

    item: str
    keys: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What is lost of the answers to a version, and what a reader who had given it all is told.

    `published` tells whether the base's ledger has the version: if not, nobody can hold answers.
    """

    version: int
    published: bool
    gone: tuple[str, ...]
    closed: tuple[Closed, ...]
    new: tuple[str, ...]
    counts_changed: bool
    told: str

    @property
    def touched(self) -> bool:
        """Whether any answer is lost."""
        return bool(self.gone or self.closed)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one published version; `refused` says why they are no longer read."""

    version: int
    refused: str


def saved(old: Quiz, new: Quiz, *, published: bool) -> Saved:
    """Compare what two versions offer."""
    then, now = ({item.id: item for item in quiz.items} for quiz in (old, new))
    gone = tuple(name for name in then if name not in now)
    closed = tuple(
        one for name in then if name in now and (one := _closed(then[name], now[name])) is not None
    )
    answers = {item.id: _worst(item, now.get(item.id)) for item in old.items}
    ledger = {old.version: version_of(old)}
    carried = carry(new, ledger, answers, dict.fromkeys(answers, old.version))
    fresh = tuple(name for name in now if name not in then)
    told = headline(carried)
    return Saved(old.version, published, gone, closed, fresh, carried.counts_changed, told)


def _closed(then: Item, now: Item) -> Closed | None:
    offered = {option.key for option in now.options}
    keys = tuple(option.key for option in then.options if option.key not in offered)
    ways = tuple(
        name
        for name in ("dont_know", "none", "not_applicable")
        if getattr(then, name) and not getattr(now, name)
    )
    single = then.several and not now.several
    return Closed(then.id, (*keys, *ways), single) if keys or ways or single else None


def _worst(then: Item, now: Item | None) -> str:
    """Choose the answer to an item that is lost, if any is."""
    offered = {option.key for option in now.options} if now else set()
    lost = [option.key for option in then.options if option.key not in offered]
    if not lost and then.several and now and not now.several:
        return " ".join(option.key for option in then.options[:2])
    return lost[0] if lost else then.options[0].key


def codes_of(quiz: Quiz, before: str, after: str) -> tuple[Codes, ...]:
    """Tell of each version in the base's ledger whether its codes are still read.

    Both ledgers are texts, as a site ships them; `quiz` is the changed one.
    """
    then, now = (engine.load(text, quiz.id) for text in (before, after))
    return tuple(
        Codes(version, _refused(then[version].mark, version, codes.known(quiz, now)))
        for version in sorted(then)
    )


def _refused(mark: int, version: int, known: Ledger) -> str:
    if version not in known:
        return "the entry of the version is missing from the ledger"
    if known[version].mark != mark:
        return "the entry of the version was changed"
    return ""


@dataclass(frozen=True, slots=True)
class CodesOfExamples:
    """How many codes of example teams were made at the base, and are `read` by what is now.

    `refused` is the first sentence that a reader would get instead.
    """

    made: int
    read: int
    refused: str


def codes_of_examples(
    old: Quiz, new: Quiz, after: str, examples: Sequence[Example]
) -> CodesOfExamples:
    """Write the answers of the base's example teams as codes, and read them as a site would now."""
    known = codes.known(new, engine.load(after, new.id))
    outcomes = [_read(old, known, example.answers) for example in examples]
    refused = [one for one in outcomes if one]
    return CodesOfExamples(len(outcomes), len(outcomes) - len(refused), next(iter(refused), ""))


def _read(old: Quiz, known: Ledger, answers: Answers) -> str:
    """Return why a code of these answers is refused; nothing when it is read as it was meant."""
    code = codes.encode(old, answers, 0, None)
    try:
        told = codes.decode(code, old.id, known)
    except CodeError as error:
        return error.message
    return "" if told.answers == answers else "it is read as other answers"
