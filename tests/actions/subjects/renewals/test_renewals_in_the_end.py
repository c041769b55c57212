"""What became of an order to renew, and what is ordered in the end: the one left out, that one only, it after all."""

# Lists of words are read as such: their lines may be longer.

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.renewals.renewals_after_all import _IN_THE_END, _POINTS_ALONE
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk

MINA, TWO = "20000001", "20000004"
ATTEMPTS = text("select count(*) from renewal_attempt")
WENT = [
    ("en", "did they all go through?"),
    ("en", "so which of those worked?"),
    ("en", "did both get renewed? any that couldn't be renewed"),
    ("en", "what are the new dates?"),
    ("en", "which ones failed"),
    ("fa", "همشون شد؟ تاریخ جدیدشون چند شد"),
    ("fa", "هر دوش شد؟"),
    ("fa", "کدومش نشد؟"),
    ("fa", "مهلت جدیدشون کی شد"),
    ("fa", "تمدید شدن؟"),
    ("fa", "hamashun shod?"),
]
NOT_OF_THE_OUTCOME = [
    ("en", "how many times were they renewed before?"),
    ("en", "did my reservation go through?"),
    ("en", "why did it not go through?"),
    ("fa", "اگه تمدید شد جریمه هم داره؟"),
    ("fa", "چند بار تمدید شده؟"),
    ("fa", "کتاب رزروم آماده شد؟"),
]
# What was surely read as something else is answered as that.
OF_OTHER_THINGS = [
    ("fa", "report_fault", "همه چراغ‌ها خاموش شد"),
    ("fa", "suggest_purchase", "درخواست خریدم انجام شد؟"),
    ("fa", "card_registration", "ثبت نامم انجام شد؟"),
    ("en", "wifi", "what worked for the wifi, did it go through"),
    ("en", "sign_in", "did the payment work? has it gone through"),
    ("en", "events", "which events have been renewed"),
    ("en", "fines", "did the payment work? has it gone through"),
    ("fa", "renew", "همه چراغ‌ها خاموش شد"),
    ("fa", "renew", "ثبت نامم انجام شد؟"),
]
TOO = [
    ("en", "no never mind, renew that one too"),
    ("en", "hm, actually I won't make it. do the last one too"),
    ("en", "ok renew Gatsby as well"),
    ("fa", "نه ولش کن، آخری رو هم تمدید کن"),
    ("fa", "اون یکی رو هم تمدید کن"),
    ("fa", "un yeki ro ham tamdid kon"),
    ("en", "and the last one too"),
    ("fa", "اون یکی هم"),
]
# Harmless words of the one that was left out, or of anything else.
NO_ORDER_TOO = [
    ("en", "loans", "is the last one due soon too"),
    ("en", "search_book", "is that one by Fitzgerald also in Persian"),
    ("fa", "thanks", "این هم از این"),
    ("fa", "hours", "این رو هم بگو فردا بازین"),
    ("fa", "loans", "اون هم دارم می‌خونم"),
    ("en", "renew", "is the last one due soon too"),
    ("en", "return", "I have finished that one too"),
    ("en", "fines", "that one is late too"),
    ("en", "search_book", "do you have the last one too"),
    ("en", "renew", "my sister said renew that one too"),
    ("en", "loans", "my sister said renew that one too"),
]
NOT_TOO = [
    ("en", "if I'm late, renew that one too"),
    ("en", "don't renew that one too"),
    ("en", "I'll return that one too"),
    ("en", "maybe renew that one too"),
    ("fa", "اون یکی رو هم تمدید نکن"),
    ("fa", "شاید اون یکی رو هم تمدید کنم"),
]


async def _renewed_but_gatsby(begin: Begin, language: str) -> Talk:
    talk = await begin(language, TWO)
    first = await talk.says("renew", "renew everything except The Great Gatsby")
    assert "Gatsby" in first.text and first.names[0].startswith("utter_renewed")
    return talk


@pytest.mark.parametrize(("language", "words"), WENT)
@pytest.mark.parametrize(("read", "sure"), [("renew", 0.93), ("loans", 0.93), ("hold_status", 0.5), ("fines", 0.5)])
async def test_what_was_renewed_and_what_was_not_is_told(
    begin: Begin, language: str, words: str, read: str, sure: float
) -> None:
    talk = await begin(language, MINA)
    first = await talk.says("renew", "renew everything")
    assert first.names == ["utter_renewed_some"]
    said = await talk.says(read, words, sure=sure)
    assert said.names == ["utter_renewed_some"]


@pytest.mark.parametrize(("language", "words"), NOT_OF_THE_OUTCOME)
async def test_what_asks_something_else_is_not_answered_with_the_outcome(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, MINA)
    await talk.says("renew", "renew everything")
    assert "utter_renewed_some" not in (await talk.says("loans", words)).names


@pytest.mark.parametrize(("language", "read", "words"), OF_OTHER_THINGS)
async def test_other_things_that_went_through_are_not_swallowed(
    begin: Begin, language: str, read: str, words: str
) -> None:
    talk = await begin(language, MINA)
    await talk.says("renew", "renew everything")
    assert "utter_renewed_some" not in (await talk.says(read, words)).names


async def test_nothing_is_told_of_an_outcome_before_anything_was_ordered(begin: Begin) -> None:
    talk = await begin("en", TWO)
    said = await talk.says("renew", "did they all go through?")
    assert not any(name.startswith("utter_renewed") for name in said.names)


@pytest.mark.parametrize(("language", "words"), TOO)
async def test_the_one_that_was_left_out_is_renewed_too(begin: Begin, language: str, words: str) -> None:
    talk = await _renewed_but_gatsby(begin, language)
    said = await talk.says("renew", words)
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text


