"""Questions without an answer with the real engine: grouped by its vectors, and tried again on it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from crm.conversations import unanswered
from crm.database.store import Store
from crm.learning import question_groups
from crm.learning.question_groups import Group, GroupFilter
from tests.support.desk import Client
from tests.support.model_files import open_store
from tests.support.system import System
from tests.support.waiting import until

# Of one matter, in two languages; the bot knows it by now, as if it had been taught since they came.
WORDINGS = (
    ("fa", "ساعت کار کتابخانه را بگویید"),
    ("fa", "ساعت کاری کتابخونه چیه"),
    ("en", "library opening hours please"),
)
UNKNOWN = ("en", "do you sell submarine sandwiches on mars")


async def _asked(store: Store) -> None:
    now = store.clock.now()
    for language, text in (*WORDINGS, UNKNOWN):
        await store.transact(
            lambda connection, text=text, language=language: unanswered.count_question(connection, text, language, now)  # type: ignore[misc]
        )


async def _groups(system: System, *, first: bool = False) -> list[Group]:
    store = await open_store(system)
    try:
        if first:
            await _asked(store)
        groups = (await question_groups.groups(store, GroupFilter()))[0]
        # Other tests of this system ask what the bot does not know too.
        return [group for group in groups if group.title in {text for _, text in (*WORDINGS, UNKNOWN)}]
    finally:
        await store.close()


@pytest.fixture
def editor(system: System) -> Iterator[Client]:
    """The demo editor at the console."""
    with httpx.Client(base_url=system.url, trust_env=False, timeout=60) as http:
        client = Client(http)
        assert client.sign_in("editor").status_code == 303
        yield client


def test_three_wordings_become_one_matter_that_is_answered_once_the_bot_knows_it(
    system: System, editor: Client
) -> None:
    asyncio.run(_groups(system, first=True))

    def all_of_them() -> list[Group]:
        seen = asyncio.run(_groups(system))
        return seen if sum(group.times for group in seen) >= 4 else []

    found = until(all_of_them, 90, every=0.5)
    assert [(group.times, group.languages) for group in found] == [(3, ("fa", "en")), (1, ("en",))]
    hours, unknown = found

    editor.get(f"/console/questions/{hours.id}")
    answers = {group.id: editor.post(f"/console/questions/{group.id}/answered") for group in (hours, unknown)}
    assert answers[hours.id].status_code == 303
    assert answers[unknown.id].status_code == 422
    after = {group.id: group for group in asyncio.run(_groups(system))}
    assert after[hours.id].status == "answered"
    assert {row["intent"] for row in after[hours.id].replay or ()} == {"hours"}
    assert after[unknown.id].status != "answered"
