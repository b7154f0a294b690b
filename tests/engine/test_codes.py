"""Codes: what they carry comes back whole, and what is not whole is refused with its reason."""

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coded import sealed
from made_up import answered, any_quizzes, make_item, offered, several
from samples import catalogue, team_quiz
from small_quizzes import every_rule, knowledge
from stagecheck_engine import base32, codes, layout
from stagecheck_engine.codes import PRIME, TAGS, decode, encode, known, round_tag, written_tag
from stagecheck_engine.errors import AnswerError, CodeError
from stagecheck_engine.ledger import Ledger, version_of
from stagecheck_engine.model import Answers, Quiz, Share

QUIZZES = [checked.file.quiz for checked in catalogue().checked.values() if checked.file]
TAG = st.integers(0, TAGS - 1)
CHANCE = random.Random(7)  # noqa: S311 - the same cases each time, not a secret


@pytest.fixture(autouse=True)
def seeded() -> None:
    """Let a test draw the same whichever tests ran before it."""
    CHANCE.seed(7)


def by_chance(quiz: Quiz, share: float = 0.9) -> dict[str, str]:
    """Answer a part of a quiz in every way that it offers."""
    return {item.id: CHANCE.choice(offered(item)) for item in quiz.items if CHANCE.random() < share}


def highest(quiz: Quiz) -> dict[str, str]:
    """Answer so that the number of the answers is as great as it can be."""
    version = version_of(quiz)
    return layout.read(version, layout.values(version), product_of(quiz) - 1)[0]


def product_of(quiz: Quiz) -> int:
    """Count the ways to answer a quiz; every item may be skipped too."""
    count = 1
    for item in quiz.items:
        count *= 1 + len([one for one in offered(item) if one])
    return count


def refusal(text: str, quiz: str, versions: Ledger) -> CodeError:
    """Return how a text is refused; fails where it is read."""
    with pytest.raises(CodeError) as refused:
        decode(text, quiz, versions)
    return refused.value


def bare(code: str) -> str:
    return code.replace("-", "")


# What goes in comes out


@pytest.mark.parametrize("quiz", [*QUIZZES, *every_rule()], ids=lambda quiz: f"{quiz.id}")
def test_answers_come_back_from_every_quiz(quiz: Quiz) -> None:
    """None, few, many and all answers, in every way, with and without a round."""
    versions = known(quiz, {})
    some = [by_chance(quiz, share) for share in (0.3, 0.7, 1) for _ in range(40)]
    for answers in ({}, highest(quiz), *some):
        nonce, tag = CHANCE.randrange(TAGS), CHANCE.choice([None, 0, CHANCE.randrange(TAGS)])
        read = decode(encode(quiz, answers, nonce, tag), quiz.id, versions)
        assert read == (quiz.id, quiz.version, answers, nonce, tag)
        assert [*read.answers] == [item.id for item in quiz.items if item.id in answers]


@given(answered(any_quizzes()), TAG, st.none() | TAG)
def test_answers_come_back_from_any_quiz(
    case: tuple[Quiz, Answers], nonce: int, tag: int | None
) -> None:
    """Whatever a quiz is like, a code of it says what was answered."""
    quiz, answers = case
    code = encode(quiz, answers, nonce, tag)
    assert decode(code, quiz.id, known(quiz, {})) == (quiz.id, 1, answers, nonce, tag)


def test_several_choices_come_back_in_the_order_of_the_quiz() -> None:
    """They are a set: the order in which they were ticked is nobody's business."""
    item = several(make_item("tools", "x", 4))
    quiz = knowledge()._replace(items=(item,))
    code = encode(quiz, {"tools": "d a c"}, 1, None)
    assert decode(code, quiz.id, known(quiz, {})).answers == {"tools": "a c d"}


def test_what_a_quiz_does_not_offer_is_not_written() -> None:
    """A code never says what nobody could answer, nor wraps a number that is too great."""
    quiz = team_quiz()
    for answers in ({"rules": "z"}, {"nothing": "a"}, {"rules": "~"}, {"rules": "a b"}):
        with pytest.raises(AnswerError):
            encode(quiz, answers, 0, None)
    for nonce, tag in ((-1, None), (TAGS, None), (0, TAGS), (0, -1)):
        with pytest.raises(ValueError, match="from 0 to below 1048576"):
            encode(quiz, {}, nonce, tag)


