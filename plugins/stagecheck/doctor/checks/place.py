"""Whether the site was built for where it is."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...policy import home_path
from ..finding import Finding, finding
from ..survey import Survey


def check(site: Survey) -> Iterator[Finding]:
    """Compare the address that the home page gives itself with the one that was asked for."""
    home = site.pages[0]
    if not home.canonical:
        yield finding("DR171", home.address, "a site that was built for no address")
        return
    built, asked = urlsplit(home.canonical), urlsplit(site.base)
    if home_path(home.canonical) != home_path(site.base):
        yield finding("DR171", home.address, f"a site that was built for {home.canonical}")
    elif (built.scheme, built.netloc) != (asked.scheme, asked.netloc):
        yield finding("DR172", home.address, f"a site that was built for {home.canonical}")
