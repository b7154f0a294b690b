"""Reads markup as a browser does, and refuses all that our templates and reports do not write."""

from html.parser import HTMLParser

TAGS = frozenset(
    {
        *("a", "article", "aside", "b", "br", "button", "caption", "code", "dd", "details", "div"),
        *("dl", "dt", "em", "fieldset", "footer", "form", "h2", "h3", "h4", "h5", "header", "hr"),
        *("input", "label", "legend", "li", "link", "noscript", "ol", "p", "progress", "rect"),
        *("script", "section", "small", "span", "strong", "style", "sub", "summary", "sup", "svg"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "use", "path"),
    }
)
SCHEMES = ("http:", "https:", "mailto:")


class _Reader(HTMLParser):
    """Collects what may not be there; `scripts` counts what only a template may write."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.refused.append(f"<{tag}>")
        if tag in ("script", "style"):
            self.scripts += 1
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "action"):
                self.refused.append(f"<{tag} {name}>")
            if name in ("href", "src") and not _is_safe(value or ""):
                self.refused.append(f"<{tag} {name}={value}>")


def _is_safe(address: str) -> bool:
    way = address.split("#", 1)[0]
    head = way.split("/", 1)[0].split("?", 1)[0]
    is_foreign = way.startswith("//") or "\\" in way
    return not is_foreign and (":" not in head or head.lower().startswith(SCHEMES))


def expect_allowed(html: str, scripts: int = 0) -> None:
    """Fail on an element, an attribute or an address that must not reach a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.refused, reader.refused[:5]
    assert reader.scripts == scripts, f"{reader.scripts} scripts or styles, {scripts} expected"
