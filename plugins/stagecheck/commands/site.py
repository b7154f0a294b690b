"""The address of a site, as an option of a command."""

import re

import click

_SITE = re.compile(r"https?://[^\s/\"<>\\?#@]+(?:/[^\s\"<>\\?#]*)?")


def completed(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the address of the site's folder, with a slash at its end; empty for none.

    Raises click.BadParameter for what is no address, or holds a name, a question or an anchor.
    """
    del context, parameter
    site = value.strip()
    if not site:
        return ""
    if not _SITE.fullmatch(site):
        message = (
            "expected the address of a site, such as https://intranet.example/playbook/, "
            f"found {value!r}"
        )
        raise click.BadParameter(message)
    return site.removesuffix("/index.html").rstrip("/") + "/"
