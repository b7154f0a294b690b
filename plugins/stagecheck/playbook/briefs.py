"""The sentences of briefs: an editor's file, held against quizzes and facts, for the browser."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from stagecheck_engine.codec import Json
from stagecheck_engine.export.sentences import EVERYWHERE, OFFERED, unknown

from ..findings import Findings
from ..front_shapes import NOT_BLANK, Id, Text
from ..problems import Problem, nearest
from ..project import Catalogue, Project
from ..shape import Strict, fit
from ..source import read
from ..yamlmap import WHOLE_FILE, Location, YamlMap
from .facts import STRENGTHS, Fact
from .front import FactId

type Sentence = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600),
    Field(json_schema_extra=NOT_BLANK),
]


class FoundWords(Strict):
    """How findings are worded, by what was found."""

    stage: Sentence
    """One person's answers settle the stage."""
    open: Sentence
    """One person's answers leave it open."""
    blocker: Sentence
    """One answer that is in the way."""
    shared: Sentence
    """More than half of a team are at one stage."""
    split: Sentence
    """A team is not."""
    lacking: Sentence
    """One question where people of a team lack something."""


class GroupWords(Strict):
    """What one reader is told of a team in one of some stages."""

    stages: Annotated[list[Id], Field(min_length=1)]
    """The ids of the stages that this is for."""
    objective: Sentence
    """What the reader wants."""
    requirement: Sentence
    """What that asks for."""
    argument: Sentence
    """Why this step serves it."""


class RequestWords(Strict):
    """The request: with the first play, and where there is none."""

    play: Sentence
    """With the first play of the result."""
    otherwise: Sentence
    """Where there is no play."""


class ReaderWords(Strict):
    """Somebody whom briefs are for."""

    name: Text
    """In a list to choose from; short."""
    title: Text
    """The title of the page."""
    request: RequestWords
    """What the reader is asked for."""
    facts: list[FactId]
    """The facts that it cites, like [F8, F35]."""
    groups: Annotated[list[GroupWords], Field(min_length=1)]
    """What is said at which stages; each stage stands in one group."""


class BriefWords(Strict):
    """All sentences of briefs, for the results of one quiz."""

    quiz: Id
    """The id of the quiz whose results these briefs tell."""
    found: FoundWords
    """How findings are worded."""
    readers: Annotated[dict[Id, ReaderWords], Field(min_length=1)]
    """Whom briefs are for, by id."""


def load_briefs(
    project: Project, catalogue: Catalogue, facts: Mapping[str, Fact]
) -> tuple[BriefWords | None, list[Problem]]:
    """Read the sentences, if the project has any; they are None where there are problems."""
    text = read(project.root, project.briefs) if project.briefs else None
    if isinstance(text, Problem):
        return None, [text]
    if text is None or project.briefs is None:
        return None, []
    words, where, problems = fit(project.briefs, text, BriefWords, WHOLE_FILE, {})
    if words is None:
        return None, problems
    findings = Findings(project.briefs)
    # Nothing is wrong with naming facts or a quiz that have problems of their own.
    known = facts if facts or not project.facts else None
    there = words.quiz in catalogue.checked
    _Check(findings, where, words, known).all(_stages(catalogue), there)
    problems += findings.problems
    whole = known is not None and words.quiz in catalogue.quizzes
    return (words if whole and not problems else None), problems


def _stages(catalogue: Catalogue) -> dict[str, list[str]]:
    """Map the assessments to their stages."""
    found = {quiz: [one.id for one in file.quiz.stages] for quiz, file in catalogue.quizzes.items()}
    return {quiz: stages for quiz, stages in found.items() if stages}


@dataclass(frozen=True, slots=True)
class _Check:
    """Holds sentences against what they name."""

    findings: Findings
    where: YamlMap
    words: BriefWords
    facts: Mapping[str, Fact] | None

    def all(self, stages: Mapping[str, list[str]], there: bool) -> None:
        """Check everything; of a quiz that is `there`, but has problems, no stages are known."""
        known = stages.get(self.words.quiz)
        if known is None and not there:
            message = f"there is no assessment {self.words.quiz!r}"
            hint = nearest(self.words.quiz, sorted(stages))
            self.findings.add("QZ081", self.where.place(("quiz",)), message, hint)
        for name, reader in self.words.readers.items():
            self._cited(name, reader)
            self._grouped(name, reader, known or [])
        for at, name, sentence in _sentences(self.words):
            self._offered(at, OFFERED.get(name, EVERYWHERE), sentence)

    def _cited(self, name: str, reader: ReaderWords) -> None:
        if self.facts is None:
            return
        for index, fact in enumerate(reader.facts):
            if fact not in self.facts or self.facts[fact].unused:
                place = self.where.place(("readers", name, "facts", index))
                message = f"there is no fact {fact} that may be cited"
                self.findings.add("PB010", place, message, nearest(fact, list(self.facts)))

    def _grouped(self, name: str, reader: ReaderWords, known: list[str]) -> None:
        """Find stages of the quiz that are not in one group, and groups of other stages."""
        counts = Counter(stage for group in reader.groups for stage in group.stages)
        strangers = [stage for stage in counts if stage not in known]
        for stage in [one for one in known if counts[one] != 1] + strangers * bool(known):
            place = self.where.place(("readers", name, "groups"))
            message = f"the stage {stage!r} is in {counts[stage]} groups of the reader {name!r}"
            hint = f"Put each of these in one group: {', '.join(known)}"
            self.findings.add("PB041", place, message, hint)

    def _offered(self, at: Location, offered: frozenset[str], sentence: str) -> None:
        for wrong in unknown(sentence, offered):
            message = f"{wrong!r} is not offered in this sentence"
            hint = f"Use only: {', '.join(f'{{{one}}}' for one in sorted(offered))}"
            self.findings.add("PB040", self.where.place(at), message, hint)


def shipped_briefs(words: BriefWords, facts: Mapping[str, Fact]) -> Json:
    """Write the sentences in the shape that the engine reads, with the facts that they cite."""
    cited = {fact: facts[fact] for reader in words.readers.values() for fact in reader.facts}
    readers = [{"id": name, **reader.model_dump()} for name, reader in words.readers.items()]
    whole = words.model_dump() | {"readers": readers}
    whole["facts"] = [_fact(name, fact) for name, fact in cited.items()]
    return whole


def _fact(name: str, fact: Fact) -> Json:
    vendor = "a vendor's; " if fact.vendor else ""
    return {
        "id": name,
        "finding": fact.finding,
        "cited": fact.cited,
        "strength": f"{vendor}{STRENGTHS[fact.strength]}",
        "caveat": fact.caveat or "",
    }


def _sentences(words: BriefWords) -> Iterator[tuple[Location, str, str]]:
    """Give every sentence: where it stands, what the engine calls it, its words."""
    for key, sentence in words.found:
        yield ("found", key), f"found.{key}", sentence
    for name, reader in words.readers.items():
        at: Location = ("readers", name)
        yield (*at, "title"), "title", reader.title
        for key, sentence in reader.request:
            yield (*at, "request", key), f"request.{key}", sentence
        for index, group in enumerate(reader.groups):
            for key in ("objective", "requirement", "argument"):
                yield (*at, "groups", index, key), key, getattr(group, key)
