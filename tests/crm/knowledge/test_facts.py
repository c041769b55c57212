"""Facts as staff keep them, and how the search finds them with and without vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import update

from crm import records
from crm.audit.edit_conflicts import seen_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import EditConflict, InvalidValue, NotFound
from crm.knowledge import documents, searching, vectors
from crm.knowledge.documents import DocumentValues, put_document
from crm.knowledge.entries import AUDIENCE_WORDS, asked_text
from crm.knowledge.facts import AUDIENCES, FactValues, add_fact, change_fact, delete_fact, fact_row, facts, topics
from crm.knowledge.searching import SURE, After, KnowledgeQuestion
from crm.library_info.branches import BranchValues, add_branch
from tests.support.store_rows import SARA, rows

FACT = table_of(records.Fact)
LOCKERS = FactValues("facilities", "کمد دارید؟", "Are there lockers?", "بله، رایگان.", "Yes, free.", also="صندوق")
PARKING = FactValues("location", "کجا پارک کنم؟", "Where can I park?", "پشت ساختمان.", "Behind the building.")
CAFE = FactValues("facilities", "کافه دارید؟", "Is there a café?", "بله، در همکف.", "Yes, on the ground floor.")


async def test_a_fact_is_added_found_changed_and_deleted(store: Store) -> None:
    branch = await add_branch(store, "main", BranchValues("مرکزی", "Central"), by=SARA)
    lockers = await add_fact(store, LOCKERS, by=SARA)
    here = await add_fact(store, replace(PARKING, branch_id=branch), by=SARA)
    listed, total = await facts(store)
    assert ([row.id for row in listed], total) == ([lockers, here], 2)
    assert [row.id for row in (await facts(store, branch_id=branch))[0]] == [here]
    assert [row.id for row in (await facts(store, everywhere=True))[0]] == [lockers]
    assert [row.id for row in (await facts(store, q="كمد رایگان"))[0]] == [lockers], "Arabic letters are Persian ones"
    assert await topics(store) == ["facilities", "location"]
    await change_fact(store, lockers, replace(LOCKERS, text_en=" Yes, at the guard. "), by=SARA)
    assert (await fact_row(store, lockers)).text_en == "Yes, at the guard."
    await delete_fact(store, lockers, by=SARA)
    for gone in (delete_fact(store, lockers, by=SARA), change_fact(store, lockers, LOCKERS, by=SARA)):
        with pytest.raises(NotFound):
            await gone
    trail = [event.action for event in await rows(store, records.AuditEvent, entity="fact")]
    assert trail == ["fact.added", "fact.added", "fact.changed", "fact.deleted"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("topic", {"topic": "Wi-Fi"}), ("question_fa", {"question_fa": " "}), ("text_en", {"text_en": "x" * 601}),
        ("link", {"link": "ftp://x"}), ("audience", {"audience": "aliens"}), ("branch", {"branch_id": 99}),
        ("position", {"position": -1}),
    ],
)  # fmt: skip
async def test_what_is_no_fact_is_refused(store: Store, field: str, values: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        await add_fact(store, replace(LOCKERS, **values), by=SARA)  # type: ignore[arg-type]
    assert refused.value.field == field


async def test_who_saves_upon_an_older_fact_is_told(store: Store) -> None:
    made = await add_fact(store, LOCKERS, by=SARA)
    seen = seen_of(asdict(LOCKERS))
    await change_fact(store, made, replace(LOCKERS, link="https://a.example"), by=SARA, seen=seen)
    with pytest.raises(EditConflict) as overtaken:
        await change_fact(store, made, replace(LOCKERS, also=None), by=SARA, seen=seen)
    assert overtaken.value.changed == ("link",)


async def test_ways_to_ask_are_kept_without_words_and_whatever_the_question_was(store: Store) -> None:
    made = await add_fact(store, replace(LOCKERS, also="\nlocker for a bag\n… and a big one?"), by=SARA)
    assert (await fact_row(store, made)).also == "\nlocker for a bag\n… and a big one?"
    # A line of words that holds the question, as it once was kept, is none after the question is another.
    old = update(FACT).where(FACT.c.id == made).values(also="Are there lockers?\n...and a big one?\nlocker for a bag")
    await store.transact(lambda connection: connection.execute(old))
    row = await fact_row(store, made)
    await change_fact(store, made, row.values, by=SARA)
    await change_fact(store, made, replace(row.values, question_en="Are there boxes?"), by=SARA)
    assert (await fact_row(store, made)).also == "\nlocker for a bag\n… and a big one?"
    *_, last = [event.changed_fields for event in await rows(store, records.AuditEvent, entity="fact")]
    assert last == ["question_en"]


def test_every_audience_has_words_of_both_languages() -> None:
    assert set(AUDIENCE_WORDS) == set(AUDIENCES)


async def first(store: Store, text: str, language: str, **more: object) -> str | None:
    """Give the reference of what answers, if anything does."""
    question = KnowledgeQuestion(text, language, store.clock.now().date(), **more)  # type: ignore[arg-type]
    found = await searching.search(store, question)
    return found[0].entry.ref if found and found[0].score >= SURE else None


async def test_words_find_a_fact_in_either_language_and_through_slips(store: Store) -> None:
    lockers, parking = await add_fact(store, LOCKERS, by=SARA), await add_fact(store, PARKING, by=SARA)
    await add_fact(store, CAFE, by=SARA)
    for text, language, wanted in (
        ("کمد دارین", "fa", lockers), ("کمدا رو دارین؟", "fa", lockers), ("are there any lockers", "en", lockers),
        ("where do I park my car", "en", parking), ("where do I parkk", "en", parking), ("صندوق", "fa", lockers),
    ):  # fmt: skip
        assert await first(store, text, language) == f"fact:{wanted}", text
    for text, language in (("قیمت دلار چنده", "fa"), ("who won the match", "en"), ("", "en"), ("؟؟", "fa")):
        assert await first(store, text, language) is None, text
    # Where they are, the fact does not tell: it is no sure answer to that.
    assert await first(store, "کمدا کجان؟", "fa") is None


async def test_a_change_is_found_at_once_and_what_is_over_is_not(store: Store) -> None:
    today = store.clock.now().date()
    made = await add_fact(store, LOCKERS, by=SARA)
    assert await first(store, "lockers", "en") == f"fact:{made}"
    await change_fact(store, made, replace(LOCKERS, valid_until=today - timedelta(days=1)), by=SARA)
    assert await first(store, "lockers", "en") is None
    await change_fact(store, made, replace(LOCKERS, valid_until=today), by=SARA)
    assert await first(store, "lockers", "en") == f"fact:{made}"
    await delete_fact(store, made, by=SARA)
    assert await first(store, "lockers", "en") is None


async def test_of_two_branches_the_one_that_is_named_answers(store: Store) -> None:
    one = await add_branch(store, "one", BranchValues("یک", "One"), by=SARA)
    two = await add_branch(store, "two", BranchValues("دو", "Two"), by=SARA)
    made = [await add_fact(store, replace(LOCKERS, branch_id=branch), by=SARA) for branch in (one, two)]
    for branch, wanted in zip((one, two), made, strict=True):
        assert await first(store, "lockers", "en", branch_id=branch) == f"fact:{wanted}"


def made_up(text: str) -> Sequence[float]:
    """Make a vector of a text's meaning: one direction for each of three matters, as of another network."""
    matters = (("locker", "کمد", "rucksack"), ("park", "پارک"), ("caf", "کافه"))
    vector = np.full(len(matters), 0.001)
    for place, words in enumerate(matters):
        vector[place] = float(any(word in text for word in words))
    return list(vector / np.linalg.norm(vector))


