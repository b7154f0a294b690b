"""Briefs: an editor's sentences, filled with what was found; and all exports in a file to read.

Run `python tests/engine/test_export_brief.py` to write `golden/exports.md` again, then read the
difference: it is what people will find in their files and messages.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from made_up import answered, any_quizzes
from samples import team_quiz, team_stage
from small_quizzes import bands_of_each
from stagecheck_engine import codec
from stagecheck_engine.errors import ExportError, QuizDataError
from stagecheck_engine.export import brief, calendar, markdown, sentences, table
from stagecheck_engine.export.brief import Brief
from stagecheck_engine.export.records import Action, Head
from stagecheck_engine.export.sentences import Asked, Briefs, Group, Reader
from stagecheck_engine.model import Answers, Bands, Quiz
from stagecheck_engine.scoring import score
from stagecheck_engine.team import Board, combine
from taken_along import TEXTS, briefs, made_hostile, on_board

GOLDEN = Path(__file__).parent / "golden" / "exports.md"
TODAY = "2026-11-22"
HEAD = Head("Team stage check", "Spring", "AB12", TODAY)


def of(answers: Answers, given_: Briefs | None = None) -> Brief:
    """Compose a brief for finance from answers to the team stage check."""
    quiz = team_quiz()
    return brief.of_result(given_ or briefs(), "finance", quiz, answers, score(quiz, answers))


def team(count: int) -> Board:
    """Put the first example teams together, as if they were people."""
    return combine(team_quiz(), [one.answers for one in team_stage().examples[:count]], 5)


def changed(**sentence: str) -> Briefs:
    """Replace sentences of the group that the first example team is in."""
    whole = briefs()
    reader = whole.readers[0]
    group = reader.groups[0]._replace(**sentence)
    return whole._replace(readers=(reader._replace(groups=(group, *reader.groups[1:])),))


def without_stages() -> Briefs:
    """Leave out the group that the first example team is in."""
    whole = briefs()
    reader = whole.readers[0]
    return whole._replace(readers=(reader._replace(groups=reader.groups[1:]),))


def everything(told: Brief) -> str:
    """Join all that a brief says."""
    return "\n".join(part if isinstance(part, str) else "\n".join(part) for part in told)


@pytest.mark.parametrize("at", range(len(team_stage().examples)))
def test_every_example_team_has_a_brief_for_finance(at: int) -> None:
    """No placeholder is left, nothing is empty, and the words that lose managers are not in it."""
    told = of(team_stage().examples[at].answers)
    assert all(told[:4])
    assert told.findings
    assert told.request
    text = everything(told)
    assert not re.search(r"[{}]|social", text)
    assert text.count("A finding of") == len(told.facts) == 2


def test_a_brief_names_stage_blockers_and_first_play() -> None:
    """At most three answers that are in the way, each with its question."""
    quiz, answers = team_quiz(), team_stage().examples[0].answers
    result = score(quiz, answers)
    told = of(answers)
    assert f"“{quiz.stages[0].title}”" in told.findings[0]
    assert len(told.findings) == 1 + brief.BLOCKERS < 1 + len(result.blockers)
    blocked = [item.text for item in quiz.items if item.id in result.blockers]
    assert all(text in line for text, line in zip(blocked, told.findings[1:], strict=False))
    first = next(play for play in quiz.plays if play.id == result.plays[0].play)
    assert first.title in told.request
    assert told.facts[0] == "A finding of F8. (Somebody, 2015; read in the source; one firm)"


def test_what_is_uncertain_is_said_to_be() -> None:
    """Of several possible stages the first chooses the sentences, and all are named."""
    told = of(without("rules"))
    assert "Not everything could be told" in told.findings[0]
    assert told.findings[0].endswith("Folly or Fearful.")


def without(item: str) -> Answers:
    """Leave out one answer of the first example team: Folly or Fearful, as far as can be told."""
    given_ = team_stage().examples[0].answers
    return {key: option for key, option in given_.items() if key != item}


def apart(whole: Briefs) -> Briefs:
    """Add a reader to whom of each stage something else is said."""
    finance = whole.readers[0]
    groups = [group._replace(stages=(stage,)) for group in finance.groups for stage in group.stages]
    return whole._replace(readers=(finance, finance._replace(id="each", groups=tuple(groups))))


def test_no_brief_argues_from_a_guess() -> None:
    """While open questions decide what a reader would be told, that reader has no brief."""
    with pytest.raises(ExportError, match=r"SC434 .*more than one result is still possible"):
        of({"last-help": "c"})
    quiz, both, open_ = team_quiz(), apart(briefs()), score(team_quiz(), without("rules"))
    assert brief.readers(both, quiz, open_) == ("finance",)
    with pytest.raises(ExportError, match=r"SC434 .*more than one result is still possible"):
        brief.of_result(both, "each", quiz, without("rules"), open_)
    whole = score(quiz, team_stage().examples[0].answers)
    assert brief.readers(both, quiz, whole) == ("finance", "each")
    with pytest.raises(ExportError, match=r"SC434 .*more than one result is still possible"):
        brief.readers(both, quiz, score(quiz, {"last-help": "c"}))


def test_a_result_between_two_has_a_brief() -> None:
    """No further answer would decide it: the first stage chooses the sentences; both are named."""
    quiz, answers = team_quiz(), team_stage().examples[0].answers
    between = score(quiz, answers)._replace(verdict="between", stages=("folly", "fearful"))
    told = brief.of_result(apart(briefs()), "each", quiz, answers, between)
    assert "Folly or Fearful" in told.findings[0]


def test_where_no_play_is_advised_another_request_is_made() -> None:
    """A brief without a request would be a report."""
    quiz = team_quiz()
    answers = team_stage().examples[0].answers
    result = score(quiz, answers)._replace(plays=())
    told = brief.of_result(briefs(), "finance", quiz, answers, result)
    assert told.request.startswith("May we have half an hour")


def test_a_brief_of_a_team_speaks_of_numbers_of_people() -> None:
    """Where they hold no stage together, of each; no answer of one person is told."""
    quiz, board = team_quiz(), team(14)
    told = brief.of_board(briefs(), "finance", quiz, board)
    assert "14 colleagues" in told.findings[0]
    assert "Folly: 2; Fearful: 4" in told.findings[0]
    assert told.findings[1].startswith(f"{board.blocked[0].people} of them")
    held = combine(quiz, [team_stage().examples[0].answers] * 5, 5)
    told = brief.of_board(briefs(), "finance", quiz, held)
    assert told.findings[0].endswith("More than half of them place the team at “Folly”.")


def test_a_board_below_its_threshold_has_no_brief() -> None:
    """What the board does not show goes into no letter."""
    with pytest.raises(ExportError, match="SC434"):
        brief.of_board(briefs(), "finance", team_quiz(), team(4))


def test_without_answers_there_is_no_brief() -> None:
    """There is nothing to write about."""
    with pytest.raises(ExportError, match="SC434"):
        of({})
    with pytest.raises(ExportError, match="SC434"):
        of({"last-help": "?"})


@pytest.mark.parametrize(
    "wrong", ["{team}", "{}", "{ stage }", "{Stage}", "{stage", "stage}", "{{stage}}"]
)
def test_an_unknown_placeholder_is_an_error(wrong: str) -> None:
    """It names the sentence, what stands there, and what may."""
    with pytest.raises(ExportError) as caught:
        of(team_stage().examples[0].answers, changed(argument=f"Because {wrong}."))
    assert caught.value.code == "SC433"
    assert "'argument'" in caught.value.message
    assert "{check}, {stage}, {who}" in caught.value.hint
    assert sentences.unknown(f"Because {wrong}.", sentences.EVERYWHERE)


def test_placeholders_are_offered_by_sentence() -> None:
    """What the build allows is what is filled, sentence by sentence."""
    whole = briefs()
    reader = whole.readers[0]
    every = {name: f"{{{'} {'.join(sorted(names))}}}" for name, names in sentences.OFFERED.items()}
    plain = f"{{{'} {'.join(sorted(sentences.EVERYWHERE))}}}"
    found = whole.found._replace(
        stage=every["found.stage"], blocker=every["found.blocker"], lacking=every["found.lacking"]
    )
    found = found._replace(open=plain, shared=plain, split=plain)
    group = Group(tuple(one.id for one in team_quiz().stages), plain, plain, plain)
    request = Asked(every["request.play"], plain)
    filled = Reader("finance", "Finance", plain, (group,), request, reader.facts)
    all_ = whole._replace(found=found, readers=(filled,))
    told = [of(one.answers, all_) for one in team_stage().examples]
    told += [brief.of_board(all_, "finance", team_quiz(), team(count)) for count in (5, 14)]
    assert not any(re.search(r"[{}]", everything(one)) for one in told)


def test_what_is_filled_in_is_not_filled_again() -> None:
    """A play may be called `{stage}`; nobody's text is a template."""
    quiz = team_quiz()
    quiz = quiz._replace(plays=tuple(one._replace(title="{stage} {nothing}") for one in quiz.plays))
    answers = team_stage().examples[0].answers
    told = brief.of_result(briefs(), "finance", quiz, answers, score(quiz, answers))
    assert "“{stage} {nothing}”" in told.request


