"""Which of their own things patrons mean: by who wrote it, by its day, each of several, and what is needed no more."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services, Turn
from actions.subjects.own import own_authors
from library.values import Hold, Loan
from tests.actions.dialogue.test_restrictions import attempts
from tests.support.talk import Begin

CARD, TWO_HOLDS = "20000001", "20000002"


@pytest.fixture
def known_as_camus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an edition of «کوری» bear the name of Camus, and one of «صد سال تنهایی» that of Márquez."""

    async def last_names(_turn: Turn, thing: Loan | Hold) -> set[str]:
        return {"کوری": {"camus", "کامو"}, "صد سال تنهایی": {"marquez"}}.get(thing.title, set())

    monkeypatch.setattr(own_authors, "_last_names", last_names)


@pytest.mark.parametrize(
    ("language", "intent", "words", "count"),
    [
        ("en", "renew", "renew everything except the camus", 4),
        ("en", "renew", "please renew the Camus", 1),
        ("en", "renew", "extend my Camus, please", 1),
        ("en", "renew", "renew Nineteen Eighty-Four and the Camus", 2),
        ("fa", "renew", "همه رو تمدید کن به جز کامو", 4),
        ("fa", "renew", "اون کتاب کامو رو تمدید کن", 1),
        ("fa", "renew", "ketabe camus ro tamdid kon", 1),
        ("en", "loans", "and when is the Camus due?", 0),
        ("en", "loans", "when is the Camus due, so I know how fast to read the ending?", 0),
        ("fa", "loans", "اون کتاب کامو رو تا کی باید بیارم", 0),
    ],
)
@pytest.mark.usefixtures("known_as_camus")
async def test_a_thing_is_meant_by_who_wrote_it(
    begin: Begin, services: Services, language: str, intent: str, words: str, count: int
) -> None:
    said = await (await begin(language, card=CARD)).says(intent, words)
    assert await attempts(services) == count and "کوری" in said.text, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("renew", "renew The Fall by Camus"),
        ("renew", "سقوط کامو رو تمدید کن"),
        ("renew", "renew everything except the Hemingway"),
        ("search_book", "do you have the Camus in English?"),
        ("search_book", "something else by Camus?"),
        ("loans", "when is the Camus biography due?"),
    ],
)
@pytest.mark.usefixtures("known_as_camus")
async def test_who_wrote_another_book_means_none_of_them(
    begin: Begin, services: Services, intent: str, words: str
) -> None:
    said = await (await begin("en", card=CARD)).says(intent, words)
    assert await attempts(services) == 0 and "utter_loan_due" not in said.names, said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew the one that is due in two days"),
        ("en", "renew the one I have to bring back on Thursday"),
        ("fa", "اون که پس‌فردا موعدشه رو تمدید کن"),
        ("fa", "oon ke pasfarda movedeshe ro tamdid kon"),
        ("fa", "اونی که پنجشنبه باید بیارم رو تمدید کن"),
    ],
)
async def test_a_loan_is_meant_by_its_day(begin: Begin, services: Services, language: str, words: str) -> None:
    said = await (await begin(language, card=CARD)).says("renew", words)
    assert await attempts(services) == 1 and "کوری" in said.text, said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Hello, I have reserve two books since many days. Which number I am in the line please?"),
        ("en", "What is my place in the queue for each of them?"),
        ("en", "where am I in line for both?"),
        ("fa", "دو تا کتاب رزرو کردم، نفر چندمم؟"),
        ("fa", "برای هر کدوم نفر چندمم؟"),
    ],
)
async def test_each_reservation_is_told_of(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    await talk.says("hold_status", "where am I in the queue for Animal Farm?", moves={"hold.place": 0.9})
    said = await talk.says("hold_status", words, moves={"hold.place": 0.9})
    assert "صد سال تنهایی" in said.text and "Animal Farm" in said.text, said


async def test_one_reservation_that_is_named_is_told_of_alone(begin: Begin) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    said = await talk.says(
        "hold_status", "I have reserved two books. Where am I in the queue for Animal Farm?", moves={"hold.place": 0.9}
    )
    assert "صد سال تنهایی" not in said.text and "Animal Farm" in said.text, said


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "thanks! and until when may I keep each of them?"), ("fa", "ممنون. پس الان هر کدومو تا کی باید بیارم؟")],
)
async def test_each_loan_is_told_of_whichever_was_spoken_of(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("renew", "کوری رو تمدید کن")
    said = await talk.says("loans", words)
    assert all(title in said.text for title in ("کوری", "Nineteen", "شاهنامه", "صد سال")), said


@pytest.mark.parametrize(
    ("intent", "sure", "words"),
    [
        (
            "cancel_hold",
            0.82,
            "I don't need Animal Farm anymore, my friend gave me his. You can take me out from this one?",
        ),
        ("search_book", 0.6, "I no longer need Animal Farm, a friend lent me hers"),
        ("out_of_scope", 0.6, "Animal Farm رو دیگه نمی‌خوام، دوستم داد بهم"),
        ("hold", 0.6, "منو از صف Animal Farm دربیار، دیگه لازمش ندارم"),
    ],
)
async def test_what_is_needed_no_more_is_asked_to_be_cancelled(
    begin: Begin, intent: str, sure: float, words: str
) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations?")
    said = await talk.says(intent, words, sure=sure, moves={"hold.first": 0.6})
    assert said.names == ["utter_cancel_hold_confirm"] and "صد سال" not in said.text, said


@pytest.mark.parametrize(
    "words",
    [
        "I don't need Animal Farm before Saturday",
        "if I don't need Animal Farm any more, what do I do?",
        "I don't need your help any more",
        "do I still need to pay for Animal Farm?",
    ],
)
async def test_what_is_still_needed_is_not(begin: Begin, words: str) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations?")
    said = await talk.says("nlu_fallback", words, sure=0.6)
    assert "utter_cancel_hold_confirm" not in said.names, said


async def test_what_waits_at_a_branch_is_told_of_however_it_was_read(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    words = (
        "Oh and someone texted me that something is waiting for me at Saadi, is that right? How long do you keep it?"
    )
    said = await talk.says("renew", words, sure=0.7)
    assert said.names[0] == "utter_hold_kept_until" and "Animal Farm" in said.text, said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "کتاب‌هایی که قبلاً برده‌ام هم ثبت است؟"),
        ("fa", "آیا فهرست کتاب‌هایی که در گذشته به امانت برده و بازگردانده‌ام نیز ثبت شده است؟"),
        ("en", "Are the books that I borrowed before recorded, too?"),
    ],
)
async def test_earlier_loans_are_none_of_today_and_go_alone(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=CARD)
    said = await talk.says("loans", words, sure=0.83)
    assert said.names == ["utter_loan_history"], said
    said = await talk.says("my_data", "پس اونا رو پاک کنید" if language == "fa" else "then please delete those")
    assert said.names == ["utter_my_data_copy"], said


