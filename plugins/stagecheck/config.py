"""The options of the plugin in mkdocs.yml."""

from mkdocs.config import config_options
from mkdocs.config.base import Config


class StagecheckConfig(Config):
    """Folders relative to mkdocs.yml.

    `quizzes_dir` holds the quizzes; `deploy_dir`, if given, settings for web servers, which a
    build completes and writes to `build/deploy`.
    """

    quizzes_dir = config_options.Type(str, default="quizzes")
    deploy_dir = config_options.Optional(config_options.Type(str))
