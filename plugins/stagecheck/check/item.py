"""Checks one question: its attributes, its options, and what may be answered beside them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import ASSESSMENT, KNOWLEDGE, Item, Number, Option

from ..draft import Block, DraftOption, Kind, Scale, Section
from ..findings import Findings
from ..problems import nearest
from ..quizfile import Wording
from .options import (
    check_marks,
    check_one_right,
    check_options,
    check_several,
    check_some_right,
    check_unmarked,
    check_valueless,
    check_values,
    values_of,
)
from .repeats import check_repeats
from .text import TextCheck

SCALE, NOT_APPLICABLE, NONE, WEIGHT, CLASS = "scale", "not-applicable", "none", "weight", "class"
ATTRIBUTES = [SCALE, NOT_APPLICABLE, NONE, WEIGHT, CLASS]
UNORDERED, SEVERAL = "unordered", "several"
LARGEST_WEIGHT = 100
PRINTED_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a"
"""Quotation marks that are not straight, double and single, of several languages."""

type Scales = Mapping[str, Scale]


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """A question, and whether its options have problems, so that nothing else complains of them."""

    item: Item
    wording: Wording
    broken: bool


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """Checks the questions of one quiz of a `kind`, which is None while nobody knows it.

    `dont_know` is what all its questions offer, if anything.
    """

    findings: Findings
    text: TextCheck
    scales: Scales
    kind: str | None
    dont_know: str | None

    def run(self, section: Section, identifier: str, dimension: str, title: str) -> CheckedItem:
        """Check the section of one question."""
        classes = section.attributes.get(CLASS, "").split()
        self._attributes(section)
        self._ways_out(section, classes)
        help_ = self._help(section)
        before = len(self.findings)
        options = self._options(section, classes)
        item = Item(
            id=identifier,
            dimension=dimension,
            text=title,
            options=self._counted(options, classes),
            ordered=UNORDERED not in classes,
            several=SEVERAL in classes,
            weight=self._weight(section, classes),
            dont_know=self.dont_know is not None,
            none=NONE in section.attributes,
            not_applicable=NOT_APPLICABLE in section.attributes,
        )
        broken = len(self.findings) > before
        return CheckedItem(item, self._wording(section, help_, options), broken)

    def _wording(
        self, section: Section, help_: Sequence[Block], options: Sequence[DraftOption]
    ) -> Wording:
        return Wording(
            question=section.title,
            help=help_,
            options={one.key or "": one.text for one in options},
            dont_know=self.dont_know,
            not_applicable=section.attributes.get(NOT_APPLICABLE),
            none=section.attributes.get(NONE),
            feedback={one.key or "": one.feedback for one in options if one.feedback},
        )

    def _attributes(self, section: Section) -> None:
        check_repeats(self.findings, section.attributes, section.place)
        for name, given in section.attributes.items():
            if name not in ATTRIBUTES:
                message = f"unknown attribute {name!r}"
                self.findings.add("QZ014", section.place, message, nearest(name, ATTRIBUTES))
            elif not given.strip():
                message = f"the attribute {name!r} is empty"
                self.findings.add("QZ017", section.place, message, f'Write {name}="…"')
            elif name in (NOT_APPLICABLE, NONE) and _curly(given):
                message = f"{given!r} stands in quotes that are not straight"
                self.findings.add("QZ014", section.place, message, f'Write {name}="…"')
            elif name in (NOT_APPLICABLE, NONE):
                self.text.plain(given, section.place)
        for name in section.attributes.get(CLASS, "").split():
            if name not in (UNORDERED, SEVERAL):
                hint = nearest(name, [UNORDERED, SEVERAL])
                self.findings.add("QZ014", section.place, f"unknown class {name!r}", hint)

    def _ways_out(self, section: Section, classes: Sequence[str]) -> None:
        """Check what the question offers beside its options, against the kind of the quiz."""
        none = NONE in section.attributes
        if self.kind == KNOWLEDGE:
            self._not_in_knowledge(section, classes)
        elif none and SEVERAL not in classes:
            message = "`none` is offered where only one option can be chosen"
            hint = "Take it out, or write .several into the braces"
            self.findings.add("QZ037", section.place, message, hint)
        elif self.kind == ASSESSMENT and SEVERAL in classes and not none:
            message = "nobody could say that none of the options is true"
            hint = 'Write none="None of these" into the braces'
            self.findings.add("QZ037", section.place, message, hint)

    def _not_in_knowledge(self, section: Section, classes: Sequence[str]) -> None:
        if NONE in section.attributes:
            message = "`none` is offered, and in a knowledge check something is always right"
            self.findings.add("QZ037", section.place, message, "Take it out")
        if NOT_APPLICABLE in section.attributes:
            message = "a question of a knowledge check is for everybody"
            self.findings.add("QZ014", section.place, message, "Take not-applicable out")
        if UNORDERED in classes:
            message = "the options of a knowledge check have no order anyway"
            self.findings.add("QZ014", section.place, message, "Take .unordered out")

    def _help(self, section: Section) -> list[Block]:
        """Check what stands below the heading beside the options."""
        blocks = [block for block in section.blocks if block.kind is not Kind.LIST]
        for block in blocks:
            if self.kind == KNOWLEDGE and block.prose.tokens[0].type == "blockquote_open":
                hint = "Feedback stands below its option, indented by two spaces"
                place = block.prose.place
                self.findings.add("QZ015", place, "a quotation stands outside an option", hint)
            else:
                self.text.blocks([block], (Kind.PARAGRAPH,))
        return blocks

    def _options(self, section: Section, classes: Sequence[str]) -> Sequence[DraftOption]:
        own = [option for block in section.of(Kind.LIST) for option in block.options]
        if SCALE in section.attributes:
            return self._scale(section, own)
        check_options(self.findings, self.text, own, section.place)
        if self.kind == KNOWLEDGE:
            self._right(section, own, classes)
            return own
        if self.kind == ASSESSMENT:
            check_unmarked(self.findings, own)
        if UNORDERED in classes:
            check_valueless(self.findings, own, "no rule counts an .unordered question")
        elif SEVERAL in classes:
            check_several(self.findings, own)
        else:
            check_values(self.findings, own)
        return own

    def _right(
        self, section: Section, options: Sequence[DraftOption], classes: Sequence[str]
    ) -> None:
        check_valueless(self.findings, options, "in a knowledge check the marks decide")
        check_marks(self.findings, self.text, options)
        one_or_some = check_some_right if SEVERAL in classes else check_one_right
        one_or_some(self.findings, options, section.place)

    def _scale(self, section: Section, own: Sequence[DraftOption]) -> Sequence[DraftOption]:
        scale = section.attributes[SCALE]
        if own:
            message = f"the question has the scale {scale!r} and options of its own"
            self.findings.add("QZ026", own[0].place, message, "Keep one of the two")
        if scale not in self.scales:
            hint = nearest(scale, sorted(self.scales))
            self.findings.add("QZ025", section.place, f"there is no scale {scale!r}", hint)
            return ()
        if not self.scales[scale].sound:
            message = f"the scale {scale!r} has problems of its own"
            hint = "Mend it in scales.md, where they are named"
            self.findings.add("QZ027", section.place, message, hint)
        if self.kind == KNOWLEDGE:
            message = f"no option of the scale {scale!r} is right or wrong"
            hint = "Write the options below the question, and mark them with [x] and [ ]"
            self.findings.add("QZ034", section.place, message, hint)
        return self.scales[scale].options

    def _counted(
        self, options: Sequence[DraftOption], classes: Sequence[str]
    ) -> tuple[Option, ...]:
        if self.kind == KNOWLEDGE:
            values: list[Number] = [int(bool(option.mark)) for option in options]
        else:
            usual = [1] * len(options) if SEVERAL in classes else range(len(options))
            values = values_of(options, usual)
        return tuple(
            Option(one.key or "", one.text.plain, counts)
            for one, counts in zip(options, values, strict=True)
        )

    def _weight(self, section: Section, classes: Sequence[str]) -> int:
        given = section.attributes.get(WEIGHT)
        if given is None:
            return 1
        if not re.fullmatch(r"\d{1,3}", given) or not 1 <= int(given) <= LARGEST_WEIGHT:
            message = f"the weight {given!r} is no whole number from 1 to {LARGEST_WEIGHT}"
            self.findings.add("QZ039", section.place, message, "Write one, like weight=2")
            return 1
        if UNORDERED in classes:
            message = "the question has a weight, and no rule counts an .unordered question"
            self.findings.add("QZ038", section.place, message, "Take the weight out")
        return int(given)


def _curly(given: str) -> bool:
    """Tell whether a value was quoted as in print; in straight quotes it would hold a space."""
    return given[0] in PRINTED_QUOTES and " " not in given