def test_a_code_is_short_enough_to_copy() -> None:
    """With a round 32 characters at most for the team stage check, and for all our quizzes."""
    assert len(bare(encode(team_quiz(), highest(team_quiz()), TAGS - 1, TAGS - 1))) == 32
    assert len(bare(encode(team_quiz(), highest(team_quiz()), TAGS - 1, None))) == 28
    assert all(len(bare(encode(quiz, highest(quiz), 0, 0))) <= 32 for quiz in QUIZZES)


@pytest.mark.parametrize("quiz", [*QUIZZES, *every_rule()], ids=lambda quiz: f"{quiz.id}")
def test_the_length_tells_nothing_of_the_answers(quiz: Quiz) -> None:
    """All codes of a version are groups of four, and as many of them."""
    lengths = set()
    for answers in ({}, highest(quiz), by_chance(quiz)):
        groups = encode(quiz, answers, 5, 6).split("-")
        assert {len(group) for group in groups} == {4}
        lengths.add(len(groups))
    assert len(lengths) == 1


# The format, by other means


def bits_of(code: str) -> str:
    """Write a code as the bits of its characters."""
    return "".join(f"{base32.DIGITS.index(one):05b}" for one in bare(code))


def test_every_field_stands_where_the_format_says() -> None:
    """The bits of a code, taken apart by hand."""
    quiz = knowledge()._replace(version=9999)
    code = encode(quiz, {"rules-1": "b", "rules-2": "a c"}, 0b1100, 0b1010)
    bits, mark = bits_of(code), version_of(quiz).mark
    # The checksum of "made-up" ends with these bits.
    assert bits[:18] == "001" + "101000100100100"
    assert bits[18:49] == f"{9999:014b}{mark:016b}1"
    assert bits[49:89] == f"{0b1010:020b}{0b1100:020b}"
    # rules-1: skipped, four options, don't know; rules-2: its sets follow, a and c are 5.
    assert int(bits[89:-25], 2) == 2 + 6 * 0b101
    assert int(bits[-25:], 2) == (1 - int(bits[:-25] + "0" * 25, 2)) % PRIME

    alone = bits_of(encode(quiz, {}, 0b1100, None))
    assert alone[:48] == bits[:48]
    assert alone[48:69] == f"0{0b1100:020b}"
    assert set(alone[69:-25]) == {"0"}


def test_the_answers_are_their_place_among_all_there_are() -> None:
    """A number for each way to answer, counted through one by one, the first item first."""
    way = make_item("c", "x", 2)._replace(none=True, not_applicable=True)
    items = (make_item("a", "x", 3), several(make_item("b", "x", 3)), way)
    quiz = knowledge()._replace(items=items)
    sets = ["a", "b", "a b", "c", "a c", "b c", "a b c"]
    ways = [["", "a", "b", "c", "?"], ["", *sets, "~", "?"], ["", "a", "b", "~", "-", "?"]]
    version = version_of(quiz)
    sizes = layout.values(version)
    assert sizes == [len(each) for each in ways]
    # The last of a product moves fastest, and the first item is the lowest digit.
    for number, answer in enumerate(product(*ways[::-1])):
        answers = {key: said for key, said in zip("abc", answer[::-1], strict=True) if said}
        assert layout.write(version, answers) == number
        assert layout.read(version, sizes, number) == (answers, 0)
    assert layout.read(version, sizes, 5 * 10 * 6) == ({}, 1)


