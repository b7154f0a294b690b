"""The texts that files begin with, filled in so that whatever was answered comes out as it was."""

import re
from functools import cache

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

_ON_PAGES = re.compile(r"[\\`*_{}\[\]#]")
# Some begin something only in company: an entity, an emoji or an address, a mark that is doubled.
_IN_QUIZZES = re.compile(r"[\\`*_{}\[\]#<>|~^$]|&(?=[#\w])|^:|:(?=\S)|[=+!?](?=[=+!?])")


def filled(name: str, **values: object) -> str:
    """Fill in one of the files in `texts/`."""
    return _environment().get_template(name).render(**values)


def as_yaml(value: str | list[str]) -> str:
    """Write a value as YAML writes it behind a key: quoted only where it must be."""
    in_brackets = isinstance(value, list)
    whole = value if in_brackets else {"key": value}
    text: str = yaml.safe_dump(
        whole, allow_unicode=True, width=float("inf"), default_flow_style=in_brackets
    )
    return text.removeprefix("key: ").rstrip("\n")


def on_page(text: str) -> str:
    """Write a text into the Markdown of a page."""
    escaped = _ON_PAGES.sub(r"\\\g<0>", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def in_quiz(text: str) -> str:
    """Write a text into the Markdown of a quiz."""
    return _IN_QUIZZES.sub(r"\\\g<0>", text)


@cache
def _environment() -> Environment:
    # What is filled in is Markdown and YAML; each value names the filter that fits its place.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("stagecheck.starting", "texts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # The usual one begins the braces of a heading, too.
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters.update(yaml=as_yaml, on_page=on_page, in_quiz=in_quiz)
    return environment
