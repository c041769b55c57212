"""A death, a find, a lost card that is there again, leaving, no PIN: what the library tells of it, and no sign-in."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services, Turn
from actions.subjects.library_info import situations
from actions.subjects.moves.questions import HouseQuestion
from crm.knowledge.facts import FactValues, add_fact
from language.requests.deeds.bereavement import asks_for_papers
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("card_registration", "عضوی درگذشته است؛ کارت و کتاب‌هایش چه می‌شود؟",
               "A member has died; what about the card and the books?", "تسلیت می‌گوییم؛ جریمه‌ای نیست.",
               "We are sorry for your loss; no fee is charged."),
    FactValues("card_registration", "کتاب‌های عضو درگذشته را می‌توانم به نام خودم امانت بگیرم؟",
               "May I keep reading a book that a relative who died had on loan?", "بله، به نام خودتان امانت می‌دهیم.",
               "Yes, it is lent to you on your own card."),
    FactValues("lost_card", "کارت عضویت کس دیگری را پیدا کرده‌ام؛ چه کنم؟",
               "I found somebody else's library card; what should I do?", "به میز بدهید تا به صاحبش برسد.",
               "Give it to the desk for its owner."),
    FactValues("lost_card", "کارت گم‌شده‌ام پیدا شد؛ هنوز کار می‌کند؟",
               "I found my lost card again; does it still work?", "اگر باطل شده، پای میز دوباره باز می‌شود.",
               "If it was blocked, the desk opens it again."),
    FactValues("lost_card", "کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?",
               "با کارت شناسایی کارت تازه بگیرید.", "Get a new one with your identity card."),
    FactValues("account", "چگونه عضویتم را لغو کنم؟", "How do I end my membership?", "کارت را تحویل بدهید.",
               "Hand in the card."),
    FactValues("account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?",
               "با کارت شناسایی به هر شعبه بیایید تا رمز را همان لحظه عوض کنیم.",
               "Come to any branch with an identity card; the PIN is replaced at once."),
    FactValues("return", "کتاب را کجا پس بدهم؟", "Where can I return a book?", "در هر شعبه پس بدهید.",
               "You can return it at any branch."),
    FactValues("return", "می‌شود با پست پس فرستاد؟", "Can I return by post?", "بله، با پست سفارشی.",
               "Yes, by registered post."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "words", "read", "then", "says"),
    [
        ("en", "My aunt passed away, she had books from you", "donation", "must we pay for the lateness?", "no fee"),
        (
            "en",
            "My aunt passed away, she had books from you",
            "lost_item",
            "which papers do you need to close her card?",
            "sorry",
        ),
        ("fa", "مادربزرگم فوت کرده، کتاب‌هاتون خونه‌شه", "nlu_fallback", "دیرکردش گردن ماست؟", "جریمه‌ای نیست"),
        ("fa", "شوهرم فوت شده، چند تا از کتاباتون خونه‌ست", "nlu_fallback", "جریمه‌شو باید ما بدیم؟", "جریمه‌ای نیست"),
    ],
)
async def test_who_tells_of_a_death_hears_of_the_books_and_is_sent_nowhere(
    told: Services, begin: Begin, language: str, words: str, read: str, then: str, says: str
) -> None:
    talk = await begin(language)
    first = await talk.says(read, words, sure=0.5)
    assert first.names == ["utter_fact"] and ("sorry" in first.text or "تسلیت" in first.text)
    said = await talk.says("fines", then, sure=0.9)
    assert says in said.text and "utter_sign_in" not in said.names


async def test_the_books_of_who_has_died_may_come_by_post(told: Services, begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("lost_item", "پدرم فوت کرده، کتاب‌های شما پیش ماست")
    said = await talk.says("return", "می‌تونم پستشون کنم یا به هر شعبه‌ای شد بدم؟")
    assert "هر شعبه" in said.text and "پست سفارشی" in said.text


async def test_books_found_among_what_was_left_are_no_search(told: Services, begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("lost_item", "بابام فوت کرده، چند تا کتاب از کتابخونهٔ شما تو وسایلش بود")
    said = await talk.says("search_book", "سه تان، یکیش شعره. موعدشون مال شهریوره")
    assert said.names == ["utter_fact"]


@pytest.mark.parametrize(
    ("language", "words", "says"),
    [
        ("en", "there was a stranger's library card lying on the bus, what now?", "for its owner"),
        ("fa", "تو اتوبوس کارت یکی دیگه رو پیدا کردم، مال کتابخونهٔ شماست", "صاحبش"),
        ("en", "i picked up one of your books in a cafe, what do I do", "any branch"),
        ("fa", "یه کتاب شما رو تو پارک پیدا کردم", "هر شعبه"),
        ("fa", "ketabe shoma ro tooye metro peyda kardam", "هر شعبه"),
    ],
)
@pytest.mark.parametrize("read", ["lost_card", "lost_property", "location"])
async def test_what_was_found_is_handed_in_and_its_reader_stays_private(
    told: Services, begin: Begin, language: str, words: str, says: str, read: str
) -> None:
    talk = await begin(language)
    first = await talk.says(read, words, sure=0.9)
    assert first.names == ["utter_fact"] and says in first.text
    said = await talk.says(
        "return", "who had it? I'd ring them" if language == "en" else "مال کی بوده؟ خودم بهش زنگ می‌زنم"
    )
    assert said.names == ["utter_others_loans"]


async def test_nothing_of_a_found_card_is_typed_here(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "Found somebody's library card on the metro. What should I do with it?")
    said = await talk.says("lost_card", "It's got a name and number, shall I just type them here?")
    assert said.names == ["utter_fact"] and "for its owner" in said.text


async def test_where_and_when_a_found_book_is_handed_in(told: Services, begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("borrow", "ketab e shoma ro too taxi peyda kardam", sure=0.5)
    said = await talk.says("return", "pas koja tahvil bedam? jome bazin?")
    assert said.names[0] == "utter_fact" and said.names[-1].startswith("utter_hours")


@pytest.mark.parametrize(("language", "words"), [("en", "I can't find my card"), ("fa", "کارتم رو گم کردم")])
async def test_ones_own_lost_card_is_still_one(told: Services, begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("lost_card", words)
    assert said.names == ["utter_lost_card_whose"]


@pytest.mark.parametrize(
    ("language", "lost", "words", "waits"),
    [
        ("en", "I lost my card", "oh wait, it turned up again, is it still good?", False),
        ("fa", "کارتم رو گم کردم", "پیداش کردم! هنوز کار می‌کنه؟", False),
        ("fa", "کارتم رو گم کردم", "اگه بعدا پیداش کردم چی، دوباره کار می‌کنه؟", True),
    ],
)
async def test_a_card_that_is_there_again_is_no_loss(
    told: Services, begin: Begin, language: str, lost: str, words: str, waits: bool
) -> None:
    talk = await begin(language)
    await talk.says("lost_card", lost)
    said = await talk.says("lost_card", words)
    assert said.names[0] == "utter_fact" and ("again" in said.text or "دوباره" in said.text)
    assert (talk.slots["pending"] is not None) is waits


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "card_registration", "how can I finish my membership?"),
        ("en", "sign_out", "I'd like to quit being a member"),
        ("fa", "account", "می‌خوام عضویتم رو باطل کنم"),
        ("fa", "sign_out", "می‌خوام عضویتمو لغو کنم دارم میرم خارج"),
    ],
)
async def test_who_leaves_hears_how(told: Services, begin: Begin, language: str, read: str, words: str) -> None:
    said = await (await begin(language)).says(read, words)
    assert said.names == ["utter_fact"] and ("Hand in" in said.text or "تحویل" in said.text)


@pytest.mark.parametrize(
    ("language", "begins", "read", "words"),
    [
        ("en", "I can't remember my PIN", "account", "I never gave you an e-mail address though"),
        ("en", "I can't log in", "account", "and at the desk, do they do it straight away?"),
        ("en", "forgot my pin", "account", "bring what id"),
        ("fa", "رمزمو یادم رفته", "complaint", "ایمیلم رو هم که ندادم بهتون"),
        ("fa", "رمزم رو فراموش کردم", "account", "حضوری میشه همون لحظه گرفت؟"),
        ("fa", "ramzam yadam rafte", "account", "emailam ham avaz shode, rahe dige chie"),
    ],
)
async def test_who_cannot_sign_in_is_helped_on(
    told: Services, begin: Begin, language: str, begins: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("account", begins)
    said = await talk.says(read, words, sure=0.8)
    assert said.names == ["utter_fact"] and ("identity card" in said.text or "کارت شناسایی" in said.text)


async def test_the_hours_are_told_to_who_cannot_sign_in(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("account", "I forgot my PIN")
    assert (await talk.says("account", "today? till when")).names[0].startswith("utter_hours")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no clue what the number was, i just have my passport"),
        ("fa", "شماره‌ش رو بلد نیستم فقط شناسنامه دارم"),
    ],
)
async def test_the_number_of_a_lost_card_is_not_needed(told: Services, begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_card", "I lost my card" if language == "en" else "کارتم رو گم کردم")
    said = await talk.says("account", words, sure=0.9)
    assert said.names[0] == "utter_fact" and "utter_sign_in" not in said.names
    assert talk.slots["pending"]["do"] == "block_card"


@pytest.mark.parametrize(("language", "words"), [("en", "how much do I owe"), ("fa", "بدهیم چقدره؟")])
async def test_what_only_the_record_tells_still_needs_a_sign_in(
    told: Services, begin: Begin, language: str, words: str
) -> None:
    assert (await (await begin(language)).says("fines", words)).names == ["utter_sign_in"]


DIED = "My aunt passed away, she had books from you"
FOUND_BOOK = {"en": "i picked up one of your books in a cafe", "fa": "یه کتاب شما رو تو پارک پیدا کردم"}
FOUND_CARD = {"en": "there was a stranger's library card lying on the bus", "fa": "یه کارت کتابخونه دم در افتاده بود"}


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions of the house that were answered because of what had happened."""
    asked: list[str] = []
    tell = situations._tell

    async def note(turn: Turn, question: HouseQuestion) -> bool:
        asked.append(question.en)
        return await tell(turn, question)

    monkeypatch.setattr(situations, "_tell", note)
    return asked


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("fa", "hold", "یه کتاب داستان خوب پیدا کردم، رزروش کن"),
        ("fa", "hold", "کتاب بیگانه رو توی سایتتون پیدا کردم، برام رزروش کن"),
        ("en", "search_book", "Can you help me find a library book about cats?"),
        ("en", "report_fault", "I picked up a library book I reserved and it has torn pages"),
        ("en", "card_registration", "Where would I find a library card application?"),
        ("fa", "renew", "پدرم فوت کرده، لطفا امانت‌هام رو تمدید کنید"),
        ("en", "renew", "please renew my library books, my mother passed away"),
        ("en", "borrow", "I found my card doesn't work at the gate"),
        ("fa", "borrow", "رمان‌های مرحوم نادر ابراهیمی رو با کارت عضویت می‌شه امانت گرفت؟"),
        ("fa", "complaint", "چرا عضویتم لغو شده؟ شکایت دارم"),
        ("fa", "account", "عضویتم رو لغو نکنید"),
        ("en", "account", "Did you cancel my membership?"),
        ("en", "human_help", "I found a library book, let me talk to a librarian"),
        ("en", "events", "I found one of your books, and when is the next story hour?"),
    ],
)
async def test_what_goes_its_own_way_is_told_nothing_of_a_situation(
    told: Services, begin: Begin, answered: list[str], language: str, read: str, words: str
) -> None:
    said = await (await begin(language)).says(read, words)
    assert said.names and not answered


