"""The one Markdown parser that quiz text passes through: CommonMark, tables, no raw HTML."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.front_matter import front_matter_plugin

type Resolve = Callable[[str], str]
"""Turns the target of a link, as written in the quiz file, into an address for one page."""

BEGINS = "begins"
"""In the meta of an inline token: how much of its content was taken off before its children."""


@cache
def parser() -> MarkdownIt:
    """Return the parser, configured once.

    Characters that were escaped stay apart from the text around them, so that a star that was
    meant is told from one that was left over.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)
    markdown.disable("text_join")
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


def _texts(tokens: Sequence[Token]) -> list[str]:
    texts = []
    for token in tokens:
        if token.children:
            texts.append(plain(token.children) + " " if token.type == "inline" else "")
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
