"""What a server can do wrong with the small site of `ailing`: at least one fault for each code.

The codes of a case are all that the doctor finds.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, replace

from ailing import BUILD, EARLIER, OTHER_PAGE, PATH, SIGN_ON, THEME, TYPES, Asked, Fault, Sent
from ailing import is_hashed as never_changes

type Change = Callable[[Sent], Sent | None]
type Where = Callable[[Asked, Sent], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """A server that does `what`, and the codes found."""

    what: str
    codes: tuple[str, ...]
    fault: Fault


def case(what: str, codes: str, where: str | Where, change: Change) -> Case:
    """Make a case; `where` is how paths end, or "" for the home page alone, or a test."""

    def is_there(asked: Asked, sent: Sent) -> bool:
        if callable(where):
            return where(asked, sent)
        return asked.path.endswith(where) if where else not asked.path

    def fault(asked: Asked, sent: Sent) -> Sent | None:
        return change(sent) if is_there(asked, sent) else sent

    return Case(what, tuple(codes.split()), fault)


def everywhere(_asked: Asked, _sent: Sent) -> bool:
    """All answers."""
    return True


def hashed(asked: Asked, sent: Sent) -> bool:
    """Files that never change."""
    return never_changes(asked.path) and sent.status == 200


def pages(asked: Asked, _sent: Sent) -> bool:
    """The two pages."""
    return asked.path in ("", "check/")


def absent(_asked: Asked, sent: Sent) -> bool:
    """What is not there."""
    return sent.status == 404


def packed(_asked: Asked, sent: Sent) -> bool:
    """What comes packed."""
    return "content-encoding" in sent.headers


def unpacked(asked: Asked, sent: Sent) -> bool:
    """A style sheet for those who ask for no encoding."""
    return asked.path == THEME and not packed(asked, sent)


def known(asked: Asked, _sent: Sent) -> bool:
    """Asked for by somebody who has it already."""
    return "if-none-match" in asked.headers


def header(**headers: str | None) -> Change:
    """Change headers, written with `_` for `-`; None takes one away."""
    return lambda sent: sent.having(**headers)


def status(code: int, **headers: str) -> Change:
    """Answer with a status, and with nothing of the file."""
    plain = {"content_encoding": None, "content_type": "text/plain"}
    return lambda sent: replace(sent, status=code, body=b"No.").having(**plain, **headers)


def instead(page: bytes) -> Change:
    """Send a page in place of whatever was asked for."""
    sent = Sent(200, {"content-type": TYPES[""]}, page)
    return lambda _: sent


def body(change: Callable[[bytes], bytes]) -> Change:
    """Change what a file holds, and pack it as before."""

    def changed(sent: Sent) -> Sent:
        if "content-encoding" not in sent.headers:
            return replace(sent, body=change(sent.body) if sent.body else b"")
        return replace(sent, body=gzip.compress(change(gzip.decompress(sent.body))))

    return changed


def policy(old: str, new: str) -> Change:
    """Change the security policy."""

    def changed(sent: Sent) -> Sent:
        told = sent.headers.get("content-security-policy", "")
        return sent.having(content_security_policy=told.replace(old, new))

    return changed


def no_policy(sent: Sent) -> Sent:
    """Take the security policy away."""
    return sent.having(content_security_policy=None)


def broken_off(sent: Sent) -> Sent:
    """Send the first half."""
    half = len(sent.body) // 2
    return replace(sent, body=sent.body[:half], missing=len(sent.body) - half)


def packed_again(sent: Sent) -> Sent:
    """Pack what is packed, or pack and not say so."""
    return replace(sent, body=gzip.compress(sent.body))


def packed_unasked(encoding: str) -> Change:
    """Pack for somebody who did not ask."""
    return lambda sent: packed_again(sent).having(content_encoding=encoding)


LASTING = "public, max-age=31536000, immutable"

CASES = (
    case("ends the connection", "DR101", "", lambda _: None),
    case("leads to a sign-on elsewhere", "DR103", "", status(302, location="https://sso.example/")),
    case("leads a script to a sign-on", "DR103", "/quiz.js", status(302, location="/login")),
    case("asks who is there", "DR104", "", status(401)),
    case("shows a sign-on in place of the site", "DR104", everywhere, instead(SIGN_ON)),
    case("shows a sign-on in place of wasm", "DR104", ".wasm", instead(SIGN_ON)),
    case("breaks down", "DR105", "check/", status(500)),
    case("is another server", "DR106", everywhere, instead(OTHER_PAGE)),
    case("lost the files of an earlier build", "DR110", EARLIER, status(404)),
    case("refuses an ending", "DR111", ".mjs", status(404)),
    case("shows a page in place of a file", "DR112", ".wasm", instead(OTHER_PAGE)),
    case("sends other bytes", "DR113", ".wasm", body(lambda one: one[:-1] + b"!")),
    case("rewrites a script", "DR113", "/files.js", body(lambda one: b"/* better */" + one)),
    case("breaks off", "DR114", ".wasm", broken_off),
    case("has half of a file", "DR114", ".wasm", body(lambda one: one[: len(one) // 2])),
    case("packs twice", "DR115", packed, packed_again),
    case("packs and does not say so", "DR115", "pyodide.mjs", body(gzip.compress)),
    case("packs for everybody", "DR116", unpacked, packed_unasked("gzip")),
    case("packs in a way of its own", "DR115 DR117", unpacked, packed_unasked("zstd")),
    case("has another list of the build", "DR118", BUILD, body(lambda _: b"[]")),
    case("has no list of pages", "DR118", "sitemap.xml", body(lambda _: b"<urlset/>")),
    case(
        "has files of another build",
        "DR119",
        BUILD,
        body(lambda one: b'{"build": "0123456789ab"' + one[one.index(b",") :]),
    ),
    case("sends scripts as text", "DR121", ".mjs", header(content_type="text/plain")),
    case(
        "sends wasm as anything", "DR122", ".wasm", header(content_type="application/octet-stream")
    ),
    case("gives style sheets no type", "DR123", ".css", header(content_type=None)),
    case("sends JSON as text", "DR124", BUILD, header(content_type="text/plain")),
    case("lets browsers guess", "DR125", everywhere, header(x_content_type_options=None)),
    case(
        "has another charset", "DR126", pages, header(content_type="text/html; charset=iso-8859-1")
    ),
    case(
        "does not pack",
        "DR131",
        packed,
        lambda one: replace(one, body=gzip.decompress(one.body)).having(content_encoding=None),
    ),
    case("packs and does not say for whom", "DR132", packed, header(vary=None)),
    case("has files asked for again", "DR141", hashed, header(cache_control="max-age=3600")),
    case("says nothing of time", "DR142", pages, header(cache_control=None)),
    case("keeps pages for minutes", "DR142", pages, header(cache_control="max-age=600")),
    case("keeps pages for ever", "DR143", pages, header(cache_control=LASTING)),
    case("sends all of it again", "DR144", known, status(200)),
    case("counts readers", "DR145", hashed, header(set_cookie="id=1")),
    case("varies by cookie", "DR145", hashed, header(vary="Cookie, Accept-Encoding")),
    case("has no policy", "DR151", everywhere, no_policy),
    case("forbids WebAssembly", "DR152", "worker.js", policy("'wasm-unsafe-eval'", "")),
    case("has the policy of another build", "DR153", pages, policy("'sha256-", "'sha256-0")),
    case(
        "allows itself alone",
        "DR153 DR154 DR157",
        pages,
        header(content_security_policy="default-src 'self'"),
    ),
    case(
        "adds a policy",
        "DR154",
        pages,
        policy("trusted-types default", "trusted-types default, worker-src 'none'"),
    ),
    case(
        "allows what is inline",
        "DR155",
        pages,
        policy("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    ),
    case("leaves workers out", "DR156", "worker.js", no_policy),
    case("shortens the policy", "DR157", pages, policy("object-src 'none'; ", "")),
    case(
        "leaves two headers out",
        "DR158",
        pages,
        header(referrer_policy=None, permissions_policy=None),
    ),
    case("finds everything", "DR161", absent, instead(OTHER_PAGE)),
    case("shows its own page", "DR162", absent, lambda one: replace(one, body=OTHER_PAGE)),
    case("has a 404 kept", "DR163", absent, header(cache_control=LASTING)),
    case(
        "shows the site elsewhere",
        "DR171",
        "",
        body(lambda one: one.replace(PATH.encode(), b"/other/")),
    ),
    case(
        "was built for no address",
        "DR171",
        "",
        body(lambda one: one.replace(b"canonical", b"next")),
    ),
    case(
        "has another name",
        "DR172",
        "",
        body(lambda one: one.replace(b"//127.0.0.1", b"//intranet")),
    ),
)
