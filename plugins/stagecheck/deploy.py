"""Settings for web servers: those an operator keeps, completed with what only a build knows."""

from pathlib import Path
from shutil import copytree, rmtree

from .policy import write_deploy


def publish(site: Path, settings: Path, target: Path) -> None:
    """Copy the folder `settings` to `target`, and add the security policy of the built `site`.

    What `target` held before is gone. Raises ValueError where the site has no address.
    """
    rmtree(target, ignore_errors=True)
    copytree(settings, target)
    write_deploy(site, target)
