"""Uploads a built site to object storage, as the list files.json beside this file says.

    python upload.py SITE REMOTE:BUCKET/PATH

SITE is the folder of the site; the second is a place as rclone names it. It needs Python 3.9 or
newer and rclone. What new pages load goes first, then the pages: at no moment does a page ask for a
file that is not there yet. Nothing is deleted: pages in open tabs still need their files.
"""

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

LIST = Path(__file__).with_name("files.json")


def said(file):
    """Return what is said about a file, which those uploaded in one go have in common."""
    return file["step"], file["type"], file["encoding"], file["cache"]


def content(site, file):
    """Return the bytes to upload: packed, where the list says so and the build has not done it."""
    data = (site / file["source"]).read_bytes()
    packed = file["source"] != file["path"]
    # No time in the archive: an unchanged file is uploaded in the same bytes.
    return gzip.compress(data, mtime=0) if file["encoding"] and not packed else data


def upload(site, target, files, rclone):
    """Upload files of which the same is said. Raises CalledProcessError when rclone fails."""
    _, kind, encoding, cache = said(files[0])
    headers = [f"Content-Type: {kind}", f"Cache-Control: {cache}"]
    headers += [f"Content-Encoding: {encoding}"] if encoding else []
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            staged = Path(name, file["path"])
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(content(site, file))
        options = [part for header in headers for part in ("--header-upload", header)]
        print(f"{len(files)} of {kind}", flush=True)
        command = [rclone, "copy", name, target, "--ignore-times", *options]
        subprocess.run(command, check=True)  # noqa: S603


def main(arguments):
    """Upload everything; return the status for the shell."""
    if len(arguments) != 2 or not (Path(arguments[0]) / "index.html").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    rclone = shutil.which("rclone")
    if rclone is None:
        print("upload.py needs rclone, which is not on the PATH: install it.", file=sys.stderr)
        return 1
    files = sorted(json.loads(LIST.read_text("utf-8"))["files"], key=said)
    try:
        for _, group in groupby(files, said):
            upload(Path(arguments[0]), arguments[1], list(group), rclone)
    except subprocess.CalledProcessError as error:
        print(f"rclone ended with status {error.returncode}, see above.", file=sys.stderr)
        print(
            "Mend that, then upload again: some readers may have new pages already.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(f"{error}: expected the site that files.json is about.", file=sys.stderr)
        print("Build it again with `make build`, and copy both.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
