"""Whether everything is there, and is what was published."""

from collections.abc import Iterator
from zlib import adler32

from ..fetch import Answer, unpacked
from ..finding import Finding, finding
from ..kin import altered
from ..page import read
from ..survey import Part, Survey

_ASKING = (401, 403, 407, 511)
_GZIP = b"\x1f\x8b"


def check(site: Survey) -> Iterator[Finding]:
    """Look at every answer, at the lists among them, and at whether they belong together."""
    whole: list[Part] = []
    for part in site.parts:
        found = list(refusals(part.plain) or _contents(part))
        whole += [] if found else [part]
        yield from found
    for path, reason in site.unreadable.items():
        yield finding("DR118", site.base + path, reason)
    for path in altered(whole, site.build.files if site.build else ()):
        yield finding("DR113", site.base + path, "bytes that do not fit the name")
    yield from _of_one_build(site)


def refusals(answer: Answer) -> list[Finding]:
    """Tell why an answer is no answer, if so; the other checks leave it out then."""
    status, address = answer.status, answer.address
    if status == 200:
        return []
    if status == 0:
        return [finding("DR102" if answer.untrusted else "DR101", address, answer.reason)]
    if 300 <= status < 400:
        to = answer.headers.get("location", "nowhere")
        return [finding("DR103", address, f"status {status}, which leads to {to}")]
    code = "DR104" if status in _ASKING else "DR111" if status in (404, 410) else "DR105"
    return [finding(code, address, f"status {status}")]


def _contents(part: Part) -> Iterator[Finding]:
    answer = part.plain
    if answer.type == "text/html" and read(answer.address, answer.text).asks_password:
        yield finding("DR104", answer.address, "a page that asks for a password")
    elif answer.type == "text/html" and part.kind != "page":
        yield finding("DR112", answer.address, f"a page, “{_title(answer)}”")
    elif answer.cut:
        yield finding("DR114", answer.address, f"{len(answer.body):,} bytes, then the end")
    else:
        yield from _bytes(part)


def _title(answer: Answer) -> str:
    title = " ".join(read(answer.address, answer.text).title.split())
    return title[:60] or "without a title"


def _bytes(part: Part) -> Iterator[Finding]:
    plain, address = unpacked(part.plain), part.plain.address
    if plain is None or _is_packed(part, plain):
        yield finding("DR115", address, "packed bytes that do not say so")
        return
    published = part.published
    if published and len(plain) < published.size:
        yield finding("DR114", address, f"{len(plain):,} of {published.size:,} bytes")
    elif published and (len(plain), adler32(plain)) != (published.size, published.sum):
        yield finding("DR113", address, f"{len(plain):,} other bytes")
    elif part.packed and part.packed.status == 200:
        yield from _packed(part, plain, part.packed)


def _packed(part: Part, plain: bytes, answer: Answer) -> Iterator[Finding]:
    content = unpacked(answer)
    if answer.cut:
        yield finding("DR114", answer.address, f"{len(answer.body):,} bytes packed, then the end")
    elif content is None or _is_packed(part, content):
        yield finding("DR115", answer.address, "a file that is packed twice, or not as it says")
    elif content != plain:
        yield finding("DR113", answer.address, "other bytes packed than as they are")


def _is_packed(part: Part, content: bytes) -> bool:
    return content.startswith(_GZIP) and not part.path.endswith(".gz")


def _of_one_build(site: Survey) -> Iterator[Finding]:
    build = site.build
    if build is None:
        return
    for page in site.pages:
        if any(one != build.id for one in page.builds):
            told = f"a page of build {page.builds[0]} and files of build {build.id}"
            yield finding("DR119", page.address, told)
    for path in build.earlier_gone:
        yield finding("DR110", site.base + path, "status 404")
