"""The job of notices: a round a minute, the whole plan once a day, through to the outbox."""

from __future__ import annotations

from datetime import timedelta

from bot.jobs.notices import Notices
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.messages import outbox
from protocol.clock import FixedClock
from tests.support.given_notices import loan, reader, ready_hold
from tests.support.store_rows import rows

SETTINGS = Settings(telegram_token="1:x")


async def test_a_round_tells_and_the_next_one_does_not(store: Store) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 2)
    notices = Notices(SETTINGS, store)
    assert [await notices.run() for _ in range(3)] == [1, 0, 0]
    [item] = await outbox.due(store, "telegram")
    assert item.identity_id == who.id and "پنجشنبه ۵ آذر" in item.message.text
    assert await Notices(SETTINGS, store).run() == 0, "another process, or this one after a restart"


async def test_what_falls_due_is_planned_once_a_day_and_what_became_ready_every_minute(
    store: Store, clock: FixedClock
) -> None:
    patron, _ = await reader(store)
    notices = Notices(SETTINGS, store)
    assert await notices.run() == 0
    await loan(store, patron, 1)
    assert await notices.run() == 1, "who asked for it a moment ago does not wait for the night"
    clock.advance(timedelta(minutes=10))
    assert await notices.run() == 0
    await loan(store, patron, 1)
    await ready_hold(store, patron)
    assert await notices.run() == 1
    assert [one.kind for one in await rows(store, records.Notice)] == ["due_soon", "hold_ready"]
    clock.advance(timedelta(hours=16))
    # Two at night: it is planned, and nobody is woken.
    assert await notices.run() == 0
    assert len(await rows(store, records.Notice, status="queued")) == 1
    clock.advance(timedelta(hours=7))
    assert await notices.run() == 1


def test_a_channel_has_notices_only_with_a_sender() -> None:
    assert Settings().notice_rules.channels == {"web_chat"}
    mail = Settings(smtp_host="mail.example.org", smtp_from="library@example.org", notice_quiet_from="22:30")
    assert mail.notice_rules.channels == {"web_chat", "email"}
    assert (mail.notice_rules.quiet_from.hour, mail.notice_rules.quiet_from.minute) == (22, 30)
