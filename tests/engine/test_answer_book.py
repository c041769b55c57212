"""The answer book as Rasa's NLG."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.answer_book import AnswerBook, language_of

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_due:
  - text: "موعد: {due}"
    condition: [{type: slot, name: language, value: fa}]
  - text: "Due: {due}"
    condition: [{type: slot, name: language, value: en}]
"""
)


def tracker(*events: Any) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("t", list(events), slots=DOMAIN.slots)


async def test_an_answer_is_rendered_in_the_language_of_the_slot() -> None:
    book = AnswerBook(domain=DOMAIN)
    said = await book.generate("utter_due", tracker(SlotSet("language", "en")), "ketabyar", due=3)
    assert said["text"] == "Due: 3"
    said = await book.generate("utter_due", tracker(SlotSet("language", "fa")), "ketabyar", due=3)
    assert said["text"] == "موعد: ۳"


@pytest.mark.parametrize(("text", "language"), [("when is it due", "en"), ("کی باید بیارم", "fa"), ("123", "fa")])
def test_without_the_slot_the_script_decides(text: str, language: str) -> None:
    assert language_of(tracker(UserUttered(text))) == language


async def test_reserved_facts_become_status_custom_and_buttons() -> None:
    said = await AnswerBook(domain=DOMAIN).generate(
        "utter_due", tracker(SlotSet("language", "en")), "x", due="now", status="refused", custom={"ask_score": True},
        choices=[{"title": {"en": "Yes", "fa": "بله"}, "payload": "/affirm"}],
    )  # fmt: skip
    assert said["status"] == "refused"
    assert said["custom"] == {"ask_score": True}
    assert said["buttons"] == [{"title": "Yes", "payload": "/affirm"}]


async def test_an_unknown_status_is_an_answer_and_an_unknown_answer_is_not_silent() -> None:
    book = AnswerBook(domain=DOMAIN)
    assert (await book.generate("utter_due", tracker(), "x", status="odd"))["status"] == "answered"
    assert (await book.generate("utter_missing", tracker(), "x"))["text"]


async def test_published_answers_come_first_and_bad_ones_are_refused(tmp_path: Path) -> None:
    book = AnswerBook(domain=DOMAIN)
    file = tmp_path / "answers.json"
    condition = [{"type": "slot", "name": "language", "value": "en"}]
    file.write_text(
        json.dumps({"utter_due": [{"text": "Bring it by {due}", "condition": condition}]}), encoding="utf-8"
    )
    with pytest.raises(ValueError, match="utter_due"):
        book.publish(file)  # no Persian
    persian = [{"type": "slot", "name": "language", "value": "fa"}]
    both = [{"text": "Bring it by {due}", "condition": condition}, {"text": "تا {due} بیاورید", "condition": persian}]
    file.write_text(json.dumps({"utter_due": both}), encoding="utf-8")
    book.publish(file)
    assert (await book.generate("utter_due", tracker(SlotSet("language", "en")), "x", due=1))["text"] == "Bring it by 1"


def test_rasa_hands_over_the_responses_of_a_loaded_domain() -> None:
    book = AnswerBook()
    book.responses = DOMAIN.responses
    assert book.responses == DOMAIN.responses


def both(fa: str, en: str, buttons: list[dict[str, str]] | None = None) -> list[dict[str, Any]]:
    """The two variations of an answer, as they are published."""
    return [
        {"text": text, "condition": [{"type": "slot", "name": "language", "value": lang}], "buttons": buttons or []}
        for text, lang in ((fa, "fa"), (en, "en"))
    ]


def write(path: Path, responses: dict[str, Any]) -> None:
    """Put a file in place as its writer does: whole, at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"responses": responses}, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


class Watched:
    """An answer book that follows a file, and a clock that the test moves."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.now = 100.0
        monkeypatch.setattr("engine.answer_book.time.monotonic", lambda: self.now)
        self.book = AnswerBook(domain=DOMAIN, published=path)

    async def says(self, name: str = "utter_due", language: str = "en") -> str:
        said = await self.book.generate(name, tracker(SlotSet("language", language)), "ketabyar", due=3)
        return str(said["text"])


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(tmp_path / "answers" / "published.json", monkeypatch)


async def test_published_answers_are_taken_up_without_a_restart(watched: Watched) -> None:
    assert await watched.says() == "Due: 3"
    write(watched.path, {"utter_due": both("تا {due}", "Until {due}")})
    watched.now += 0.4
    assert await watched.says() == "Due: 3", "looked at more often than twice a second"
    watched.now += 0.2
    assert await watched.says() == "Until 3"
    assert await watched.says(language="fa") == "تا ۳"
    watched.path.unlink()
    watched.now += 1
    assert await watched.says() == "Due: 3"


@pytest.mark.parametrize(
    "bad",
    [
        "{", "[]", '"text"', '{"responses": 3}', '{"responses": {"utter_due": "text"}}',
        '{"responses": {"utter_due": []}}',
        '{"responses": {"utter_due": [{"text": "", "condition": []}]}}',
        '{"responses": {"utter_due": [{"text": "{utter_nothing}", "condition": []}]}}',
    ],
)  # fmt: skip
async def test_a_bad_file_is_logged_once_and_the_last_good_answers_stay(
    watched: Watched, bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(watched.path, {"utter_due": both("تا {due}", "Until {due}")})
    assert await watched.says() == "Until 3"
    part = watched.path.with_suffix(".bad")
    part.write_text(bad, encoding="utf-8")
    part.replace(watched.path)
    for _ in range(3):
        watched.now += 1
        assert await watched.says() == "Until 3"
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert "published answers" in errors[0].getMessage()


async def test_published_and_shipped_answers_find_each_other(watched: Watched) -> None:
    watched.book.responses = {
        **DOMAIN.responses,
        "utter_outer": both("«{utter_inner}»", "({utter_inner})"),
        "utter_inner": both("قدیم", "old"),
    }
    write(
        watched.path,
        {
            "utter_inner": both("نو", "new"),
            "utter_more": both("{utter_due}!", "{utter_due}!", [{"title": "utter_inner", "payload": "/greet"}]),
        },
    )
    assert await watched.says("utter_outer") == "(new)"
    assert await watched.says("utter_more") == "Due: 3!"
    said = await watched.book.generate("utter_more", tracker(SlotSet("language", "fa")), "x", due=3)
    assert said["buttons"] == [{"title": "نو", "payload": "/greet"}]
