"""Projects of many quizzes, and the same questions as plain lists, for measuring builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from garden import write

ITEMS = 10
PROSE = (
    "A team that writes in the open finds its own words again. It answers a question once, and "
    "whoever comes later reads the answer. What began as a favour becomes the way of working.\n"
)
QUESTION = "Where would you put the minutes of the meeting on topic {item} of part {page}?"
OPTIONS = (
    "In a page that everybody in the house can find",
    "In the folder of the team",
    "In a message to those who were there",
    "Nowhere; those who were there will remember",
)
FEEDBACK = "Whoever was not there finds it without asking."
HEAD = """\
---
id: {name}
version: 1
kind: knowledge
minutes: 5
purpose: To see whether you know where things belong.
rule: share
pass: 80%
---

# What belongs where, part {page}

## Minutes {{#minutes}}
"""
SETTINGS = """\
site_name: Many questions
site_url: http://127.0.0.1:8000/
docs_dir: playbook
theme: {{name: material, font: false}}
plugins: [{plugins}]
"""


def project(root: Path, kind: str, pages: int) -> Path:
    """Write a project of `pages` pages with ten questions each: as `quizzes`, `lists` or `prose`.

    Of `prose` the questions are left out.
    """
    write(root, "mkdocs.yml", SETTINGS.format(plugins="stagecheck" if kind == "quizzes" else ""))
    write(root, "playbook/index.md", "# Many questions\n")
    for page in range(pages):
        body = {"quizzes": f"::: quiz part-{page}\n", "lists": _lists(page), "prose": ""}[kind]
        write(root, f"playbook/part-{page}.md", f"# Part {page}\n\n{PROSE * 4}\n{body}")
        if kind == "quizzes":
            write(root, f"quizzes/part-{page}.md", _quiz(page))
    return root


def _lists(page: int) -> str:
    return "\n".join(
        f"### {QUESTION.format(item=item, page=page)}\n\n"
        f"- {OPTIONS[0]}.\n  > {FEEDBACK}\n" + "".join(f"- {option}.\n" for option in OPTIONS[1:])
        for item in range(ITEMS)
    )


def _quiz(page: int) -> str:
    others = "".join(
        f"- [ ] `{key}` {option}.\n" for key, option in zip("bcd", OPTIONS[1:], strict=True)
    )
    items = [
        f"\n### {QUESTION.format(item=item, page=page)} {{#topic-{item}}}\n\n"
        f"- [x] `a` {OPTIONS[0]}.\n  > {FEEDBACK}\n{others}"
        for item in range(ITEMS)
    ]
    return HEAD.format(name=f"part-{page}", page=page) + "".join(items)


def seconds(root: Path, *command: str) -> float:
    """Run a command of the virtual environment in a project; return its processor time.

    A busy machine stretches the time on the clock, and hardly this one.
    """
    before = getrusage(RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    program = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
    run = subprocess.run(program, cwd=root, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
