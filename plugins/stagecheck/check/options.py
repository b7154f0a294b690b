"""Checks the options of a question or a scale: keys, texts, values, marks and feedback."""

import re
from collections.abc import Sequence

from stagecheck_engine.model import DONT_KNOW, NONE, NOT_APPLICABLE, Number
from stagecheck_engine.scoring.points import written

from ..draft import DraftOption, Kind
from ..exact import HINT, value
from ..findings import Findings
from ..problems import Mend, Place, nearest
from .marks import lost_options
from .repeats import check_repeats
from .text import BLOCKS, TextCheck

VALUE = "value"
_SPOILT_MARK = re.compile(r"\[[\sxX✓✔]*\]")


def check_options(
    findings: Findings, text: TextCheck, options: Sequence[DraftOption], place: Place
) -> None:
    """Check what all options have in common; `place` is the heading of the question or scale."""
    lost = any(lost_options(option.text.tokens[-1]) for option in options)
    if len(options) < 2 and not lost:
        message = f"{len(options)} of at least 2 options found"
        findings.add("QZ020", place, message, "Write a list of lines like - `a` Nobody does")
    keys: dict[str, Place] = {}
    texts: dict[str, Place] = {}
    for option in options:
        text.prose(option.text)
        _check_paragraph(findings, text, option)
        _check_key(findings, option, keys)
        _check_text(findings, option, texts)
        _check_attributes(findings, option)


def check_unmarked(findings: Findings, options: Sequence[DraftOption]) -> None:
    """Check options of which none is right or wrong: they have neither marks nor feedback."""
    for option in options:
        if option.mark is not None:
            message = "the option is marked, and nothing is right or wrong here"
            hint = "Take the mark [x] or [ ] out, or make the quiz `kind: knowledge`"
            findings.add("QZ033", option.place, message, hint)
        if option.feedback:
            message = "the option has feedback, and nothing is right or wrong here"
            hint = "Take the quotation out, or make the quiz `kind: knowledge`"
            findings.add("QZ033", option.feedback[0].prose.place, message, hint)


def check_values(findings: Findings, options: Sequence[DraftOption]) -> None:
    """Check what options of one choice count: from least to most, and not all the same."""
    given = _given(findings, options)
    values = [counts for _, counts in given]
    for (option, after), before in zip(given[1:], values, strict=False):
        if after < before:
            message = f"the option counts {written(after)}, less than the one before it"
            hint = "List the options from least to most"
            findings.add("QZ036", option.braces or option.place, message, hint)
    if given and len(set(values)) == 1:
        place = given[0][0].braces or given[0][0].place
        message = f"every option counts {written(values[0])}, so the answer changes nothing"
        findings.add("QZ036", place, message, "Let them differ, or make the question .unordered")


def check_several(findings: Findings, options: Sequence[DraftOption]) -> None:
    """Check what options count of which any number may be chosen: each adds its own, not all 0."""
    given = _given(findings, options)
    if given and not any(counts for _, counts in given):
        place = given[0][0].braces or given[0][0].place
        message = "every option counts 0, so the answer changes nothing"
        findings.add("QZ036", place, message, "Let one count more, or make it .unordered")


def check_valueless(findings: Findings, options: Sequence[DraftOption], why: str) -> None:
    """Check options that count by another way than a value of their own; `why` says by which."""
    for option in options:
        if VALUE in option.attributes:
            message = f"the option has a value, and {why}"
            findings.add("QZ014", option.braces or option.place, message, "Take the value out")


def values_of(options: Sequence[DraftOption], default: Sequence[Number]) -> list[Number]:
    """Return what each option counts; by `default` where none says so."""
    given = [value(option.attributes.get(VALUE, "")) for option in options]
    return [
        usual if counts is None else counts for counts, usual in zip(given, default, strict=True)
    ]


def check_marks(findings: Findings, text: TextCheck, options: Sequence[DraftOption]) -> None:
    """Check that each option of a knowledge check is right or wrong, and a right one says why."""
    for option in options:
        if option.mark is None and not _spoilt_mark(option):
            hint = "Begin a right one with - [x] and a wrong one with - [ ]"
            message = "the option is marked neither right nor wrong"
            findings.add("QZ034", option.place, message, hint)
        if _goes_on(option):
            _second_line(findings, text, option)
        elif option.mark and not option.feedback:
            hint = "Write below it, indented by two spaces: > and why it is right"
            findings.add("QZ031", option.place, "the right answer has no feedback", hint)
        text.blocks(option.feedback, (Kind.PARAGRAPH,))


def check_one_right(findings: Findings, options: Sequence[DraftOption], place: Place) -> None:
    """Check that exactly one option is right; `place` is the heading of the question."""
    right = [option for option in options if option.mark]
    if _lacks_right(findings, options, place) or len(right) < 2:
        return
    message = f"{len(right)} answers are right, and only one can be chosen"
    hint = "Mark one only, or write .several into the braces of the question"
    findings.add("QZ029", right[1].place, message, hint)


def check_some_right(findings: Findings, options: Sequence[DraftOption], place: Place) -> None:
    """Check that some options are right and some wrong, where several can be chosen."""
    if _lacks_right(findings, options, place):
        return
    if options and all(option.mark for option in options):
        hint = "Add a wrong one, or ask so that some of these are wrong"
        findings.add("QZ032", place, "every answer is right, so nothing can be left out", hint)


