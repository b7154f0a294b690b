"""Reads what an operator types: the site's address, and headers to send along."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

_HEADER = re.compile(r"(?P<name>[A-Za-z0-9-]+)\s*:\s*(?P<value>[\x20-\x7e]+)")


class AddressError(ValueError):
    """The text is no address of a site."""


class HeaderError(ValueError):
    """The text is no header. What it says is not repeated: it may be a secret."""


def read_address(text: str) -> str:
    """Return the address of the home page, with a slash at its end. Raises AddressError."""
    expected = f"expected an address such as https://intranet.example/playbook/, found {text!r}"
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise AddressError(f"{expected} ({error})") from None
    if not usable or not text.isascii() or re.search(r"\s", text.strip()):
        raise AddressError(expected)
    if parts.username is not None:
        hint = "no name or password in the address: use --header 'Authorization: Basic …'"
        raise AddressError(hint)
    path = parts.path.removesuffix("index.html").rstrip("/") + "/"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def read_headers(texts: Iterable[str]) -> dict[str, str]:
    """Return headers by name. Raises HeaderError."""
    found: dict[str, str] = {}
    for number, text in enumerate(texts, 1):
        match = _HEADER.fullmatch(text.strip())
        if not match:
            raise HeaderError(f"expected 'Name: value' in ASCII as --header number {number}")
        found[match["name"]] = match["value"].strip()
    return found
