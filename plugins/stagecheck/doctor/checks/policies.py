"""Whether the security policy lets the site work, and nothing more."""

from collections.abc import Iterator, Sequence

from ...policy import page_policy, policy
from ..csp import Policy, blocked, read, wide
from ..fetch import Answer
from ..finding import Finding, finding
from ..page import Page, hashes
from ..survey import Part, Survey

_OTHERS = ("referrer-policy", "permissions-policy")
_HEADER = "content-security-policy"


def check(site: Survey) -> Iterator[Finding]:
    """Compare the policies that came with the one that the build writes for these pages."""
    needed = hashes(site.pages)
    # Within a page a policy can say less.
    by_header, within = read(policy(needed))[0], read(page_policy(needed))[0]
    answers = {part.plain.address: part.plain for part in site.parts}
    for page in site.pages:
        answer = answers[page.address]
        wanted = by_header if _HEADER in answer.headers else within
        yield from _page(site, page, answer, wanted, needed)
    expected = _HEADER in answers[site.pages[0].address].headers
    for part in site.parts:
        if _is_worker(part):
            yield from _worker(site, part.plain, expected)


def _page(
    site: Survey, page: Page, answer: Answer, wanted: Policy, needed: Sequence[str]
) -> Iterator[Finding]:
    told = read(answer.headers.get(_HEADER, ""))
    within = [one for text in page.policies for one in read(text)]
    left_out = [name.title() for name in _OTHERS if name not in answer.headers]
    if left_out:
        yield finding("DR158", page.address, f"no {', no '.join(left_out)}")
    if not (told or within):
        yield finding("DR151", page.address, "no policy")
        return
    for one in (*told, *within):
        yield from _blocking(site, page.address, one, needed)
    yield from _lax(site, page.address, [*told, *within], wanted)


def _blocking(site: Survey, address: str, one: Policy, needed: Sequence[str]) -> Iterator[Finding]:
    """Tell what a policy refuses; each must let all pages' scripts run, for pages follow pages."""
    for told in blocked(one, site.base):
        yield finding("DR154", address, told)
    missing = one.missing(needed)
    if missing:
        yield finding("DR153", address, f"{missing} of {len(needed)} inline scripts may not run")


def _lax(
    site: Survey, address: str, policies: Sequence[Policy], wanted: Policy
) -> Iterator[Finding]:
    """Tell what all policies together leave open: the narrowest of them counts."""
    for told in wide(policies, site.base):
        yield finding("DR155", address, told)
    said = {name for one in policies for name in one.directives}
    lacking = [name for name in wanted.directives if name not in said]
    if lacking:
        yield finding("DR157", address, f"no {', '.join(lacking)}")


def _is_worker(part: Part) -> bool:
    name = part.path.rpartition("/")[2]
    ours = part.hashed and name == "worker.js"
    return part.came and (ours or "/workers/" in part.path)


def _worker(site: Survey, answer: Answer, wanted: bool) -> Iterator[Finding]:
    """Look at what comes with a worker's script: the page's policy does not count for it."""
    policies = read(answer.headers.get(_HEADER, ""))
    if not policies and wanted:
        yield finding("DR156", answer.address, "no policy")
    for one in policies:
        if answer.address.endswith("/worker.js") and not one.runs_wasm:
            yield finding("DR152", answer.address, one.told("script-src"))
        for name in ("connect-src", "script-src"):
            if not one.allows(name, site.base):
                yield finding("DR154", answer.address, one.told(name))
