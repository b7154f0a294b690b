"""What the commands `combine` and `report` share: the board's page without a browser."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import click

from stagecheck_engine import bridge, codec
from stagecheck_engine.codec import SCHEMA_VERSION, Json, Link, Pack
from stagecheck_engine.model import Quiz

from ..board import THRESHOLD
from ..moved import link_to
from ..project import Project
from ..source import is_utf_16
from .reading import find, quiz_named, read_all

ANCHOR = "board"
"""The prefix of the ids of questions in the HTML."""


def asks_for_board[Command: Callable[..., None]](command: Command) -> Command:
    """Add what both commands ask for."""
    for add in (
        click.argument("codes", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.argument("quiz"),
        click.option(
            "--threshold",
            metavar="N",
            type=click.IntRange(min=3),
            help="Tell nothing but their number where fewer people than this answered seven "
            f"questions in ten. By default the organisation's own, or {THRESHOLD}.",
        ),
        click.option(
            "--round",
            "tag",
            metavar="TAG",
            default="",
            help="Take the codes of this round alone. By default those of any, and of none.",
        ),
    ):
        command = add(command)
    return command


def ask(name: str, path: Path, threshold: int | None, tag: str, site: str) -> dict[str, Json]:
    """Ask the engine as the page does. Raises click.ClickException with the engine's sentence."""
    project = find()
    catalogue, playbook = read_all(project)
    file = quiz_named(project, catalogue, name)
    if file.private:
        message = f"{file.path} is private: what it comes to is not shared, so it has no board"
        raise click.ClickException(message)
    own = playbook.organisation.board_threshold if playbook.organisation else THRESHOLD
    asked: dict[str, Json] = {
        "op": "board",
        "quiz": codec.dump_pack(_pack(project, file.quiz)),
        "ledger": catalogue.shipped_ledgers().get(file.quiz.id, ""),
        # A mail in another alphabet has codes as well, and those are ASCII in all of them.
        "codes": path.read_text("utf-8-sig", "replace"),
        "round": tag,
        "threshold": threshold or own,
        "base": "",
        "anchor": ANCHOR,
        "site": site,
    }
    told = cast(dict[str, Json], json.loads(bridge.handle(codec.dumps(asked))))
    if not told["ok"]:
        error = cast(dict[str, str], told["error"])
        raise click.ClickException(f"{error['code']} {error['message']}; {error['hint']}")
    return told


def _pack(project: Project, quiz: Quiz) -> Pack:
    named = {stage.page for stage in quiz.stages} | {play.page for play in quiz.plays}
    links = (Link(page, link_to(page, project.directory_urls)) for page in sorted(named))
    return Pack(SCHEMA_VERSION, quiz, tuple(links))


def end(told: dict[str, Json], path: Path) -> None:
    """Name what was refused, and that a file has no code, and end."""
    for one in cast(list[dict[str, object]], told["refused"]):
        click.echo(f"Line {one['line']}: {one['text']!r}: {one['reason']}", err=True)
    if told["more"]:
        click.echo(f"And {told['more']:,} more that look like codes were refused.", err=True)
    if told["twice"]:
        click.echo(f"Codes that came again, and count once: {told['twice']:,}", err=True)
    if told["note"]:
        click.echo(f"Note: {told['note']}", err=True)
    if not told["taken"] and not told["refused"]:
        click.echo(f"No code was found in {path}{_instead(path)}.", err=True)
    sys.exit(not told["taken"])


def _instead(path: Path) -> str:
    with path.open("rb") as file:
        wide = is_utf_16(file.read(2))
    return ": save it in the encoding UTF-8 instead of UTF-16" * wide
