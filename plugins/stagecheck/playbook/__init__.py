"""What a playbook has beside its quizzes: kept pages, cited facts, an organisation's own words."""

from .book import Playbook, load_organisation, load_playbook
from .briefs import BriefWords, load_briefs, shipped_briefs
from .edition import NoTime, about_edition
from .expand import expand
from .fill import Surroundings, fill_tables
from .looks import ACCENT_CSS, styles
from .review import due
from .sending import senders, stage_order

__all__ = [
    "ACCENT_CSS",
    "BriefWords",
    "NoTime",
    "Playbook",
    "Surroundings",
    "about_edition",
    "due",
    "expand",
    "fill_tables",
    "load_briefs",
    "load_organisation",
    "load_playbook",
    "senders",
    "shipped_briefs",
    "stage_order",
    "styles",
]
