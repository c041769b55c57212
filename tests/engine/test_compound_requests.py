"""Several requests in one message: where it is cut, what is answered and named, and that one request never is cut."""

from __future__ import annotations

from typing import Any

import pytest

from engine.clauses import Requests
from engine.compound_requests import requests_in
from engine.message_pieces import LETTER, MOST_PIECES, pieces, question_beside
from protocol.turns import MOST_REQUESTS

READINGS = {
    "what are your hours": "hours",
    "can i renew my books": "renew",
    "what do i owe": "fines",
    "where is the library": "location",
    "how much is printing": "print_scan",
    "جریمه‌ام چقدره": "fines",
    "تا کی بازید": "hours",
    "کتابامو تمدید کن": "renew",
    "پرینت برگی چنده": "print_scan",
    "do you have emma": "search_book",
    "do you have persuasion": "search_book",
    "tell me a joke": "chitchat",
    "how do i join": "card_registration",
    "may i come in without a card": "visitor_access",
    "can i talk to a librarian": "human_help",
    "why was the staff so rude to me": "complaint",
    "what about my complaint": "complaint",
    "what is the capital of france": "out_of_scope",
    "i renewed my books yesterday": "renew",
    "i lost my card last week": "lost_card",
    "the guard shouted at me yesterday": "complaint",
    "i never said central": "complaint",
}
TITLES = {"do you have emma": "Emma", "do you have persuasion": "Persuasion"}


def reader(sure: float = 0.95) -> Any:
    """Read the sentences above; everything else is not understood."""

    def read(text: str, after: str | None) -> dict[str, Any]:
        words = text.strip(" ?؟.!").lower()
        # What is said of a topic after it stays with it.
        name = after if words.startswith(("on which", "and on", "is that")) else READINGS.get(words)
        intent = {"name": name, "confidence": sure} if name else {"name": "nlu_fallback", "confidence": 0.8}
        title = [{"entity": "title", "value": TITLES[words]}] if words in TITLES else []
        return {"text": text, "intent": intent, "entities": title}

    return read


def texts(found: Requests | None) -> list[str]:
    assert found is not None
    return [clause.text for clause in found.answered]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what are your hours and can I renew my books", ["what are your hours", "can I renew my books"]),
        ("What are your hours? And can I renew my books?", ["What are your hours?", "can I renew my books?"]),
        ("What are your hours, also can I renew my books", ["What are your hours", "can I renew my books"]),
        ("جریمه‌ام چقدره و تا کی بازید؟", ["جریمه‌ام چقدره", "تا کی بازید؟"]),
        ("what are your hours and what about my complaint?", ["what are your hours", "what about my complaint?"]),
        ("تا کی بازید؟ راستی کتابامو تمدید کن", ["تا کی بازید؟", "کتابامو تمدید کن"]),
        ("کتابامو تمدید کن، جریمه‌ام چقدره", ["کتابامو تمدید کن", "جریمه‌ام چقدره"]),
        (
            "What are your hours? What do I owe? Where is the library?",
            ["What are your hours?", "What do I owe?", "Where is the library?"],
        ),
        (
            "what are your hours, how much is printing and can I renew my books",
            ["what are your hours", "how much is printing", "can I renew my books"],
        ),
        ("تا کی بازید؟ جریمه‌ام چقدره و پرینت برگی چنده؟", ["تا کی بازید؟", "جریمه‌ام چقدره", "پرینت برگی چنده؟"]),
    ],
)
def test_every_request_is_found_in_order(text: str, wanted: list[str]) -> None:
    found = requests_in(text, reader())
    assert texts(found) == wanted and found is not None and found.left == ()
    assert all(text[clause.start :].startswith(clause.text) for clause in found.answered)


@pytest.mark.parametrize(
    "text",
    [
        "I looked for Emma and Persuasion and found none",
        "do you have Emma and Persuasion",
        "do you have Emma, and where is it?",
        "صد سال تنهایی و کوری رو دارید؟",
        "شعبهٔ ما تعطیله و کتابم مونده، کتابامو تمدید کن",
        "چند ماه است نیامده‌ام و جریمه‌ام چقدره",
        "hello and what are your hours",
        "what are your hours and what are your hours",
        "سلام، تا کی بازید؟",
        "",
        " و ",
    ],
)
def test_one_wish_stays_whole(text: str) -> None:
    assert requests_in(text, reader()) is None


def test_every_part_must_be_sure_and_less_so_where_a_sentence_ends() -> None:
    assert requests_in("what are your hours and can I renew my books", reader(0.7)) is None
    # A bare comma parts less than a conjunction does.
    assert requests_in("what are your hours, can I renew my books", reader(0.8)) is None
    assert requests_in("what are your hours, and can I renew my books", reader(0.8)) is not None
    assert requests_in("What are your hours? Can I renew my books?", reader(0.6)) is not None


