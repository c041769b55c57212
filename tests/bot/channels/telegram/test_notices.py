"""A notice in a Telegram chat: it arrives by itself, and its buttons do what they say through the bot."""

from __future__ import annotations

from datetime import time

from bot.jobs.notices import Notices
from bot.settings import Settings
from crm.conversations.identities import identity
from tests.support.fake_engine import FakeEngine
from tests.support.given_notices import loan, wants
from tests.support.store_rows import add_patron, sign_in
from tests.support.telegram_gateway import Gateway
from tests.support.telegram_peer import Telegram
from tests.support.texts import phrase

# Whatever hour it is.
SETTINGS = Settings(telegram_token="1:x", notice_quiet_from=time(0), notice_quiet_until=time(0))


async def test_a_notice_arrives_and_its_button_renews_both(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    await world.write("سلام")
    await world.sent(1)
    [partner] = await gateway.identities()
    patron = await add_patron(gateway.store, "20001001")
    await sign_in(gateway.store, await identity(gateway.store, partner.id), patron)
    await wants(gateway.store, patron, "telegram", identity_id=partner.id)
    for _ in range(2):
        await loan(gateway.store, patron, 1)
    assert await Notices(SETTINGS, gateway.store).run() == 1
    notice = (await world.sent(2))[1]
    assert notice.text.startswith(phrase("notice.head")) and "بوف کور" not in notice.text
    titles = [button["text"] for button in notice.buttons]
    assert titles == [phrase(f"notice.button.{name}") for name in ("renew_both", "loans", "stop")]
    await world.tap(notice, 0)
    await world.sent(3)
    turn = engine.requests[-1]
    assert turn["payload"] and turn["text"].startswith('/renew{"ref": "loan:L')
    assert turn["text"].count(",") == 1
    await world.tap(notice, 2)
    await world.sent(4)
    assert engine.requests[-1]["text"] == "/unsubscribe"
    assert world.refused == []
