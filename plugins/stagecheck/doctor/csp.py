"""Reads Content Security Policies as browsers do, as far as this site's needs go."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_FALLBACK: Mapping[str, tuple[str, ...]] = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "style-src": ("style-src-elem", "style-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "form-action": ("form-action",),
    "default-src": ("default-src",),
}
"""Which directive counts for a kind of use: the first that is there."""

_NARROW = ("'self'", "'none'", "'wasm-unsafe-eval'", "'report-sample'")
_SECRET = ("'sha", "'nonce-")
_SOURCE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9_.-]+)"
    r"(?::(?P<port>\*|[0-9]+))?(?P<path>/.*)?"
)


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
        named = [one for one in values or () if one.startswith(_SECRET)]
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


def wide(policies: Sequence[Policy], base: str) -> Iterator[str]:
    """Tell what policies, which browsers obey all, allow beyond the site's own files.

    Only scripts and styles must be named: of the others their absence is told elsewhere.
    """
    for use in ("script-src", "style-src", "connect-src", "img-src", "form-action", "default-src"):
        found = [values for one in policies if (values := one._values(use)) is not None]
        if found:
            loose = set.intersection(*(_loose(use, values, base) for values in found))
            yield from (f"{use} {value}" for value in sorted(loose))
        elif use in ("script-src", "style-src"):
            yield f"no {use}"


def _loose(use: str, values: Sequence[str], base: str) -> set[str]:
    """Give the sources among `values` that are not the site's own, nor a hash or nonce."""
    narrow = {*_NARROW, "data:"} if use == "img-src" else set(_NARROW)
    if any(value.startswith(_SECRET) for value in values):
        narrow.add("'unsafe-inline'")
    open_ = (one for one in values if one not in narrow and not one.startswith(_SECRET))
    return {one for one in open_ if "*" in one or one.endswith(":") or not _covers(one, base)}


def _read(text: str) -> Policy:
    directives: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        words = part.split()
        if words:
            # Of two directives of one name browsers use the first.
            directives.setdefault(words[0].lower(), tuple(map(_folded, words[1:])))
    return Policy(directives)


def _folded(value: str) -> str:
    """Fold case, which counts in hashes, in what is secret and in paths."""
    if value.lower().startswith(_SECRET):
        return value
    scheme, mark, rest = value.rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host}".lower() + slash + path


def _covers(value: str, base: str) -> bool:
    """Tell whether a source of a policy covers the site's own address."""
    site = urlsplit(base)
    schemes = ("http", "https") if site.scheme == "https" else ("http",)
    if value in ("'self'", "*", *(f"{scheme}:" for scheme in schemes)):
        return True
    source = _SOURCE.fullmatch(value)
    return bool(
        source
        and source["scheme"] in (None, *schemes)
        and _is_host(source["host"], site.hostname or "")
        and _is_port(source["port"], site)
        and _is_path(unquote(source["path"] or "/"), unquote(site.path))
    )


def _is_host(wanted: str, host: str) -> bool:
    """Compare names; `*.` stands for one or more names before, and `*` for any."""
    return wanted in ("*", host) or (wanted.startswith("*.") and host.endswith(wanted[1:]))


def _is_port(wanted: str | None, site: SplitResult) -> bool:
    """Compare ports; none is the usual one, and on https 80 stands for 443 too."""
    usual = {"http": 80, "https": 443}[site.scheme]
    port = site.port or usual
    if wanted in ("*", str(port)):
        return True
    return port == usual and wanted in (None, "80")


def _is_path(wanted: str, path: str) -> bool:
    """Compare paths; only one with a slash at its end stands for all below it."""
    return path.startswith(wanted) if wanted.endswith("/") else path == wanted
