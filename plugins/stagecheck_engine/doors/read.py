"""Somebody's code, opened: what their answers come to, to look at and not to change."""

from .. import carried, codec, codes, ledger, request
from ..codec import Json
from ..export.table import answer_text
from ..model import Answers, Quiz
from ..report import changes, page, words
from ..report.markup import Element, Node, element, serialise
from ..request import Request
from ..scoring import score


def answer(asked: Request) -> Json:
    """Read a code and report on it, in the terms of the quiz as it is now.

    Request: `quiz`, `ledger`, `code`, `base`. Response: `answers`, `version`, `round` (a tag, or
    empty), `headline`, `html`, and a `note` where the answers are to another version. Raises
    CodeError for a code that cannot be taken.
    """
    pack = codec.load_pack(request.text(asked, "quiz"))
    quiz = words.of_others(pack.quiz)
    versions = codes.known(quiz, ledger.load(request.text(asked, "ledger"), quiz.id))
    code = codes.decode(request.text(asked, "code"), quiz.id, versions)
    given = dict.fromkeys(code.answers, code.version)
    found = carried.carry(quiz, versions, code.answers, given)
    base = request.base(asked)
    links = {link.page: base + link.url for link in pack.links}
    result = score(quiz, found.kept)
    report = page.nodes(page.Context(quiz, found.kept, result, links, "", theirs=True))
    return {
        "ok": True,
        "answers": dict(code.answers),
        "version": code.version,
        "round": "" if code.round is None else codes.written_tag(code.round),
        "headline": words.headline(quiz, result),
        "html": serialise(*(_apart(node) for node in report), _all(quiz, found.kept)),
        "note": _note(quiz, code.version, found),
    }


def _apart(node: Node) -> Node:
    """Take out what leads to a question of the page: there stand the reader's own answers."""
    if isinstance(node, str):
        return node
    inside = tuple(_apart(child) for child in node.children)
    if dict(node.attributes).get("href", "").startswith("#"):
        return element("span", *inside, class_="stagecheck-question")
    return Element(node.tag, node.attributes, inside)


def _all(quiz: Quiz, answers: Answers) -> Element:
    lines = (
        element("li", item.text, element("span", answer_text(quiz, answers, item) or "skipped"))
        for item in quiz.items
    )
    listed = element("ul", *lines, class_="stagecheck-answers")
    return element("details", element("summary", "All answers"), listed)


def _note(quiz: Quiz, version: int, found: carried.Carried) -> str:
    if version == quiz.version:
        return ""
    told = changes.headline(found).replace(" you gave before", "")
    about = f"These are answers to version {version} of the check; today's is {quiz.version}."
    return f"{about} {told}".strip()