async def test_a_vector_finds_what_no_word_does(store: Store) -> None:
    lockers = await add_fact(store, LOCKERS, by=SARA)
    await add_fact(store, PARKING, by=SARA)
    await add_fact(store, CAFE, by=SARA)
    text = "somewhere for my rucksack"
    assert await first(store, text, "en") is None
    while wanted := await vectors.without_vector(store, 5):
        await vectors.keep_vectors(store, {each: made_up(each) for each in wanted})
    vector = np.asarray(made_up(asked_text(text)), dtype=np.float32)
    assert await first(store, text, "en", vector=vector) == f"fact:{lockers}"
    await delete_fact(store, lockers, by=SARA)
    assert await vectors.drop_unused(store) == 6
    assert await vectors.without_vector(store) == []


async def test_each_fact_gets_a_vector_before_any_gets_all(store: Store) -> None:
    for values in (LOCKERS, PARKING, CAFE):
        await add_fact(store, values, by=SARA)
    assert set(await vectors.without_vector(store, 3)) == {"کمد دارید؟", "کجا پارک کنم؟", "کافه دارید؟"}


async def test_of_a_topic_that_was_told_the_fact_answers_that_is_asked_for_then(store: Store) -> None:
    cafe = await add_fact(store, CAFE, by=SARA)
    await add_fact(store, LOCKERS, by=SARA)
    shelter = await add_fact(store, replace(PARKING, topic="facilities", also="\n… and my rucksack"), by=SARA)
    texts = await vectors.without_vector(store)
    # The question is like the way to ask then, and like nothing else.
    await vectors.keep_vectors(store, {each: [float("rucksack" in each), 1.0 - ("rucksack" in each)] for each in texts})
    alike, other = np.asarray([1.0, 0.0], dtype=np.float32), np.asarray([0.0, 1.0], dtype=np.float32)
    after = After(f"fact:{cafe}", "facilities", "rucksack", other, surely=True)
    question = KnowledgeQuestion("rucksack", "en", store.clock.now().date(), alike, after=after)
    found = await searching.search(store, question)
    assert found[0].leans
    assert found[0].entry.ref == f"fact:{shelter}"


async def test_a_document_is_replaced_by_name_and_its_passages_are_found(store: Store) -> None:
    values = DocumentValues(
        "rules.md", "Rules", "en", "markdown", "d1", 10, [("Penalties", "Books that are late cost nothing.")], None
    )
    made = await put_document(store, values, by=SARA)
    assert await put_document(store, values, by=SARA) == made, "the same once more changes nothing"
    [passage] = await documents.passages(store, made)
    assert await first(store, "penalties", "en") == f"passage:{passage.id}"
    changed = replace(values, digest="d2", passages=[("Fees", "A card costs ten."), ("Visits", "Everybody may come.")])
    assert await put_document(store, changed, by=SARA) == made
    assert [row.passages for row in await documents.documents(store)] == [2]
    assert await first(store, "penalties", "en") is None
    with pytest.raises(InvalidValue):
        await put_document(store, replace(values, name="empty.md", passages=[]), by=SARA)
    await documents.delete_document(store, made, by=SARA)
    with pytest.raises(NotFound):
        await documents.document_row(store, made)
    trail = [event.action for event in await rows(store, records.AuditEvent, entity="document")]
    assert trail == ["document.added", "document.replaced", "document.deleted"]
