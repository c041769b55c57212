"""Entities in both languages: a table of what patrons write and what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nlu.aligned import aligned
from engine.nlu.finding import find_entities
from engine.nlu.places import Places

PLACES = Places(
    ["کتابخانهٔ مرکزی", "شعبهٔ سعدی", "شعبهٔ باغ‌فردوس", "Central Library", "Saadi Branch", "Bagh-Ferdows Branch"]
)

TABLE = [
    # intent, text, entities
    ("search_book", "do you have Dune?", {"title": "Dune"}),
    (
        "search_book",
        "do you have The Blind Owl by Sadegh Hedayat?",
        {"title": "The Blind Owl", "author": "Sadegh Hedayat"},
    ),
    ("search_book", "could you please tell me if you have Sapiens by Harari", {"title": "Sapiens", "author": "Harari"}),
    ("search_book", "looking for a book called The Shadow of the Wind", {"title": "The Shadow of the Wind"}),
    ("search_book", 'Is "Thinking, Fast and Slow" in?', {"title": "Thinking, Fast and Slow"}),
    (
        "search_book",
        "hi, is there a copy of Brave New World at the Saadi branch?",
        {"title": "Brave New World", "branch": "Saadi branch"},
    ),
    ("search_book", "anything by Kafka?", {"author": "Kafka"}),
    ("search_book", "books on beekeeping", {"topic": "beekeeping"}),
    ("search_book", "something about the Ottoman empire please", {"topic": "the Ottoman empire"}),
    ("search_book", "One Hundred Years of Solitude", {"title": "One Hundred Years of Solitude"}),
    ("search_book", "check availability of 1984", {"title": "1984"}),
    ("search_book", "9780140449136", {"isbn": "9780140449136"}),
    ("search_book", "ISBN 978-0-06-112008-4", {"isbn": "9780061120084"}),
    ("search_book", "isbn 0-19-852663-6", {"isbn": "0198526636"}),
    ("search_book", "کتاب بوف کور از صادق هدایت رو دارین؟", {"title": "بوف کور", "author": "صادق هدایت"}),
    (
        "search_book",
        "کتاب سمفونی مردگان نوشتهٔ عباس معروفی موجود است؟",
        {"title": "سمفونی مردگان", "author": "عباس معروفی"},
    ),
    ("search_book", "«سووشون» موجوده؟", {"title": "سووشون"}),
    ("search_book", "سلام خسته نباشید کتاب کلیدر دارید؟", {"title": "کلیدر"}),
    ("search_book", "سلام، کتاب کلیدر دارید؟", {"title": "کلیدر"}),
    ("search_book", "شازده كوچولو موجوده", {"title": "شازده كوچولو"}),
    ("search_book", "از عباس معروفی چه کتابایی موجوده؟", {"author": "عباس معروفی"}),
    ("search_book", "نویسنده: گلی ترقی", {"author": "گلی ترقی"}),
    ("search_book", "آثار احمد شاملو", {"author": "احمد شاملو"}),
    ("search_book", "کتاب درباره باغبانی", {"topic": "باغبانی"}),
    ("search_book", "شابک ۹۷۸۶۰۰۱۲۳۴۵۶۷", {"isbn": "9786001234567"}),
    ("search_book", "دنبال کتابی هستم به اسم «مرگ ایوان ایلیچ»", {"title": "مرگ ایوان ایلیچ"}),
    ("hold", "می‌خوام کتاب چشم‌هایش رو رزرو کنم", {"title": "چشم‌هایش"}),
    ("hold", "reserve The Great Gatsby for me", {"title": "The Great Gatsby"}),
    ("hold", "می‌خوام رزروش کنم", {}),
    ("hold", "reserve book pls", {}),
    ("renew", "renew the second one", {"which": "2"}),
    ("renew", "دومی رو تمدید کن", {"which": "2"}),
    ("renew", "همه رو تمدید کن", {"which": "all"}),
    ("renew", "renew all my books", {"which": "all"}),
    ("renew", "کلیدر رو تمدید کن", {"title": "کلیدر"}),
    ("renew", "renew barcode 30124008765432", {"barcode": "30124008765432"}),
    ("renew", "بارکد ۱۰۰۲۳۴ رو تمدید کن", {"barcode": "100234"}),
    ("shelf_location", "where is Moby Dick", {"title": "Moby Dick"}),
    ("shelf_location", "کتاب کوری کجاست", {"title": "کوری"}),
    ("hours", "جمعه شعبه سعدی بازه؟", {"date": "جمعه", "branch": "شعبه سعدی"}),
    ("hours", "کتابخانه مرکزی ۱۵ آذر تا کی بازه", {"branch": "کتابخانه مرکزی", "date": "۱۵ آذر"}),
    ("hours", "is Bagh Ferdows branch open tomorrow", {"branch": "Bagh Ferdows branch", "date": "tomorrow"}),
    ("rate", "4 از 5", {"score": "4"}),
    ("rate", "۵", {"score": "5"}),
    ("rate", "five stars", {"score": "5"}),
    ("rate", "نمره ۱۸ از ۲۰", {"score": "4"}),
    ("greet", "hello my friend", {}),
    ("out_of_scope", "order a pizza by phone", {}),
]


@pytest.mark.parametrize(("intent", "text", "expected"), TABLE)
def test_entities(intent: str, text: str, expected: dict[str, str]) -> None:
    found = find_entities(text, intent, PLACES)
    assert {each.entity: each.value for each in found} == expected
    for each in found:
        if each.entity in ("title", "author", "topic", "branch", "date", "time"):
            assert text[each.start : each.end] == each.value


@given(st.text(max_size=200))
def test_an_aligned_text_keeps_its_length(text: str) -> None:
    assert len(aligned(text)) == len(text)


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=120),
    st.sampled_from(["search_book", "renew", "rate", "hours"]),
)
def test_any_text_gives_entities_inside_it(text: str, intent: str) -> None:
    found = find_entities(text, intent, PLACES)
    assert all(0 <= each.start <= each.end <= len(text) and each.value for each in found)


def test_without_a_lookup_table_there_are_no_branches() -> None:
    assert list(Places(()).find("Saadi Branch", "saadi branch")) == []
