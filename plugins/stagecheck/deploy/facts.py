"""What a web server must know about one built site."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ..kept import LIST
from ..policy import (
    canonical_address,
    home_path,
    inline_script_hashes,
    policy,
    worker_policy,
)

KEPT = "public, max-age=31536000, immutable"
"""Cache-Control of files whose name holds the hash of their content: a year, never asked again."""
ASKED = "no-cache"
"""Cache-Control of everything else: kept, but asked for again each time."""

_OTHERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)

# They mean something in the settings of one server or another.
_UNFIT = re.compile(r"[\x00-\x1f\"$%\\]")

type Headers = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The path at which a site is served, and the headers of its pages and of its workers.

    `path` is "" or for instance "/teams/playbook", a space in it a space: servers look for files
    and compare addresses that way.
    """

    path: str
    pages: Headers
    workers: Headers


def read_facts(site: Path) -> Facts:
    """Read them from the built `site`. Raises ValueError where it has no usable address."""
    hashes = inline_script_hashes(site)
    security = "Content-Security-Policy"
    return Facts(
        path=site_path(site),
        pages=((security, policy(hashes)), *_OTHERS),
        workers=((security, worker_policy(hashes)), *_OTHERS),
    )


def site_path(site: Path) -> str:
    """Return the path at which `site` was built to be served: "" or for instance "/a/playbook".

    It is read from the canonical address of the home page, and what is written as %20 there is a
    space. Raises ValueError when the page names none, which means that `site_url` was not set: the
    site would not work at a path; and when the path has a mark that servers' settings cannot hold.
    """
    home = site / "index.html"
    address = canonical_address(home)
    if not address:
        raise ValueError(
            f"{home}: expected a canonical address, found none. Set site_url in mkdocs.yml"
            " (or SITE_URL in the environment) to the address readers use."
        )
    path = unquote(home_path(address))
    if _UNFIT.search(path):
        raise ValueError(
            f"{home}: expected an address whose path has no quote, backslash, dollar, percent or"
            f" control character, found {address!r}. Set site_url to another."
        )
    return path


def is_worker(address: str) -> bool:
    """Tell whether a file of the site may run as a worker, from its address below the site."""
    folders = ("assets/stagecheck/", "assets/javascripts/workers/")
    return address.startswith(folders) and address != LIST
