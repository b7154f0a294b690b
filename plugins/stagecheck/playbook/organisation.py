"""What one organisation calls its network, whom readers ask, and how its site looks."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from ..codespans import found_outside, replaced_outside, without_code
from ..findings import Findings
from ..front_shapes import Text
from ..pages import outside_code
from ..problems import Mend, Place, Problem, nearest, sure
from ..shape import Strict, fit
from ..yamlmap import WHOLE_FILE, YamlMap
from .contrast import contrast

type Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]

# The backgrounds of Material's two schemes, and what WCAG 2.2 asks of text (1.4.3, AA).
BACKGROUNDS = {"light": "#ffffff", "dark": "#1e2129"}
LEAST_CONTRAST = 4.5

_VALUE = re.compile(r"\{\{ *(?P<name>[A-Za-z_.]*) *\}\}")


_HINTS = {
    "board_threshold": "Write 3 or more; of fewer people each could be told apart",
    "light": 'Write a colour in quotes, like "#2f45c8"',
    "dark": 'Write a colour in quotes, like "#a3b1ff"',
}


class Contacts(Strict):
    """Whom to ask, by role: a name, a group or a Markdown link."""

    community_manager: Text
    """Who looks after the community."""
    sponsor: Text
    """Who answers for it among the leaders."""
    facilitator: Text
    """Who leads a team's next meeting."""
    editors: Text
    """Who keeps the playbook."""
    web_team: Text
    """Who runs the intranet."""
    privacy: Text
    """Who is asked about data protection."""


class Accent(Strict):
    """The colour of links and buttons, on a light and on a dark page."""

    light: Colour
    """On a light page, like "#2f45c8"."""
    dark: Colour
    """On a dark page, like "#a3b1ff"."""


class Organisation(Strict):
    """One organisation's own words and looks."""

    name: Text
    """What the organisation is called."""
    platform: Text
    """What its network is called."""
    support: Text
    """Where to ask for help; may be a link in Markdown."""
    cadence: Text
    """How often teams repeat the check."""
    board_threshold: Annotated[int, Field(ge=3, le=50)] = 5
    """The least number of people of whom a team's board shows anything; 5, never below 3."""
    contacts: Contacts
    """Whom readers ask."""
    logo: Text | None = None
    """An image below the folder of the pages."""
    accent: Accent | None = None
    """The colour of links and buttons."""

    @property
    def values(self) -> dict[str, str]:
        """Give what pages may name: each value, and beginning with a capital as well."""
        plain = {
            **{key: getattr(self, key) for key in ("name", "platform", "support", "cadence")},
            "board_threshold": str(self.board_threshold),
            **{f"contacts.{role}": whom for role, whom in self.contacts},
        }
        return plain | {_capital(key): _capital(value) for key, value in plain.items()}


def read_organisation(
    path: str, text: str, pages: Path
) -> tuple[Organisation | None, list[Problem]]:
    """Read the file of an organisation; it is None where it has problems.

    `pages` is the folder that its logo lies in.
    """
    found, where, problems = fit(path, text, Organisation, WHOLE_FILE, _HINTS)
    findings = Findings(path)
    if found and found.accent:
        _check_accent(findings, where, found.accent)
    if found and found.logo and not (pages / found.logo).is_file():
        message = f"there is no file {found.logo!r} below the folder of the pages"
        hint = "Put the image there, or correct the path, like assets/our-logo.svg"
        findings.add("PB022", where.place(("logo",)), message, hint)
    problems += findings.problems
    return (None if problems else found), problems


def check_values(findings: Findings, text: str, values: Mapping[str, str]) -> None:
    """Find `{{ … }}` that name nothing, or are broken over two lines."""
    for place, begins, name in _named(text):
        if name not in values:
            known = [one for one in values if one[0].islower()]
            message = f"the organisation has no value {name!r}"
            findings.add("PB020", place, message, nearest(name, known), _mend(begins, name, values))
    for number, line in outside_code(text):
        rest = _VALUE.sub(lambda match: " " * len(match[0]), without_code(line))
        if "{{" in rest:
            hint = "Write it in one line, like {{ platform }}, or in a span of code to show it"
            place = Place(number, rest.index("{{") + 1)
            findings.add("PB020", place, "the braces {{ name no value", hint)


def replace_values(line: str, values: Mapping[str, str]) -> str:
    """Put an organisation's values in place of their names in a line."""
    return replaced_outside(_VALUE, line, lambda match: values.get(match["name"], match[0]))


def _named(text: str) -> Iterator[tuple[Place, Place, str]]:
    """Give the place of each pair of braces, that of the name in it, and the name."""
    for number, line in outside_code(text):
        for match in found_outside(_VALUE, line):
            begins = Place(number, match.start("name") + 1)
            yield Place(number, match.start() + 1), begins, match["name"]


def _mend(place: Place, name: str, values: Mapping[str, str]) -> Mend | None:
    """Write the value that is meant, which begins with a capital where the slip does."""
    alike = [one for one in values if one[0].isupper() == name[:1].isupper()]
    meant = sure(name.casefold(), [one.casefold() for one in alike])
    given = next((one for one in alike if one.casefold() == meant), None)
    return Mend(place, name, given) if given else None


def _check_accent(findings: Findings, where: YamlMap, accent: Accent) -> None:
    for scheme, background in BACKGROUNDS.items():
        colour = getattr(accent, scheme)
        ratio = contrast(colour, background)
        if ratio < LEAST_CONTRAST:
            message = f"{colour} on {background}, the {scheme} page, has a contrast of {ratio:.1f}"
            way = "darker" if scheme == "light" else "lighter"
            hint = f"Take a {way} one: {LEAST_CONTRAST} is the least that all can read"
            findings.add("PB021", where.place(("accent", scheme)), message, hint)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
