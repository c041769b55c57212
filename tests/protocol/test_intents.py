"""What an intent is: stated once, for every intent of the domain, with defaults for those that staff add."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol import plain_yaml
from protocol.intents import FILE, UnfitTrait, intents_with, known_intents, read_traits, traits_of

ROOT = Path(__file__).resolve().parents[2]
ADDED = "parking_permit"


def domain_intents() -> set[str]:
    domain = plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]}


def test_every_intent_of_the_domain_stands_in_the_file() -> None:
    assert domain_intents() - set(known_intents()) == set()


def test_what_an_intent_is_one_request_with_is_an_intent() -> None:
    named = {other for intent in known_intents() for other in traits_of(intent).one_request_with}
    assert named <= set(known_intents())


def test_an_intent_that_staff_add_has_the_defaults() -> None:
    traits = traits_of(ADDED)
    assert ADDED not in known_intents()
    assert traits.may_be_second and traits.offered_as_button and traits.is_topic
    assert ADDED in intents_with("may_be_second") and ADDED in intents_with("social", wanted=False)
    assert ADDED not in intents_with("settles_question") and ADDED not in list(intents_with("may_be_second"))


def test_small_talk_and_what_was_not_understood_are_no_topics() -> None:
    assert not {intent for intent in ("greet", "affirm", "nlu_fallback", "out_of_scope") if traits_of(intent).is_topic}
    assert traits_of("hours").is_topic and traits_of("renew").is_topic


def test_what_is_told_ends_a_topic_and_is_none_to_go_on_with() -> None:
    for intent in ("complaint", "report_fault", "human_help"):
        assert not traits_of(intent).is_topic and not traits_of(intent).is_passing


def test_intents_with_a_trait_come_in_the_order_of_the_file() -> None:
    assert list(intents_with("answers_a_question")) == ["affirm", "deny", "cancel"]
    assert len(intents_with("last_only")) == 1


@pytest.mark.parametrize("trait", ["helpful", "acts_on"])
def test_a_trait_that_is_none_or_no_yes_or_no_is_refused(trait: str) -> None:
    with pytest.raises(UnfitTrait):
        intents_with(trait)


@pytest.mark.parametrize("line", ["{clever: true}", "{social: maybe}", "{acts_on: title}", "{note_then: [1]}"])
def test_a_file_with_a_wrong_trait_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "intents.yml"
    file.write_text(FILE.read_text(encoding="utf-8") + f"  odd: {line}\n", encoding="utf-8")
    with pytest.raises(UnfitTrait, match="odd"):
        read_traits(file)
