"""The doctor reads security policies as browsers do."""

import pytest

from stagecheck.doctor.csp import blocked, read, wide

BASE = "https://intranet.example/play/"
SOUND = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-x'; img-src 'self' data:; "
    "worker-src 'self'; connect-src 'self'"
)


@pytest.mark.parametrize(
    "policy",
    [
        SOUND,
        SOUND.upper(),
        SOUND.replace("'self'", "https://intranet.example"),
        SOUND.replace("'self'", "https://intranet.example/play/"),
        SOUND.replace("'self'", "https:"),
        SOUND.replace("'self'", "http:"),
        SOUND.replace("'self'", "http://intranet.example"),
        SOUND.replace("'self'", "https://intranet.example:443"),
        SOUND.replace("'self'", "https://Intranet.example:*"),
        SOUND.replace("'self'", "https://*.example"),
        SOUND.replace("'self'", "intranet.example/play/"),
        "img-src *  data:",
        "frame-ancestors 'self'",
    ],
)
def test_a_policy_that_lets_the_site_work(policy: str) -> None:
    """The site may be named in several ways, and what is not named is allowed."""
    assert [told for one in read(policy) for told in blocked(one, BASE)] == []


@pytest.mark.parametrize(
    ("source", "base", "works"),
    [
        ("https://intranet.example:8443", "https://intranet.example:8443/play/", True),
        ("https://intranet.example", "https://intranet.example:8443/play/", False),
        ("http://intranet.example", "http://intranet.example:80/play/", True),
        ("https://intranet.example", "http://intranet.example/play/", False),
        ("https://intranet.example/Play/", "https://intranet.example/Play/", True),
        ("https://intranet.example/a%20b/", "https://intranet.example/a%20b/", True),
        ("https://intranet.example/Play/", "https://intranet.example/play/", False),
        ("https://intranet.example/play", "https://intranet.example/play/", False),
        ("https://*.intranet.example", "https://intranet.example/play/", False),
        ("https://*.example", "https://badexample/play/", False),
    ],
)
def test_where_a_source_covers_the_site(source: str, base: str, works: bool) -> None:
    """Hosts are compared without case and paths with it; a port left out is the usual one."""
    (policy,) = read(f"connect-src {source}")
    assert (list(blocked(policy, base)) == []) == works


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("script-src 'none'; worker-src 'self'", ["script-src 'none'"]),
        ("script-src 'none'", ["script-src 'none'", "script-src 'none'"]),
        (f"{SOUND}; script-src-elem 'none'", ["script-src-elem 'none'"]),
        ("child-src 'none'", ["child-src 'none'"]),
        ("worker-src blob:; child-src 'self'", ["worker-src blob:"]),
        ("connect-src https://other.example", ["connect-src https://other.example"]),
        ("connect-src wss:", ["connect-src wss:"]),
        ("script-src 'strict-dynamic'; worker-src 'self'", ["script-src 'strict-dynamic'"]),
        (f"{SOUND}, style-src 'none'", ["style-src 'none'"]),
        ("style-src 'none'; style-src 'self'", ["style-src 'none'"]),
        (f"{SOUND}; sandbox", ["sandbox"]),
    ],
)
def test_a_policy_that_blocks_it(policy: str, told: list[str]) -> None:
    """Directives stand in for others, the first of a name counts, and all policies are obeyed."""
    assert [one for each in read(policy) for one in blocked(each, BASE)] == told


@pytest.mark.parametrize(
    ("policy", "runs"),
    [
        (SOUND, True),
        ("img-src 'self'", True),
        ("default-src 'self'", False),
        ("default-src 'self' 'wasm-unsafe-eval'", True),
        ("script-src 'self' 'unsafe-eval'", True),
        ("default-src 'wasm-unsafe-eval'; script-src 'self'", False),
    ],
)
def test_where_webassembly_may_run(policy: str, runs: bool) -> None:
    """script-src decides, or default-src where there is none; a worker's own policy, that is."""
    assert [one.runs_wasm for one in read(policy)] == [runs]


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        (SOUND, 1),
        ("script-src 'sha256-x' 'sha256-y'", 0),
        ("script-src 'unsafe-inline'", 0),
        ("script-src 'unsafe-inline' 'sha256-x'", 1),
        ("img-src 'self'", 0),
        ("default-src 'self'", 2),
    ],
)
def test_how_many_inline_scripts_may_not_run(policy: str, missing: int) -> None:
    """Hashes switch 'unsafe-inline' off."""
    assert [one.missing(["sha256-x", "sha256-y"]) for one in read(policy)] == [missing]


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (SOUND, []),
        (f"{SOUND}; style-src 'self' 'unsafe-inline'", ["style-src 'unsafe-inline'"]),
        (SOUND.replace("'sha256-x'", "'sha256-x' 'unsafe-inline'"), []),
        (SOUND.replace("'sha256-x'", "https:"), ["script-src https:"]),
        (SOUND.replace("'sha256-x'", "'unsafe-eval'"), ["script-src 'unsafe-eval'"]),
        ("script-src 'self'", ["no style-src"]),
        (SOUND.replace("'self'", "https://intranet.example/play/"), []),
        (
            f"{SOUND}; form-action *".replace("connect-src 'self'", "connect-src *"),
            ["connect-src *", "form-action *"],
        ),
        (SOUND.replace("img-src 'self' data:", "img-src *"), ["img-src *"]),
        (
            SOUND.replace("'sha256-x'", "'sha256-x' https://cdn.example.org 'nonce-a'"),
            ["script-src https://cdn.example.org"],
        ),
        (SOUND.replace("'sha256-x'", "https://*.example"), ["script-src https://*.example"]),
        (
            "default-src data:",
            ["script-src data:", "style-src data:", "connect-src data:", "default-src data:"],
        ),
        (f"{SOUND} https:, connect-src 'self'", []),
        (f"{SOUND} https:, frame-ancestors 'self'", ["connect-src https:"]),
    ],
)
def test_what_a_policy_leaves_open(policy: str, told: list[str]) -> None:
    """Every host but the site's own is told, and nothing that another policy refuses."""
    assert list(wide(read(policy), BASE)) == told
