"""Fills the templates of reports for people: in Markdown every text is literal, unless marked."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from stagecheck_engine.export.cleaned import one_line
from stagecheck_engine.export.literal import literal

LONGEST = 900
"""Characters of one text; what is longer nobody would read to its end."""


class Ready(str):
    """Text that stands in a report as it is, because it was written for that."""

    __slots__ = ()


def write(template: str, **values: object) -> str:
    """Fill `NAME.markdown` or `NAME.text`."""
    return _environment(template.endswith(".markdown")).get_template(template).render(values)


@cache
def _environment(markdown: bool) -> Environment:
    loader = PackageLoader("stagecheck", "templates")
    # Escaping HTML would spoil what is no HTML; instead whatever is put in passes through here.
    found = Environment(  # noqa: S701
        loader=loader,
        undefined=StrictUndefined,
        finalize=_literal if markdown else _plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["code"] = _code if markdown else _plain
    found.globals["ready"] = Ready
    return found


# What our own sentences set as code: a command or a key, and nothing that could be markup.
_CODE = re.compile(r"\\`((?:[\w ./:-]|\\[._])+)\\`")


def _literal(value: object) -> str:
    if isinstance(value, Ready):
        return value
    return _CODE.sub(lambda code: f"`{code[1].replace('\\', '')}`", literal(_short(str(value))))


def _plain(value: object) -> str:
    return value if isinstance(value, Ready) else _short(one_line(str(value)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _code(value: object) -> Ready:
    """Set ids and commands, which hold no mark of code, as code."""
    text = one_line(str(value)).replace("`", "'")
    return Ready(f"`{text}`") if text else Ready("")
