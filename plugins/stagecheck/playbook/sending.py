"""Which checks send their readers to a play: a play's page says so, and no one writes it twice."""

from ..project import Catalogue


def senders(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """Give, by page of a play, each quiz that has it among its plays: title, and page it is on."""
    places: dict[str, str] = {}
    for path, page in catalogue.pages.items():
        for embed in page.embeds:
            places.setdefault(embed.quiz, path)
    found: dict[str, list[tuple[str, str]]] = {}
    for quiz, file in catalogue.quizzes.items():
        if quiz in places:
            for at in dict.fromkeys(play.page for play in file.quiz.plays):
                found.setdefault(at, []).append((file.quiz.title, places[quiz]))
    return found


def stage_order(catalogue: Catalogue) -> list[str]:
    """Give the stages of all quizzes, each in the order of the first quiz that has it."""
    stages = (stage.id for file in catalogue.quizzes.values() for stage in file.quiz.stages)
    return list(dict.fromkeys(stages))