@pytest.mark.parametrize("sure", [0.5, 0.93])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "My father died last week so I couldn't bring my library books back, can you waive the fine?"),
        ("fa", "پدرم فوت کرده نتونستم کتاب‌های کتابخونه رو بیارم، جریمه رو نگیرید"),
    ],
)
async def test_a_plea_beside_a_death_may_be_filed(
    told: Services, begin: Begin, language: str, words: str, sure: float
) -> None:
    talk = await begin(language)
    said = await talk.says("fines", words, sure=sure)
    assert said.names == ["utter_plea"] and talk.slots["pending"]["do"] == "plea"


@pytest.mark.parametrize("found", [FOUND_BOOK, FOUND_CARD])
@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "renew", "How do I renew my books?"),
        ("en", "card_registration", "How do I get a library card?"),
        ("en", "sign_in", "where do I sign in"),
        ("en", "sign_in", "I want to sign in"),
        ("fa", "renew", "چطور کتابم رو تمدید کنم؟"),
    ],
)
async def test_what_is_asked_after_a_find_is_answered_by_itself(
    told: Services, begin: Begin, answered: list[str], found: dict[str, str], language: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("lost_property", found[language])
    assert len(answered) == 1
    said = await talk.says(read, words)
    assert said.names and len(answered) == 1


@pytest.mark.parametrize("words", ["Who do I give it to?", "who should I hand it to?"])
async def test_who_asks_to_whom_to_give_it_hears_where(told: Services, begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("lost_property", FOUND_BOOK["en"])
    said = await talk.says("return", words)
    assert said.names == ["utter_fact"] and "any branch" in said.text


@pytest.mark.parametrize("words", ["No, I still haven't found it", "I have not found it yet"])
async def test_a_card_that_is_not_found_is_still_to_be_blocked(
    told: Services, begin: Begin, answered: list[str], words: str
) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "I lost my card")
    await talk.says("lost_card", words)
    assert not answered and talk.slots["pending"]["do"] == "block_card"


async def test_a_loss_that_is_first_told_is_a_loss(told: Services, begin: Begin) -> None:
    said = await (await begin("fa")).says("lost_card", "کارت عضویتم گم شده، اگه پیدا شد خبرم کنید")
    assert said.names == ["utter_lost_card_whose"]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("thanks", "OK, that's fine, thanks"),
        ("renew", "Renew my own books, they're due tomorrow"),
        ("card_registration", "How do I get a card for my son?"),
        ("staff_contact", "Can I email you the documents?"),
        ("search_book", "Dune by Frank Herbert"),
    ],
)
async def test_nobody_is_condoled_with_for_what_is_their_own(
    told: Services, begin: Begin, answered: list[str], read: str, words: str
) -> None:
    talk = await begin("en")
    await talk.says("donation", DIED)
    await talk.says(read, words)
    assert len(answered) == 1


