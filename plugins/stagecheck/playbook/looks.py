"""The style sheet that carries an organisation's accent: the security policy allows files only."""

from .book import Playbook

ACCENT_CSS = "assets/organisation.css"


def styles(playbook: Playbook) -> dict[str, bytes]:
    """Write the style sheet, by its address in the site; nothing without an accent."""
    accent = playbook.organisation.accent if playbook.organisation else None
    if accent is None:
        return {}
    light = _rule("body[data-md-color-scheme]", accent.light, "17")
    dark = _rule('body[data-md-color-scheme="slate"]', accent.dark, "1f")
    # On paper every page is a light one.
    return {ACCENT_CSS: f"{light}\n@media screen {{ {dark} }}\n".encode()}


def _rule(selector: str, colour: str, tint: str) -> str:
    """Write the colours of a scheme; `tint` is the opacity, in hex, of what lies behind text."""
    names = ("--md-accent-fg-color", "--md-typeset-a-color")
    values = " ".join(f"{name}: {colour};" for name in names)
    values += f" --md-accent-fg-color--transparent: {colour}{tint};"
    return f"{selector} {{ {values} }}"
