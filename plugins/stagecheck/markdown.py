"""The one Markdown parser that quiz text passes through: CommonMark, tables, no raw HTML."""

from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.front_matter import front_matter_plugin

type Resolve = Callable[[str], str]
"""Turns the target of a link, as written in the quiz file, into an address for one page."""


@cache
def parser() -> MarkdownIt:
    """Return the parser, configured once."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)
    markdown.add_render_rule("link_open", _link_open)
    return markdown


def render(tokens: Sequence[Token], resolve: Resolve) -> str:
    """Write tokens as HTML; every link target passes through `resolve`."""
    markdown = parser()
    return str(markdown.renderer.render(tokens, markdown.options, {"resolve": resolve}))


def plain(tokens: Sequence[Token]) -> str:
    """Return the text of tokens without markup, white space folded."""
    return " ".join("".join(_texts(tokens)).split())


def _texts(tokens: Sequence[Token]) -> list[str]:
    texts = []
    for token in tokens:
        if token.children:
            texts.append(plain(token.children) + " " if token.type == "inline" else "")
        elif token.type in ("text", "code_inline"):
            texts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            texts.append(" ")
    return texts


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    written = str(token.attrs["href"])
    token = token.copy(attrs={**token.attrs, "href": env["resolve"](written)})
    return self.renderToken([token], 0, options, env)
