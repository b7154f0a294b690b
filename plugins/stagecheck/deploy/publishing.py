"""Settings for each kind of web server, written beside the site that they are for."""

from pathlib import Path
from shutil import copytree, rmtree

from .apache import write_apache
from .facts import read_facts
from .iis import complete_iis
from .nginx import write_nginx
from .storage import write_storage


def publish(site: Path, settings: Path, target: Path) -> None:
    """Copy the folder `settings` to `target`, and complete it with what the built `site` says.

    What `target` held before is gone; the same site gives the same bytes. Raises ValueError, and
    leaves `target` as it was, where the site has no address.
    """
    facts = read_facts(site)
    rmtree(target, ignore_errors=True)
    copytree(settings, target)
    write_nginx(facts, target / "nginx")
    write_apache(facts, target / "apache")
    complete_iis(facts, target / "iis")
    write_storage(facts, site, target / "object-storage")
