"""The command `stagecheck`: what the plugin does, without MkDocs."""

from importlib import import_module

import click

COMMANDS = {
    "brief": "brief",
    "combine": "combine",
    "doctor": "doctor",
    "impact": "impact",
    "language-server": "language_server",
    "lint": "lint",
    "new": "new",
    "release": "release",
    "report": "report",
    "runtime": "runtime",
    "schema": "schema",
    "score": "score",
    "simulate": "simulate",
}
"""Each command with its module below `commands`. Only that of the one asked for is imported."""


class _Lazy(click.Group):
    """Imports a command when it is used: the linter need not wait for the doctor."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands, in order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"stagecheck.commands.{COMMANDS[cmd_name]}").command
        return found


@click.group(cls=_Lazy)
@click.version_option(package_name="stagecheck")
def main() -> None:
    """Check and score the quizzes of the project in this folder."""