def _lacks_right(findings: Findings, options: Sequence[DraftOption], place: Place) -> bool:
    """Tell whether none is right; it is a problem only where all of them are marked."""
    if any(option.mark for option in options):
        return False
    if options and all(option.mark is not None for option in options):
        findings.add("QZ028", place, "no answer is right", "Mark one with - [x]")
    return True


def _given(findings: Findings, options: Sequence[DraftOption]) -> list[tuple[DraftOption, Number]]:
    """Return the options with what they count; none where nothing, or not all of it, is given."""
    valued = [option for option in options if VALUE in option.attributes]
    for option in options:
        if valued and not option.attributes:
            message = "the option has no value, and others have one"
            hint = "Give one to each or to none; without them, they count 0, 1, 2 and so on"
            findings.add("QZ036", option.place, message, hint)
    given = [(option, value(option.attributes[VALUE])) for option in valued]
    sound = [(option, counts) for option, counts in given if counts is not None]
    return sound if len(sound) == len(options) else []


def _goes_on(option: DraftOption) -> bool:
    """Tell whether the text goes on in a second line, which is no option that lost its space."""
    text = option.text.tokens[-1]
    breaks = [token for token in text.children or [] if token.type in ("softbreak", "hardbreak")]
    return bool(breaks) and not lost_options(text)


def _second_line(findings: Findings, text: TextCheck, option: DraftOption) -> None:
    below = Place(option.place.line + 1, 1)
    written = text.written(below)
    place = Place(below.line, len(written) - len(written.lstrip()) + 1)
    message = "the option goes on in a second line; in a knowledge check it is one line"
    hint = "Did you mean feedback? Begin the line with >, indented by two spaces"
    findings.add("QZ015", place, message, hint)


def _spoilt_mark(option: DraftOption) -> bool:
    text = option.text.tokens[-1]
    return option.key is None and bool(_SPOILT_MARK.match(text.content)) and option.mark is None


def _remarked(option: DraftOption) -> Mend | None:
    """Take superfluous spaces out of a mark; what is in it, if anything, is the author's alone."""
    found = re.match(r"\[[ \u00a0]*(?P<mark>[xX]|[ \u00a0])[ \u00a0]*\](?P<gap>\s*)", _raw(option))
    if not found:
        return None
    return Mend(option.place, found[0], f"[{found['mark'].replace('\u00a0', ' ')}] ")


def _raw(option: DraftOption) -> str:
    return option.text.tokens[-1].content


def _check_paragraph(findings: Findings, text: TextCheck, option: DraftOption) -> None:
    begins = option.text.tokens[0]
    hint = "Write the option in one paragraph"
    if begins.type in BLOCKS:
        findings.add("QZ015", option.place, f"the option begins with {BLOCKS[begins.type]}", hint)
    if option.more:
        if option.feedback and text.written(option.more).startswith(">"):
            hint = "Let the empty line between the paragraphs of the feedback begin with > too"
        findings.add("QZ015", option.more, "nothing further can stand in an option", hint)


def _check_attributes(findings: Findings, option: DraftOption) -> None:
    place = option.braces or option.place
    check_repeats(findings, option.attributes, place)
    for name, given in option.attributes.items():
        if name != VALUE:
            hint = nearest(name, [VALUE])
            findings.add("QZ014", place, f"unknown attribute {name!r}", hint)
        elif value(given) is None:
            findings.add("QZ035", place, f"the value {given!r} is no number that counts", HINT)


def _check_key(findings: Findings, option: DraftOption, keys: dict[str, Place]) -> None:
    key = option.key
    if key in (DONT_KNOW, NOT_APPLICABLE, NONE):
        hint = (
            "Offer it with dont_know in the front matter, or {not-applicable=…} or {none=…} on the"
            " question"
        )
        findings.add("QZ021", option.place, f"the key {key!r} has a meaning of its own", hint)
    elif _spoilt_mark(option):
        hint = "Write - [x] or - [ ], a space, and the key"
        findings.add("QZ034", option.place, "the mark is not well formed", hint, _remarked(option))
    elif key is None or not re.match(r"^[a-z0-9]+(-[a-z0-9]+)*$", key):
        found = f"the key {key!r} is not well formed" if key else "the option has no key"
        hint = "Begin it with a short key in backticks, small letters or digits, like - `a` Nobody"
        findings.add("QZ021", option.place, found, hint)
    elif key in keys:
        message = f"two options have the key {key!r}, first in line {keys[key].line}"
        hint = "Keys are permanent and unique within a question; give the newer one another"
        findings.add("QZ022", option.place, message, hint)
    keys.setdefault(key or "", option.place)


def _check_text(findings: Findings, option: DraftOption, texts: dict[str, Place]) -> None:
    plain = option.text.plain.casefold()
    if not plain:
        hint = "Write after the key what somebody would see"
        findings.add("QZ017", option.place, "the option has no text", hint)
    elif plain in texts:
        message = f"the option says the same as line {texts[plain].line}"
        findings.add("QZ024", option.place, message, "Take one out, or say how they differ")
    texts.setdefault(plain, option.place)
