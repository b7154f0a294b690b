"""The preview of a pull request: what CI builds is what the guide's command shows."""

import re
from typing import Any

import pytest
import yaml

from samples import ROOT


class _Loader(yaml.SafeLoader):
    """Reads GitLab's own tags as nothing."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)

GITHUB = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
GITLAB = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), Loader=_Loader)  # noqa: S506
GUIDE = (ROOT / "site_config/preview.md").read_text("utf-8")


def settings_of(host: str) -> dict[str, str]:
    """Return the environment in which a host's CI builds the preview."""
    if host == "GitLab":
        return dict(GITLAB["preview"]["variables"])
    steps: list[dict[str, Any]] = GITHUB["preview"]["steps"]
    return dict(next(step["env"] for step in steps if step.get("run") == "make build"))


@pytest.mark.parametrize("host", ["GitHub", "GitLab"])
def test_a_preview_is_built_for_the_address_at_which_it_is_looked_at(host: str) -> None:
    """The command serves the address of the pages; that server sends no headers, so they carry
    the policy."""
    command = re.search(r"http\.server (\d+) --bind (\S+) --directory preview\n", GUIDE)
    assert command
    address = f"http://{command[2]}:{command[1]}/"
    assert f"<{address}>" in GUIDE
    settings = settings_of(host)
    assert (settings["SITE_URL"], settings["POLICY_IN_PAGES"]) == (address, "true")


def test_a_preview_can_be_made_of_anybodys_change() -> None:
    """It reads no secret and writes nothing: a fork's pull request has no right to either."""
    job = yaml.safe_dump(GITHUB["preview"])
    assert "secrets." not in job
    assert "permissions" not in GITHUB["preview"]
    assert GITHUB["preview"]["if"] == "github.event_name == 'pull_request'"


def test_both_hosts_keep_the_whole_site() -> None:
    """Under the name that the guide uses."""
    upload = next(
        step["with"] for step in GITHUB["preview"]["steps"] if "upload" in step.get("uses", "")
    )
    assert (upload["name"], upload["path"]) == ("preview", "site")
    assert GITLAB["preview"]["script"] == ["make build", "mv site preview"]
    assert GITLAB["preview"]["artifacts"]["paths"] == ["preview/"]
