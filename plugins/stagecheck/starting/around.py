"""What a new file finds around it: pages, quizzes, the menu, and who keeps what."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname

from ..moved import address_of
from ..playbook import Playbook
from ..playbook.front import PlayPage
from ..project import FILE, Catalogue, Project
from ..source import decoded
from .answers import identifier
from .nav import Nav, read_nav
from .refusal import Refused

type Read = Callable[[Project], tuple[Catalogue, Playbook]]
"""Reads and checks all of a project."""


@dataclass(frozen=True, slots=True)
class Around:
    """A project before something is added; `nav` is None where MkDocs lists all pages itself."""

    project: Project
    read: Read
    catalogue: Catalogue
    playbook: Playbook
    nav: Nav | None

    @classmethod
    def of(cls, project: Project, read: Read) -> "Around":
        """Look around in a project. Raises Refused where its settings cannot be edited."""
        return cls(project, read, *read(project), _nav_of(project))

    def read_nav(self) -> Nav | None:
        """Read the menu as it is now. Raises Refused where it cannot be edited."""
        return _nav_of(self.project)

    @property
    def owners(self) -> list[str]:
        """List who keeps pages, most pages first."""
        counts = Counter(page.front.owner for page in self.playbook.pages.values())
        return [owner for owner, _ in counts.most_common()]

    @property
    def phases(self) -> list[str]:
        """List the stages that have a page of their own."""
        stages = [page.front.stage for page in self.playbook.pages.values()]
        return [stage for stage in stages if stage]

    @property
    def plays(self) -> str:
        """Return the folder of the plays."""
        pages = self.playbook.pages.items()
        found = Counter(dirname(path) for path, one in pages if isinstance(one.front, PlayPage))
        return next((folder for folder, _ in found.most_common(1)), "plays")

    def new_page(self, name: str) -> str:
        """Return the path of a page that is not there yet. Raises Refused."""
        try:
            for part in name.split("/"):
                identifier(part)
        except ValueError as error:
            raise Refused(f"{error}; folders stand before it, as in plays/run-a-pilot") from None
        path = f"{name}.md"
        if (self.project.root / self.project.docs / path).exists():
            raise Refused(f"{self.project.docs}/{path} exists already, and is never overwritten")
        self._free(path)
        return path

    def _free(self, path: str) -> None:
        """Refuse an address that another page or a line of the menu has."""
        address = self.address(path)
        for other in self.catalogue.pages:
            # On many servers large letters are small ones.
            if self.address(other).casefold() == address.casefold():
                raise Refused(f"{self.project.docs}/{other} has the address {address}")
        line = self.nav.line_of(path) if self.nav else None
        if line:
            raise Refused(f"{FILE}:{line} names {path} already; write that page, or take it out")

    def new_quiz(self, name: str) -> str:
        """Return the file of a quiz whose id is free, now and ever. Raises Refused."""
        try:
            identifier(name)
        except ValueError as error:
            raise Refused(str(error)) from None
        path = f"{self.project.quizzes}/{name}.md"
        taken = self.catalogue.checked.get(name)
        if taken or (self.project.root / path).exists():
            raise Refused(f"{taken.path if taken else path} has the id {name!r} already")
        if name in (self.catalogue.ledgers or {}):
            raise Refused(
                f"{self.project.quizzes}/versions/{name}/ holds versions of a quiz {name!r}; saved "
                "answers hang on an id, so it is never used again"
            )
        return path

    def address(self, path: str) -> str:
        """Return the address of a page, relative to the site."""
        return address_of(path, self.project.directory_urls)

    def text(self, path: str) -> str:
        """Return a file as it is written, with its own ends of lines."""
        data = (self.project.root / path).read_bytes()
        decoded(data)
        return data.decode("utf-8")


def _nav_of(project: Project) -> Nav | None:
    try:
        return read_nav((project.root / FILE).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{FILE} cannot be read: {error}") from None
