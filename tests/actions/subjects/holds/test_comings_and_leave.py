"""When what is reserved comes, a word once a book is back, why what was renewed was not, and leave that is asked."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services, Turn
from actions.dialogue.wording import without_leave_asked
from actions.subjects.holds.hold_arrival import asks_when_it_comes, reads_when_it_comes
from actions.subjects.holds.told_when_back import reads_told_when_back
from actions.subjects.moves.questions import HouseQuestion
from language.requests.cases.grievances import find_grievance
from tests.support.statements import scalar
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "words",
    [
        "how long until it arrives at Saadi?",
        "how many days till it gets there?",
        "how soon can I have it",
        "any idea when it gets to the branch?",
        "چند روز دیگه می‌رسه سعدی؟",
        "تا برسه به شعبه چقدر طول می‌کشه",
        "حدوداً کی حاضر می‌شه؟",
        "chand rooz tool mikeshe",
    ],
)
def test_when_it_comes_is_asked(words: str) -> None:
    assert reads_when_it_comes(words)


@pytest.mark.parametrize(
    "words",
    [
        "how long does it take me to get there by bus?",
        "how long can I keep it once it comes?",
        "how long is it held when it gets there?",
        "when do you open?",
        "چقدر طول می‌کشه برسم اونجا؟",
        "وقتی رسید چند روز نگه می‌دارین؟",
        "کتاب رو تا کی باید بیارم؟",
        "جواب کتابدار کی میاد؟",
        "چقدر جریمه میاد روش؟",
        "when does that bus get there?",
    ],
)
def test_ones_own_way_and_how_long_it_is_kept_are_other_questions(words: str) -> None:
    assert not reads_when_it_comes(words)


@pytest.mark.parametrize(
    "words",
    [
        "will you tell me if somebody brings it back?",
        "can you text me once it comes back?",
        "if someone returns it do I get a message?",
        "اگه آوردنش بهم خبر می‌دین؟",
        "وقتی برگشت پیامک بزنین",
        "age pasesh avordan khabaram mikonin?",
    ],
)
def test_a_word_is_wished_when_it_is_back(words: str) -> None:
    assert reads_told_when_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "let me know when I returned my book too late",
        "tell me about the workshop when it is back",
        "will you email me if my complaint is answered?",
        "is it back yet?",
        "کتابمو پس دادم، بهم خبر می‌دین؟",
        "وقتی سایت برگشت بهم خبر بدین",
        "موعد کتاب‌هام رو خبرم کن",
    ],
)
def test_of_ones_own_books_and_of_other_things_none_is_wished(words: str) -> None:
    assert not reads_told_when_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "کتاب خواهرم رو پس می‌دم ولی مال خودم رو سه هفته دیگه لازم دارم، ایرادی که نداره",
        "یکیش رو ده روز دیگه می‌خوام، اون یکی رو شنبه میارم، اشکالی نداره",
        "ketabamo do hafte dige mikham, moshkeli ke nadare",
    ],
)
def test_leave_that_is_asked_tells_no_grievance(words: str) -> None:
    assert find_grievance(without_leave_asked(words)) is None


@pytest.mark.parametrize(
    "words",
    [
        "سه هفته‌ست پرینتر خرابه، مشکلی که نداره؟!",
        "کارمندتون سرم داد زد، اشکالی نداره",
        "دو هفته‌ست کسی جواب نمی‌ده",
    ],
)
def test_what_is_told_beside_it_stays_as_it_was(words: str) -> None:
    assert find_grievance(without_leave_asked(words)) == find_grievance(words)


@pytest.mark.parametrize(
    ("language", "order", "words"),
    [
        ("en", "renew all my books", "why wasn't the second one renewed?"),
        ("en", "renew all my books", "why did only one go through?"),
        ("fa", "همه رو تمدید کن", "دومی چرا تمدید نشد؟"),
        ("fa", "همه رو تمدید کن", "چرا هیچ‌کدوم نشد؟"),
    ],
)
async def test_asked_why_not_what_was_renewed_is_said_to_be(
    begin: Begin, services: Services, language: str, order: str, words: str
) -> None:
    talk = await begin(language, "20000004")
    await talk.says("renew", order)
    asked = await talk.says("renew", words)
    assert asked.names == ["utter_renewed_all"]
    assert await scalar(services.store, text("select count(*) from renewal_attempt")) == 2


async def test_asked_once_more_what_is_refused_then_has_its_reason(begin: Begin) -> None:
    talk = await begin("en", "20000002")
    await talk.says("renew", "renew my book")
    assert (await talk.says("renew", "why wasn't it renewed?")).names == ["utter_renewed"]
    refused = await talk.says("renew", "renew it once more")
    if refused.names == ["utter_renew_refused"]:
        assert (await talk.says("renew", "why wasn't it renewed?")).names == ["utter_renew_why_all"]


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "deny", "no, leave it. I returned it on time but I'll just pay"),
        ("en", "deny", "don't register anything. I returned it on time, that's all"),
        ("en", "fines", "leave it, I'll pay although I returned it on time"),
        ("en", "fines", "my friend says I returned it on time too; let me ask him first"),
        ("en", "complaint", "I didn't even return it on time, to be honest"),
        ("en", "complaint", "what if I had it back in the box on Thursday?"),
        ("fa", "deny", "نه ولش کن، سر وقت پس دادم ولی پولشو میدم"),
        ("fa", "fines", "من سر وقت پس دادم"),
    ],
)
async def test_nothing_is_filed_of_what_is_said_at_the_offer_but_a_yes(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    offered = await talk.says(
        "fines",
        "the fine on the Gatsby is wrong, I returned it on time"
        if language == "en"
        else "جریمهٔ گتسبی اشتباهه، من سر وقت پس دادم",
    )
    assert offered.names == ["utter_objection_ask"]
    await talk.says(intent, words)
    assert await scalar(services.store, text("select count(*) from service_case")) == 0


@pytest.mark.parametrize(
    ("language", "order", "words"),
    [
        ("en", "renew my book", "why can't I renew it again?"),
        ("en", "renew my book", "why wasn't it renewed for longer?"),
        ("fa", "کتابم رو تمدید کن", "چرا نمیشه دوباره تمدیدش کرد؟"),
    ],
)
async def test_why_not_once_more_is_told_its_reason(begin: Begin, language: str, order: str, words: str) -> None:
    talk = await begin(language, "20000002")
    assert (await talk.says("renew", order)).names == ["utter_renewed"]
    assert "utter_renewed" not in (await talk.says("renew", words)).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("fines", "چقدر جریمه میاد روش؟"),
        ("card_registration", "کارت عضویتم کی آماده میشه؟"),
        ("events", "نویسنده کی میاد؟"),
        ("location", "when does that bus get there?"),
        ("recommendation", "when does the next Dune film arrive? when does it come"),
    ],
)
async def test_what_is_surely_read_as_something_else_is_not_when_the_book_comes(
    monkeypatch: pytest.MonkeyPatch, services: Services, intent: str, words: str
) -> None:
    async def told(*_args: object, **_more: object) -> bool:
        return True

    monkeypatch.setattr(HouseQuestion, "tell", told)
    slots = {"pending": {"do": "hold", "awaits": "branch", "args": {}, "ref": "r"}}
    turn = Turn(services, "c", "m1", "en", words, intent, confidence=0.93, slots=slots)
    assert not await asks_when_it_comes(turn)
    turn.text, turn.intent = "how long until it arrives?", "hold"
    assert await asks_when_it_comes(turn)


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "hold", "reserve it and let me know when it's back"),
        ("fa", "hold", "رزروش کن و وقتی برگشت خبرم کن"),
        ("en", "staff_contact", "let me know when the librarian is back"),
        ("en", "hours", "if the power is back let me know"),
    ],
)
async def test_an_order_and_what_else_comes_back_are_no_wish_for_a_title(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", {"en": "do you have Animal Farm?", "fa": "بوف کور دارید؟"}[language])
    said = await talk.says(intent, words)
    assert not any("Only if you reserve" in one or "فقط اگر رزرو" in one for one in said.texts)