def test_small_talk_and_neighbours_are_no_second_wish() -> None:
    assert requests_in("what are your hours and tell me a joke", reader()) is None
    assert requests_in("how do I join and may I come in without a card", reader()) is None


def test_what_stays_with_the_request_before_it_is_none_of_its_own() -> None:
    assert requests_in("What are your hours? And on which days is it longer?", reader()) is None
    found = requests_in("What are your hours? Is that so for all? What do I owe?", reader())
    assert texts(found) == ["What are your hours? Is that so for all?", "What do I owe?"]


def test_two_titles_are_two_searches() -> None:
    found = requests_in("Do you have Emma? Do you have Persuasion?", reader())
    assert texts(found) == ["Do you have Emma?", "Do you have Persuasion?"]


def test_a_librarian_is_called_last_or_not_apart() -> None:
    assert requests_in("what are your hours and can I talk to a librarian", reader()) is not None
    assert requests_in("can I talk to a librarian and what are your hours", reader()) is None
    assert requests_in("Can I talk to a librarian? What are your hours?", reader()) is None
    found = requests_in("What are your hours? Can I talk to a librarian? What do I owe?", reader())
    assert texts(found) == ["What are your hours?", "Can I talk to a librarian?"]
    assert found is not None and found.left == ("What do I owe?",)


def test_a_grievance_is_told_with_all_its_words_after_the_questions_in_it() -> None:
    letter = "What are your hours? Why was the staff so rude to me? What do I owe?"
    found = requests_in(letter, reader())
    assert texts(found) == ["What are your hours?", "What do I owe?", letter]
    assert found is not None and found.answered[-1].reading["intent"]["name"] == "complaint"


def test_a_grievance_beside_the_questions_is_told() -> None:
    letter = "The guard shouted at my son yesterday and he cried. What are your hours? What do I owe?"
    found = requests_in(letter, reader())
    assert texts(found) == ["What are your hours?", "What do I owe?", letter]
    assert found is not None and found.answered[-1].reading["intent"]["name"] == "complaint"


def test_what_cannot_be_answered_is_named() -> None:
    found = requests_in("What are your hours? What is the capital of France?", reader())
    # It is tried, for a fact may answer it.
    assert texts(found) == ["What are your hours?", "What is the capital of France?"]
    assert found is not None and [clause.tried for clause in found.answered] == [False, True]


def test_the_reason_of_a_question_is_not_named_as_another_one() -> None:
    assert requests_in("تا کی بازید؟ واسه بابام می‌خوام", reader()) is None
    found = requests_in("تا کی بازید؟ جریمه‌ام چقدره؟ واسه بابام می‌خوام", reader())
    assert texts(found) == ["تا کی بازید؟", "جریمه‌ام چقدره؟"] and found is not None and found.left == ()


def test_more_requests_than_are_answered_are_named() -> None:
    many = "What are your hours? What do I owe? Where is the library? How much is printing? How do I join?"
    found = requests_in(many, reader())
    assert len(texts(found)) == MOST_REQUESTS
    assert found is not None and found.left == ("How do I join?",)


def test_a_letter_is_read_by_the_sentences_that_ask() -> None:
    story = "I have been a member of this library for many years and have always liked to come. " * 4
    letter = f"{story}What are your hours? {story}Can I renew my books? Thank you."
    assert len(letter) > LETTER
    assert texts(requests_in(letter, reader())) == ["What are your hours?", "Can I renew my books?"]
    # Of one request, by that.
    assert texts(requests_in(f"{story}What are your hours?", reader())) == ["What are your hours?"]
    assert requests_in(story, reader()) is None


def test_a_letter_costs_few_readings() -> None:
    letter = "What are your hours? Can I renew my books? " * 20
    asked: list[str] = []

    def read(text: str, after: str | None) -> dict[str, Any]:
        asked.append(text)
        return dict(reader()(text, after))

    requests_in(letter, read)
    assert len(pieces(letter)) == MOST_PIECES and len(asked) <= 2 * MOST_PIECES + 1
    assert len(pieces("can I renew and " * 15 + "can I renew")) <= MOST_PIECES


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Dear all,\nMy exams begin. First, what are your hours? Second, please tell me what I owe. Kind regards",
            ["what are your hours?", "please tell me what I owe."],
        ),
        (
            "We are new here. Could you tell me (a) at what hours you are open, (b) what I owe, and (c) where you are?",
            ["at what hours you are open", "what I owe", "where you are?"],
        ),
        (
            "I have a shop. I'd like to know whether you are open, whether we owe anything, and whether we may come.",
            ["whether you are open", "whether we owe anything", "whether we may come."],
        ),
        (
            "I have moved here. Is there a card? My wife asked, too. How do I join?",
            ["Is there a card?", "How do I join?"],
        ),
        (
            "I need to print. Can you help? Also, is there a lift?",
            ["I need to print. Can you help?", "is there a lift?"],
        ),
        (
            "تازه اومدم این محل. عضویت چطوریه؟ دخترم هم خیلی کتاب دوست داره. تا کی بازید؟",
            ["عضویت چطوریه؟", "تا کی بازید؟"],
        ),
    ],
)
def test_only_what_asks_is_a_part_of_a_letter(text: str, wanted: list[str]) -> None:
    found = pieces(text)
    assert [piece.text for piece in found] == wanted
    assert all(text[piece.start : piece.end] == piece.text for piece in found)


