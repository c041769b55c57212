"""The other one, the other two, those two: of the patron's own things, beside what was told, done or left out."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Said, Talk

MINA, OMID, TWO = "20000001", "20000002", "20000004"


def _renewed(said: Said) -> bool:
    return any(name.startswith(("utter_renewed", "utter_renew_refused")) for name in said.names)


async def _told_of_owl(begin: Begin, language: str = "en") -> Talk:
    talk = await begin(language, TWO)
    await talk.says("loans", "بوف کور تا کی وقت دارم" if language == "fa" else "when is بوف کور due?")
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew the other one please"),
        ("en", "hi, could you extend the other book, I'm only half way"),
        ("fa", "پس اون یکی رو تمدید کن که اونم دیر نشه"),
        ("fa", "oon yeki ro tamdid kon lotfan"),
    ],
)
async def test_the_other_one_is_renewed(begin: Begin, language: str, words: str) -> None:
    said = await (await _told_of_owl(begin, language)).says("renew", words)
    assert _renewed(said) and "Gatsby" in said.text and "بوف کور" not in said.text


@pytest.mark.parametrize(
    "words",
    [
        "Thank you very much. Also other one, from Fitzgerald, same.",
        "thanks, the other one too please",
        "great, thanks! the other one too please",
        "مرسی اون یکی رو هم لطفا",
        "mersi, oon yeki ro ham lotfan",
    ],
)
async def test_the_same_is_done_with_the_other_one_after_an_order(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew بوف کور")
    said = await talk.says("thanks", words, sure=0.98)
    assert _renewed(said) and "Gatsby" in said.text and "بوف کور" not in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("thanks", "Thanks. The other one is fine as it is."),
        ("thanks", "thanks, the other librarian was not as kind, same as always"),
        ("loans", "is the other one overdue too?"),
        ("renew", "maybe I'll renew the other one too"),
        ("renew", "don't renew the other one"),
        ("chitchat", "my son read the other one too"),
        ("complaint", "the other one has pages missing, the same disgrace as always"),
        ("hold", "reserve the other one by him too"),
        ("thanks", "thanks, I loved the other one too"),
        ("thanks", "thank you, my aunt wants the other one too"),
        ("thanks", "the other one takes longer to finish, thanks"),
        ("thanks", "thanks, I also bought the other one yesterday"),
        ("thanks", "Thanks. I'd like to buy the other one too"),
        ("thanks", "مرسی. اون یکی هم عالیه"),
        ("thanks", "مرسی اون یکی رو هم خیلی دوست داشتم"),
        ("thanks", "مرسی اون یکی رو هم پس دادم"),
        ("chitchat", "my neighbour liked the other one too"),
        ("chitchat", "the other one rocks too"),
        ("chitchat", "اون یکی هم دست خواهرمه"),
        ("chitchat", "اون یکی هم پاره‌ست"),
        ("chitchat", "اون یکی رو هم گربه‌م جوید"),
        ("loans", "اون یکی هم پیش منه"),
        ("loans", "check the other one too please"),
        ("praise", "great service, same as always with the other one"),
        ("affirm", "ok, the other one too then next month"),
        ("recommendation", "recommend me something like the other one too"),
        ("thanks", "thanks, the other one by my aunt too please"),
        ("thanks", "thanks, you did the other one too"),
        ("thanks", "thanks, same author as the other one too"),
    ],
)
async def test_what_orders_nothing_of_the_other_one_renews_nothing(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew بوف کور")
    assert not _renewed(await talk.says(read, words))


async def test_a_word_of_praise_is_no_name(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew بوف کور")
    said = await talk.says("renew", "Great, the other one too please")
    assert _renewed(said) and "Gatsby" in said.text and "بوف کور" not in said.text
    talk = await _told_of_owl(begin)
    said = await talk.says("loans", "great, and when is the other one due?")
    assert "Gatsby" in said.text and "بوف کور" not in said.text


@pytest.mark.parametrize(
    "words", ["renew both please", "please extend both of them", "هر دو رو تمدید کن", "both please"]
)
async def test_those_two_are_renewed_where_that_is_ordered_of_them(begin: Begin, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("loans", "when are کوری and صد سال تنهایی due?")
    said = await talk.says("renew", words)
    assert _renewed(said) and "کوری" in said.text and "صد سال" in said.text and "شاهنامه" not in said.text


@pytest.mark.parametrize(
    "words",
    [
        "both of my sons are ill, please extend my loans",
        "I've read both, please renew my books",
        "both were great! extend my loans please",
        "هر دو دستم شکسته، کتابامو تمدید کنید",
        "هر دوشون خوبن، کتابامو تمدید کن",
        "In these two cold weeks I could not read. Renew my books please",
        "renew both my books",
    ],
)
async def test_what_is_told_of_two_orders_nothing_of_those(begin: Begin, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("loans", "when are کوری and صد سال تنهایی due?")
    assert not _renewed(await talk.says("renew", words))


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("loans", "دو تای دیگه هم می‌تونم بگیرم"),
        ("loans", "سه تای دیگه هم می‌تونم امانت بگیرم"),
        ("thanks", "مرسی دو تای دیگه هم امانت می‌گیرم"),
        ("thanks", "مرسی این دو تا دیگه هم مال شوهرمه"),
        ("thanks", "مرسی اون دو تای دیگه هم خونه مامانمه"),
    ],
)
async def test_two_more_renew_nothing(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "renew کوری and صد سال تنهایی and شاهنامه")
    assert not _renewed(await talk.says(read, words))


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("renew", "same with the rest, my son is ill"),
        ("affirm", "same for the others, you already did کوری"),
        ("renew", "same for the others, my daughter is still reading"),
        ("renew", "do the same with the other four, she needs them longer"),
    ],
)
async def test_the_rest_is_tried_whatever_the_reason(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "renew کوری")
    assert (await talk.says(read, words)).names == ["utter_renewed_none"]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("search_book", "اون یکی رو کی نوشته؟"),
        ("search_book", "این دو تا رو کی ترجمه کرده؟"),
        ("search_book", "نویسنده‌ش کیه؟ اون یکی رو کی نوشته؟"),
        ("hours", "when do both Central and Saadi open tomorrow?"),
        ("hours", "Saadi and Central, until when are both open?"),
        ("hours", "شعبه سعدی و مرکزی، هر دو تا کی بازن؟"),
        ("events", "when are both story hours this week?"),
        ("events", "این دو تا کارگاه کی شروع میشه؟"),
        ("room_booking", "how long can I have both study rooms?"),
        ("staff_contact", "when are those two librarians in?"),
        ("hold_status", "how long do I have to wait for both?"),
        ("case_status", "when will both my complaints be answered?"),
        ("suggest_purchase", "when will you buy those two for Saadi branch?"),
        ("return", "do I have to return both at the same branch?"),
        ("return", "should I return the other one to Central or Saadi?"),
        ("return", "do I have to bring my card when I give both back?"),
        ("return", "do I have to return both together?"),
        ("return", "باید هر دو رو به همون شعبه پس بدم؟"),
        ("fines", "how long does it take until a fine for both?"),
    ],
)
async def test_what_asks_for_other_times_is_told_no_days(begin: Begin, read: str, words: str) -> None:
    said = await (await _told_of_owl(begin)).says(read, words)
    assert "utter_loans_due" not in said.names


@pytest.mark.parametrize(
    "words",
    [
        "When is The Great Gatsby due? The other one I finished",
        "I've finished the other one. When is The Great Gatsby due?",
        "the other one I returned, when is The Great Gatsby due?",
        "when are The Great Gatsby and the other one due?",
        "show Gatsby and the other one",
    ],
)
async def test_the_day_of_the_one_that_is_named_is_told(begin: Begin, words: str) -> None:
    assert "Gatsby" in (await (await _told_of_owl(begin)).says("loans", words)).text


@pytest.mark.parametrize(
    "words", ["when must I bring both back?", "until when can I keep both?", "هر دو رو کی باید پس بدم؟"]
)
async def test_both_days_are_told(begin: Begin, words: str) -> None:
    said = await (await _told_of_owl(begin)).says("return", words)
    assert "Gatsby" in said.text and "بوف کور" in said.text


async def test_an_author_s_other_book_is_not_the_patron_s(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("search_book", "do you have Animal Farm?")
    assert "Hobbit" not in (await talk.says("search_book", "when is the other book by him due back?")).text


async def test_of_several_others_it_is_asked_which(begin: Begin) -> None:
    talk = await begin("en", MINA)
    await talk.says("loans", "when is شاهنامه due?")
    said = await talk.says("renew", "renew the other one")
    assert said.names == ["utter_renew_choose"] and "شاهنامه" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thanks! And when are both of those due then?"),
        ("en", "and until when can I keep those two?"),
        ("fa", "مرسی. این دوتا تا کی وقت دارن؟"),
    ],
)
async def test_the_days_of_those_two_are_told(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    await talk.says("renew", "کوری و صد سال تنهایی رو تمدید کن" if language == "fa" else "renew کوری and صد سال تنهایی")
    said = await talk.says("loans", words)
    assert said.names == ["utter_loans_due"] and "کوری" in said.text and "صد سال" in said.text
    assert "شاهنامه" not in said.text


@pytest.mark.parametrize(
    "words", ["So when do the other three have to be back?", "and until when may I keep the rest?"]
)
async def test_the_days_of_what_is_left_are_told(begin: Begin, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "renew کوری and صد سال تنهایی")
    said = await talk.says("loans", words)
    assert said.names == ["utter_loans_due"] and "شاهنامه" in said.text and "کوری" not in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("return", "I'll bring both back when I come on Saturday"),
        ("hours", "is the other branch open when I come on Saturday?"),
        ("complaint", "why did you charge me for the other two? who answers for that?"),
        ("human_help", "can a librarian tell me when both are due?"),
    ],
)
async def test_what_asks_for_no_day_of_them_is_told_none(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "renew کوری and صد سال تنهایی")
    assert "utter_loans_due" not in (await talk.says(read, words)).names


@pytest.mark.parametrize(
    "words",
    [
        "I shall still collect Animal Farm. The other reservation is of no use to me, so please cancel it.",
        "keep Animal Farm; cancel the other one",
    ],
)
async def test_the_other_reservation_goes_and_the_one_named_stays(begin: Begin, words: str) -> None:
    said = await (await begin("en", OMID)).says("cancel_hold", words)
    assert said.names == ["utter_cancel_hold_confirm"] and "صد سال تنهایی" in said.texts[0].split("?")[0]


@pytest.mark.parametrize(
    "words",
    ["no sorry, I meant the other one. Keep Animal Farm", "no, the other one", "wait, not that! i meant the other"],
)
async def test_an_unanswered_cancellation_is_of_the_other_one(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says("hold", words)
    assert said.names == ["utter_cancel_hold_confirm"] and "صد سال تنهایی" in said.texts[0].split("?")[0]


@pytest.mark.parametrize(
    "words",
    ["no wait, the other one stays too", "no, keep both", "wait, when does the other one come?", "yes", "no, keep it"],
)
async def test_what_means_no_other_asks_for_no_other_to_be_cancelled(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says("hold_status" if "?" in words else "affirm" if words == "yes" else "deny", words)
    assert not any("cancel" in text and "صد سال تنهایی" in text for text in said.texts if "Shall" in text)


async def test_the_first_of_those_told_one_by_one(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold_status", "where am I in the queue for Animal Farm?")
    await talk.says("hold_status", "and صد سال تنهایی?")
    said = await talk.says("cancel_hold", "cancel the first one, the second stays")
    assert said.names == ["utter_cancel_hold_confirm"] and "Animal Farm" in said.texts[0].split("?")[0]


@pytest.mark.parametrize(
    ("words", "moves"),
    [
        ("ok and the other one I reserved, صد سال تنهایی, also to saadi", True),
        ("my earlier reservation of صد سال تنهایی, can I collect that there too?", True),
        ("and Burmese Days too, also at saadi", False),
        ("how is the other one I reserved?", False),
        ("make it saadi", False),
    ],
)
async def test_a_reservation_comes_along_to_the_branch(begin: Begin, words: str, moves: bool) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days, pickup central", title="Burmese Days", branch="central")
    said = await talk.says("hold_status" if "how" in words else "hold", words)
    assert ("utter_hold_move_confirm" in said.names) is moves
    if moves:
        agreed = await talk.says("affirm", "yes")
        assert agreed.names[0] == "utter_hold_moved" and agreed.names[-1] == "utter_back_to_question"
