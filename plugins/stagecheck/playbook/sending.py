"""Which checks send their readers to a play: a play's page says so, and no one writes it twice."""

from ..project import Catalogue


def sending(catalogue: Catalogue, page: str) -> list[tuple[str, str]]:
    """Give the title of each quiz that has a play's page among its plays, and the page it is on."""
    found = []
    for quiz, file in catalogue.quizzes.items():
        places = [
            path
            for path, one in catalogue.pages.items()
            if quiz in (embed.quiz for embed in one.embeds)
        ]
        if places and any(play.page == page for play in file.quiz.plays):
            found.append((file.quiz.title, places[0]))
    return found


def stage_order(catalogue: Catalogue) -> list[str]:
    """Give the stages of all quizzes, each in the order of the first quiz that has it."""
    stages = (stage.id for file in catalogue.quizzes.values() for stage in file.quiz.stages)
    return list(dict.fromkeys(stages))
