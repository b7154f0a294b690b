"""Runs the example teams of a quiz: each must end at its stage, and each stage needs one."""

from collections.abc import Sequence
from dataclasses import dataclass

from stagecheck_engine.model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Item, Quiz
from stagecheck_engine.report import words
from stagecheck_engine.scoring import score

from ..draft import Block, Cell, Kind, Section
from ..findings import Findings
from ..problems import START, Place, nearest
from .items import Content
from .names import Names
from .reasons import reasons

STAGE_ROW = "stage"
_SHAPE = (
    "Name the teams in the first row, write `stage` and their stages in the second, "
    "then a row per question"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A team made up to test the quiz: the answers it gives and the stage it must reach.

    `stage` is what its column says.
    """

    team: str
    stage: str
    answers: Answers
    place: Place

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in the order of the dimensions, where each has its own; else the one.

        A dimension that does not apply has `NOT_APPLICABLE` instead.
        """
        return tuple(self.stage.split())


def refuse_examples(findings: Findings, content: Content) -> None:
    """Note example teams where nobody is placed: in a knowledge check."""
    if content.examples:
        message = "a knowledge check places no teams, so it has no examples of them"
        findings.add("QZ067", content.examples.place, message, "Take the heading and its table out")


def read_examples(names: Names, placed: Sequence[str]) -> list[Example]:
    """Read the table of example teams, and check that each question and each stage has its part.

    `placed` are the dimensions of which each has a stage; where there are none, the whole has one.
    Without stages (none are known while the front matter is broken) only the answers are checked.
    """
    findings, content = names.findings, names.content
    section = content.examples
    table = _table(findings, section)
    if table is None or section is None:
        return []
    head, stage_row, *rows = table.rows
    for cell in stage_row[1:] if names.stages else ():
        _check_stages(names, cell, placed)
    answers = _answers(findings, content, head, rows)
    examples = [
        Example(team.text, stage.text, given, team.place)
        for team, stage, given in zip(head[1:], stage_row[1:], answers, strict=False)
    ]
    for stage in names.stages:
        if all(stage not in example.stages for example in examples):
            message = f"no example team reaches the stage {stage!r}"
            findings.add("QZ064", section.place, message, "Add a column with a team that does")
    return examples


def run_examples(findings: Findings, quiz: Quiz, examples: Sequence[Example]) -> None:
    """Score every example team; one that ends elsewhere is a problem, with the reason."""
    for example in examples:
        result = score(quiz, example.answers)
        found = [one.stages for one in result.placed] or [result.stages]
        if found != [() if one == NOT_APPLICABLE else (one,) for one in example.stages]:
            ends = words.headline(quiz, result).rstrip(".")
            message = f"the team {example.team!r} should end at {example.stage!r}, but: {ends}"
            reason = "; ".join(reasons(quiz, example.answers, result))
            hint = f"Change its answers or the rule: {reason}"
            findings.add("QZ065", example.place, message, hint)


def _check_stages(names: Names, cell: Cell, placed: Sequence[str]) -> None:
    given = cell.text.split() if placed else [cell.text]
    known = [*names.stages, NOT_APPLICABLE] if placed else list(names.stages)
    for stage in given:
        if stage not in known:
            message = f"there is no stage {stage!r}"
            hint = nearest(stage, list(names.stages))
            names.findings.add("QZ040", cell.place, message, hint)
    if placed and len(given) != len(placed):
        message = f"the cell has {len(given)} of {len(placed)} stages, one for each dimension"
        hint = f"Write one for each, in this order: {', '.join(placed)}"
        names.findings.add("QZ063", cell.place, message, hint)


def _table(findings: Findings, section: Section | None) -> Block | None:
    tables = section.of(Kind.TABLE) if section else []
    if len(tables) != 1:
        _no_table(findings, section, len(tables))
        return None
    table = tables[0]
    if len(table.rows) < 2 or table.rows[1][0].text != STAGE_ROW or len(table.rows[0]) < 2:
        message = f"the table's second row is not `{STAGE_ROW}`"
        findings.add("QZ060", table.prose.place, message, _SHAPE)
        return None
    for row, width in zip(table.rows, table.widths, strict=True):
        if width != table.widths[0]:
            message = f"this row has {width} cells, and the table has {table.widths[0]}"
            hint = "Write one for each team; leave it empty for a skipped question: `| |`"
            findings.add("QZ063", row[0].place, message, hint)
    return table


def _no_table(findings: Findings, section: Section | None, found: int) -> None:
    place = section.place if section else START
    for block in section.blocks if section else ():
        if block.prose.plain.startswith("|"):
            hint = "Write `| --- | --- |`, with as many parts as teams, below their names"
            findings.add("QZ060", block.prose.place, "the table lacks its second line", hint)
            return
    hint = f"Add a heading `## Example teams {{#examples}}` with one table. {_SHAPE}"
    findings.add("QZ060", place, f"{found} tables of example teams found", hint)


def _answers(
    findings: Findings, content: Content, head: Sequence[Cell], rows: Sequence[Sequence[Cell]]
) -> list[dict[str, str]]:
    """Read a row per question; an empty cell is a question the team skipped."""
    items = {item.id: item for item in content.items}
    answers: list[dict[str, str]] = [{} for _ in head[1:]]
    seen: dict[str, Place] = {}
    for name, *cells in rows:
        if name.text in seen:
            message = f"{name.text!r} has a row already, in line {seen[name.text].line}"
            findings.add("QZ061", name.place, message, "Keep one of the two rows")
        seen.setdefault(name.text, name.place)
        if name.text in items and name.text not in content.broken:
            for given, cell in zip(answers, cells, strict=False):
                _answer(findings, items[name.text], given, cell)
        elif name.text not in items:
            message = f"there is no question {name.text!r}"
            findings.add("QZ061", name.place, message, nearest(name.text, list(items)))
    for item in items.keys() - seen.keys() - {""}:
        message = f"the table has no row for the question {item!r}"
        findings.add("QZ066", head[0].place, message, f"Add one: `| {item} | … |`")
    return answers


def _answer(findings: Findings, item: Item, given: dict[str, str], cell: Cell) -> None:
    keys = [option.key for option in item.options]
    out = [DONT_KNOW] * item.dont_know + [NOT_APPLICABLE] * item.not_applicable
    out += [NONE] * item.none
    chosen = cell.text.split() if item.several else [cell.text]
    if not cell.text:
        return
    if cell.text in out:
        given[item.id] = cell.text
    elif set(chosen) <= set(keys) and len(set(chosen)) == len(chosen):
        given[item.id] = " ".join(key for key in keys if key in chosen)
    else:
        message = f"the question {item.id!r} has no answer {cell.text!r}"
        hint = nearest(cell.text, [*keys, *out])
        if item.several:
            hint = f"Write keys with a space between them, or one of these alone: {', '.join(out)}"
            hint += f"; the keys are {', '.join(keys)}"
        findings.add("QZ062", cell.place, message, hint)
