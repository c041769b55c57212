"""Each release has its number, its heading with a date in the changelog, and its page; the three agree."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import yaml

from bot.settings import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)
PAGES = sorted((ROOT / "docs" / "releases").glob("*.md"))


def version() -> str:
    """Give the version that the package says it is."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert isinstance(found, str)
    return found


def released() -> dict[str, date]:
    """Give every release of the changelog with its date, newest first."""
    found = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in HEADINGS[1:]]
    assert None not in found, HEADINGS
    return {said[1]: date.fromisoformat(said[2]) for said in found if said is not None}


def number(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))


def test_what_is_not_released_comes_first_and_releases_follow_newest_first() -> None:
    assert HEADINGS[0] == "[Unreleased]"
    versions, days = list(released()), list(released().values())
    assert versions == sorted(versions, key=number, reverse=True)
    assert days == sorted(days, reverse=True)


def test_the_package_is_of_the_newest_release() -> None:
    assert next(iter(released())) == version()


def test_each_release_has_its_page_with_its_number_and_its_day() -> None:
    assert {page.stem for page in PAGES} == released().keys()
    for page in PAGES:
        text, day = page.read_text(encoding="utf-8"), released()[page.stem]
        assert text.startswith(f"# {page.stem}\n\n{day.day} {day:%B %Y}. "), page.name
        for part in ("To be done by hand", "Settings", "The way back"):
            assert f"\n## {part}\n" in text, f"{page.name} says nothing of it: {part}"


def test_what_is_made_of_this_version_says_so() -> None:
    chart = yaml.safe_load((ROOT / "deploy" / "helm" / "ketabyar" / "Chart.yaml").read_text(encoding="utf-8"))
    assert (chart["version"], chart["appVersion"]) == (version(), version())
    for path in ("deploy/containers/compose.yml", "docs/containers.md"):
        tags = set(re.findall(r"\bketabyar(?:-engine)?:(\d[\w.]*)", (ROOT / path).read_text(encoding="utf-8")))
        assert tags == {version()}, path
    newest = f"(releases/{version()}.md)"
    for path in ("docs/upgrading.md", "docs/installing.md"):
        assert newest in (ROOT / path).read_text(encoding="utf-8"), path
    assert f"(../releases/{version()}.md)" in (ROOT / "docs" / "fa" / "installing.md").read_text(encoding="utf-8")
