"""The security policy written into pages, for hosts that let nobody set headers."""

import re
from html import escape
from pathlib import Path

from ..policy import inline_script_hashes, page_policy

# Before any script, since a policy holds for what comes after it; after the encoding, which
# browsers look for in the first kilobyte.
_PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def write_into_pages(site: Path) -> None:
    """Put the policy of the built `site` into each of its pages, right after the encoding.

    Raises ValueError that names a page without a `<meta charset>`.
    """
    content = escape(page_policy(inline_script_hashes(site)))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{content}">',
        '<meta name="referrer" content="same-origin">',
    )
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        place = _PLACE.search(text)
        if place is None:
            raise ValueError(f"{page}: expected <meta charset> before the scripts, found none.")
        page.write_text(
            text[: place.end()] + "".join(metas) + text[place.end() :], "utf-8", newline="\n"
        )
