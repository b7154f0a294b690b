"""Checks the headings of a quiz file: its title, dimensions, questions and options."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stagecheck_engine.model import Dimension, Item

from ..draft import Block, Draft, Kind, Section
from ..findings import Findings
from ..front_shapes import ID_PATTERN
from ..problems import START, Mend, Place
from ..quizfile import Wording
from .braces import bad_attribute, misses_hyphens
from .item import ItemCheck
from .marks import lost_options
from .repeats import check_repeats
from .text import TextCheck

EXAMPLES = "examples"
_LAST_BRACES = re.compile(r"(?<!\\)\{([^{}]*)\}$")
_GOOD_ID = re.compile(r"\s*#([a-z0-9]+(?:-[a-z0-9]+)*)(?=[\s,;])")
_ID_HINT = "Ids are small letters and digits, in words joined by hyphens, like {#last-help}"


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

    def __init__(self, findings: Findings, text: TextCheck, item_check: ItemCheck) -> None:
        self._findings = findings
        self._text = text
        self._item_check = item_check
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
            case 0:
                self._before_title(section)
            case 1 if not section.underlined:
                self._title(section)
            case _ if section.underlined:
                self._underlined(section)
            case 2 if section.id == EXAMPLES:
                self._bare(section)
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
            if lost_heading(self._findings, block):
                self._content.cut = True
                return replace(section, blocks=section.blocks[:index])
        return section

    def _underlined(self, section: Section) -> None:
        message = "the line below this text makes a heading of it"
        hint = "Put an empty line between them, or take the line out"
        self._findings.add("QZ015", section.place, message, hint)
        self._content.cut = True

    def _before_title(self, section: Section) -> None:
        if section.blocks:
            hint = "Move it below the title"
            place = section.blocks[0].prose.place
            self._findings.add("QZ010", place, "text stands before the title", hint)

    def _title(self, section: Section) -> None:
        if self._content.title:
            hint = "A file holds one quiz; use ## for a dimension"
            self._findings.add("QZ010", section.place, "the title stands here again", hint)
        elif section.id or section.attributes:
            message = "the title takes no id and no attributes"
            self._findings.add("QZ014", section.place, message, "Take the braces out")
        self._text.blocks(section.blocks)
        self._content.title = self._titled(section)
        self._content.about = section.blocks

    def _dimension(self, section: Section) -> None:
        identifier = self._identifier(section, "dimension")
        self._bare(section)
        self._text.blocks(section.blocks)
        self._content.dimensions.append(Dimension(identifier, self._titled(section)))
        self._content.sections[identifier] = section.blocks

    def _item(self, section: Section) -> None:
        if not self._content.dimensions:
            hint = "Put a heading like `## Value seen {#value}` above it"
            self._findings.add("QZ016", section.place, "no dimension stands above this", hint)
        identifier = self._identifier(section, "question")
        dimensions = self._content.dimensions
        dimension = dimensions[-1].id if dimensions else ""
        checked = self._item_check.run(section, identifier, dimension, self._titled(section))
        if checked.broken or _spoilt_braces(section) or _lost_options(section):
            self._content.broken.add(identifier)
        self._content.items.append(checked.item)
        self._content.wordings[identifier] = checked.wording

    def _titled(self, section: Section) -> str:
        if not section.title.plain:
            message = "the heading has no text"
            self._findings.add("QZ017", section.place, message, "Write the text before the id")
        if section.level == 1 or section.id or not section.title.plain.endswith("}"):
            # Braces that hold no id are named as such.
            self._text.prose(section.title)
        return section.title.plain

    def _identifier(self, section: Section, what: str) -> str:
        identifier, place = section.id or _spoilt_braces(section), section.place
        first = self._content.places.get(identifier)
        if not section.id:
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
        identifier = _spoilt_braces(section)
        if identifier:
            message, hint = bad_attribute(_braces(section))
            self._findings.add("QZ014", section.place, message, hint)
            return
        braces = re.search(r"\{(.*)\}$", title)
        hint = f"End the heading with one, like {{#{_proposed(braces[1] if braces else title)}}}"
        if braces:
            message = f"{braces[0]!r} is no id and no attribute"
            self._findings.add("QZ012", section.place, message, hint)
        else:
            message = f"the {what} {title!r} has no id"
            self._findings.add("QZ011", section.place, message, hint)

    def _bare(self, section: Section) -> None:
        """Check that a heading which takes no attributes has none, and one id."""
        check_repeats(self._findings, section.attributes, section.place)
        for name in section.attributes:
            message = f"the attribute {name!r} cannot stand here"
            self._findings.add("QZ014", section.place, message, "Take it out")

    def _empty_dimension(self, dimension: Dimension) -> None:
        place = self._content.places[dimension.id]
        message = f"the dimension {dimension.id!r} has no questions"
        hint = "Put a heading like `### Question? {#id}` below it, or take it out"
        self._findings.add("QZ030", place, message, hint)


def lost_heading(findings: Findings, block: Block) -> bool:
    """Note a paragraph that begins like a heading without its space."""
    if block.kind is not Kind.PARAGRAPH:
        return False
    # As it is written: an escaped # is none, and `#1` is a number.
    lost = re.match(r"(#{1,3})(?:(?=[^#\s\d])|(?P<fixed>\u00a0))", block.prose.tokens[1].content)
    if not lost:
        return False
    space = "an ordinary space instead of a fixed one" if lost["fixed"] else "a space"
    hint = f"Write {space} after {lost[1]}, or begin the text with another character"
    message = "this looks like a heading without its space"
    mend = Mend(block.prose.place, lost[0], f"{lost[1]} ")
    findings.add("QZ018", block.prose.place, message, hint, mend)
    return True


def _lost_options(section: Section) -> bool:
    texts = [block.prose.tokens[1] for block in section.of(Kind.PARAGRAPH)]
    return any(lost_options(text) for text in texts)


def _braces(section: Section) -> str:
    """Return what stands in the last braces of a heading without an id, as it is written."""
    begins = _LAST_BRACES.search(section.title.tokens[0].content)
    return begins[1] if begins and not section.id else ""


def _spoilt_braces(section: Section) -> str:
    """Return the good id with which braces begin whose further part is no attribute, or ""."""
    inside = _braces(section)
    begins = _GOOD_ID.match(inside)
    return begins[1] if begins and not misses_hyphens(inside) else ""


def _proposed(text: str) -> str:
    """Make an id of the first telling words of a text."""
    words = re.findall(r"[a-z][a-z0-9]*", text.casefold())
    return "-".join([word for word in words if len(word) > 2][:3]) or "last-help"
