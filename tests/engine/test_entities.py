"""Entities in both languages: a table of what patrons write and what is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.entities import LibraryEntityExtractor
from engine.nlu.finding import find_entities
from engine.nlu.places import LookupTable
from language.aligned import in_place

PLACES = LookupTable(
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
    ("rate", "نمره ۱۸ از ۲۰", {}),  # nothing is converted
    ("search_book", "what have you got by Hemingway", {"author": "Hemingway"}),
    ("search_book", "is there anything from Murakami", {"author": "Murakami"}),
    ("search_book", "کتابای هدایت", {"title": "هدایت"}),
    ("search_book", "نوشته های جلال آل احمد", {"author": "جلال آل احمد"}),
    ("renew", "همه به جز دومی", {"which": "except:2"}),
    ("renew", "renew everything except the second", {"which": "except:2"}),
    ("renew", "بقیه‌شون رو تمدید کن", {"which": "rest"}),
    ("renew", "دوتای آخر", {"which": "last:2"}),
    ("cancel_hold", "cancel the first and third", {"which": "1,3"}),
    ("hours", "پنجشنبه تا ساعت پنج و نیم بازید؟", {"date": "پنجشنبه", "time": "ساعت پنج و نیم"}),
    ("hours", "آخر ماه بازید؟", {"date": "آخر ماه"}),
    ("hours", "are you open from Monday to Friday", {"date": "Monday to Friday"}),
    ("hours", "open at half past five tomorrow evening?", {"time": "half past five", "date": "tomorrow"}),
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
    assert len(in_place(text)) == len(text)


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=120),
    st.sampled_from(["search_book", "renew", "rate", "hours"]),
)
def test_any_text_gives_entities_inside_it(text: str, intent: str) -> None:
    found = find_entities(text, intent, PLACES)
    assert all(0 <= each.start <= each.end <= len(text) and each.value for each in found)


def test_without_a_lookup_table_there_are_no_branches() -> None:
    assert list(LookupTable(()).find("Saadi Branch", "saadi branch")) == []


LOOKUPS: list[dict[str, object]] = [
    {"name": "branch", "elements": ["شعبهٔ سعدی", "Saadi Branch"]},
    {"name": "desk", "elements": ["میز امانت"]},
]


def extractor(folder: Path, **options: Any) -> LibraryEntityExtractor:
    """A component trained on the lookup tables, and loaded again."""
    config = {**LibraryEntityExtractor.get_default_config(), **options}
    folder.mkdir(exist_ok=True)
    storage, resource = LocalModelStorage(folder), Resource("entities")
    context = ExecutionContext(GraphSchema({}), "test")
    trained = LibraryEntityExtractor.create(config, storage, resource, context)
    resource = trained.train(TrainingData(lookup_tables=LOOKUPS))
    return LibraryEntityExtractor.load(config, storage, resource, context)


def read(component: LibraryEntityExtractor, text: str, **parse: Any) -> list[dict[str, Any]]:
    message = Message({TEXT: text, **parse})
    component.process([message])
    return list(message.get("entities", []))


def test_the_component_reads_what_it_was_trained_on(tmp_path: Path) -> None:
    component = extractor(tmp_path)
    (branch, day) = read(component, "شعبه سعدی فردا بازه؟", intent={"name": "hours"})
    assert (branch["entity"], branch["value"], branch["start"], branch["end"]) == ("branch", "شعبه سعدی", 0, 9)
    assert (day["entity"], day["value"]) == ("date", "فردا")
    assert {branch["extractor"], day["extractor"]} == {"LibraryEntityExtractor"}
    assert read(component, "", intent={"name": "hours"}) == []


def test_the_branch_lookup_option_names_the_table(tmp_path: Path) -> None:
    component = extractor(tmp_path, branch_lookup="desk")
    assert [found["value"] for found in read(component, "میز امانت شعبه سعدی", intent={"name": "hours"})] == [
        "میز امانت"
    ]
    none = extractor(tmp_path / "none", branch_lookup="nothing")
    assert read(none, "شعبه سعدی", intent={"name": "hours"}) == []


def test_when_unsure_the_likeliest_reading_says_what_may_be_named(tmp_path: Path) -> None:
    component = extractor(tmp_path)
    unsure = {"name": "nlu_fallback"}
    ranking = [{"name": "search_book", "confidence": 0.15}]
    (found,) = read(component, "Dune", intent=unsure, intent_ranking=ranking)
    assert (found["entity"], found["value"]) == ("title", "Dune")
    assert read(component, "Dune", intent=unsure, intent_ranking=[]) == []


def test_entities_of_others_are_kept(tmp_path: Path) -> None:
    other = {"entity": "title", "value": "x", "start": 0, "end": 1, "extractor": "other"}
    found = read(extractor(tmp_path), "فردا", intent={"name": "hours"}, entities=[other])
    assert [each["entity"] for each in found] == ["title", "date"]
