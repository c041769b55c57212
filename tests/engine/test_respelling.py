"""The first of the pipeline reads misspelt words as they were meant, and learns its words from the examples."""

from __future__ import annotations

from pathlib import Path

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.respelling import AS_WRITTEN, Respeller, count_words
from engine.reading import _stands_as_written

EXAMPLES = ["می‌خوام عضو بشم", "عضو کتابخانه هستم", "عضو نیستم", "چطور عضو بشم؟", "renew my books", "عضو!"]


def trained(folder: Path) -> Respeller:
    storage, resource = LocalModelStorage(folder), Resource("respeller")
    speller = Respeller.create({}, storage, resource, None)  # type: ignore[arg-type]
    speller.train(TrainingData([Message(data={TEXT: text, INTENT: "join"}) for text in EXAMPLES]))
    return Respeller.load({}, storage, resource, None)  # type: ignore[arg-type]


def said(speller: Respeller, text: str, **metadata: object) -> str:
    [message] = speller.process([Message(data={TEXT: text, METADATA: metadata})])
    return str(message.get(TEXT))


def test_words_are_counted_without_signs_and_latin_letters() -> None:
    assert count_words(EXAMPLES)["عضو"] == 5
    assert not any(word.isascii() or not word.isalpha() for word in count_words(EXAMPLES))


def test_a_misspelt_word_is_read_as_it_was_meant_also_after_a_load(tmp_path: Path) -> None:
    speller = trained(tmp_path)
    assert said(speller, "عظو نیستم") == "عضو نیستم"
    assert said(speller, "renw my books") == "renw my books"


def test_a_message_may_be_read_as_it_is_written(tmp_path: Path) -> None:
    assert said(trained(tmp_path), "عظو نیستم", **{AS_WRITTEN: True}) == "عظو نیستم"


def reading(text: str, intent: str, *titles: str) -> dict[str, object]:
    entities = [{"entity": "title", "value": title} for title in titles]
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities}


def test_a_name_stands_as_it_was_written() -> None:
    assert _stands_as_written(
        reading("کتاب بنیاد", "search_book", "بنیاد"), reading("کتاب بیاد", "search_book", "بیاد")
    )
    assert not _stands_as_written(reading("عظو نیستم", "hours"), reading("عضو نیستم", "visitor_access"))


def test_what_is_understood_only_as_it_was_written_stands() -> None:
    assert _stands_as_written(reading("الف", "hours"), reading("ب", "out_of_scope"))
    assert not _stands_as_written(reading("الف", "out_of_scope"), reading("ب", "hours"))
