"""What only sounds like a question of one's own things: asked of the catalogue, of a wish, or of something else."""

from __future__ import annotations

import pytest

from actions.subjects.own import own_authors
from language.requests.own.own_matters import asks_to_mend_card
from library.values import Hold, Loan
from tests.support.talk import Begin

FIVE, TWO_HOLDS = "20000001", "20000002"


@pytest.fixture
def known_as_camus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an edition of «کوری» bear the name of Camus."""

    async def last_names(_turn: object, thing: Loan | Hold) -> set[str]:
        return {"camus"} if thing.title == "کوری" else set()

    monkeypatch.setattr(own_authors, "_last_names", last_names)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "which novel by Camus should I read next?"),
        ("search_book", "is there a novel by Camus that is shorter?"),
        ("recommendation", "a novel by Camus, please"),
        ("loans", "is there a book by Camus on this?"),
        ("loans", "when is the Camus due, and the Ishiguro?"),
        ("loans", "until when have I the Ishiguro and the Camus?"),
    ],
)
@pytest.mark.usefixtures("known_as_camus")
async def test_an_author_of_the_catalogue_is_none_of_ones_own(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=FIVE)
    await talk.says("loans", "what do I have out?")
    said = await talk.says(intent, words, sure=0.8)
    assert "utter_loan_due" not in said.names, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "Do you have the book that I borrowed last year?"),
        ("search_book", "Is there the book I borrowed before in English?"),
        ("return", "are the books I brought back this morning registered?"),
        ("loans", "Is Gatsby, the book that I returned already, recorded?"),
        ("loans", "Is the book I returned recorded as returned?"),
        ("loans", "are the books I took back earlier today registered?"),
        ("loans", "کتابایی که قبلا پس آوردم ثبت شده؟"),
        ("loans", "کتاب‌هایی که پارسال گرفتم الان تو قفسه هست؟"),
    ],
)
async def test_what_is_looked_for_or_was_brought_back_is_no_history(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en", card=FIVE)).says(intent, words, sure=0.9)
    assert "utter_loan_history" not in said.names, said


@pytest.mark.parametrize(
    "words",
    [
        "تو سعدی یه کتاب دیگه برام کنار بذارید، تا کی نگه می‌دارین؟",
        "تو سعدی یه کتاب برام نگه دارید، تا کی نگه می‌دارین؟",
        "تو سعدی یه کتاب برام آماده کنید، تا کی نگه می‌دارین؟",
    ],
)
async def test_what_is_to_be_kept_does_not_wait_yet(begin: Begin, words: str) -> None:
    said = await (await begin("fa", card=FIVE)).says("hold", words, sure=0.8)
    assert "utter_hold_kept_until" not in said.names, said


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "چطور پرداخت کنم و چقدر باید بدم؟"), ("en", "to whom do I pay, and what do I owe?")],
)
async def test_the_way_to_pay_is_told_where_it_is_asked_too(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=FIVE)
    await talk.says("fines", "do I owe anything?")
    way = await talk.says("fines", "how do I pay?", moves={"fee.how": 0.9})
    said = await talk.says("fines", words, moves={"fee.how": 0.9})
    assert said.names == way.names, said


@pytest.mark.parametrize(
    "words",
    ["get me out of this please", "منو از این در بیار", "drop me off that", "get me off this, I meant something else"],
)
async def test_nothing_is_given_up_that_is_not_named(begin: Begin, words: str) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations?")
    said = await talk.says("nlu_fallback", words, sure=0.6)
    assert not any("cancel" in name for name in said.names), said


@pytest.mark.parametrize(
    "words",
    [
        "my kids each want it, where am I in the queue for it?",
        "where do I collect it? we each have a card",
        "has it come? Both of my sisters ask me",
    ],
)
async def test_each_of_the_people_is_no_reservation(begin: Begin, words: str) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("hold_status", "where am I in the queue for Animal Farm?", moves={"hold.place": 0.9})
    said = await talk.says("hold_status", words)
    assert "صد سال" not in said.text, said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "until when may I keep it? my kids each want to read it"),
        ("en", "when is the Shahnameh due? do I have anything else reserved?"),
        ("fa", "شاهنامه تا کی وقت داره؟ دیگه چی دارم بپرسم..."),
    ],
)
async def test_one_loan_is_told_of_alone(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=FIVE)
    await talk.says("loans", "شاهنامه تا کی وقت داره؟")
    said = await talk.says("loans", words, moves={"loan.until": 0.8})
    assert "Nineteen" not in said.text and "کوری" not in said.text, said


@pytest.mark.parametrize(
    "words",
    [
        "then I return it. Can I do that online or do I have to come in?",
        "I bring my card too, when do you close?",
        "can I do that online?",
        "با کارتم هم میام پسش می‌دم",
        "renew it from here",
        "کارتم دستمه، مشکل کتاب رو حل کنید",
        "از همین جا می‌شه تمدیدش کرد؟",
    ],
)
def test_what_names_no_card_to_mend_mends_none(words: str) -> None:
    assert not asks_to_mend_card(words)


def test_a_card_is_mended_where_nothing_else_is_said() -> None:
    assert asks_to_mend_card("OK, can I sort that out from here?")
