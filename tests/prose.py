"""What people read on pages and in quizzes: the prose, without code, addresses and markup."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import syntok.segmenter as segmenter

from samples import ROOT

DOCS, QUIZZES = ROOT / "playbook", ROOT / "quizzes"

_MARKUP = [
    (r"\A---\n.*?\n---\n", ""),  # front matter
    (r"<!--.*?-->", " "),
    (r"^( *)(`{3,}|~{3,}).*?^ *\2`*$", " "),  # blocks of code
    (r"^## [^\n]*\{#examples\}.*", ""),  # example teams are data
    (r"^::: .*$", " "),
    (r"^\|[-| :]+\|$", " "),  # below the headings of a table
    (r"^(- )(\[.\] )?`[^`]+` ", r"\1"),  # keys of options
    (r"(`+)[^`\n]+\1", " "),
    (r"!?\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1"),
    (r"\s*\[F\d+\]", ""),
    (r"<https?://[^>]*>|https?://\S+", " "),
    (r"</?[a-z][^>]*>", " "),
    (r"\{\{ *[a-z_.]+ *\}\}", "someone"),
    (r"\{\{ *[A-Z][a-z_.]+ *\}\}", "Someone"),
    (r"\{[:# .][^}]*\}|\{value=[^}]*\}", " "),
]
_BEGINS_BLOCK = re.compile(r"\A\s*(?:#+ |>|\||[-*+] |\d+\. |: )")


def authored() -> list[Path]:
    """List what editors write for readers: every page and every quiz."""
    return sorted(
        [*DOCS.rglob("*.md"), *(one for one in QUIZZES.glob("*.md") if one.stem.islower())]
    )


def name(path: Path) -> str:
    """Name a file as an editor does."""
    return path.relative_to(ROOT).as_posix()


@cache
def prose(path: Path) -> str:
    """Return the text of a file as it is read."""
    text = path.read_text("utf-8")
    for pattern, plain in _MARKUP:
        text = re.sub(pattern, plain, text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text)


def passages(path: Path) -> Iterator[str]:
    """Give each heading, paragraph, list item and cell of a table, in one line each."""
    block: list[str] = []
    for line in [*prose(path).split("\n"), ""]:
        if block and (not line.strip() or _BEGINS_BLOCK.match(line)):
            yield from _cells(" ".join(block))
            block = []
        if line.strip():
            block.append(_BEGINS_BLOCK.sub("", line, count=1).strip())


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|") if cell.strip()]


def sentences(text: str) -> list[str]:
    """Cut a passage into sentences."""
    found = (sentence for part in segmenter.analyze(text) for sentence in part)
    return ["".join(token.spacing + token.value for token in one).strip() for one in found]


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(
        r"[a-z0-9]+(?:'[a-z]+)*", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
