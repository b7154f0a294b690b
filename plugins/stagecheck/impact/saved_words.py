"""What a change does to saved answers and codes, in sentences."""

from collections.abc import Iterator

from stagecheck_engine.report.phrases import counted

from .compare import QuizImpact
from .saved import Closed, Saved

_WAYS = {"dont_know": "don't know", "none": "none of these", "not_applicable": "not applicable"}


def saved_words(one: QuizImpact) -> tuple[str, ...]:
    """List the sentences for one quiz."""
    saved = one.saved
    if not saved.published:
        said = f"Version {saved.version} was not published at the base: nobody holds answers to it."
        return (said, *_codes(one))
    return (*_lost(saved), *_told(one), *_codes(one))


def _lost(saved: Saved) -> Iterator[str]:
    if not saved.touched:
        yield "Every saved answer still stands."
    yield from (f"{item} is gone, with the answers to it." for item in saved.gone)
    yield from (_closed(one) for one in saved.closed)
    yield from (f"{item} is new; readers are shown it." for item in saved.new)


def _closed(one: Closed) -> str:
    if one.single:
        return f"{one.item} takes one answer now: who chose several has to choose again."
    keys = ", ".join(_WAYS.get(key, key) for key in one.keys)
    return f"{one.item} no longer offers {keys}: such answers are lost."


def _told(one: QuizImpact) -> Iterator[str]:
    saved = one.saved
    if one.versions[0] == one.versions[1]:
        if saved.told:
            yield "The version is the same, so readers are not told of any of this."
        return
    if saved.told:
        had = " who had given what is lost" if saved.touched else ""
        yield f"Readers{had} are told: “{saved.told}”"
    if saved.counts_changed:
        yield "They are told that the same answers may give another result."


def _codes(one: QuizImpact) -> Iterator[str]:
    for codes in one.codes:
        if codes.refused:
            yield f"Codes of version {codes.version} are no longer read: {codes.refused}."
        else:
            yield f"Codes of version {codes.version} are still read."
    made = one.example_codes
    if made and made.made:
        yield (
            f"Tried with {counted(made.made, 'example team')}: {made.read} of their codes are "
            "read, and lead where those teams end now."
            + (f" The others are told: “{made.refused}.”" if made.refused else "")
        )
