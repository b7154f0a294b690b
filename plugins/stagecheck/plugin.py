"""The MkDocs plugin. Hooks delegate; nothing but this module and `config` knows MkDocs."""

from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from .bundle import Bundle, bundle
from .config import StagecheckConfig
from .deploy import publish
from .embedding import Embedder, Target, mark
from .problems import Problem
from .project import Catalogue, Project, load, load_pages
from .runtime import RuntimeUnavailable
from .toolchain import CACHE, prepare_runtime

log = get_plugin_logger(__name__)


class StagecheckPlugin(BasePlugin[StagecheckConfig]):
    """Checks the quizzes, puts them on pages, and ships what scores them."""

    def __init__(self) -> None:
        self._serving = False
        self._embedder: Embedder | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an editor is looking."""
        del dirty
        self._serving = command == "serve"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check every quiz, report every problem, and add the files that readers load."""
        project = _project(config, self.config.quizzes_dir)
        pages, problems = load_pages(project)
        catalogue = load(project, pages)
        _report((*problems, *catalogue.problems))
        urls = {file.src_uri: file.url for file in files.documentation_pages()}
        shipped = _bundle(project, catalogue, urls)
        for address, content in shipped.files.items():
            _add(files, config, address, content)
        by_project = {f"{project.docs}/{path}": url for path, url in urls.items()}
        self._embedder = Embedder(catalogue, shipped, by_project, self._serving)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Mark the embeds, so that quiz text never passes through the page's parser."""
        del page, config, files
        return mark(markdown)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the quizzes in place of their marks."""
        del files
        base = get_relative_url(".", page.url).rstrip("/") + "/"
        target = Target(base, lambda path: _edit_url(page, config, path))
        return self._embedder.fill(html, target) if self._embedder else html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what a web server needs to know about this very site."""
        root, site = Path(config.config_file_path).parent, Path(config.site_dir)
        # A site built elsewhere is a trial: the settings beside the project stay those of site/.
        if self.config.deploy_dir and not self._serving and site.is_relative_to(root):
            publish(site, root / self.config.deploy_dir, root / "build" / "deploy")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when a quiz is saved."""
        del builder
        server.watch(str(Path(config.config_file_path).parent / self.config.quizzes_dir))
        return server


def _project(config: MkDocsConfig, quizzes: str) -> Project:
    root = Path(config.config_file_path).parent.resolve()
    docs = Path(config.docs_dir).resolve()
    return Project(root, docs.relative_to(root).as_posix(), quizzes)


def _report(problems: tuple[Problem, ...]) -> None:
    """Log every problem; under --strict MkDocs then fails the build."""
    for problem in problems:
        log.warning(str(problem))
    unreadable = [one for one in problems if one.code == "QZ001" and one.path.endswith(".md")]
    if any(not one.path.startswith("quizzes/") for one in unreadable):
        raise PluginError("Some pages cannot be read, so the site cannot be built; see above.")


def _bundle(project: Project, catalogue: Catalogue, urls: dict[str, str]) -> Bundle:
    quizzes = {quiz: file.quiz for quiz, file in catalogue.quizzes.items()}
    if not quizzes:
        return Bundle({}, {})
    if not (project.root / CACHE).exists():
        log.info("Preparing Python for the browser, once; this takes about a minute ...")
    try:
        return bundle(quizzes, urls, prepare_runtime(project.root))
    except RuntimeUnavailable as error:
        raise PluginError(str(error)) from None


def _add(files: Files, config: MkDocsConfig, address: str, content: bytes | Path) -> None:
    if isinstance(content, Path):
        files.append(File.generated(config, address, abs_src_path=str(content)))
    else:
        files.append(File.generated(config, address, content=content))


def _edit_url(page: MkDocsPage, config: MkDocsConfig, path: str) -> str | None:
    """Find where a file is edited, from where the page is: both lie in one repository."""
    source = page.file.src_uri
    if not page.edit_url or not page.edit_url.endswith(source):
        return None
    docs = Path(config.docs_dir).resolve()
    root = Path(config.config_file_path).parent.resolve()
    up = "../" * len(docs.relative_to(root).parts)
    return urljoin(page.edit_url.removesuffix(source), up + path)