def test_a_brief_is_for_its_own_quiz_and_readers() -> None:
    """Sentences for one quiz fit no other, nor one that places each dimension."""
    quiz, answers = team_quiz(), team_stage().examples[0].answers
    result = score(quiz, answers)
    with pytest.raises(ExportError, match="SC432 there is no brief for 'boss'"):
        brief.of_result(briefs(), "boss", quiz, answers, result)
    with pytest.raises(ExportError, match="SC432 there are briefs for results of 'sponsor'"):
        brief.of_result(briefs()._replace(quiz="sponsor"), "finance", quiz, answers, result)
    with pytest.raises(ExportError, match="SC432 there is no brief for 'finance' of a team in"):
        of(answers, without_stages())
    each = bands_of_each()
    fitting = briefs()._replace(quiz=each.id)
    with pytest.raises(ExportError, match=r"SC432 .* each dimension"):
        brief.of_result(fitting, "finance", each, {}, score(each, {}))


def test_sentences_of_another_shape_are_refused() -> None:
    """The build and the page must be of one site."""
    with pytest.raises(QuizDataError, match="SC203 briefs lacks"):
        sentences.read({"quiz": "team-stage"})
    again = codec.loads(codec.dumps(codec.plain(briefs())))
    assert sentences.read(again) == briefs()


