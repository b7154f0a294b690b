"""What an editor writes in braces at the end of a heading or an option."""

import re
from collections.abc import Mapping, Sequence

_ATTRIBUTE = r"""(?:[\w-]+=(?:"[^"{}]*"|[^\s"'{}]*)|[.#][\w-]+)"""
_BRACES = re.compile(rf"\{{\s*(?P<inside>{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\s*\}}")
_NAMED = re.compile(r"""(?P<name>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S*))|(?P<short>\S+)""")


class Attributes(dict[str, str]):
    """What stands in braces, by name; `repeated` are the names and classes that stand there again.

    Of what is repeated, the first counts. Several classes are one attribute, as in HTML.
    """

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[str] = []

    def give(self, name: str, given: str) -> None:
        """Add what was written next."""
        if name == "class":
            classes = [*self.get(name, "").split(), *given.split()]
            self.repeated += [f".{one}" for one in dict.fromkeys(classes) if classes.count(one) > 1]
            self[name] = " ".join(dict.fromkeys(classes))
        elif name in self:
            self.repeated.append(name)
        else:
            self[name] = given


def repeated(attributes: Mapping[str, str]) -> Sequence[str]:
    """List what stands in the braces more than once, a class with its dot."""
    found = attributes.repeated if isinstance(attributes, Attributes) else ()
    return tuple(dict.fromkeys(found))


def split_attributes(content: str) -> tuple[str, dict[str, str]]:
    """Take `{#id .class name=value}` off the end of a text."""
    start = content.rfind("{")
    match = _BRACES.fullmatch(content[start:]) if start >= 0 else None
    if not match or content[:start].endswith("\\"):
        return content, {}
    attributes = Attributes()
    for found in _NAMED.finditer(match["inside"]):
        short = found["short"] or ""
        name = found["name"] or {"#": "id", ".": "class"}[short[0]]
        attributes.give(name, short[1:] or found["quoted"] or found["bare"] or "")
    return content[:start].rstrip(), attributes
