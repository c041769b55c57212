"""What was brought back and still stands on the account: which it is, the rule, the case, and what is asked then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from protocol.clock import FixedClock
from tests.support.statements import scalar
from tests.support.store_rows import SARA
from tests.support.talk import Begin

MINA, OMID, NONE, FIVE = "20000001", "20000002", "20000003", "20000005"


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


async def words_kept(services: Services) -> str:
    return str(await scalar(services.store, text("select description from service_case")))


@pytest.fixture
async def rule(services: Services) -> None:
    """The house tells the rule of one working day."""
    await add_fact(
        services.store,
        FactValues(
            topic="return",
            question_fa="کتاب را پس داده‌ام ولی هنوز در حسابم است؛ چرا؟",
            question_en="I returned a book and it is still on my account; why?",
            text_fa="یک روز کاری صبر کنید.",
            text_en="Wait one working day; tell us if it is still there.",
        ),
        by=SARA,
    )


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "return", "Your system says I still have a book I returned on Monday, I put it through the machine"),
        ("en", "complaint", "why am I getting overdue texts for a book i dropped in your box days ago"),
        ("en", "fines", "You're charging me late fees on something that's been back on your shelf since Sunday"),
        ("en", "loans", "I have give back the book three days before but in the site is still my loan"),
        ("fa", "complaint", "کتاب رو سه روز پیش انداختم تو صندوق سعدی هنوز تو حسابمه، پیامک هم اومده"),
        ("fa", "unsubscribe", "من اینو پس دادم به خدا! هی اس‌ام‌اس میاد که برنگردوندی"),
        ("fa", "account", "اون کتابی که برگردوندم هنوز حذف نشده از حسابم"),
        ("fa", "nlu_fallback", "pas avordam ketabo 3 rooz pish vali hanooz tu list ast"),
    ],
)
async def test_it_is_filed_at_once_whatever_it_was_read_as(
    begin: Begin, services: Services, clock: FixedClock, rule: None, language: str, intent: str, words: str
) -> None:
    clock.advance(timedelta(days=3))
    said = await (await begin(language, OMID)).says(intent, words)
    assert said.names[0] == "utter_returned_taken" and "The Hobbit" in said.text
    kept = await words_kept(services)
    assert words in kept and "«The Hobbit» [i-hob-1]" in kept


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my mum dropped my library book round to you and I've just had a text to bring it back"),
        ("fa", "خانمم کتابامون رو آورد، یکیش هنوز مونده تو حساب"),
    ],
)
async def test_the_readers_word_stands_for_what_no_list_of_words_holds(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language, OMID)).says("complaint", words, sure=0.6, moves={"loan.returned": 0.8})
    assert said.names[0] == "utter_returned_taken" and await cases(services) == 1


async def test_what_came_back_yesterday_waits_a_day_and_is_looked_for_at_a_yes(
    begin: Begin, services: Services, rule: None
) -> None:
    talk = await begin("en", OMID)
    told = await talk.says("return", "I put The Hobbit in the slot last night and it's still there on my card")
    assert told.names == ["utter_fact", "utter_loan_returned_offer"] and await cases(services) == 0
    done = await talk.says("affirm", "yes please")
    assert done.names == ["utter_returned_taken"] and "last night" in await words_kept(services)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("complaint", "no, have someone go and look on the shelf"),
        ("return", "it isn't here, I've looked at home"),
        ("return", "so am I lying?"),
    ],
)
async def test_who_insists_need_not_wait(begin: Begin, services: Services, rule: None, intent: str, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("return", "I put The Hobbit in the slot last night and it's still there on my card")
    said = await talk.says(intent, words)
    assert said.names == ["utter_returned_taken"] and await cases(services) == 1


@pytest.mark.parametrize(
    ("language", "first", "which", "title"),
    [
        ("en", "Your system says I still have a book I returned on Monday", "the overdue one, obviously", "Nineteen"),
        ("en", "I gave a book back last week, it still shows", "«کوری»", "کوری"),
        ("fa", "کتاب رو هفته پیش پس دادم هنوز تو حسابمه", "یعنی دروغ میگم؟ همونی که از همه دیرتره", "Nineteen"),
        ("fa", "کتاب رو هفته پیش پس دادم هنوز تو حسابمه", "همون که مهلتش از همه زودتر بود", "Nineteen"),
    ],
)
async def test_which_one_is_asked_where_it_is_unclear(
    begin: Begin, services: Services, clock: FixedClock, language: str, first: str, which: str, title: str
) -> None:
    clock.advance(timedelta(days=2))
    talk = await begin(language, MINA)
    asked = await talk.says("return", first)
    assert asked.names == ["utter_returned_which"] and await cases(services) == 0
    done = await talk.says("return", which, sure=0.57)
    assert done.names[0] == "utter_returned_taken" and title in done.text
    kept = await words_kept(services)
    assert first in kept and which in kept


async def test_what_is_asked_meanwhile_is_told_from_the_case_and_the_account(
    begin: Begin, services: Services, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=3))
    talk = await begin("en", OMID)
    await talk.says("return", "I returned it a week ago at Saadi and it is still on my account")
    looks = await talk.says("return", "I've looked at home. have someone go and look on the shelf")
    assert looks.names == ["utter_returned_added"] and "K-000001" in looks.text
    both = await talk.says("complaint", "how long will that take, and I'm not paying a penny while you look", sure=0.7)
    assert both.names == ["utter_returned_how_long", "utter_returned_charge"] and "5,000" in both.text
    borrows = await talk.says("borrow", "can I borrow something else until you find it or am I blocked?", sure=0.6)
    assert borrows.names[-1].startswith("utter_blocks") and await cases(services) == 1


async def test_in_persian_too(begin: Begin, services: Services, clock: FixedClock) -> None:
    clock.advance(timedelta(days=3))
    talk = await begin("fa", OMID)
    await talk.says("return", "من کتاب رو هفته پیش دادم به کتابدار سعدی، هنوز تو لیستمه")
    said = await talk.says("complaint", "تا کی جواب می‌دین؟ من یه ریالشم نمی‌دم", sure=0.7)
    assert said.names == ["utter_returned_how_long", "utter_returned_charge"]
    said = await talk.says("borrow", "تا این معلوم بشه می‌تونم کتاب دیگه ببرم یا کارتم رو قفل کردین؟")
    assert said.names[-1].startswith("utter_blocks") and await cases(services) == 1


async def test_the_same_told_twice_is_one_case(begin: Begin, services: Services) -> None:
    talk = await begin("en", OMID)
    await talk.says("return", "I returned The Hobbit last week and it is still on my account")
    said = await talk.says("return", "look, The Hobbit is still on my account though I returned it last week")
    assert said.names == ["utter_returned_added"] and await cases(services) == 1


@pytest.mark.parametrize(("card", "owes"), [(NONE, False), (FIVE, True)])
async def test_who_has_nothing_out_hears_that_it_is_back(
    begin: Begin, services: Services, card: str, owes: bool
) -> None:
    said = await (await begin("en", card)).says("return", "I returned the atlas last week, it's still on my account")
    assert said.names == ["utter_returned_none"] and ("80,000" in said.text) is owes and await cases(services) == 0


async def test_who_is_not_signed_in_hears_the_rule_and_goes_on_after_it(
    begin: Begin, services: Services, rule: None
) -> None:
    talk = await begin("fa")
    said = await talk.says("return", "سه روزه کتابو انداختم تو صندوق برگشت هنوز به اسم منه!")
    assert said.names == ["utter_fact", "utter_returned_sign_in"] and await cases(services) == 0
    await talk.sign_in(OMID)
    assert (await talk.says("signed_in", "/signed_in")).names[-1] == "utter_returned_taken"


async def test_who_does_not_sign_in_writes_the_title(begin: Begin, services: Services, rule: None) -> None:
    talk = await begin("en")
    await talk.says("return", "it was returned days ago. it still says checked out to me")
    said = await talk.says("search_book", "The Hobbit, in the box at Saadi on Monday", title="The Hobbit")
    assert said.names == ["utter_returned_passed"] and "days ago" in await words_kept(services)


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "borrow", "I returned a book yesterday. Can I borrow another one today?"),
        ("en", "return", "what if I return it and it still shows on my account?"),
        ("en", "loans", "I still have a book at home that I need to return"),
        ("en", "fines", "I brought the books back late, how much do I owe?"),
        ("en", "lost_item", "I lost the book you gave me back in May, what now"),
        ("en", "hold_status", "I cancelled my reservation but it still shows"),
        ("en", "fines", "I paid the fine last week but it is still on my account"),
        ("en", "loans", "I'll bring it back tomorrow, will it still be on my account?"),
        ("en", "lost_property", "I left my umbrella in the library yesterday, is it still there?"),
        ("en", "account", "I gave my card back last year, am I still a member?"),
        ("en", "thanks", "I returned it, thanks for the reminder!"),
        ("fa", "return", "کتاب رو کجا باید پس بدم؟"),
        ("fa", "fines", "هنوز کتابو پس ندادم، جریمه میشم؟"),
        ("fa", "fines", "پول جریمه رو دادم هنوز تو حسابمه"),
        ("fa", "fines", "کتابو دیر پس دادم جریمه‌ش چقدر میشه"),
        ("fa", "lost_item", "بچم کتابو پاره کرد، پس دادم، جریمه داره؟"),
        ("fa", "borrow", "دیروز کتاب آوردم پس دادم، الان می‌تونم یکی دیگه بگیرم؟"),
    ],
)
async def test_what_only_looks_alike_stays_what_it_is(
    begin: Begin, clock: FixedClock, language: str, intent: str, words: str
) -> None:
    clock.advance(timedelta(days=3))
    said = await (await begin(language, OMID)).says(intent, words)
    assert not any(name.startswith(("utter_returned", "utter_loan_returned")) for name in said.names)


async def test_a_charge_for_what_came_back_in_time_is_answered_from_what_is_owed(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    said = await talk.says("fines", "Why is there a fine on my account? I brought that book back on time", sure=0.8)
    assert not any(name.startswith("utter_returned") for name in said.names)
