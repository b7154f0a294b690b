"""The one Markdown parser that quiz text passes through: CommonMark, tables, no raw HTML."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.front_matter import front_matter_plugin

from .attributes import split_attributes

type Resolve = Callable[[str], str]
"""Turns the target of a link, as written in the quiz file, into an address for one page."""

BEGINS = "begins"
"""In the meta of an inline token: how much of its content was taken off before its children."""

ATTRIBUTES = "attributes"
"""In the meta of a heading's inline token: what stood in braces at the end of its text."""

_SIMPLE = re.compile(r"(?P<box>\[[ xX]\] )?(?:`(?P<code>[\w-]+)`)?(?P<rest>[^\n\\`*_\[<&]*)")
"""Most texts: a box, a key, and characters with which no markup begins."""


@cache
def parser() -> MarkdownIt:
    """Return the parser, configured once.

    Characters that were escaped stay apart from the text around them, so that a star that was
    meant is told from one that was left over.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)
    # HTML is off, so that its rules answer nothing, and are asked at every line.
    markdown.disable(["text_join", "html_block", "html_inline"])
    markdown.core.ruler.at("inline", _inline)
    markdown.add_render_rule("link_open", _link_open)
    markdown.add_render_rule("text_special", _text_special)
    return markdown


def render(tokens: Sequence[Token], resolve: Resolve) -> str:
    """Write tokens as HTML; every link target passes through `resolve`."""
    markdown = parser()
    return str(markdown.renderer.render(tokens, markdown.options, {"resolve": resolve}))


def plain(tokens: Sequence[Token]) -> str:
    """Return the text of tokens without markup, white space folded."""
    return " ".join("".join(_texts(tokens)).split())


def located(inline: Token) -> Iterator[tuple[Token, int]]:
    """Give the children of an inline token, each with where it begins in the token's content.

    The parser keeps no such places; they are found again from one child to the next.
    """
    content, at = inline.content, int(inline.meta.get(BEGINS, 0))
    for token in inline.children or []:
        begins = content.find(_written(token), at)
        yield token, begins if begins >= 0 else at
        at = _end(token, content, begins) if begins >= 0 else at


def _written(token: Token) -> str:
    """Return the characters with which a token begins in its source."""
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "link_open":
            return "<" if token.markup == "autolink" else "["
        case "link_close":
            return ">" if token.markup == "autolink" else "]"
        case "image":
            return "!["
        case _:
            return token.markup


def _end(token: Token, content: str, begins: int) -> int:
    """Find where a token ends in its source."""
    end = begins + len(_written(token))
    if token.type == "code_inline":
        return content.find(token.markup, end) + len(token.markup)
    if token.type == "image":
        end = content.find("]", end) + 1
    if token.type in ("image", "link_close"):
        closing = {"(": ")", "[": "]"}.get(content[end : end + 1])
        return content.find(closing, end) + 1 if closing and closing in content[end:] else end
    return end


def text_token(content: str) -> Token:
    """Make the token of a text without markup, as the parser does."""
    return Token("text", "", 0, content=content)


def _inline(state: StateCore) -> None:
    """Read the text of every block, and of a heading what stands in the braces at its end.

    Those are taken off before the parser sees them, so that they never reach a reader.
    """
    heading = False
    for token in state.tokens:
        if token.type == "inline":
            env = state.env
            attributes: dict[str, str] = {}
            if heading:
                token.content, attributes = split_attributes(token.content)
            if attributes:
                token.meta[ATTRIBUTES] = attributes
                env = {}  # a heading with an id takes no link by reference
            token.children = _children(state, token.content, env)
        heading = token.type == "heading_open" and token.level == 0


def _children(state: StateCore, content: str, env: EnvType) -> list[Token]:
    """Read one text: a simple one in a tenth of the time that the parser takes for it."""
    # A reference called x makes a link of a box.
    simple = None if "references" in env else _SIMPLE.fullmatch(content)
    if not simple:
        return state.md.inline.parse(content, state.md, env, [])
    if not simple["code"]:
        return [text_token(content)] if content else []
    code = Token("code_inline", "code", 0, markup="`", content=simple["code"])
    box, rest = ([text_token(part)] if part else [] for part in simple.group("box", "rest"))
    return [*box, code, *rest]


def _texts(tokens: Sequence[Token]) -> list[str]:
    texts = []
    for token in tokens:
        if token.type == "inline":
            texts += [*_texts(token.children or ()), " "]
        elif token.type in ("text", "text_special", "code_inline"):
            texts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            texts.append(" ")
    return texts


def _text_special(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    del self, options, env
    return escapeHtml(tokens[idx].content)


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    written = str(token.attrs["href"])
    token = token.copy(attrs={**token.attrs, "href": env["resolve"](written)})
    return self.renderToken([token], 0, options, env)