@given(answered(any_quizzes()), st.lists(TEXTS, min_size=1, max_size=12))
def test_nothing_of_a_quiz_comes_alive_in_a_brief(
    case: tuple[Quiz, Answers], hostile: list[str]
) -> None:
    """Its Markdown holds no link and no tag."""
    quiz, answers = made_hostile(case[0], hostile), case[1]
    stages = tuple(one.id for one in quiz.stages)
    whole = briefs()
    groups = (whole.readers[0].groups[0]._replace(stages=stages),)
    own = whole._replace(quiz=quiz.id, readers=(whole.readers[0]._replace(groups=groups),))
    result = score(quiz, answers)
    each = isinstance(quiz.rule, Bands) and quiz.rule.each
    assume(not each and result.stages and result.coverage.answered)
    told = brief.of_result(own, "finance", quiz, answers, result)
    assert not re.search(r"[^\\]\]\(|<", brief.markdown(told))


def fenced(title: str, text: str) -> str:
    """Show a file as it is written."""
    return f"## {title}\n\n~~~~text\n{text.replace(chr(13), '')}~~~~\n"


def golden() -> str:
    """Write what people take along: results, a board, briefs, tables and a calendar."""
    quiz, examples, board = team_quiz(), team_stage().examples, team(14)
    site = "https://intranet.example/"
    links = {one.page: f"{site}{one.page}" for one in quiz.plays}
    parts = ["# What people take along from the team stage check\n"]
    for example in examples:
        result = score(quiz, example.answers)
        text = markdown.result(quiz, example.answers, result, links)
        parts.append(fenced(f"{example.team}, as Markdown", text))
    for example in examples[::4]:
        parts.append(fenced(f"{example.team}, for finance", brief.markdown(of(example.answers))))
    told = brief.of_board(briefs(), "finance", quiz, board)
    first, agreed = examples[0], Action("Ask in the open", "Ada", "2026-12-01")
    events = [
        calendar.next_check(quiz, "2027-02-22", site, f"{site}check/"),
        calendar.keep_or_drop(quiz.plays[0], "2026-12-20", site, links[quiz.plays[0].page]),
        calendar.action(agreed, "7K3M", f"{site}checks/board/"),
    ]
    parts += [
        fenced(f"{first.team}, as a table", table.result(quiz, first.answers)),
        fenced(
            "All teams as one board, as Markdown",
            markdown.board(on_board(quiz, board, links), HEAD),
        ),
        fenced("That board, as a table", table.board(quiz, board, HEAD)),
        fenced("That board, for finance", brief.markdown(told)),
        fenced("What was agreed, as Markdown", markdown.actions([agreed], HEAD)),
        fenced("What was agreed, as a table", table.actions([agreed], HEAD)),
        fenced("Days to remember", calendar.written(events, f"{TODAY}T09:30:00Z")),
    ]
    return "\n".join(parts)


def test_what_people_take_along_is_what_the_file_says() -> None:
    """Word for word, of every example team."""
    assert golden() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(golden(), "utf-8")