@pytest.mark.parametrize(("language", "read", "words"), NO_ORDER_TOO)
async def test_harmless_words_renew_nothing_that_was_left_out(
    begin: Begin, services: Services, language: str, read: str, words: str
) -> None:
    talk = await _renewed_but_gatsby(begin, language)
    before = await scalar(services.store, ATTEMPTS)
    said = await talk.says(read, words)
    assert "utter_renewed" not in said.names
    assert await scalar(services.store, ATTEMPTS) == before


@pytest.mark.parametrize(
    "words", ["do you have the last one too", "I have finished that one too", "that one is late too"]
)
def test_what_is_asked_or_told_is_no_pointing_alone(words: str) -> None:
    assert _POINTS_ALONE.fullmatch(words) is None and not orders_to_renew(words)


@pytest.mark.parametrize(("language", "words"), NOT_TOO)
async def test_what_is_bound_denied_or_told_renews_nothing(begin: Begin, language: str, words: str) -> None:
    talk = await _renewed_but_gatsby(begin, language)
    said = await talk.says("renew", words)
    assert not any(name.startswith("utter_renewed") for name in said.names)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "not Gatsby, I know about that one!! ... well ok, since we're there, renew it"),
        ("en", "I don't want Gatsby renewed. Actually fine, renew it please"),
        ("fa", "گتسبی رو نمیخواد کاری کنی. اصلا بیخیال، اونم تمدید کن"),
    ],
)
async def test_what_is_ordered_at_the_end_stands(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, TWO)
    said = await talk.says("renew", words)
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text


@pytest.mark.parametrize(
    "words",
    [
        "not Gatsby, I know. If I'm late, renew it",
        "Gatsby, well ok, don't renew it",
        "Gatsby: well, should I renew it?",
    ],
)
async def test_what_is_not_ordered_at_the_end_renews_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    assert "utter_renewed" not in (await talk.says("renew", words)).names


@pytest.mark.parametrize(
    "words",
    [
        "Gatsby... actually my sister offered to renew it",
        "well, The Great Gatsby: my wife said renew it",
        "ok, how do I renew it? Gatsby I mean, ok, who can renew it",
        "ok Gatsby: I forgot to renew it",
        "fine, my neighbour has Gatsby and wants to renew it",
        "گتسبی؟ باشه، زنم می‌خواست تمدیدش کنه",
    ],
)
@pytest.mark.parametrize("read", ["loans", "search_book"])
async def test_what_is_told_of_others_orders_nothing(begin: Begin, words: str, read: str) -> None:
    talk = await begin("en" if words.isascii() else "fa", TWO)
    assert "utter_renewed" not in (await talk.says(read, words)).names
    assert _IN_THE_END.search(fold(words)) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Kindly extend that one only, please. The novel can stay as it is."),
        ("en", "ok then renew just that one. The other can wait"),
        ("fa", "لطفا فقط همونو تمدید کنید"),
    ],
)
async def test_that_one_alone_is_the_one_just_told_of(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("loans", "which is due first?" if language == "en" else "کدوم زودتر باید برگرده؟ بوف کور؟")
    told = await talk.says("loans", "when is The Great Gatsby due?")
    assert told.names == ["utter_loan_due"]
    said = await talk.says("renew", words)
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text


async def test_only_those_told_of_are_meant_and_what_is_not_understood_is_asked(begin: Begin) -> None:
    talk = await begin("en", MINA)
    await talk.says("loans", "I'm away for 40 days, which of my books are due?")
    said = await talk.says("renew", "renew those but not the Zorro Chronicles")
    assert not any(name.startswith("utter_renewed") for name in said.names)


@pytest.mark.parametrize(
    ("language", "before", "order"),
    [
        ("fa", "گتسبی رو تموم کردم، بوف کور رو هنوز نصفشو نخوندم", "اونی که نصفه‌ست رو تمدید کن"),
        (
            "en",
            "Gatsby is finished, بوف کور is for my exam",
            "please renew the one for my exam, the one that exam needs",
        ),
    ],
)
async def test_a_loan_is_known_by_what_was_said_of_it(begin: Begin, language: str, before: str, order: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("loans", before)
    said = await talk.says("renew", order)
    assert said.names == ["utter_renewed"] and "بوف کور" in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "بله لطفا انجام بده"),
        ("fa", "خواهش میکنم یه کاریش بکن"),
        ("en", "yes please do it"),
        ("en", "renew it anyway"),
    ],
)
async def test_who_insists_on_what_was_refused_hears_why_not(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    first = await talk.says("renew", "renew صد سال تنهایی" if language == "en" else "صد سال تنهایی رو تمدید کن")
    assert first.names == ["utter_renew_refused"]
    said = await talk.says("affirm", words)
    assert said.names == ["utter_renew_refused"]


@pytest.mark.parametrize("words", ["Oh, my brother liked بوف کور too.", "Then I will read بوف کور as well."])
async def test_what_is_said_of_a_loan_renews_nothing(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("renew", "renew the Great Gatsby")
    await talk.says("renew", words)
    assert await scalar(services.store, ATTEMPTS) == 1


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("renew", "Renew both and let me know first what it costs"),
        ("renew", "Renew both and tell me before you do it"),
        ("account", "Please renew my card; I have the Great Gatsby out"),
    ],
)
async def test_what_is_to_be_told_first_and_a_card_renew_no_loan(
    begin: Begin, services: Services, intent: str, words: str
) -> None:
    await (await begin("en", card=TWO)).says(intent, words)
    assert await scalar(services.store, ATTEMPTS) == 0