async def test_all_that_is_kept_is_erased_as_ever(begin: Begin) -> None:
    talk = await begin("fa", card=CARD)
    await talk.says("loans", "کتاب‌هایی که قبلاً برده‌ام هم ثبت است؟")
    said = await talk.says("my_data", "همهٔ اطلاعاتم رو پاک کنید")
    assert said.names == ["utter_my_data_unsettled"], said


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "hold", "Yes please. But the other one stays, yes?"),
        ("en", "affirm", "yes, but One Hundred Years, صد سال تنهایی, stays"),
        ("fa", "affirm", "آره، ولی صد سال تنهایی بمونه ها"),
    ],
)
async def test_a_yes_that_asks_whether_the_other_stays(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    said = await talk.says("cancel_hold", "cancel Animal Farm")
    assert said.names == ["utter_cancel_hold_confirm"], said
    said = await talk.says(intent, words, sure=0.71)
    assert said.names == ["utter_hold_cancelled", "utter_hold_state"] and "صد سال" in said.texts[1], said


async def test_what_is_still_waited_for_is_not_given_up(begin: Begin) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    said = await talk.says("hold_status", "I don't want to wait for Animal Farm any longer! When is it here?")
    assert "utter_cancel_hold_confirm" not in said.names, said


@pytest.mark.parametrize(
    "words",
    [
        "I've completely lost track of what I've got out, I know there's the Shahnameh but was there anything else? "
        "And when do they have to come back?",
    ],
)
async def test_what_one_knows_oneself_is_told_to_nobody_else(begin: Begin, words: str) -> None:
    said = await (await begin("en", card=CARD)).says("loans", words)
    assert "utter_fact" not in said.names and "شاهنامه" in said.text and "کوری" in said.text, said


async def test_the_others_are_told_of_within_a_longer_message_and_the_question_stays(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("lost_item", "I lost Nineteen Eighty-Four")
    assert "utter_loan_lost_offer" in said.names
    words = (
        "I see, then I come on Saturday and talk to them in person, just tell me to whom I go, and the other four"
        " that I have at home, until when may I keep those, they are fine"
    )
    said = await talk.says("loans", words)
    assert said.names[0] == "utter_loans_due" and "شاهنامه" in said.text and "Nineteen" not in said.texts[0], said


@pytest.mark.parametrize(
    ("language", "words", "summed"),
    [
        ("en", "what do I have to pay then? and don't send me a link", True),
        ("fa", "خب حالا چقدر باید بدم؟", True),
        ("en", "how do I pay?", False),
    ],
)
async def test_how_much_is_the_sum_and_not_the_way(begin: Begin, language: str, words: str, *, summed: bool) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("fines", "do I owe anything?" if language == "en" else "بدهی دارم؟")
    said = await talk.says("fines", words, moves={"fee.how": 0.9})
    assert ("utter_fines" in said.names) is summed, said
