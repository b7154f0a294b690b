"""The security policy written into pages, for hosts that let nobody set headers."""

import re
from html import escape
from pathlib import Path

from ..policy import inline_script_hashes, page_policy

# Before any script, since a policy holds for what comes after it; after the encoding, which
# browsers look for in the first kilobyte.
_PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'
_REFERRER = '<meta name="referrer" content="same-origin">'
_WRITTEN = re.compile(re.escape(_POLICY).replace(r"\{\}", '[^"]*') + re.escape(_REFERRER))
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


def write_into_pages(site: Path) -> None:
    """Put the policy of the built `site` into each of its pages, right after the encoding.

    What was put there before is replaced. A page without `<meta charset>` stays as it is when it
    has no script, as the file by which a search engine knows a site's owner. Raises ValueError that
    names a page with scripts and without `<meta charset>`, or one that is not UTF-8.
    """
    metas = _POLICY.format(escape(page_policy(inline_script_hashes(site)))) + _REFERRER
    for page in sorted(site.rglob("*.html")):
        # A build that writes changed pages alone leaves the others with the policy of before.
        text = _WRITTEN.sub("", page.read_text("utf-8"))
        place = _PLACE.search(text)
        if place:
            text = text[: place.end()] + metas + text[place.end() :]
            page.write_text(text, "utf-8", newline="\n")
        elif _SCRIPT.search(text):
            raise ValueError(f"{page}: expected <meta charset> before the scripts, found none.")
