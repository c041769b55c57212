"""What was just done is taken back beside another wish, and nothing is reserved anew without a yes."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.patrons import cards
from library import open_library
from tests.support.talk import Begin, Talk

EN = [
    "no wait, leave it. just tell me when it comes",
    "oh no, don't cancel it!",
    "wait i changed my mind, keep it please",
    "hmm actually no, put me back in the queue",
    "on second thought i still want it",
    "undo that pls",
    "ugh my mistake - dont cancel",
    "Oh dear, that was a mistake. I would like to keep my reservation after all.",
    "never mind, keep it",
    "put it back please",
]
FA = [
    "نه صبر کن، ولش کن بمونه. فقط هر وقت رسید خبرم کن",
    "وای اشتباه شد لغوش نکن",
    "پشیمون شدم برش گردون",
    "نه نه بذار باشه",
    "na vaysa laghvesh nakon",
    "دوباره رزروش کن لطفا",
    "ببخشید، نظرم عوض شد؛ رزروم بماند.",
    "نه لغو نکن!! میخوامش",
    "sabr kon pashimoon shodam, bezar bashe",
    "راستش هنوز میخوامش",
]


async def _cancelled(begin: Begin, language: str) -> Talk:
    talk = await begin(language, card="20000002")
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_cancelled"]
    return talk


@pytest.mark.parametrize(("language", "words"), [*(("en", one) for one in EN), *(("fa", one) for one in FA)])
async def test_a_cancellation_is_taken_back_and_asked_about(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await _cancelled(begin, language)
    said = await talk.says("cancel", words, sure=0.6, ranking=[("cancel", 0.6), ("subscribe", 0.2)])
    assert said.names[:2] == ["utter_hold_cancel_stands", "utter_hold_confirm"]
    patron = await cards.patron_by_card(services.store, "20000002")
    assert patron is not None
    library = open_library(services.store, services.store.clock)
    # Nothing is reserved without a yes, and it is reserved where it was to be collected.
    assert len(await library.holds(patron.id)) == 1
    assert (await talk.says("affirm", "yes please")).names == ["utter_hold_placed"]
    held = {one.title: one.pickup for one in await library.holds(patron.id)}
    assert "Animal Farm" in held and held["Animal Farm"] is not None and held["Animal Farm"].code == "main"


async def test_the_other_wish_of_the_message_is_heard(begin: Begin) -> None:
    talk = await _cancelled(begin, "en")
    said = await talk.says("hours", "no wait, leave it. when are you open", rest=("hours", 0.9))
    assert said.names[:2] == ["utter_hold_cancel_stands", "utter_hold_confirm"] and "utter_hours_all" in said.names


async def test_a_cancellation_said_once_more_is_none_to_take_back(begin: Begin) -> None:
    talk = await _cancelled(begin, "en")
    said = await talk.says("cancel_hold", "yes cancel it")
    assert "utter_hold_cancel_stands" not in said.names


async def test_a_reservation_just_placed_is_cancelled_beside_a_question(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.presses('/hold{"ref":"title:t-gatsby","branch":"main"}')
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_placed"]
    said = await talk.says("cancel", "actually cancel it. when are you open", rest=("hours", 0.9))
    assert said.names[0] == "utter_hold_cancelled" and "utter_hours_all" in said.names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("thanks", "Then leave it as it was. Thank you."),
        ("nlu_fallback", "hm it's fine as it is"),
        ("thanks", "thanks, no need"),
        ("chitchat", "i'll think about it"),
        ("deny", "that won't be necessary, cheers"),
        ("thanks", "پس همون جوری بمونه. مرسی"),
        ("nlu_fallback", "مهم نیست ولش کن"),
    ],
)
async def test_a_question_lets_go_when_all_is_to_stay(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    said = await talk.says(intent, words, sure=0.7)
    assert "utter_back_to_question" not in said.names and talk.slots["pending"] is None


@pytest.mark.parametrize(
    ("intent", "words"), [("thanks", "thank you!"), ("praise", "great service"), ("thanks", "ممنون")]
)
async def test_thanks_get_no_question_again(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    assert "utter_back_to_question" not in (await talk.says(intent, words)).names


async def test_a_new_wish_gives_up_what_waited_for_a_yes(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    said = await talk.says("recommendation", "recommend me a novel for children")
    assert "utter_back_to_question" not in said.names and (talk.slots["pending"] or {}).get("do") != "cancel_hold"


@pytest.mark.parametrize(
    ("intent", "words", "answer"),
    [
        ("complaint", "So you can't do anything. Great. When are you open on Saturday", "utter_hours_all"),
        ("website_problem", "when do you open? this is annoying", "utter_hours_all"),
        ("insult", "ffs are you open tomorrow or not", "utter_hours_all"),
        ("complaint", "مسخره‌ست. فردا باز هستین یا نه؟", "utter_hours_all"),
        ("website_problem", "این چه وضعیه، شنبه از کی بازین", "utter_hours_all"),
        ("complaint", "امروز تا ساعت چند بازید، خسته شدم", "utter_hours_all"),
    ],
)
async def test_an_annoyed_question_is_answered_and_files_nothing(
    begin: Begin, intent: str, words: str, answer: str
) -> None:
    talk = await begin("fa" if words[0] > "آ" else "en", card="20000003")
    said = await talk.says(intent, words)
    assert answer in said.names and not any(name.endswith("_taken") for name in said.names)
