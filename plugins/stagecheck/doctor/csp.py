"""Reads Content Security Policies as browsers do, as far as this site's needs go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_FALLBACK: Mapping[str, tuple[str, ...]] = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "style-src": ("style-src-elem", "style-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "img-src": ("img-src", "default-src"),
}
"""Which directive counts for a kind of use: the first that is there."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: its directives with their values, names in lower case."""

    directives: Mapping[str, tuple[str, ...]]

    def told(self, use: str) -> str:
        """Return the directive that counts for a use, as the policy has it."""
        name = self._name(use)
        return " ".join((name, *self.directives[name])) if name else f"no {use}"

    def allows(self, use: str, base: str) -> bool:
        """Tell whether files at `base` may be used so. What is not named is allowed."""
        values = self._values(use)
        if values is None:
            return True
        if "'strict-dynamic'" in values:
            return False
        return any(_covers(value, base) for value in values)

    @property
    def runs_wasm(self) -> bool:
        """Whether WebAssembly may be compiled."""
        name = next((one for one in ("script-src", "default-src") if one in self.directives), "")
        values = self.directives.get(name, ("'wasm-unsafe-eval'",))
        return "'wasm-unsafe-eval'" in values or "'unsafe-eval'" in values

    def missing(self, hashes: Sequence[str]) -> int:
        """Count the inline scripts, by their hashes, that may not run."""
        values = self._values("script-src")
        named = [one for one in values or () if one.startswith(("'sha", "'nonce-"))]
        if values is None or ("'unsafe-inline'" in values and not named):
            return 0
        return sum(f"'{one}'" not in values for one in hashes)

    def _name(self, use: str) -> str:
        return next((name for name in _FALLBACK[use] if name in self.directives), "")

    def _values(self, use: str) -> tuple[str, ...] | None:
        return self.directives.get(self._name(use))


def read(text: str) -> list[Policy]:
    """Read the policies of a header, which commas separate; "" holds none."""
    return [policy for one in text.split(",") if (policy := _read(one)).directives]


def blocked(policy: Policy, base: str) -> Iterator[str]:
    """Tell each directive that keeps a page from what every page of the site needs."""
    for use in ("script-src", "style-src", "worker-src", "connect-src", "img-src"):
        if not policy.allows(use, base):
            yield policy.told(use)
    images = policy.directives.get("img-src", policy.directives.get("default-src"))
    if images is not None and "data:" not in images and policy.allows("img-src", base):
        yield f"{policy.told('img-src')} without data:, which the theme's icons are"
    if "sandbox" in policy.directives:
        yield "sandbox"


def wide(policy: Policy) -> Iterator[str]:
    """Tell what a policy allows beyond the site's own files."""
    for use in ("script-src", "style-src"):
        values = policy._values(use)
        if values is None:
            yield f"no {use}"
            continue
        hashed = any(value.startswith("'sha") for value in values)
        for value in values:
            loose = value == "'unsafe-inline'" and not hashed
            if loose or value in ("'unsafe-eval'", "*", "http:", "https:", "data:", "blob:"):
                yield f"{use} {value}"


def _read(text: str) -> Policy:
    directives: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        words = part.split()
        if words:
            # Of two directives of one name browsers use the first.
            directives.setdefault(words[0].lower(), tuple(map(_folded, words[1:])))
    return Policy(directives)


def _folded(value: str) -> str:
    """Fold case, which counts in hashes alone and in what is secret."""
    folded = value.lower()
    return value if folded.startswith(("'sha", "'nonce-")) else folded


def _covers(value: str, base: str) -> bool:
    """Tell whether a source of a policy covers the site's own address."""
    site = urlsplit(base)
    if value in ("'self'", "*", f"{site.scheme}:"):
        return True
    source = value.removeprefix(f"{site.scheme}://").rstrip("/")
    return source in (site.netloc, f"{site.netloc}{site.path}".rstrip("/"))
