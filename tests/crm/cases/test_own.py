"""Cases as their patrons have them: seen, added to, withdrawn, answered, and nobody else's."""

from __future__ import annotations

import pytest

from crm import records
from crm.cases import contact, own, own_steps
from crm.cases.answers import answer as send
from crm.cases.answers import unfit
from crm.cases.file import case_file
from crm.cases.hearing import case_news
from crm.cases.limits import Reported, tell_case
from crm.conversations import signing_in
from crm.conversations.identities import Identity, identity_for
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.messages import outbox
from tests.support.planted import team
from tests.support.store_rows import SARA, add, add_patron, ends, how_many, rows, say, sign_in, visitor


async def tell(store: Store, who: Identity, words: str = "the guard shouted", **more: object) -> tuple[str, Reported]:
    recorded = await say(store, who, words)
    told = await tell_case(
        store, str(more.get("kind", "complaint")), conversation=recorded.interaction.public_id,
        subject=str(more.get("subject", "complaint")), description=words, language="en",
        idempotency_key=f"{recorded.interaction.public_id}:{words}", once=bool(more.get("once")),
    )  # fmt: skip
    return recorded.interaction.public_id, told


def letter(_language: str, number: str, words: str) -> str:
    return f"{number} {words}"


async def version_of(store: Store, number: str) -> int:
    file = await case_file(store, number)
    assert file is not None
    return file.version


async def reply(store: Store, number: str, words: str, then: str = "answered") -> None:
    await send(store, number, words, version=await version_of(store, number), by=SARA, letter=letter, then=then)


async def test_a_chat_and_a_card_see_their_own_cases_and_no_others(store: Store) -> None:
    await team(store)
    patron = await add_patron(store)
    mine = await sign_in(store, await visitor(store), patron)
    talk, _ = await tell(store, mine)
    anonymous, _ = await tell(store, await visitor(store), "the lift is stuck")
    assert [one.number for one in await own.own_cases(store, talk)] == ["K-000001"]
    assert [one.number for one in await own.own_cases(store, anonymous)] == ["K-000002"]
    assert await own.own_case(store, anonymous, "K-000001") is None
    assert await own.own_case(store, anonymous, "K-000999") is None
    for number in ("K-000001", "K-000999"):
        with pytest.raises(NotFound):
            await own_steps.add_words(store, number, "mine, too", conversation=anonymous)
        with pytest.raises(NotFound):
            await own_steps.withdraw(store, number, conversation=anonymous)
        with pytest.raises(NotFound):
            await contact.add_contact(store, number, "at the desk", conversation=anonymous)
    await signing_in.unlink(store, mine.id)
    after = (await say(store, mine, "hello")).interaction.public_id
    assert await own.own_cases(store, after) == [], "whoever sits there now"


async def test_what_was_told_before_the_sign_in_becomes_the_patrons_with_a_step_of_theirs(store: Store) -> None:
    who = await visitor(store)
    talk, _ = await tell(store, who)
    patron = await add_patron(store)
    await sign_in(store, who, patron)
    assert [one.number for one in await own.own_cases(store, talk)] == ["K-000001"]
    assert [case.patron_id for case in await rows(store, records.ServiceCase)] == [None], (
        "who signs in need not have told it"
    )
    await own_steps.add_words(store, "K-000001", "two saw it", conversation=talk)
    assert [case.patron_id for case in await rows(store, records.ServiceCase)] == [patron]


async def test_words_reach_the_case_once_and_take_up_what_was_settled(store: Store) -> None:
    await team(store)
    talk, _ = await tell(store, await sign_in(store, await visitor(store), await add_patron(store)))
    for done in ("added", "nothing"):
        assert (await own_steps.add_words(store, "K-000001", "two saw it", conversation=talk)).done == done
    await reply(store, "K-000001", "which door?", then="waiting_patron")
    assert (
        await own_steps.add_words(store, "K-000001", "the main one", conversation=talk)
    ).case.status == "investigating"
    await reply(store, "K-000001", "we are sorry")
    again = await own_steps.add_words(store, "K-000001", "that is not enough", conversation=talk)
    assert (again.done, again.case.status, again.case.answer) == ("reopened", "appealed", "we are sorry")
    await ends(store, "K-000001", "declined", version=await version_of(store, "K-000001"))
    assert (await own_steps.add_words(store, "K-000001", "nor is that", conversation=talk)).done == "reopened"
    assert (await own_steps.withdraw(store, "K-000001", conversation=talk)).case.resolution == "withdrawn"
    assert (await own_steps.withdraw(store, "K-000001", conversation=talk)).done == "nothing"


