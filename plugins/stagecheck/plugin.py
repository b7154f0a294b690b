"""The MkDocs plugin. Hooks delegate; nothing but this module and `config` knows MkDocs."""

import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from .board import Boards, boards
from .bundle import Bundle, Content
from .compiled import Compiled
from .config import StagecheckConfig, root_of
from .contents import Contents, more_files, read_contents, ship
from .deploy import publish, write_into_pages
from .drawings import DrawingsExtension
from .embedding import Embedder, Target, edit_address, mark
from .kept import folder_for, set_aside, with_earlier
from .notices import Notice, collect, fill, texts
from .packed import pack_ahead
from .playbook import (
    ACCENT_CSS,
    NoTime,
    Surroundings,
    about_edition,
    due,
    expand,
    fill_tables,
    load_organisation,
    senders,
    stage_order,
)
from .problems import Problem
from .project import Project, watched
from .results import Results, page_of, results
from .runtime import RuntimeUnavailable
from .serving import STYLE, Editing, shown_instead
from .toolchain import cache_folder

log = get_plugin_logger(__name__)
# Of no interest to --strict: what is told here is wrong with an older site, not with this one.
hints = logging.getLogger("stagecheck.kept")


class StagecheckPlugin(BasePlugin[StagecheckConfig]):
    """Checks the quizzes, puts them on pages, and ships what scores them."""

    def __init__(self) -> None:
        self._serving = False
        self._embedder: Embedder | None = None
        self._results: Results | None = None
        self._boards: Boards | None = None
        self._notices: tuple[Notice, ...] = ()
        self._contents: Contents | None = None
        self._editing: Editing | None = None
        self._around = Surroundings((), {})
        self._senders: Mapping[str, list[tuple[str, str]]] = {}
        self._docs = ""
        self._aside: Path | None = None
        self._templates = Compiled()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an editor is looking."""
        del dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put drawings into pages, and give the site an organisation's logo and colours."""
        project = _project(config, self.config)
        drawings = DrawingsExtension(project.root, project.docs, self._instead)
        config.markdown_extensions.append(drawings)  # type: ignore[arg-type]
        if self._serving:
            config.extra_css.append(STYLE)
        organisation = load_organisation(project)
        if organisation and organisation.logo:
            config.theme["logo"] = organisation.logo
        if organisation and organisation.accent and ACCENT_CSS not in config.extra_css:
            config.extra_css.append(ACCENT_CSS)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Set aside what earlier builds shipped, before MkDocs empties the folder of the site."""
        root, site = root_of(config), Path(config.site_dir)
        self._aside = aside = folder_for(cache_folder(root), site)
        if self._serving:
            return
        previous = root / self.config.previous if self.config.previous else site
        if self.config.previous and not previous.is_dir():
            hints.warning("previous: there is no folder %s; nothing is kept of it.", previous)
        try:
            set_aside(previous, aside)
        except (ValueError, OSError) as error:
            hints.warning("%s. Pages in open tabs may miss files of earlier builds.", error)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check every quiz, report every problem, and add the files that readers load."""
        project = _project(config, self.config)
        urls = {file.src_uri: file.url for file in files.documentation_pages()}
        contents = self._read(project, urls)
        self._empty(files, config, _report(project, contents.catalogue.problems))
        shipped = self._ship(config, project, contents, urls)
        published = with_earlier(shipped, self._aside) if self._aside else shipped.files
        _add(files, config, published)
        self._notices = _notices(files, published)
        more = more_files(project, contents, urls, config.site_url or "", editing=self._serving)
        _add(files, config, texts(self._notices) | more)
        self._fill(contents, shipped, urls, config.site_name)
        return files

    def _read(self, project: Project, urls: Mapping[str, str]) -> Contents:
        """Read and check all of the project; what is as it was is not checked again."""
        self._docs = project.docs
        earlier = self._contents.catalogue if self._contents else None
        self._contents = contents = read_contents(project, urls, earlier, editing=self._serving)
        if not self._serving:
            # What was read lives as long as this process: no search for garbage need go through it.
            gc.freeze()
        return contents

    def _empty(self, files: Files, config: MkDocsConfig, unreadable: Sequence[str]) -> None:
        """Let an editor see empty pages in place of those that cannot be read; end a build."""
        if unreadable and not self._serving:
            raise PluginError("Some pages cannot be read, so the site cannot be built; see above.")
        for path in unreadable:
            file = files.get_file_from_path(path)
            if file:
                files.remove(file)
                files.append(File.generated(config, path, content="", inclusion=file.inclusion))

    def _ship(
        self, config: MkDocsConfig, project: Project, contents: Contents, urls: Mapping[str, str]
    ) -> Bundle:
        """Collect what readers load, and tell the theme which edition they look at."""
        try:
            config.extra.update(about_edition(project.root, contents.playbook, urls))
            return ship(project.root, contents, urls, log.info, editing=self._serving)
        except (NoTime, RuntimeUnavailable) as error:
            raise PluginError(str(error)) from None

    def _fill(self, contents: Contents, made: Bundle, urls: Mapping[str, str], site: str) -> None:
        """Keep what is put on pages, for when MkDocs comes to each of them."""
        catalogue, docs = contents.catalogue, self._docs
        self._senders = senders(catalogue)
        self._around = Surroundings(stage_order(catalogue), urls)
        self._editing = Editing(catalogue, docs, urls) if self._serving else None
        self._results = results(catalogue, made, urls, site)
        self._boards = boards(self._results, contents.threshold)
        by_project = {f"{docs}/{path}": url for path, url in urls.items()}
        found = page_of(catalogue, urls)
        self._embedder = Embedder(catalogue, made, docs, by_project, self._editing, found)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compile the theme's templates once, however often an editor saves."""
        del config, files
        if self._serving:
            env.bytecode_cache = self._templates
        return env

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Expand citations and values, and mark the embeds: quiz text passes no other parser."""
        del config, files
        path = page.file.src_uri
        if self._contents is None:
            return markdown
        playbook = self._contents.playbook
        if path in playbook.pages:
            page.meta["review_by"] = due(playbook.pages[path].front)
        sent_by = self._senders.get(path, [])
        page.meta["sent_by"] = [(title, self._around.urls[at]) for title, at in sent_by]
        if self._editing:
            markdown = self._editing.mark(path, markdown)
        return mark(expand(playbook, path, markdown))

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the quizzes and the legal notices in place of their marks."""
        del config, files
        base = get_relative_url(".", page.url).rstrip("/") + "/"
        source = f"{self._docs}/{page.file.src_uri}"
        edit = partial(edit_address, page.edit_url, self._docs, page.file.src_uri)
        target = Target(source, base, edit)
        if self._contents:
            html = fill_tables(html, self._contents.playbook, base, self._around)
        if self._editing:
            html = self._editing.fill(html, page.file.src_uri, base)
        try:
            html = fill(html, self._notices, base)
        except ValueError as error:
            raise PluginError(f"{source}: {error}") from None
        html = self._results.fill(html, base) if self._results else html
        html = self._boards.fill(html, base) if self._boards else html
        return self._embedder.fill(html, target) if self._embedder else html

    # After all others: the search's index and what other plugins make of pages belong to the site.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Pack what never changes, and write what a web server needs to know of this very site."""
        if self._aside:
            rmtree(self._aside, ignore_errors=True)
        if not self._serving:
            root, site = root_of(config), Path(config.site_dir).resolve()
            _pack(site, cache_folder(root))
            self._deploy(root, site)

    def _deploy(self, root: Path, site: Path) -> None:
        settings = self.config.deploy_dir
        if self.config.policy_in_pages:
            with _told_as("policy_in_pages"):
                write_into_pages(site)
        # A site built elsewhere is a trial: build/deploy stays that of site/.
        if settings and not site.is_relative_to(root):
            log.info("build/deploy stays as it is: %s is not below %s.", site, root)
        elif settings:
            with _told_as("deploy_dir"):
                publish(site, root / settings, root / "build" / "deploy")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when a quiz, the facts, the organisation's words or those of briefs are saved."""
        del builder
        for folder, deep in watched(_project(config, self.config)).items():
            server.watch(str(folder), recursive=deep)
        return server

    def _instead(self, message: str) -> str:
        """Show an editor what is wrong with a drawing, in its place; else the build ends."""
        if not self._serving:
            raise PluginError(message)
        log.warning(message)
        return shown_instead(message)


