"""What the server says of pages and files that are not there."""

from collections.abc import Iterator

from ..fetch import Answer
from ..finding import Finding, finding
from ..lasting import seconds_kept
from ..page import read
from ..survey import Survey


def check(site: Survey) -> Iterator[Finding]:
    """See that what is not there is a 404, with the site's own page, and is not kept."""
    for answer in (site.absent, site.absent_file):
        if answer.status != 404:
            yield finding("DR161", answer.address, f"status {answer.status}{_leading(answer)}")
        elif seconds_kept(answer):
            yield finding("DR163", answer.address, f"Cache-Control: {_kept(answer)}")
    if site.absent.status == 404 and not _is_own(site):
        yield finding("DR162", site.absent.address, "a page of the server's")


def _leading(answer: Answer) -> str:
    to = answer.headers.get("location")
    return f", which leads to {to}" if to else ""


def _kept(answer: Answer) -> str:
    return answer.headers.get("cache-control", "none")


def _is_own(site: Survey) -> bool:
    """Tell by the theme's style sheets, which every page of a build has."""
    own = {style.rpartition("/")[2] for style in site.pages[0].styles}
    found = read(site.absent.address, site.absent.text).styles
    return bool(own & {style.rpartition("/")[2] for style in found})
