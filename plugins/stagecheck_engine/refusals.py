"""Why a code cannot be taken, and what to do: one sentence each, for people who copied it."""

from .errors import CodeError

SHORTEST = 20
"""Characters that a code has at least."""


def nothing() -> CodeError:
    """Nothing but spaces stands where a code was expected."""
    return CodeError("SC401", "there is no code here", "paste a code: some 30 digits and letters")


def mistyped(length: int) -> CodeError:
    """So many characters make no code, and nothing tells how many it should have."""
    if length < SHORTEST:
        message = f"a code has at least {SHORTEST} characters, and here {_stand(length)}"
        return CodeError("SC401", message, _WHOLE)
    if length % 4:
        message = f"a code has whole groups of four characters, and here {_stand(length)}"
        return CodeError("SC401", f"{message}, so some are missing or too many", _WHOLE)
    message = (
        f"the {length} characters do not fit together: one or more is mistyped, "
        "or stands in another's place"
    )
    hint = "copy the code again; if you type it, compare it group by group with the one you have"
    return CodeError("SC401", message, hint)


def cut(length: int, whole: int) -> CodeError:
    """The code begins as it should and is too short."""
    return CodeError(
        "SC401", f"only {length} of the {whole} characters of the code are here", _WHOLE
    )


def goes_on(length: int, whole: int) -> CodeError:
    """The code is whole, and more stands behind it, such as a second one."""
    more = "1 more follows" if length == whole + 1 else f"{length - whole} more follow"
    message = f"the code ends after {whole} characters, and {more}"
    return CodeError("SC401", message, "put each code on a line of its own, with nothing behind it")


def too_long(length: int, whole: int) -> CodeError:
    """The code begins as it should, has too many characters and is not whole."""
    message = f"the code has {whole} characters, and here {_stand(length)}"
    return CodeError("SC401", message, _WHOLE)


def no_tag(length: int) -> CodeError:
    """The tag of a round does not have four characters."""
    message = f"the tag of a round has four characters, and here {_stand(length)}"
    return CodeError("SC401", message, "copy the link of the round again, to its very end")


def other_quiz(quiz: str) -> CodeError:
    """The code is sound; ids cannot be told from it, so that the other quiz has no name here."""
    message = f"the code is well copied, and belongs to another quiz than {quiz!r}"
    return CodeError(
        "SC402", message, "use it where its own quiz is, or ask for a code of this quiz"
    )


def other_round(found: str, wanted: str) -> CodeError:
    """The code is sound; `found` is empty where its quiz was not taken by a round's link."""
    whose = f"belongs to the round {found}" if found else "belongs to no round"
    message = f"the code is well copied, but {whose}, and this is the round {wanted}"
    # Nobody may know who sent it.
    hint = (
        "its writer opens the link of this round again and makes a new code. "
        "Ask the whole team, not one person"
    )
    return CodeError("SC403", message, hint)


def newer_form(number: int) -> CodeError:
    """The code is sound, and written as no version of this engine did."""
    message = f"the code is well copied, but of the form {number}, which this page cannot read yet"
    return CodeError("SC404", message, _RELOAD)


def unknown_version(number: int, known: list[int]) -> CodeError:
    """The code is sound; the page has no entry of its version, but has those of `known`."""
    here = ", ".join(str(one) for one in known) or "none"
    message = f"the code is well copied, but answers version {number}, and this page knows: {here}"
    return CodeError("SC404", message, _RELOAD)


def other_meaning(number: int) -> CodeError:
    """The code is sound, and its version asked or counted something else where it was made."""
    message = (
        f"the code is well copied, but where it was made, version {number} "
        "asks or counts something else than it does here"
    )
    hint = "ask its sender to take the quiz on this site, and to send the code from here"
    return CodeError("SC405", message, hint)


_WHOLE = "copy the code again, from its first group to its last"
_RELOAD = (
    "reload the page; if that does not help, ask its sender to take the quiz on this site again"
)


def _stand(length: int) -> str:
    return "is 1" if length == 1 else f"are {length or 'none'}"