def _project(config: MkDocsConfig, options: StagecheckConfig) -> Project:
    try:
        return options.project(config)
    except ValueError as error:
        raise PluginError(f"{error}.") from None


def _report(project: Project, problems: tuple[Problem, ...]) -> list[str]:
    """Log every problem, and return the pages that cannot be read, relative to the pages' folder.

    Under --strict MkDocs then fails the build.
    """
    for problem in problems:
        log.warning(str(problem))
    unreadable = [one.path for one in problems if one.code == "QZ001"]
    docs = f"{project.docs}/"
    return [path.removeprefix(docs) for path in unreadable if path.startswith(docs)]


@contextmanager
def _told_as(setting: str) -> Iterator[None]:
    """Turn what goes wrong into a sentence about a setting."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise PluginError(f"{setting}: {error}") from None


def _notices(files: Files, published: Mapping[str, Content]) -> tuple[Notice, ...]:
    """Collect the legal notices. A site without them is no licence's, but can be looked at."""
    try:
        return collect([file.dest_uri for file in files], published)
    except (ValueError, OSError) as error:
        log.warning("There are no legal notices: %s", error)
        return ()


def _pack(site: Path, cache: Path) -> None:
    try:
        pack_ahead(site, cache, log.info)
    except OSError as error:
        raise PluginError(
            f"Files cannot be packed ahead: {error}. {cache} is where packed files are kept; name "
            "a folder that can be written to as STAGECHECK_CACHE."
        ) from None


def _add(files: Files, config: MkDocsConfig, served: Mapping[str, Content]) -> None:
    for address, content in served.items():
        if isinstance(content, Path):
            files.append(File.generated(config, address, abs_src_path=str(content)))
        else:
            files.append(File.generated(config, address, content=content))
