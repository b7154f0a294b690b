"""Installs what the tests need beyond Python: browsers and servers, from the distribution.

Says what it is about to install. Where the user may not install, it prints the one command to run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

MODULES = "/usr/lib/nginx/modules"
PROGRAMS = {
    "apache2": ("apache2", "/usr/sbin/apache2"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox-esr": ("firefox-esr", "firefox"),
    "libnginx-mod-http-brotli-filter": (f"{MODULES}/ngx_http_brotli_filter_module.so",),
    "libnginx-mod-http-brotli-static": (f"{MODULES}/ngx_http_brotli_static_module.so",),
    "nginx": ("nginx", "/usr/sbin/nginx"),
    "openssl": ("openssl",),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
}
"""Package -> names under which its program, or its file, may be found."""


def program(package: str) -> str | None:
    """Find the program of a package, under any of its names."""
    found = (shutil.which(name) or name for name in PROGRAMS[package])
    return next((path for path in found if Path(path).is_file()), None)


def required(package: str) -> str:
    """Find the program of a package; AssertionError says how to install it."""
    path = program(package)
    assert path, f"{package} is needed for the tests: run tests/system.py, which installs it"
    return path


def missing() -> list[str]:
    """List the packages whose program is not on this machine."""
    return [package for package in PROGRAMS if program(package) is None]


def main() -> int:
    """Install what is missing, or say how."""
    packages = missing()
    if not packages:
        return 0
    install = f"apt-get update && apt-get install --yes {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        names = " and ".join(packages)
        print(f"The tests need {names}. Install them with your package manager.", file=sys.stderr)
        return 1
    if os.geteuid() != 0:
        print(f"The tests need {' and '.join(packages)}. Run:\n\n  sudo sh -c '{install}'\n")
        return 1
    print(f"Installing {' and '.join(packages)} from the distribution's packages ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["sh", "-c", install], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
