"""The templates of what is written into pages: one environment, which escapes what it is given."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from stagecheck_engine.scoring.points import written


def filled(name: str, /, **values: object) -> str:
    """Write the template of a file in `templates/`, such as `board.html`, with its values as HTML.

    Texts are escaped, `Markup` is not. Raises jinja2.UndefinedError for a value that is missing.
    """
    return _environment().get_template(name).render(values)


# Each template is compiled once in a run. To keep them compiled on disk costs more than it saves.
@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stagecheck", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters["number"] = written
    return environment
