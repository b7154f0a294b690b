"""Legal notices: what a site ships to browsers that others made, and under which licence.

`collect` finds what of it is in a site; `fill` writes it on the page that asks for it, and
`texts` gives the licences as files to ship. What is said is read from the installed packages and
from the runtime; `components.toml` holds what they do not say.
"""

from .collect import Notice, collect
from .page import fill, texts

__all__ = ["Notice", "collect", "fill", "texts"]