async def test_a_death_is_spoken_of_for_a_few_turns_whatever_is_asked_of_it(
    told: Services, begin: Begin, answered: list[str]
) -> None:
    talk = await begin("en")
    await talk.says("donation", DIED)
    for _ in range(8):
        await talk.says("fines", "must we pay for the lateness?", sure=0.9)
    assert 1 < len(answered) < 8


@pytest.mark.parametrize(
    ("language", "death", "then"),
    [
        (
            "fa",
            "مادر اینجانب به رحمت خدا رفتند و سه جلد کتاب با مهر کتابخانه نزد ماست",
            "ممکن است به حساب بنده منتقل فرمایید؟",
        ),
        ("fa", "بابام فوت کرده، کتاباتون خونه‌شه", "میشه بزنین به اسم من؟"),
        ("en", "My aunt passed away, she had books from you", "could you transfer them to my card?"),
        ("en", "My late father had library books of yours", "may I keep one of them and finish it?"),
    ],
)
async def test_what_the_dead_had_on_loan_may_be_read_on(
    told: Services, begin: Begin, language: str, death: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says("return", death, sure=0.6)
    said = await talk.says("account", then, sure=0.4)
    assert said.names[0] in {"utter_fact", "utter_fact_asked"} and len(said.names) == 1
    assert "امانت می‌دهیم" in said.text or "lent to you" in said.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is a death certificate needed, or is it enough if one of us comes?", True),
        ("برای بستن کارتش گواهی فوت می‌خواین؟", True),
        ("حضور یکی از فرزندان کافی است؟", True),
        ("do we have to pay the late fee?", False),
        ("برای جریمه‌اش گواهی پزشک بیاریم؟", False),
        ("What will happen to the book he reserved?", False),
        ("Which day will that be?", False),
        ("Do I need to come or will you ring me?", False),
        ("What time will the library close?", False),
        ("Do you need to see the will?", True),
        ("do I need to bring his will or a certificate?", True),
    ],
)
def test_papers_are_asked_for_and_no_fee(text: str, asked: bool) -> None:
    assert asks_for_papers(text) is asked


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("search_book", "Can I borrow a novel about grief?"),
        ("search_book", "Can I borrow one about coping with loss?"),
        ("search_book", "could I borrow something on mourning, a short book?"),
        ("search_book", "Do you have a book to keep children busy?"),
        ("hold", "put Dune on the waiting list for me"),
        ("hours", "Which day will that be?"),
        ("hold_status", "What will happen to the book he reserved?"),
    ],
)
async def test_what_is_searched_after_a_death_is_searched(
    told: Services, begin: Begin, answered: list[str], read: str, words: str
) -> None:
    talk = await begin("en")
    await talk.says("donation", DIED)
    await talk.says(read, words, sure=0.9)
    assert len(answered) == 1


@pytest.mark.parametrize(
    "words", ["Can I borrow the books he had?", "may I finish his book?", "can I keep one of them?"]
)
async def test_what_the_dead_had_is_kept_however_it_is_read(
    told: Services, begin: Begin, answered: list[str], words: str
) -> None:
    talk = await begin("en")
    await talk.says("donation", DIED)
    await talk.says("search_book", words, sure=0.9)
    assert answered[1:] == ["May I keep reading a book that a relative who died had on loan?"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Was my purse handed in?"),
        ("fa", "کیفم تحویل داده شده؟"),
        ("en", "did my card turn up?"),
        ("fa", "کارتم پیدا شده؟"),
    ],
)
async def test_a_card_that_is_only_asked_after_is_still_to_be_blocked(
    told: Services, begin: Begin, answered: list[str], language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("lost_card", "I lost my card" if language == "en" else "کارتم رو گم کردم")
    await talk.says("lost_card", words, sure=0.6)
    pending = talk.slots["pending"]
    # Whether the question is to be passed on may be asked first.
    assert not answered and "block_card" in {pending["do"], pending.get("older", {}).get("do")}
