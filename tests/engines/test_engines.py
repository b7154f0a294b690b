"""The main job in three engines: the same steps, and node by node the same result."""

from __future__ import annotations

from browser.boarding import code
from browser.harness import Server
from browser.quizzing import example
from engines import journey, rounds
from engines.visitor import Visitor, until

OTHERS = ("folly", "fearful", "fearful", "flippant")


def test_a_team_finds_its_phase(visitor: Visitor, server: Server) -> None:
    """Answered, reloaded and cleared: the report is CPython's node by node, and nothing is lost."""
    answers = dict(example("formulating"))
    expected = journey.worked_out(server, answers)
    assert expected.stages == ["formulating"]
    journey.come_to_the_check(visitor, server)
    journey.choose(visitor, answers)
    assert journey.count(visitor) == "16 of 16"
    assert journey.told(visitor) == expected
    visitor.reload()
    assert journey.told(visitor) == expected
    assert journey.chosen(visitor) == answers
    journey.clear(visitor)
    visitor.reload()
    until(visitor, f"{journey.QUIZ}?.dataset.state === 'empty'")
    assert journey.chosen(visitor) == {}
    assert journey.count(visitor) == "0 of 16"
    assert visitor.complaints() == []
    assert visitor.foreign() == []


def test_codes_become_a_team_board(visitor: Visitor, server: Server) -> None:
    """A result by a round's link is kept and pasted with four others: the board is CPython's."""
    rounds.come_to_the_board(visitor, server)
    link = rounds.open_round(visitor, "Spring")
    tag = link.partition("#round=")[2]
    rounds.enter_round(visitor, link)
    journey.choose(visitor, example("fearful"))
    assert journey.told(visitor).stages == ["fearful"]
    own = rounds.code_of_result(visitor)
    assert rounds.kept(visitor, server) == "Your team's phase is Fearful."
    rounds.come_to_the_board(visitor, server)
    codes = [own, *(code(stage, nonce, tag) for nonce, stage in enumerate(OTHERS))]
    assert rounds.paste(visitor, codes) == rounds.board_of(server, codes, tag)
    assert visitor.complaints() == []
    assert visitor.foreign() == []


def test_search_colours_and_a_missing_page(visitor: Visitor, server: Server) -> None:
    """Search leads to a page, dark is dark and stays, and a wrong address is told as such."""
    visitor.open(server.url)
    light = journey.background(visitor)
    journey.search(visitor, server, "run a pilot", "plays/run-a-pilot/")
    journey.darken(visitor)
    visitor.reload()
    assert journey.background(visitor) < light / 2
    assert visitor.complaints() == []
    visitor.open(f"{server.url}no/such/page")
    title = "document.querySelector('h1').textContent"
    assert visitor.evaluate(title) == "There is no such page"
    assert journey.background(visitor) < light / 2
    # Chromium logs the status itself.
    assert [one for one in visitor.complaints() if "status of 404" not in one] == []
    assert visitor.foreign() == []


def test_each_engine_tells_what_goes_wrong(visitor: Visitor, server: Server) -> None:
    """A refused picture, an error, an exception and another host are told: silence means none."""
    visitor.open(server.url)
    visitor.evaluate(
        "void document.body.append(Object.assign(new Image, {src: '//picture.invalid'}))"
    )
    visitor.evaluate("console.error('said')")
    visitor.evaluate("void setTimeout(() => { throw new Error('thrown'); })")
    visitor.evaluate("void setTimeout(() => { window.passed = true; })")
    until(visitor, "window.passed")
    complaints = visitor.complaints()
    for word in ("img-src", "said", "thrown"):
        assert any(word in one for one in complaints), f"nothing about {word} in {complaints}"
    visitor.open(server.url.replace("127.0.0.1", "localhost"))
    assert any("localhost" in one for one in visitor.foreign())
