"""The list by which the site is uploaded to object storage, and the script that reads it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile

import pytest

from servers.conftest import Built
from servers.starting import DEPLOY
from stagecheck.deploy.facts import ASKED, KEPT, read_facts
from stagecheck.deploy.storage import Upload, uploads, write_storage

# Stands where rclone would: keeps what it is given, and the order of it.
RCLONE = """\
#!{python}
import json, pathlib, shutil, sys
command, source, target, *options = sys.argv[1:]
assert command == "copy"
headers = dict(one.split(": ", 1) for one in options if ": " in one)
files = [path for path in pathlib.Path(source).rglob("*") if path.is_file()]
log = pathlib.Path({log!r})
calls = json.loads(log.read_text()) if log.exists() else []
names = [path.relative_to(source).as_posix() for path in files]
calls.append({{"target": target, "headers": headers, "files": names}})
log.write_text(json.dumps(calls))
shutil.copytree(source, {bucket!r}, dirs_exist_ok=True)
"""


@pytest.fixture(scope="module")
def listed(built: Built) -> Mapping[str, Upload]:
    """Return what the list says about the playbook's files, by path."""
    return {upload.path: upload for upload in uploads(built.site)}


def test_every_file_is_listed_once_with_a_type(built: Built, listed: Mapping[str, Upload]) -> None:
    """The list covers the site: a file is listed, or is the packed form of one that is."""
    there = {
        path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()
    }
    forms = {path + ending for path in listed for ending in (".br", ".gz")}
    assert set(listed) <= there <= set(listed) | forms
    assert "sitemap.xml.gz" in listed
    assert all(each.type != "application/octet-stream" for each in listed.values())


def test_what_is_uploaded_unpacks_to_the_file(built: Built, listed: Mapping[str, Upload]) -> None:
    """Python and our scripts go up in the form that the build has packed."""
    packed = [each for each in listed.values() if each.source != each.path]
    assert any(each.path.endswith("pyodide.asm.wasm") for each in packed)
    for each in packed:
        assert each.encoding == "gzip"
        data = (built.site / each.source).read_bytes()
        assert gzip.decompress(data) == (built.site / each.path).read_bytes()


def test_pages_come_after_what_they_load(listed: Mapping[str, Upload]) -> None:
    """At no moment does a page ask for a file that is not there yet; the list of builds is last."""
    order = list(listed)
    first_page = min(order.index(path) for path in order if path.endswith(".html"))
    before = set(order[:first_page])
    assert {path for path in order if path.endswith((".css", ".js", ".wasm", ".zip"))} <= before
    assert order[-1] == "assets/stagecheck/build.json"
    assert {listed[path].cache for path in order[first_page:]} == {ASKED}
    assert listed[order[0]].cache == KEPT


def test_the_list_names_the_headers_for_whoever_can_set_them(built: Built, tmp_path: Path) -> None:
    """Each file names a set of headers, and the sets are those of the web servers."""
    facts = read_facts(built.site)
    write_storage(facts, built.site, tmp_path)
    listing = json.loads((tmp_path / "files.json").read_text("utf-8"))
    assert listing["headers"] == {"page": dict(facts.pages), "worker": dict(facts.workers)}
    assert {file["headers"] for file in listing["files"]} == set(listing["headers"])
    worker = next(file for file in listing["files"] if file["path"].endswith("/worker.js"))
    assert worker["headers"] == "worker"


def test_the_script_uploads_all_of_it_in_order(built: Built, tmp_path: Path) -> None:
    """Every file arrives whole, with its type, encoding and caching, hashed ones before pages."""
    log, bucket = tmp_path / "log.json", tmp_path / "bucket"
    run = upload(built.site, tmp_path, log, bucket)
    assert run.returncode == 0, run.stderr
    calls = json.loads(log.read_text("utf-8"))
    sent = {name: call["headers"] for call in calls for name in call["files"]}
    order = [name for call in calls for name in call["files"]]
    assert len(order) == len(set(order))
    wanted = {each.path: each for each in uploads(built.site)}
    assert set(order) == set(wanted)
    steps = [wanted[name].step for name in order]
    assert steps == sorted(steps)
    for name, each in wanted.items():
        headers = {"Content-Type": each.type, "Cache-Control": each.cache}
        assert sent[name] == headers | ({"Content-Encoding": "gzip"} if each.encoding else {})
        data = (bucket / name).read_bytes()
        plain = gzip.decompress(data) if each.encoding else data
        assert plain == (built.site / name).read_bytes()


def test_the_script_says_what_it_needs(built: Built, tmp_path: Path) -> None:
    """Without a site or without rclone it uploads nothing and says what to do."""
    script = DEPLOY / "object-storage/upload.py"
    for arguments, path, says in (
        ([str(tmp_path), "remote:bucket"], os.environ["PATH"], "SITE is the folder"),
        ([str(built.site), "remote:bucket"], "", "needs rclone"),
    ):
        command = [sys.executable, str(script), *arguments]
        environment = {**os.environ, "PATH": path}
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert run.returncode != 0
        assert says in run.stderr
        assert "Traceback" not in run.stderr


def upload(site: Path, folder: Path, log: Path, bucket: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of the product, with the stand-in as rclone."""
    write_storage(read_facts(site), site, folder)
    copyfile(DEPLOY / "object-storage/upload.py", folder / "upload.py")
    program = folder / "bin/rclone"
    program.parent.mkdir()
    text = RCLONE.format(python=sys.executable, log=str(log), bucket=str(bucket))
    program.write_text(text, "utf-8")
    program.chmod(0o755)
    return subprocess.run(
        [sys.executable, str(folder / "upload.py"), str(site), "remote:bucket/playbook"],
        env={**os.environ, "PATH": str(program.parent)},
        capture_output=True,
        text=True,
    )
