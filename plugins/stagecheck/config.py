"""The options of the plugin in mkdocs.yml."""

from pathlib import Path
from posixpath import normpath

from mkdocs.config import config_options
from mkdocs.config.base import Config

from .project import Project


class StagecheckConfig(Config):
    """Folders relative to mkdocs.yml.

    `quizzes_dir` holds the quizzes; `deploy_dir`, if given, settings for web servers, which a
    build completes and writes to `build/deploy`; `previous` is the folder of the site that readers
    have now, whose files stay for pages in open tabs, if it is not the one that a build replaces.
    `policy_in_pages` writes the security policy into each page, for hosts that set no headers.
    With `page_front` every page needs a front matter that says who keeps it and for whom it is;
    `facts` is the file of the facts that such pages cite, `organisation` that of one
    organisation's own words, `briefs` that of the sentences that briefs are made of, `style` that
    of the rules by which pages and quizzes are written, and `changelog` that of what changed, by
    which readers know the edition they look at.
    """

    quizzes_dir = config_options.Type(str, default="quizzes")
    deploy_dir = config_options.Optional(config_options.Type(str))
    previous = config_options.Optional(config_options.Type(str))
    policy_in_pages = config_options.Type(bool, default=False)
    page_front = config_options.Type(bool, default=False)
    facts = config_options.Optional(config_options.Type(str))
    organisation = config_options.Optional(config_options.Type(str))
    briefs = config_options.Optional(config_options.Type(str))
    style = config_options.Optional(config_options.Type(str))
    changelog = config_options.Optional(config_options.Type(str))

    def project(self, root: Path, docs: str, directory_urls: bool) -> Project:
        """Name the files of a project whose pages lie in `docs`, relative to `root`."""

        def below(path: str | None) -> str | None:
            return normpath(path) if path else None

        return Project(
            root,
            docs,
            normpath(self.quizzes_dir),
            below(self.facts),
            below(self.organisation),
            self.page_front,
            below(self.briefs),
            directory_urls=directory_urls,
            style=below(self.style),
            changelog=below(self.changelog),
        )
