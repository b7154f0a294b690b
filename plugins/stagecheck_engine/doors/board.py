"""The answers of a team, out of the codes that its members sent: its board, in every form."""

from .. import base32, codec, codes, gathered, ledger, request, team
from ..codec import Json
from ..errors import BoardError
from ..export import markdown, table
from ..export.records import Head
from ..gathered import Gathered
from ..model import Quiz
from ..report import board
from ..request import Request

LEAST = 3
"""No site may show a board of fewer people: of two, each would know the other's answers."""

_MOST = 2**31


def answer(asked: Request) -> Json:
    """Put the answers of all codes in a text together.

    Request: `quiz`, `ledger`, `codes` (any text, at most 5,000,000 characters), `round` (a tag, or
    empty for codes of any round and of none), `threshold` (people, 3 or more), `base`, `anchor`
    (prefix of the questions' ids in the report; empty for none) and `site`, the address that links
    of the Markdown begin with, or empty for none. For files that say which round they are of:
    `name`, as it was typed, and `day`, today.

    Response: `headline`, `html`, `board`, `note` (what became of answers to older versions, or
    empty; it stands in `html` as well), `taken` and `twice` (how many codes), `codes` (those taken,
    as codes are written), `refused`, objects with `line`, `text` and `reason`, of which `more` are
    not told; and the board as `markdown` and `csv`. Raises BoardError, SC551 to SC553, and
    CodeError SC401 for a round that is none.
    """
    pack = codec.load_pack(request.text(asked, "quiz"))
    quiz, least = pack.quiz, threshold(asked)
    base, site = request.base(asked), _site(asked)
    found = gather(asked, quiz)
    combined = team.combine(quiz, found.answers, least)
    links = {link.page: base + link.url for link in pack.links}
    context = board.Context(
        quiz, combined, least, found.older, links, request.text(asked, "anchor")
    )
    head = _head(asked, quiz)
    whole = {link.page: site + link.url for link in pack.links} if site else {}
    return {
        "ok": True,
        "headline": board.headline(context),
        "html": board.report(context),
        "note": board.note(context),
        "board": codec.plain(combined),
        "markdown": markdown.board(context._replace(links=whole), head),
        "csv": table.UTF_8 + table.board(quiz, combined, head or Head(quiz.title, "", "", "")),
        **_counts(found),
    }


def _head(asked: Request, quiz: Quiz) -> Head | None:
    if "name" not in asked:
        return None
    name = request.line(asked, "name")
    return Head(quiz.title, name, request.text(asked, "round"), request.day(asked, "day"))


def gather(asked: Request, quiz: Quiz) -> Gathered:
    """Take the codes out of a request that has `ledger`, `codes` and `round`."""
    versions = codes.known(quiz, ledger.load(request.text(asked, "ledger"), quiz.id))
    tag = request.text(asked, "round")
    wanted = codes.round_tag(tag) if tag else None
    return gathered.gather(request.text(asked, "codes"), quiz, versions, wanted)


def _counts(found: Gathered) -> dict[str, Json]:
    return {
        "taken": len(found.answers),
        "codes": [_written(one) for one in found.codes],
        "twice": found.twice,
        "refused": codec.plain(found.refused),
        "more": found.more,
    }


def _site(asked: Request) -> str:
    return request.address(asked, "site") if request.text(asked, "site") else ""


def _written(code: str) -> str:
    """Write a code as codes are written, however it was typed."""
    number, length = base32.read(code)
    return base32.write(number, length // base32.GROUP)


def threshold(asked: Request) -> int:
    """Read from how many people on a board shows anything. Raises BoardError SC552."""
    found = request.below(asked, "threshold", _MOST)
    if found >= LEAST:
        return found
    message = f"a board shows results from {LEAST} people on, and {found} were asked for"
    raise BoardError("SC552", message, f"ask the owner of the site to set {LEAST} or more")
