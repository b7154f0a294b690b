"""The lines of a page that become something else: a list, a table, a board."""

import re

FACTS = "::: facts"
STYLE = "::: style"
CHANGES = "::: changes"
PLAYS = "::: plays"
BOARD = "::: board"
RESULTS = "::: my-results"

LINES = (FACTS, STYLE, CHANGES, PLAYS, BOARD, RESULTS)


def is_line(line: str, wanted: str) -> bool:
    """Tell whether a line of a page is the wanted one, and not so far indented that it is code.

    Spaces at its end are nothing that anybody sees.
    """
    return line.strip() == wanted and not line.startswith(("    ", "\t"))


def in_html(line: str) -> re.Pattern[str]:
    """Find a line in a page's HTML: alone in its paragraph, so one that is shown as code stays."""
    return re.compile(rf"<p>{line}\s*</p>")
