"""What the site ships for its quizzes: scripts, packed quizzes, and Python, under hashed names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zlib import adler32

from stagecheck_engine.codec import SCHEMA_VERSION, Json, Link, Pack, dump_pack, dumps
from stagecheck_engine.model import Quiz

from .render import Assets
from .runtime import Runtime

FOLDER = "assets/stagecheck"
EDITING = "serving/serving.js"

type Content = bytes | Path
"""What a file of the site holds: its bytes, or the file to copy."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files to ship, by address relative to the site's root, and each quiz's part of them.

    `build` tells builds apart: it is the same for the same files.
    """

    files: Mapping[str, Content]
    assets: Mapping[str, Assets]
    build: str


def bundle(
    quizzes: Mapping[str, Quiz],
    urls: Mapping[str, str],
    runtime: Runtime,
    ledgers: Mapping[str, str],
    briefs: Mapping[str, str],
    *,
    editing: bool = False,
) -> Bundle:
    """Name and collect everything; what is for editors only where one is `editing`.

    `urls` maps pages, relative to the docs, to addresses; `ledgers` and the sentences of `briefs`
    are texts, by quiz.
    """
    scripts = _own_assets() | (_for_editors() if editing else {})
    folder = f"{FOLDER}/{content_hash(scripts)}"
    shipped: dict[str, Content] = {f"{folder}/{name}": data for name, data in scripts.items()}
    python, manifest = _python(tuple(runtime.runtime.items()), runtime.engine, runtime.sources)
    shipped |= python
    packs = _named("quizzes", {quiz: _pack(one, urls) for quiz, one in quizzes.items()})
    versions, sentences = _named("versions", _encoded(ledgers)), _named("briefs", _encoded(briefs))
    for texts in (packs, versions, sentences):
        shipped |= dict(texts.values())
    build = content_hash(dict.fromkeys(shipped, b""))
    own = f"{folder}/stagecheck.js", f"{folder}/stagecheck.css"
    for_editors = f"{folder}/{EDITING}" if editing else ""

    def of(texts: Mapping[str, tuple[str, bytes]], quiz: str) -> str:
        return texts[quiz][0] if quiz in texts else ""

    assets = {
        quiz: Assets(
            *(*own, manifest, packs[quiz][0], of(versions, quiz), build, of(sentences, quiz)),
            for_editors,
        )
        for quiz in quizzes
    }
    return Bundle(shipped, assets, build)


def _named(kind: str, texts: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Give each text an address below a folder of its kind, with the hash of its content."""
    return {
        quiz: (f"{FOLDER}/{kind}/{quiz}-{content_hash({quiz: data})}.json", data)
        for quiz, data in texts.items()
    }


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {quiz: text.encode() for quiz, text in texts.items()}


def _own_assets() -> dict[str, bytes]:
    folder = files("stagecheck") / "assets"
    found = (entry for entry in folder.iterdir() if entry.name.endswith((".js", ".css")))
    named = {entry.name: entry.read_text("utf-8") for entry in found}
    return {name: _minified(name, text).encode() for name, text in sorted(named.items())}


def _for_editors() -> dict[str, bytes]:
    return {EDITING: (files("stagecheck") / "assets" / EDITING).read_bytes()}


@lru_cache(128)
def _minified(name: str, text: str) -> str:
    """Shorten a script or a style to half of what every reader of a quiz would load.

    Raises ValueError that names the file where it is no script.
    """
    # Its library takes room and time that commands without a build have no use for.
    import minify

    kind = "application/javascript" if name.endswith(".js") else "text/css"
    try:
        return str(minify.string(kind, text))
    except minify.MinifyError as error:
        raise ValueError(f"assets/{name} cannot be shortened: {error}") from None


# Where these files lie tells what they hold: the cache that they are from sees to that. `sources`
# tells engines of a prepared copy apart.
@lru_cache(2)
def _python(
    files: tuple[tuple[str, Path], ...], archived: Path, sources: str
) -> tuple[Mapping[str, Content], str]:
    """Name the interpreter's files, the engine and the manifest that tells a worker of them."""
    del sources
    interpreter = {name: path.read_bytes() for name, path in files}
    engine = archived.read_bytes()
    folder, archive = (
        f"runtime-{content_hash(interpreter)}",
        f"engine-{content_hash({'engine': engine})}.zip",
    )
    manifest = dumps(
        {
            "runtime": {
                "url": f"{folder}/",
                "files": {name: _published(data) for name, data in interpreter.items()},
            },
            "engine": {"url": archive, **_published(engine)},
        }
    ).encode()
    name = f"{FOLDER}/manifest-{content_hash({'manifest': manifest})}.json"
    shipped: dict[str, Content] = {f"{FOLDER}/{folder}/{file}": path for file, path in files}
    return {**shipped, f"{FOLDER}/{archive}": archived, name: manifest}, name


def _published(data: bytes) -> dict[str, Json]:
    """Tell size and checksum, by which a worker knows a file that changed on its way.

    No secret: whoever can change a file of the site can change the page too. Adler-32 sees
    every change of one byte, and costs little while a file arrives. `crypto.subtle` needs https,
    and `integrity` holds a file back until its end: no progress could be shown.
    """
    return {"bytes": len(data), "sum": adler32(data)}


def _pack(quiz: Quiz, urls: Mapping[str, str]) -> bytes:
    named = {stage.page for stage in quiz.stages} | {play.page for play in quiz.plays}
    links = tuple(Link(page, urls[page]) for page in sorted(named))
    return dump_pack(Pack(SCHEMA_VERSION, quiz, links)).encode()


def content_hash(contents: Mapping[str, bytes]) -> str:
    """Hash names and contents: 12 hexadecimal digits, enough to tell two builds apart."""
    digest = sha256()
    for name, data in sorted(contents.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:12]
