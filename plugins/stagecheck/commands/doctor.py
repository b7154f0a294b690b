"""The command that examines a site on its web server."""

import sys

import click

from ..doctor import Level, examine, report
from ..doctor.address import AddressError, HeaderError, read_address, read_headers


@click.command(name="doctor")
@click.option(
    "--header",
    "headers",
    multiple=True,
    metavar="'NAME: VALUE'",
    help="Send this with every request, such as the cookie of somebody who is signed in.",
)
@click.argument("url")
def command(headers: tuple[str, ...], url: str) -> None:
    """Say what a web server does wrong with the site at URL, and how to mend it.

    Asks for all pages and files as browsers do, and changes nothing. Ends with status 1 when
    something keeps readers from pages or results, and with 0 when there are at most warnings.
    """
    try:
        base, added = read_address(url), read_headers(headers)
    except (AddressError, HeaderError) as error:
        raise click.UsageError(str(error)) from None
    findings = examine(base, added, lambda text: click.echo(text, err=True))
    click.echo(report(base, findings), nl=False)
    sys.exit(any(one.level is Level.ERROR for one in findings))
