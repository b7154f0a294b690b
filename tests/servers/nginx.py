"""nginx, from site_config/deploy/nginx, with and without Brotli."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from servers.starting import DEPLOY, replace_once, running
from stagecheck.deploy.facts import read_facts
from stagecheck.deploy.nginx import write_nginx
from system import program

FRAME = """
{modules}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include playbook.conf;
}}
"""
MODULES = Path("/usr/lib/nginx/modules")
BROTLI = ("ngx_http_brotli_filter_module.so", "ngx_http_brotli_static_module.so")


@contextmanager
def nginx(
    site: Path, root: Path, port: int, folder: Path, modules: tuple[str, ...] = ()
) -> Iterator[None]:
    """Serve the folder `root`, in which `site` is, from the product's own playbook.conf.

    `folder` is an empty one for nginx's files, `modules` names files of modules to load.
    """
    found = program("nginx")
    assert found, "nginx is needed for the browser tests: apt install nginx-light"
    text = (DEPLOY / "nginx/playbook.conf").read_text("utf-8")
    text = replace_once(text, "listen 8080;", f"listen 127.0.0.1:{port};")
    text = replace_once(text, "root /srv/www;", f"root {root};")
    (folder / "playbook.conf").write_text(text, "utf-8")
    write_nginx(read_facts(site), folder)
    loaded = "\n".join(f"load_module {MODULES / name};" for name in modules)
    user = "user root;" if os.geteuid() == 0 else ""
    frame = FRAME.format(folder=folder, user=user, modules=loaded)
    (folder / "nginx.conf").write_text(frame, "utf-8")
    log = folder / "error.log"
    command = [found, "-p", folder, "-c", folder / "nginx.conf", "-e", log]
    with running(command, port, log):
        yield


@contextmanager
def nginx_with_brotli(site: Path, root: Path, port: int, folder: Path) -> Iterator[None]:
    """Serve the same with Debian's Brotli modules and the folder that turns them on."""
    copytree(DEPLOY / "nginx/stagecheck-brotli", folder / "stagecheck-brotli")
    with nginx(site, root, port, folder, BROTLI):
        yield