async def test_news_is_told_once_in_each_chat(store: Store) -> None:
    await team(store)
    patron = await add_patron(store)
    first = await sign_in(store, await visitor(store), patron)
    talk, _ = await tell(store, first)
    assert not await case_news(store, talk), "it was told here"
    second = await sign_in(store, await visitor(store), patron)
    there = (await say(store, second)).interaction.public_id
    assert [one.number for one in (await case_news(store, there)).open] == ["K-000001"]
    assert not await case_news(store, there)
    await reply(store, "K-000001", "we are sorry")
    heard = [await case_news(store, where) for where in (talk, there)]
    assert sorted(len(one.answers) for one in heard) == [0, 1], "one of them got the letter itself"
    assert not await case_news(store, talk) and not await case_news(store, there)


async def test_an_answer_waits_for_a_patron_who_is_nowhere(store: Store) -> None:
    await team(store)
    patron = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron)
    await tell(store, who)
    await signing_in.unlink(store, who.id)
    await reply(store, "K-000001", "we are sorry")
    closed = await ends(store, "K-000001", "explained", version=await version_of(store, "K-000001"))
    assert closed.channel is None and await how_many(store, records.Outbox) == 0
    later = await sign_in(store, await visitor(store), patron)
    [news] = (await case_news(store, (await say(store, later)).interaction.public_id)).answers
    assert (news.answer, news.status, news.resolution) == ("we are sorry", "closed", "explained")


@pytest.mark.parametrize("how", ["signs out", "another signs in"])
async def test_an_answer_that_waits_for_a_shared_chat_is_taken_back_and_told_elsewhere(store: Store, how: str) -> None:
    await team(store)
    patron = await add_patron(store)
    who = await sign_in(store, await identity_for(store, "telegram", "7", language="fa"), patron)
    await tell(store, who)
    await reply(store, "K-000001", "the fine is gone")
    assert len(await outbox.due(store, "telegram")) == 1
    if how == "signs out":
        await signing_in.unlink(store, who.id)
    else:
        await sign_in(store, who, await add_patron(store, "20001009"))
    assert await outbox.due(store, "telegram") == []
    [waiting] = await rows(store, records.Outbox)
    assert waiting.state == "dropped"
    stranger = (await case_news(store, (await say(store, who)).interaction.public_id)).answers
    assert stranger == ()
    later = await sign_in(store, await visitor(store), patron)
    [news] = (await case_news(store, (await say(store, later)).interaction.public_id)).answers
    assert news.answer == "the fine is gone"
    # And in the same chat, once they are back there.
    back = await sign_in(store, who, patron)
    [news] = (await case_news(store, (await say(store, back)).interaction.public_id)).answers
    assert news.answer == "the fine is gone"


async def test_one_request_at_a_time_of_a_matter_that_is_had_once(store: Store) -> None:
    patron = await add_patron(store)
    wanted = {"kind": "account_problem", "subject": "lost_card", "once": True}
    told = []
    for words in ("my card is gone", "it was stolen", "please block my card"):
        who = await sign_in(store, await visitor(store), patron)
        told.append((await tell(store, who, words, **wanted))[1])
    assert [one.was_there for one in told] == [False, True, True]
    assert await how_many(store, records.ServiceCase) == 1


async def test_data_that_are_there_are_not_said_to_be_erased(store: Store) -> None:
    await team(store)
    who = await sign_in(store, await visitor(store), await add_patron(store))
    await tell(store, who, "erase me", kind="data_request", subject="my_data_erase")
    with pytest.raises(InvalidValue) as refused:
        await ends(store, "K-000001", "fixed", version=1)
    assert refused.value.field == "unfit"
    assert (await ends(store, "K-000001", "declined", version=1)).channel == "web_chat"
    [case] = await rows(store, records.ServiceCase)
    assert case.status == "closed"
    assert not unfit({"subject": "my_data_erase", "patron_id": None}, "fixed")  # type: ignore[arg-type]


async def test_contacts_stand_after_each_other_and_a_patrons_own_is_covered(store: Store) -> None:
    await team(store)
    patron = await add_patron(store)
    talk, _ = await tell(store, await sign_in(store, await visitor(store), patron))
    assert await contact.contact_on_file(store, patron) is None
    assert not await contact.use_contact_on_file(store, "K-000001", conversation=talk)
    point = {"kind": "phone", "value": "09120000055", "value_norm": "09120000055", "is_primary": True}
    await add(store, records.ContactPoint, patron_id=patron, **point)
    on_file = await contact.contact_on_file(store, patron)
    assert on_file is not None and on_file.covered == "0912…55"
    assert await contact.use_contact_on_file(store, "K-000001", conversation=talk)
    for _ in range(2):
        await contact.add_contact(store, "K-000001", "at the desk", conversation=talk)
    assert await contact.contact_of(store, "K-000001", by=SARA) == "09120000055; at the desk"
