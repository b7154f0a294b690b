"""Looks up what the data of a front matter names: stages, questions, dimensions and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import Item

from ..findings import Findings
from ..pages import Page
from ..problems import nearest
from ..yamlmap import Location, YamlMap
from .items import Content
from .text import TextCheck


@dataclass(frozen=True, slots=True)
class Names:
    """All that a rule may name, and where to note that something is not there.

    `stages` are in the order of the quiz; `where` knows the places of the front matter.
    """

    findings: Findings
    text: TextCheck
    where: YamlMap
    content: Content
    pages: Mapping[str, Page]
    stages: Sequence[str]

    @property
    def items(self) -> Mapping[str, Item]:
        """The questions by id."""
        return {item.id: item for item in self.content.items}

    @property
    def dimensions(self) -> list[str]:
        """The ids of the dimensions."""
        return [dimension.id for dimension in self.content.dimensions]

    def items_of(self, dimension: str) -> list[Item]:
        """Return the questions below one dimension's heading."""
        return [item for item in self.items.values() if item.dimension == dimension]

    def members(self, names: Sequence[str], at: Location) -> tuple[str, ...]:
        """Return the items that `names` stand for: dimensions give all of theirs."""
        items, wanted = self.items, set[str]()
        for index, name in enumerate(names):
            if name in items:
                wanted.add(name)
            elif name in self.dimensions:
                wanted.update(item.id for item in self.items_of(name))
            else:
                hint = nearest(name, [*self.dimensions, *items])
                message = f"there is no question or dimension {name!r}"
                self.add("QZ041", (*at, index), message, hint)
        return tuple(item for item in items if item in wanted)

    def stage(self, stage: str, at: Location) -> None:
        """Check that there is such a stage."""
        if stage not in self.stages:
            hint = nearest(stage, list(self.stages))
            self.add("QZ040", at, f"there is no stage {stage!r}", hint)

    def page(self, page: str, at: Location) -> None:
        """Check that there is such a page."""
        if page not in self.pages:
            name = page.rsplit("/", 1)[-1]
            moved = [one for one in sorted(self.pages) if one.rsplit("/", 1)[-1] == name]
            hint = nearest(page, moved if len(moved) == 1 else sorted(self.pages))
            self.add("QZ070", at, f"there is no page {page!r}", hint)

    def plain(self, text: str, at: Location) -> None:
        """Check a text that readers see as it is typed."""
        self.text.plain(text, self.where.place(at))

    def add(self, code: str, at: Location, message: str, hint: str) -> None:
        """Note a problem at a place of the front matter."""
        self.findings.add(code, self.where.place(at), message, hint)