def test_a_question_behind_a_courtesy_is_found() -> None:
    assert question_beside("Thank you. Why was that one refused?") == "Why was that one refused?"
    assert question_beside("مرسی. حالا اون یکی چرا نشد؟") == "حالا اون یکی چرا نشد؟"
    assert question_beside("How are you?") is None and question_beside("Thank you.") is None


@pytest.mark.parametrize(
    "more", ["who wrote it?", "how many pages does it have", "who is the author?", "what is it about"]
)
def test_more_that_is_asked_of_a_title_stays_with_it(more: str) -> None:
    assert requests_in(f"Do you have Emma? {more}", reader()) is None
    found = requests_in(f"Do you have Emma? {more} And what are your hours?", reader())
    assert texts(found) == [f"Do you have Emma? {more}", "what are your hours?"] and found is not None
    assert found.left == () and found.answered[0].reading["text"] == found.answered[0].text


def test_each_part_that_is_counted_off_is_answered_or_tried() -> None:
    found = requests_in("1) how much is printing 2) is that dear 3) does a parrot sing", reader())
    assert found is not None
    kinds = [(clause.reading["intent"]["name"], clause.tried, clause.counted) for clause in found.answered]
    assert kinds == [("print_scan", False, True), ("print_scan", False, True), ("nlu_fallback", True, True)]


def test_a_message_that_names_how_many_things_it_asks_is_cut() -> None:
    found = pieces("Just two quick questions: what are your hours, and how much is printing")
    assert [each.text for each in found] == ["Just two quick questions: what are your hours", "how much is printing"]


def test_two_sentences_that_surely_ask_for_neighbours_are_two_requests() -> None:
    found = requests_in("How do I join? May I come in without a card?", reader())
    assert texts(found) == ["How do I join?", "May I come in without a card?"]
    # One that is less sure may only say more of the other.
    assert requests_in("How do I join? May I come in without a card?", reader(0.7)) is None


def test_a_part_that_asks_behind_a_sure_one_is_tried_and_not_passed_over() -> None:
    found = requests_in("what are your hours and is a parrot welcome on Mondays", reader())
    assert texts(found) == ["what are your hours", "is a parrot welcome on Mondays"]
    assert found is not None and [clause.tried for clause in found.answered] == [False, True]


def test_what_a_list_parts_by_commas_it_parts_as_surely_as_by_and() -> None:
    found = requests_in("what are your hours, how much is printing and can I renew my books", reader(0.8))
    assert texts(found) == ["what are your hours", "how much is printing", "can I renew my books"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I renewed my books yesterday, by the way what are your hours", ["what are your hours"]),
        ("I never said Central, by the way what are your hours", ["what are your hours"]),
        (
            "I lost my card last week, by the way what are your hours",
            ["I lost my card last week", "what are your hours"],
        ),
        (
            "The guard shouted at me yesterday, by the way what are your hours",
            ["what are your hours", "The guard shouted at me yesterday, by the way what are your hours"],
        ),
    ],
)
def test_what_is_told_before_a_turn_orders_nothing_and_trouble_is_heard(text: str, wanted: list[str]) -> None:
    assert texts(requests_in(text, reader())) == wanted


def test_what_is_told_before_a_turn_may_be_the_answer_that_is_waited_for() -> None:
    text = "Only the second one I think, by the way what are your hours"
    assert requests_in(text, reader(), waiting=True) is None
    assert texts(requests_in(text, reader())) == ["what are your hours"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("what do I owe, when do you close, where is the library", 3),
        ("renew my books, where can I park", 2),
        ("renew The Hobbit, which is due tomorrow, and Dune", 1),
        ("rezervesh kon va age nist begoo key miad", 1),
        ("رزروش کن و اگه نیست خبرم کن", 1),
    ],
)
def test_turned_questions_are_cut_at_commas_and_conditions_are_not(text: str, count: int) -> None:
    assert len(pieces(text)) == count
