"""Apache, from site_config/deploy/apache, among the settings that Debian gives its modules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers.starting import DEPLOY, replace_once, running
from stagecheck.deploy.apache import write_apache
from stagecheck.deploy.facts import read_facts
from system import program

FRAME = """
ServerRoot {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
{user}
{modules}
{debian}
# Other installations have these lines.
AddEncoding x-gzip .gz
AddLanguage br .br
Include playbook.conf
"""
MODULES = Path("/usr/lib/apache2/modules")
NAMES = ("mpm_event", "authz_core", "dir", "mime", "env", "setenvif", "filter", "negotiation")
NAMES += ("alias", "deflate", "brotli", "headers", "rewrite")
DEBIAN = Path("/etc/apache2/mods-available")


@contextmanager
def apache(site: Path, root: Path, port: int, folder: Path) -> Iterator[None]:
    """Serve the folder `root`, in which `site` is, from the product's own playbook.conf.

    `folder` is an empty one for Apache's files. Root's Apache serves as another user, who must be
    able to read `root`.
    """
    found = program("apache2")
    assert found, "Apache is needed for the tests of web servers: apt install apache2"
    text = (DEPLOY / "apache/playbook.conf").read_text("utf-8")
    text = replace_once(text, "<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>")
    text = replace_once(text, '"/srv/www"', f'"{root}"')
    (folder / "playbook.conf").write_text(text, "utf-8")
    write_apache(read_facts(site), folder)
    (folder / "apache.conf").write_text(_frame(port, folder), "utf-8")
    log = folder / "error.log"
    with running([found, "-f", folder / "apache.conf", "-DFOREGROUND"], port, log):
        yield


def _frame(port: int, folder: Path) -> str:
    load = (f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in NAMES)
    settings = (DEBIAN / f"{name}.conf" for name in NAMES)
    return FRAME.format(
        folder=folder,
        port=port,
        user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        modules="\n".join(load),
        debian="\n".join(f"Include {path}" for path in settings if path.is_file()),
    )
