"""Examines a playbook on a web server: what keeps readers from it, and how to mend it."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from .checks import CHECKS
from .checks.whole import refusals
from .fetch import SECONDS, Answer, Visitor
from .finding import Finding, Level, finding
from .page import read
from .report import report
from .surveyor import Surveyor

__all__ = ["Finding", "Level", "examine", "report"]


def examine(
    base: str,
    headers: Mapping[str, str],
    say: Callable[[str], None],
    seconds: float = SECONDS,
) -> tuple[Finding, ...]:
    """Ask for everything of the site at `base`, an address with a slash at its end.

    `headers` are added to every request, for sites behind a sign-on; no other host is asked, and
    no redirect is followed. `say` is told what is under way. Never raises for what a server does.
    """
    parts = urlsplit(base)
    visitor = Visitor(f"{parts.scheme}://{parts.netloc}", headers, seconds)
    try:
        home = visitor.get(base)
        stopping = _unfit(home)
        if stopping:
            return stopping
        site = Surveyor(base, visitor, say).survey(home)
    finally:
        visitor.close()
    if site.build is None and not any(page.manifests for page in site.pages):
        return (finding("DR106", base, "no quiz, on no page"),)
    return tuple(found for check in CHECKS for found in check(site))


def _unfit(home: Answer) -> tuple[Finding, ...]:
    """Tell why there is no use in looking further, if so."""
    if home.status != 200:
        return tuple(refusals(home))
    page = read(home.address, home.text)
    if page.asks_password:
        return (finding("DR104", home.address, "a page that asks for a password"),)
    if not page.styles and not page.scripts:
        title = " ".join(page.title.split())[:60] or "without a title"
        return (finding("DR106", home.address, f"a page, “{title}”"),)
    return ()
