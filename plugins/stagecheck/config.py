"""The options of the plugin in mkdocs.yml."""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from .hidden import Hidden, patterns
from .project import Project, inside


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

    def project(self, config: MkDocsConfig) -> Project:
        """Name the files of a project. Raises ValueError where one lies outside its folder."""
        root = root_of(config)

        def below(key: str) -> str | None:
            return inside(root, key, self[key]) if self[key] else None

        nothing = patterns(None)
        hides = (config.exclude_docs, config.draft_docs, config.not_in_nav)
        return Project(
            root,
            inside(root, "docs_dir", str(Path(config.docs_dir).resolve())),
            below("quizzes_dir") or "quizzes",
            below("facts"),
            below("organisation"),
            self.page_front,
            below("briefs"),
            config.use_directory_urls,
            below("style"),
            below("changelog"),
            Hidden(*(one or nothing for one in hides)),
        )


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent.resolve()
