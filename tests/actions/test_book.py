"""The answers, the rules and the actions belong together: nothing is missing and nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from actions.facts.case_lines import MATTERS
from actions.facts.lines import LANGUAGES
from actions.rasa.rasa_actions import OTHER_ACTIONS, action_of
from actions.rasa.registry import HANDLERS
from actions.subjects import load
from actions.subjects.cases.case_filing import KINDS
from actions.subjects.cases.feedback import ENOUGH_WORDS
from actions.subjects.library_info.places import TOPICS
from actions.subjects.library_info.terms import CATEGORIES
from actions.subjects.library_info.terms import KINDS as LENT
from actions.subjects.moves.title_lists import _BY_NUMBER
from actions.subjects.service.survey_questions import PARTS
from actions.subjects.talk.other_languages import WORDED
from bot.conversation.wording import NEEDED
from crm.joining.answers import STEPS
from crm.knowledge.aspects import PLAINLY_ASKED
from crm.library_info.emergency_calls import CALLED
from crm.library_info.shelf_marks import PARTS as PARTS_OF_MARKS
from crm.notices.ways import ADDRESS_KINDS
from crm.records.values import CASE_RESOLUTIONS, CASE_STATUSES, CHILD_ALLOWS, FALLBACKS, NOTICE_CHANNELS, NOTICE_KINDS
from language.answers import Answers
from language.genres import AUDIENCES, FORMS, GENRES
from language.genres import KINDS as COPIES
from language.requests.cases.case_questions import NAME, WAY, WHEN, WHO
from language.requests.titles.character_asked import GENRES_OF
from language.requests.titles.title_questions import ASPECTS
from library.reasons import Reason
from library.values import FeeKind
from protocol import plain_yaml

ROOT = Path(__file__).parents[2]
# Intents that no patron's words are read as: made by the engine, or sent by the gateway.
MACHINERY = {"nlu_fallback", "signed_in", "back_to_bot", "stale_button", "fact"}
PATTERN = re.compile(r"\butter_\w+")


def domain() -> dict[str, Any]:
    return plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def intents() -> list[str]:
    return [name if isinstance(name, str) else next(iter(name)) for name in domain()["intents"]]


def named_in_code() -> set[str]:
    """Every answer that an action may give, those with a made-up name included."""
    names: set[str] = set()
    for file in (ROOT / "actions").rglob("*.py"):
        names |= {name for name in PATTERN.findall(file.read_text(encoding="utf-8")) if not name.endswith("_")}
    names |= {f"utter_intent_{intent}" for intent in HANDLERS}
    names |= {f"utter_reason_{reason}" for reason in Reason}
    names |= {f"utter_part_fee_{kind}" for kind in FeeKind}
    names |= {f"utter_part_limit_{what}" for what in ("renewals", "holds")}
    names |= {f"utter_ask_{matter}" for matter in ENOUGH_WORDS}
    names |= {f"utter_{matter}_taken" for matter in (*KINDS, "librarian")}
    names |= {f"utter_part_matter_{matter}" for matter in (*MATTERS, "question")}
    names |= {f"utter_part_case_{state}" for state in ("working", *CASE_STATUSES, *CASE_RESOLUTIONS)}
    names |= {f"utter_case_{what}_signed_out" for what in ("none", "not_yours")}
    names |= {"utter_my_data_copy", "utter_my_data_erase"}
    names |= {f"utter_emergency_{kind}" for kind in CALLED}
    names |= {f"utter_part_dial_{service}" for services in CALLED.values() for service in services}
    names |= {"utter_part_dial_guard", "utter_lost_card_name_ask", "utter_lost_card_phone_ask"}
    names |= {f"utter_case_asked_{asked}" for asked in (NAME, WAY, WHEN, WHO)}
    # Whether another may come in one's place, and which titles and languages there are, is untold as well.
    names |= {f"utter_part_untold_{asked}" for asked in (*PLAINLY_ASKED, "person", "titles")}
    names |= {f"utter_aspect_{aspect}" for aspect in (*ASPECTS, "others") if aspect != "series"}
    names |= {f"utter_part_speaks_{spoken}" for spoken in WORDED}
    names |= {f"utter_part_{of}_{category}" for of in ("category", "member") for category in CATEGORIES}
    names |= {"utter_which_loan", "utter_which_hold"}
    names |= {f"utter_choose_{which}" for which in _BY_NUMBER}
    names |= {f"utter_mark_{part}" for part in PARTS_OF_MARKS}
    names |= {f"utter_character_{quality}" for quality in GENRES_OF}
    names |= {f"utter_part_character_{state}" for state in ("yes", "no", "unknown")}
    names |= {f"utter_several_in_{which}" for which in ("all", "some", "none")}
    names |= {f"utter_part_desk_of_{desk}" for desk in ("circulation", "children", "reference")}
    names |= {f"utter_part_kind_{kind}" for kind in LENT}
    # What a title is may be asked for, and named as a reason, as its genre or as its form.
    names |= {f"utter_genre_{word}" for word in (*GENRES, *FORMS)} | {f"utter_form_{form}" for form in FORMS}
    names |= {f"utter_audience_{audience}" for audience in AUDIENCES} | {f"utter_kind_{kind}" for kind in COPIES}
    names |= {f"utter_language_{language}" for language in LANGUAGES}
    wished = ("author", "like", "most_pages", "least_pages", "since", "until", "years")
    names |= {f"utter_wish_{part}" for part in wished}
    names |= {f"utter_part_notice_{kind}" for kind in NOTICE_KINDS}
    names |= {f"utter_part_{what}_{channel}" for what in ("notice_at", "welcome") for channel in NOTICE_CHANNELS}
    others = ("utter_part_other", "utter_part_other_ask", "utter_button_notices_yes")
    names |= {f"{what}_{channel}" for what in others for channel in FALLBACKS}
    names |= {f"utter_part_guardian_{what}" for what in ("loans", "holds", "renew")}
    names |= {f"utter_button_child_{topic}" for topic in ("loans", "holds", "renew")}
    names |= {f"utter_button_guardian_{allows}" for allows in CHILD_ALLOWS}
    names |= {f"utter_notices_{why}_{channel}" for why in ("not_by", "no") for channel in ADDRESS_KINDS}
    # Each thing that an application needs is asked for, and once more where it did not look like one.
    asked = [step for step in STEPS if step != "review"]
    names |= {f"utter_join_{what}_{step}" for what in ("ask", "again") for step in asked}
    names |= {f"utter_join_{state}" for state in ("patron", "sent")} | {f"utter_gap_{part}" for part in PARTS}
    names -= {"utter_part_case_investigating", "utter_part_case_closed"}
    return names - {"utter_message"}


def test_every_answer_is_there_in_both_languages_with_the_same_facts(answers: Answers) -> None:
    assert answers.problems() == []


def test_answers_and_code_name_the_same_answers(answers: Answers) -> None:
    of_the_gateway = NEEDED
    of_the_engine = {"utter_half_failed", "utter_parts_unanswered", "utter_line_unanswered"}
    machinery = {f"utter_intent_{intent}" for intent in MACHINERY}
    shipped, used = set(answers.names()), named_in_code() - machinery
    nested = {name for answer in shipped for name in answers.variables(answer, "en") if name.startswith("utter_")}
    assert used - shipped == set()
    assert shipped - used - nested == (of_the_gateway | of_the_engine) - used


def test_every_intent_a_patron_can_mean_has_a_human_name_and_topics_are_intents(answers: Answers) -> None:
    names = set(answers.names())
    meant = [intent for intent in intents() if intent not in MACHINERY]
    assert [intent for intent in meant if f"utter_intent_{intent}" not in names] == []
    for intent in meant:
        for language in ("fa", "en"):
            assert len(answers.render(f"utter_intent_{intent}", language).text) <= 32
    assert set(TOPICS) <= set(intents())


def test_every_intent_ends_in_a_rule_and_every_rule_in_an_action_of_the_server() -> None:
    load()
    rules = [
        rule for file in (ROOT / "data" / "rules").glob("*.yml") for rule in plain_yaml.load(file.read_text())["rules"]
    ]
    plain = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules if "condition" not in rule}
    assert set(plain) == set(intents()) == set(HANDLERS)
    assert all(action == action_of(intent) for intent, action in plain.items())
    served = {action_of(intent) for intent in HANDLERS} | set(OTHER_ACTIONS)
    assert served == set(domain()["actions"])
    used = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    assert used <= served


def test_no_slot_steers_the_conversation() -> None:
    assert [name for name, slot in domain()["slots"].items() if slot["influence_conversation"]] == []


def test_persian_answers_are_written_with_care() -> None:
    for name, variations in domain()["responses"].items():
        if name.startswith("utter_part_speaks_"):
            continue  # said in a third language, whatever the chat's is
        persian = next(one["text"] for one in variations if one["condition"][0]["value"] == "fa")
        assert not re.search(r"[يكۀ٠-٩]", persian), name
        assert not re.search(r"(?<![\u0600-\u06ff])ن?می [\u0600-\u06ff]", persian), name
        assert " ها" not in persian and "ه ی " not in persian, name
        if name not in {"utter_intent_change_language"}:
            assert not re.search(r"[?,;]", re.sub(r"\{\w+\}", "", persian)), name
