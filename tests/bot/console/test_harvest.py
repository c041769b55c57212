"""The harvest in the console: tried, done, and told until when everything is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from library.imports import last_runs
from tests.bot.console.test_imports import AT, settled
from tests.support.desk import Desk
from tests.support.import_files import book
from tests.support.oai_repository import OaiRepository, oai_repository
from tests.support.texts import occurrences, phrase


@pytest.fixture
def repository() -> Iterator[OaiRepository]:
    with oai_repository() as running:
        yield running


@pytest.fixture
def settings_overrides(repository: OaiRepository) -> dict[str, Any]:
    return {"oai_url": repository.url}


def test_a_repository_is_tried_harvested_and_told_of(console: Desk, repository: OaiRepository) -> None:
    repository.put(*(book(f"oai{number}", f"کتاب تازه {number}", (f"oai-{number}", "main")) for number in range(5)))
    admin = console.client("admin")
    page = admin.get(AT).text
    assert "127.0.0.1/oai" in page and phrase("imports.harvest.never") in page
    made = admin.post(f"{AT}/harvest", {"do": "changed"})
    assert made.status_code == 303
    done = settled(admin, made.headers["location"])
    [run] = console.run(last_runs(console.store))
    assert f"{AT}/runs/{run.id}" in done and run.source.startswith("OAI-PMH: 127.0.0.1/oai")
    assert (run.state, run.counts["added"]) == ("done", 5)
    assert "127.0.0.1/oai" in admin.get(made.headers["location"]).text
    assert occurrences("imports.harvest.until", admin.get(AT).text)
    repository.lose("oai4")
    tried = admin.post(f"{AT}/harvest", {"do": "try"})
    assert "<progress" not in settled(admin, tried.headers["location"])
    assert len(console.run(last_runs(console.store))) == 1
    whole = settled(admin, admin.post(f"{AT}/harvest", {"do": "whole"}).headers["location"])
    assert "۱ حذف" in whole
    # The page of a harvest takes no file's columns.
    assert admin.post(made.headers["location"], {"do": "import"}).status_code == 303
    repository.fails(404)
    told = settled(admin, admin.post(f"{AT}/harvest", {"do": "changed"}).headers["location"])
    assert "404" in told and "404" in admin.get(AT).text


def test_only_administrators_harvest(console: Desk) -> None:
    assert console.client("manager").post(f"{AT}/harvest", {"do": "changed"}).status_code == 403