def test_the_prime_finds_what_it_promises() -> None:
    """One or two wrong characters, and groups that changed places, in 7,000 characters."""
    assert PRIME < 2**25
    assert all(PRIME % number for number in range(2, int(PRIME**0.5) + 1))
    factors = {2, 7, 342_389}
    assert (PRIME - 1) == 2 * 7**2 * 342_389
    assert all(pow(32, (PRIME - 1) // factor, PRIME) != 1 for factor in factors)
    small = {one % PRIME for one in range(-31, 32)}
    power = 1
    for _ in range(7_000):
        power = power * 32 % PRIME
        assert power != 1
        assert small.isdisjoint(power * wrong % PRIME for wrong in range(1, 32))


def test_no_two_of_our_quizzes_look_alike() -> None:
    """A code tells its quiz by fifteen bits; on this site they are enough."""
    heads = {bits_of(encode(quiz, {}, 0, None))[3:18] for quiz in QUIZZES}
    assert len(heads) == len(QUIZZES)


def test_reading_codes_costs_readers_one_module() -> None:
    """Beside what the bridge has loaded, only the checksum's library is."""
    program = (
        "import stagecheck_engine.bridge, sys; before = set(sys.modules); "
        "import stagecheck_engine.codes; print(*set(sys.modules) - before)"
    )
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    assert {name for name in loaded if not name.startswith("stagecheck_engine")} <= {"zlib"}


# How it may be written


ALIKE = {"0": "0oO", "1": "1iIlL"}
BETWEEN = ["", "", "", "-", " ", "\n", "\r\n", "\t", "–", "—", "\u00a0", "\u200b", "\u2011", " - "]  # noqa: RUF001


@given(answered(any_quizzes()), TAG, TAG, st.data())
def test_case_spaces_dashes_and_look_alikes_do_not_matter(
    case: tuple[Quiz, Answers], nonce: int, tag: int, data: st.DataObject
) -> None:
    """A code survives handwriting, dictation and what mail programs do to lines."""
    quiz, answers = case
    written = data.draw(st.sampled_from(BETWEEN))
    for one in bare(encode(quiz, answers, nonce, tag)):
        alike = ALIKE.get(one, one + one.lower())
        written += data.draw(st.sampled_from(alike)) + data.draw(st.sampled_from(BETWEEN))
    assert decode(written, quiz.id, known(quiz, {})) == (quiz.id, 1, answers, nonce, tag)


@given(TAG)
def test_a_tag_is_four_characters(tag: int) -> None:
    """The tag of a round is written and read as codes are."""
    written = written_tag(tag)
    assert len(written) == 4
    assert round_tag(f" {written[:2].lower()}-{written[2:]}\n") == tag


@pytest.mark.parametrize("text", ["", "ABC", "ABCDE", "ABC!", "ABCU", "<b>x"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    """A link that lost its end, or was tampered with, opens no round."""
    with pytest.raises(CodeError) as refused:
        round_tag(text)
    assert refused.value.code == "SC401"


# Damage


def sampled() -> Iterator[tuple[Quiz, str]]:
    """Give codes of the team stage check and of a small quiz, with and without a round."""
    for quiz in (team_quiz(), knowledge()):
        for tag in (None, CHANCE.randrange(TAGS)):
            yield quiz, bare(encode(quiz, by_chance(quiz), CHANCE.randrange(TAGS), tag))


SAMPLES = list(sampled())


def spoilt_codes(code: str) -> Iterator[str]:
    """Give a code with each wrong character, each two that changed places, each two groups."""
    for at, right in enumerate(code):
        for wrong in base32.DIGITS.replace(right, ""):
            yield code[:at] + wrong + code[at + 1 :]
    for one, other in combinations(range(len(code)), 2):
        changed = [*code]
        changed[one], changed[other] = changed[other], changed[one]
        yield "".join(changed)
    groups = [code[at : at + 4] for at in range(0, len(code), 4)]
    for one, other in combinations(range(len(groups)), 2):
        moved = [*groups]
        moved[one], moved[other] = moved[other], moved[one]
        yield "".join(moved)


@pytest.mark.parametrize(("quiz", "code"), SAMPLES)
def test_every_slip_of_the_pen_is_found(quiz: Quiz, code: str) -> None:
    """Each wrong character at each place, each two characters and each two groups swapped."""
    versions = known(quiz, {})
    spoilt = {one for one in spoilt_codes(code) if one != code}
    assert len(spoilt) > len(code) * 31
    for text in spoilt:
        assert refusal(text, quiz.id, versions).code == "SC401", text


@pytest.mark.parametrize(("quiz", "code"), SAMPLES)
def test_two_wrong_characters_are_found(quiz: Quiz, code: str) -> None:
    """Of all places two by two, some of the wrong characters; the prime's test has the rest."""
    for one, other in combinations(range(len(code)), 2):
        changed = [*code]
        for at in (one, other):
            changed[at] = CHANCE.choice(base32.DIGITS.replace(code[at], ""))
        assert refusal("".join(changed), quiz.id, known(quiz, {})).code == "SC401"


@pytest.mark.parametrize(("quiz", "code"), SAMPLES)
def test_a_code_that_is_cut_says_how_much_is_missing(quiz: Quiz, code: str) -> None:
    """Wherever it breaks off; from ten characters on, the head tells how long it was."""
    versions = known(quiz, {})
    for length in range(len(code)):
        error = refusal(code[:length], quiz.id, versions)
        assert error.code == "SC401"
        if length >= 10:
            assert error.message.startswith(f"only {length} of the {len(code)} characters")
        assert refusal(code[len(code) - length :], quiz.id, versions).code == "SC401"


@pytest.mark.parametrize(("quiz", "code"), SAMPLES)
def test_a_character_left_out_or_doubled_is_found(quiz: Quiz, code: str) -> None:
    """At every place; also two left out, and four."""
    for at in range(len(code)):
        for text in (
            *(code[:at] + code[at + gone :] for gone in (1, 2, 4)),
            *(code[:at] + code[at] * times + code[at:] for times in (1, 2, 4)),
        ):
            assert refusal(text, quiz.id, known(quiz, {})).code == "SC401"


def test_codes_that_run_together_are_two_lines() -> None:
    """A lost line break is named, whichever two codes stand there."""
    for (quiz, code), (_, other) in product(SAMPLES, SAMPLES):
        error = refusal(code + other, quiz.id, known(quiz, {}))
        assert error.code == "SC401"
        told = f"the code ends after {len(code)} characters, and {len(other)} more follow"
        assert error.message == told
        assert "a line of its own" in error.hint
        assert refusal(code + other[:3], quiz.id, known(quiz, {})).message.endswith("3 more follow")


# Sound, but not from here


def test_a_code_of_another_quiz_is_told_apart() -> None:
    """Each quiz of the repository refuses the codes of all others, and says so."""
    for quiz, other in product(QUIZZES, QUIZZES):
        if quiz is not other:
            error = refusal(encode(other, by_chance(other), 1, 2), quiz.id, known(quiz, {}))
            assert error.code == "SC402"
            assert quiz.id in error.message


def test_a_code_of_another_round_is_told_apart() -> None:
    """Also one of no round, which says nothing of when and with whom it was made."""
    quiz = team_quiz()
    for tag, found in ((5, f"the round {written_tag(5)}"), (None, "no round")):
        code = decode(encode(quiz, {}, 1, tag), quiz.id, known(quiz, {}))
        with pytest.raises(CodeError) as refused:
            codes.expect_round(code, 6)
        assert refused.value.code == "SC403"
        assert found in refused.value.message
        assert f"this is the round {written_tag(6)}" in refused.value.message
    codes.expect_round(decode(encode(quiz, {}, 1, 6), quiz.id, known(quiz, {})), 6)


def test_a_version_that_is_not_known_here_is_told_apart() -> None:
    """The reader learns which one it is, and which ones this page has."""
    quiz = team_quiz()
    code = encode(quiz._replace(version=7), by_chance(quiz), 1, 2)
    later = quiz.version + 1
    error = refusal(code, quiz.id, {**known(quiz, {}), later: version_of(quiz)})
    assert error.code == "SC404"
    assert error.message.endswith(f"version 7, and this page knows: {quiz.version}, {later}")
    assert refusal(code, quiz.id, {}).code == "SC404"


def test_a_form_of_later_years_is_told_apart() -> None:
    """Whatever stands behind the first three bits, this engine does not guess at it."""
    quiz = team_quiz()
    number = base32.read(encode(quiz, {}, 1, 2))[0] >> 25
    for form in (0, 2, 7):
        error = refusal(sealed(number & (1 << 132) - 1 | form << 132, 8), quiz.id, known(quiz, {}))
        assert error.code == "SC404"
        assert f"of the form {form}," in error.message


def test_a_changed_meaning_is_told_apart() -> None:
    """The same version of another copy of the site, where an answer counts something else."""
    quiz = knowledge()
    first, *rest = quiz.items
    option = first.options[0]
    changed = [
        quiz._replace(items=(*rest, first)),
        quiz._replace(items=(first._replace(weight=2), *rest)),
        quiz._replace(items=(first._replace(options=first.options[::-1]), *rest)),
        quiz._replace(
            items=(first._replace(options=(option._replace(value=0), *first.options[1:])), *rest)
        ),
        quiz._replace(rule=Share(1)),
    ]
    for other in changed:
        assert refusal(encode(other, {}, 1, 2), quiz.id, known(quiz, {})).code == "SC405"
    reworded = quiz._replace(title="Other", items=(first._replace(text="Other?"), *rest))
    assert decode(encode(reworded, {}, 1, 2), quiz.id, known(quiz, {})).answers == {}


def test_codes_of_old_versions_are_read_for_ever() -> None:
    """Questions may come and go; a code is read by the version that it answers."""
    old = knowledge()
    new = old._replace(version=2, items=old.items[1:])
    answers = {"rules-1": "b", "rules-2": "a c"}
    code = encode(old, answers, 1, None)
    versions = known(new, {1: version_of(old)})
    assert decode(code, old.id, versions) == (old.id, 1, answers, 1, None)
    assert decode(encode(new, {}, 2, None), old.id, versions).version == 2


def test_the_ledger_knows_better_than_the_page() -> None:
    """Where both have a version, answers mean what was published."""
    quiz = knowledge()
    published = {1: version_of(quiz._replace(rule=Share(1)))}
    assert known(quiz, published) is published
    assert refusal(encode(quiz, {}, 1, None), quiz.id, known(quiz, published)).code == "SC405"


# Hostile input


def test_chance_makes_no_code() -> None:
    """Ten thousand lines of the right characters, and none is read.

    One in 2**25 passes the check, one in 2**3 * 2**15 * 2**14 * 2**16 of those fits the format, the
    quiz, the version and the mark: for all ten thousand together, less than one in 2**59.
    """
    quiz = team_quiz()
    for _ in range(10_000):
        text = "".join(CHANCE.choices(base32.DIGITS, k=CHANCE.choice((20, 24, 28, 31, 32, 32, 36))))
        assert refusal(text, quiz.id, known(quiz, {})).code == "SC401"


@given(answered(any_quizzes()), st.data())
def test_who_knows_the_format_can_write_nothing_else(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Any number with a sound head and a sound check is refused, or is what `encode` writes."""
    quiz, answers = case
    code = encode(quiz, answers, 1, data.draw(st.none() | TAG))
    number, length = base32.read(code)
    free = 5 * length - 25 - 49
    number = number >> 25 + free << free | data.draw(st.integers(0, (1 << free) - 1))
    forged = sealed(number, length // 4)
    try:
        read = decode(forged, quiz.id, known(quiz, {}))
    except CodeError:
        assert refusal(forged, quiz.id, known(quiz, {})).code == "SC401"
    else:
        assert encode(quiz, read.answers, read.nonce, read.round) == forged


def test_a_second_check_that_the_prime_allows_is_refused() -> None:
    """A code is written in one way: of two checks that differ by the prime, the lower counts."""
    quiz = knowledge()
    seen = 0
    for nonce in range(TAGS):
        number, length = base32.read(encode(quiz, {}, nonce, None))
        if number % 2**25 + PRIME < 2**25:
            text = base32.write(number + PRIME, length // 4)
            assert refusal(text, quiz.id, known(quiz, {})).code == "SC401"
            seen += 1
            break
    assert seen


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = {one: one + 0xFEE0 for one in range(0x30, 0x5B)}


def hostile() -> Iterator[str]:
    """Give what people and attackers paste in place of a code."""
    code = SAMPLES[1][1]
    yield from ("", " \n\t-", "\0", code[:9] + "\0" + code[9:], "-1", "+" + code, code[:-1] + "_")
    yield from (code.translate(ARABIC), code.translate(WIDE), code.replace("0", "٠") + "٠")  # noqa: RUF001
    yield from (f"<b>{code}</b>", "<script>alert(1)</script>", f"{code}'; DROP TABLE codes;--")
    yield from ("ı" * 32, "ſ" * 32, "K" * 32, "ß" * 32, "\ud800" * 32, "😀" * 32, "U" * 32)  # noqa: RUF001
    yield from ("0" * 32, "Z" * 32, "0" * 20_000, "Z" * 20_000, " " * 20_000)
    yield from ("Z" * 1_000_000, code * 40_000, "٠" * 1_000_000, "\n" * 1_000_000, "1e999", "nan")  # noqa: RUF001
    yield from ("0x" + code, "0b1", "1_000", "¹" * 32, "Ⅻ" * 32, "１" * 32)  # noqa: RUF001


@pytest.mark.parametrize("text", [*hostile()], ids=lambda text: ascii(text[:20]))
def test_hostile_input_is_a_sentence(text: str) -> None:
    """A megabyte, other scripts' digits, control characters and markup: SC401, short and shown."""
    quiz = team_quiz()
    error = refusal(text, quiz.id, known(quiz, {}))
    assert error.code == "SC401"
    assert len(error.message) + len(error.hint) < 250
    assert (error.message + error.hint).isprintable()
    assert text[:9] not in error.message or len(text) < 9


@given(st.text())
def test_no_text_is_a_code_by_accident(text: str) -> None:
    """Whatever stands in a line, it is refused in the same way."""
    quiz = team_quiz()
    assert refusal(text, quiz.id, known(quiz, {})).code == "SC401"
