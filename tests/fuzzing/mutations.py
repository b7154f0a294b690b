"""Spoils text as accidents and attackers do: characters, lines, syntax, repetition, structure."""

import random
from collections.abc import Callable, Sequence

type Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

SYNTAX = (
    *("---", "# ", "## ", "### ", "{#", "{#a}", "}", "{", "{value=1/2}", "{value=", " .several"),
    *(" .unordered", ' none="None"', ' not-applicable="-"', " scale=fence", " weight=2", "#"),
    *(
        "- ",
        "- `a` ",
        "- [x] ",
        "- [ ] `b` ",
        "  > ",
        "> ",
        "`",
        "``",
        "```",
        "~~~",
        "|",
        "| --- |",
    ),
    *(
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "<",
        ">",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "&amp;",
    ),
    *("<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))"),
    *("<https://a.b>", "[x](//evil.example)", "[x](../../../etc/passwd)", "\\", "\\*", "$", "~~"),
    *(": ", ":", "- {", "}", "[", "]", "&a ", "*a", "!!python/name:os.system ", "|\n", ">\n", "? "),
    *("'", '"', "%", "@", "null", "true", "1e999", "-1", "0x10", "2020-01-01", "~", ".inf", "<<: "),
    *("::: quiz x", "::: quiz", "!!! note", "=== tab", "--8<-- x", "1. ", "Title\n===", "a\n---"),
    *("\t", "    ", "\r", "\r\n", "\n\n", "\x00", "\x0b", "\ufeff", "\u2028", "\u202e", "\u0301"),
    *("é", "漢", "😀", "\ud7ff", "\ufffd", "\u00a0"),
)
ODD_VALUES: tuple[Json, ...] = (
    *(None, True, False, 0, -1, 1, 2, 10**9, 10**30, 1.5, "", "a", "?", "-", "~", "a b", "1/2"),
    *(
        "1/0",
        "0/1",
        "9/3",
        "-1/2",
        "<b>x</b>",
        "javascript:alert(1)",
        "../..",
        [],
        {},
        [[]],
        "\ud800",
    ),
)
MOST_REPEATS = 3000

type Mutation = Callable[[random.Random, str, Sequence[str]], str]


def mutate(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    """Spoil a text one to eight times; `corpus` are texts to take parts from."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        text = chance.choice(_MUTATIONS)(chance, text, corpus)
    return text


def mutate_json(chance: random.Random, data: Json) -> Json:
    """Spoil a value somewhere in its depth: replaced, taken out, doubled, or with an odd key."""
    if isinstance(data, dict) and data and chance.random() < 0.85:
        return _mutate_object(chance, data)
    if isinstance(data, list) and data and chance.random() < 0.85:
        at = chance.randrange(len(data))
        match chance.randrange(8):
            case 0:
                return [*data[:at], *data[at + 1 :]]
            case 1:
                return [*data, data[at]]
            case _:
                return [*data[:at], mutate_json(chance, data[at]), *data[at + 1 :]]
    if isinstance(data, str) and data and chance.random() < 0.3:
        return mutate(chance, data, [data])
    return chance.choice(ODD_VALUES)


def _mutate_object(chance: random.Random, data: dict[str, Json]) -> Json:
    name = chance.choice(list(data))
    match chance.randrange(10):
        case 0:
            return {key: value for key, value in data.items() if key != name}
        case 1:
            return {**data, chance.choice(SYNTAX): data[name]}
        case _:
            return {**data, name: mutate_json(chance, data[name])}


def _drop(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 2, 5, 20, 200)) :]


def _insert(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SYNTAX) + text[at:]


def _begin_line(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    return _at_line(chance, text, lambda line: chance.choice(SYNTAX) + line)


def _end_line(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    return _at_line(chance, text, lambda line: line + chance.choice(SYNTAX))


def _drop_line(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    lines = text.split("\n")
    del corpus, lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def _double_line(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    return _at_line(chance, text, lambda line: f"{line}\n{line}")


def _swap_lines(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _indent(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    return _at_line(chance, text, lambda line: " " * chance.choice((1, 2, 3, 4, 8)) + line)


def _splice(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    """Put a run of lines of another text into this one."""
    lines, other = text.split("\n"), chance.choice(corpus).split("\n")
    start = chance.randrange(len(other))
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = other[start : start + chance.choice((1, 3, 10, 40))]
    return "\n".join(lines)


def _repeat(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    """Write one piece of syntax very often: nesting, long lines, long lists."""
    del corpus
    at = chance.randrange(len(text) + 1)
    times = chance.choice((10, 100, MOST_REPEATS))
    piece = "".join(chance.choice(SYNTAX) for _ in range(chance.choice((1, 1, 2))))
    return text[:at] + piece * times + text[at:]


def _cut(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    del corpus
    return text[: chance.randrange(len(text) + 1)]


def _character(chance: random.Random, text: str, corpus: Sequence[str]) -> str:
    """Put any character there is, but for halves of pairs, which no file in UTF-8 holds."""
    del corpus
    at = chance.randrange(len(text) + 1)
    code = chance.choice(
        (chance.randrange(128), chance.randrange(0xD800), chance.randrange(0x10FFFF))
    )
    character = chr(code) if not 0xD800 <= code < 0xE000 else "?"
    return text[:at] + character + text[at + 1 :]


def _at_line(chance: random.Random, text: str, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = change(lines[at])
    return "\n".join(lines)


# The gentle ones twice and more: a file that is spoilt beyond recognition tests little.
_MUTATIONS: tuple[Mutation, ...] = (
    *(_insert, _insert, _insert, _begin_line, _begin_line, _end_line, _end_line),
    *(_drop_line, _drop_line, _double_line, _swap_lines, _indent, _splice, _splice),
    *(_drop, _drop, _character, _character, _cut, _repeat),
)
