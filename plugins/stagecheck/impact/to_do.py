"""What is still to be done before a change can be published."""

from collections.abc import Iterator, Mapping

from stagecheck_engine.ledger import meaning
from stagecheck_engine.model import Quiz
from stagecheck_engine.report.phrases import counted

from ..check.quiz import Checked
from .side import Side

ENDS_ELSEWHERE = "QZ065"
LEDGER = "QZ09"
"""How the codes begin of all problems with the ledger."""


def to_do(after: Side, compared: Mapping[str, tuple[Quiz, Quiz]]) -> tuple[str, ...]:
    """List problems with versions and example teams; others are told by lint."""
    told = [one for one in after.catalogue.problems if one.code.startswith(LEDGER)]
    paths = {one.path for one in told}
    lines = [f"`{one.path}`: {one.sentences}" for one in told]
    for name, (old, new) in compared.items():
        checked = after.catalogue.checked[name]
        lines += _examples(checked)
        if checked.path not in paths:
            lines += _version(after, checked.path, old, new)
    return tuple(lines)


def _examples(checked: Checked) -> Iterator[str]:
    elsewhere = sum(one.code == ENDS_ELSEWHERE for one in checked.problems)
    if elsewhere:
        verb = "ends" if elsewhere == 1 else "end"
        yield (
            f"`{checked.path}`: {counted(elsewhere, 'example team')} {verb} elsewhere than the "
            "column says, and the build fails until the column or the rule is changed."
        )


def _version(after: Side, path: str, old: Quiz, new: Quiz) -> Iterator[str]:
    """Ask for a higher version where lint does not, because no ledger is kept or teams move."""
    if new.version > old.version or meaning(old) == meaning(new):
        return
    release = f", then run `stagecheck release {new.id}`"
    yield (
        f"`{path}`: answers mean something else, and the version is still {new.version}. Write "
        f"`version: {old.version + 1}`{release if after.catalogue.ledgers is not None else ''}, so "
        "that readers are told."
    )
