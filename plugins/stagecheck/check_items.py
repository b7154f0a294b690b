"""Checks the headings of a quiz file: its title, dimensions, questions and options."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from stagecheck_engine.model import DONT_KNOW, NOT_APPLICABLE, Dimension, Item, Option

from .check_text import TextCheck
from .draft import Block, Draft, DraftOption, Kind, Scale, Section
from .findings import Findings
from .front import ID_PATTERN
from .problems import START, Place, nearest
from .quizfile import Wording

EXAMPLES = "examples"
ATTRIBUTES = ["scale", "not-applicable", "class"]
_ID_HINT = "Ids are small letters and digits, in words joined by hyphens, like {#last-help}"

type Scales = Mapping[str, Scale]


@dataclass(slots=True)
class Content:
    """What the headings of a quiz file hold; complete only when no problem was found.

    `broken` are the ids of items whose options have problems, so that nothing else complains about
    them; `cut` says that a heading was not recognised, so that whole questions may be missing.
    """

    title: str = ""
    about: Sequence[Block] = ()
    examples: Section | None = None
    dimensions: list[Dimension] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    wordings: dict[str, Wording] = field(default_factory=dict)
    sections: dict[str, Sequence[Block]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    cut: bool = False


class ItemsCheck:
    """Reads the sections of one quiz file in order and notes every problem."""

    def __init__(
        self, findings: Findings, text: TextCheck, scales: Scales, dont_know: str | None
    ) -> None:
        self._findings = findings
        self._text = text
        self._scales = scales
        self._dont_know = dont_know
        self._content = Content()

    def run(self, draft: Draft) -> Content:
        """Check every section, then what only shows at the end."""
        for section in draft.sections:
            self._section(section)
        if not self._content.title:
            hint = "Begin the text with `# ` and the title of the quiz"
            self._findings.add("QZ010", START, "the quiz has no title", hint)
        used = {item.dimension for item in self._content.items}
        for dimension in self._content.dimensions:
            if dimension.id not in used:
                self._empty_dimension(dimension)
        return self._content

    def _section(self, section: Section) -> None:
        section = self._until_lost_heading(section)
        match section.level:
            case 0 | 1:
                self._title(section)
            case 2 if section.id == EXAMPLES:
                self._content.examples = section
            case 2:
                self._dimension(section)
            case 3:
                self._item(section)
            case _:
                hint = "Use # for the title, ## for dimensions and ### for questions"
                message = f"a heading of level {section.level} cannot stand here"
                self._findings.add("QZ015", section.place, message, hint)

    def _until_lost_heading(self, section: Section) -> Section:
        """Leave out what follows a heading that lacks its space: it belongs to that heading."""
        for index, block in enumerate(section.blocks):
            lost = re.match(r"(#{1,3})(?=[^#\s])", block.prose.plain)
            if lost and block.kind is Kind.PARAGRAPH:
                hint = f"Write a space after {lost[1]}, or begin the text with another character"
                message = "this looks like a heading without its space"
                self._findings.add("QZ018", block.prose.place, message, hint)
                self._content.cut = True
                return replace(section, blocks=section.blocks[:index])
        return section

    def _title(self, section: Section) -> None:
        if section.level == 0:
            if section.blocks:
                hint = "Move it below the title"
                place = section.blocks[0].prose.place
                self._findings.add("QZ010", place, "text stands before the title", hint)
            return
        if self._content.title:
            hint = "A file holds one quiz; use ## for a dimension"
            self._findings.add("QZ010", section.place, "the title stands here again", hint)
        self._text.blocks(section.blocks)
        self._content.title = self._titled(section)
        self._content.about = section.blocks

    def _dimension(self, section: Section) -> None:
        identifier = self._identifier(section, "dimension")
        self._attributes(section, [])
        self._text.blocks(section.blocks)
        self._content.dimensions.append(Dimension(identifier, self._titled(section)))
        self._content.sections[identifier] = section.blocks

    def _item(self, section: Section) -> None:
        if not self._content.dimensions:
            hint = "Put a heading like `## Value seen {#value}` above it"
            self._findings.add("QZ016", section.place, "no dimension stands above this", hint)
        identifier = self._identifier(section, "question")
        self._attributes(section, ATTRIBUTES)
        help_ = [block for block in section.blocks if block.kind is not Kind.LIST]
        self._text.prose(section.title)
        self._text.blocks(help_, (Kind.PARAGRAPH,))
        before = len(self._findings)
        options = self._options(section)
        if len(self._findings) > before:
            self._content.broken.add(identifier)
        not_applicable = section.attributes.get("not-applicable")
        dimensions = self._content.dimensions
        item = Item(
            id=identifier,
            dimension=dimensions[-1].id if dimensions else "",
            text=self._titled(section),
            options=tuple(
                Option(one.key or "", one.text.plain, rank) for rank, one in enumerate(options)
            ),
            ordered=section.attributes.get("class") != "unordered",
            several=False,
            weight=1,
            dont_know=self._dont_know is not None,
            none=False,
            not_applicable=not_applicable is not None,
        )
        self._content.items.append(item)
        texts = {one.key or "": one.text for one in options}
        wording = Wording(section.title, help_, texts, self._dont_know, not_applicable)
        self._content.wordings[identifier] = wording

    def _titled(self, section: Section) -> str:
        if not section.title.plain:
            message = "the heading has no text"
            self._findings.add("QZ017", section.place, message, "Write the text before the id")
        return section.title.plain

    def _identifier(self, section: Section, what: str) -> str:
        identifier, place = section.id or "", section.place
        first = self._content.places.get(identifier)
        if not identifier:
            self._no_identifier(section, what)
        elif not re.match(ID_PATTERN, identifier) or len(identifier) > 40:
            self._findings.add(
                "QZ012", place, f"the id {identifier!r} is not well formed", _ID_HINT
            )
        elif first:
            message = f"the id {identifier!r} is taken by line {first.line}"
            hint = "Ids are permanent and unique within a quiz; choose another for the newer one"
            self._findings.add("QZ013", place, message, hint)
        self._content.places.setdefault(identifier, place)
        return identifier

    def _no_identifier(self, section: Section, what: str) -> None:
        title = section.title.plain
        braces = re.search(r"\{(.*)\}$", title)
        hint = f"End the heading with one, like {{#{_proposed(braces[1] if braces else title)}}}"
        if braces:
            message = f"{braces[0]!r} is no id and no attribute"
            self._findings.add("QZ012", section.place, message, hint)
        else:
            message = f"the {what} {title!r} has no id"
            self._findings.add("QZ011", section.place, message, hint)

    def _attributes(self, section: Section, known: list[str]) -> None:
        for name, value in section.attributes.items():
            if name not in known:
                hint = nearest(name, known) if known else "Take it out"
                message = f"unknown attribute {name!r}"
                self._findings.add("QZ014", section.place, message, hint)
            elif name == "class" and value != "unordered":
                hint = nearest(value, ["unordered"])
                self._findings.add("QZ014", section.place, f"unknown class {value!r}", hint)
            elif not value.strip():
                message = f"the attribute {name!r} is empty"
                self._findings.add("QZ017", section.place, message, f'Write {name}="…"')

    def _options(self, section: Section) -> Sequence[DraftOption]:
        own = [option for block in section.of(Kind.LIST) for option in block.options]
        scale = section.attributes.get("scale")
        if scale is None:
            return check_options(self._findings, self._text, own, section.place)
        if own:
            message = f"the question has the scale {scale!r} and options of its own"
            self._findings.add("QZ026", own[0].place, message, "Keep one of the two")
        if scale not in self._scales:
            hint = nearest(scale, sorted(self._scales))
            self._findings.add("QZ025", section.place, f"there is no scale {scale!r}", hint)
            return ()
        if not self._scales[scale].sound:
            message = f"the scale {scale!r} has problems of its own"
            hint = "Mend it in scales.md, where they are named"
            self._findings.add("QZ027", section.place, message, hint)
        return self._scales[scale].options

    def _empty_dimension(self, dimension: Dimension) -> None:
        place = self._content.places[dimension.id]
        message = f"the dimension {dimension.id!r} has no questions"
        hint = "Put a heading like `### Question? {#id}` below it, or take it out"
        self._findings.add("QZ030", place, message, hint)


def _proposed(text: str) -> str:
    """Make an id of the first telling words of a text."""
    words = re.findall(r"[a-z][a-z0-9]*", text.casefold())
    return "-".join([word for word in words if len(word) > 2][:3]) or "last-help"


def check_options(
    findings: Findings, text: TextCheck, options: Sequence[DraftOption], place: Place
) -> Sequence[DraftOption]:
    """Check the options of one question or scale; `place` is its heading."""
    if len(options) < 2:
        message = f"{len(options)} of at least 2 options found"
        findings.add("QZ020", place, message, "Write a list of lines like - `a` Nobody does")
    keys: dict[str, Place] = {}
    texts: dict[str, Place] = {}
    for option in options:
        text.prose(option.text)
        if option.more:
            hint = "Write the option in one paragraph"
            findings.add("QZ015", option.more, "nothing further can stand in an option", hint)
        _check_key(findings, option, keys)
        _check_option_text(findings, option, texts)
    return options


def _check_key(findings: Findings, option: DraftOption, keys: dict[str, Place]) -> None:
    key = option.key
    if key in (DONT_KNOW, NOT_APPLICABLE):
        hint = "Offer it with dont_know in the front matter, or {not-applicable=…} on the question"
        findings.add("QZ021", option.place, f"the key {key!r} has a meaning of its own", hint)
    elif key is None or not re.match(r"^[a-z0-9]+(-[a-z0-9]+)*$", key):
        found = f"the key {key!r} is not well formed" if key else "the option has no key"
        hint = "Begin it with a short key in backticks, small letters or digits, like - `a` Nobody"
        findings.add("QZ021", option.place, found, hint)
    elif key in keys:
        message = f"two options have the key {key!r}, first in line {keys[key].line}"
        hint = "Keys are permanent and unique within a question; give the newer one another"
        findings.add("QZ022", option.place, message, hint)
    keys.setdefault(key or "", option.place)


def _check_option_text(findings: Findings, option: DraftOption, texts: dict[str, Place]) -> None:
    plain = option.text.plain.casefold()
    if not plain:
        hint = "Write after the key what somebody would see"
        findings.add("QZ017", option.place, "the option has no text", hint)
    elif plain in texts:
        message = f"the option says the same as line {texts[plain].line}"
        findings.add("QZ024", option.place, message, "Take one out, or say how they differ")
    texts.setdefault(plain, option.place)
