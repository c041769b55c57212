"""The reader of emergencies as a Rasa graph component, last in the pipeline: what it finds comes before all else."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.danger import DANGER
from engine.nlu.decision import Thresholds
from engine.nlu.described import DESCRIBED
from engine.nlu.thread import after_of
from language.emergencies.exaggerating import is_figure, laughs
from language.emergencies.lighter import wishes_lighter
from language.emergencies.reading import Distress, find_distress, is_ailment, is_harmless, likely_kind, words_of
from language.emergencies.told_of_works import befalls_in_work
from language.requests.cases.grievances import find_grievance

# What is told after one of these goes on telling it: "he had glasses and a beard".
TOLD = frozenset(
    "complaint suggestion report_fault website_problem lost_property lost_item case_add case_status".split()
)
EMERGENCY = "emergency"
KIND = "emergency"
# How likely a message tells of despair by its meaning (engine/nlu/despair.py), where the classifier looked at it.
DESPAIR = "despair"
FAULT = "report_fault"
# What words tell of by what somebody does: a month's name or exams that "creep up" may sound like it.
_OF_BEHAVIOUR = frozenset({"harassment", "violence", "theft", "lost_child", "danger"})
# Words of these kinds stand in harmless messages, too: "the girl at Saadi scanned them".
_COMMON = frozenset({"lost_child", "danger"})
_OF_LIBRARY = re.compile(
    r"\b(?:books?|cards?|accounts?|due|fines?|renew\w*|loans?|read(?:ing)?|print\w*|return\w*)\b"
    r"|\bg[ai]ve (?:it|them) ba?ck?\w*\b"
    r"|(?<!\w)(?:کتاب|کارت|حساب|امانت|تمدید|جریمه|پرینت|چاپ|رزرو|پس (?:داد|اورد)|برگشت)"
    r"|\b(?:ketab|kart|hesab|amanat|tamdid|jarime|rezerv|pas (?:dad|avord))"
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EmergencyReader(GraphComponent):
    """Intent `emergency` with its kind, by the words themselves; what only sounds like one is something else."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default."""
        # Where no pattern tells of an emergency, from this probability on the classifier is believed, and from the
        # lower one on it is asked whether there is one.
        # A danger that neither a word nor the meaning tells of is asked about only from "nameless" on, and despair is
        # believed, and asked about, by its own likelihood: both where they are borne out (below).
        # What a pattern alone tells of, and the classifier surely takes for something else, is asked about.
        # What no pattern tells of, words and meaning together have to bear out: from "borne_out" on where the
        # classifier gives an emergency what "sounds" says, else from "by_itself" on. They are believed from "in_danger"
        # on; what is calmer than "calm" by them is asked about where a pattern would ring, and not where it would ask,
        # nor where the classifier gives an emergency less than "hardly".
        return {
            "sure": 0.75, "likely": 0.4, "nameless": 0.9, "surely_low": 0.7, "low": 0.4, "sounds": 0.2, "hardly": 0.06,
            "in_danger": 0.75, "borne_out": 0.65, "by_itself": 0.85, "calm": 0.05,
        }  # fmt: skip

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure, self._likely = float(config["sure"]), float(config["likely"])
        self._nameless, self._sounds = float(config["nameless"]), float(config["sounds"])
        self._surely_low, self._low = float(config["surely_low"]), float(config["low"])
        self._hardly = float(config["hardly"])
        self._in_danger, self._calm = float(config["in_danger"]), float(config["calm"])
        self._bearing_out, self._by_itself = float(config["borne_out"]), float(config["by_itself"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EmergencyReader:
        """Make the component; there is nothing to load."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message once more."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            told = self._doubted(message, find_distress(text)) or self._borne_out(
                message, self._believed(message, text) or self._meant(message, text)
            )
            found = _of_reader(told, text)
            if found is not None and befalls_in_work(text, found.kind, float(message.get(DESCRIBED) or 0.0)):
                # A plot, which is nobody's emergency.
                found = None
            if found is not None:
                _tell(message, text, found)
            else:
                _leave_out(message, {EMERGENCY, FAULT} if is_ailment(text) else {EMERGENCY})
        return messages

    def _doubted(self, message: Message, found: Distress | None) -> Distress | None:
        """Ask about what words tell of others' behaviour where the meaning is surely something else."""
        danger = message.get(DANGER)
        if found is not None and danger is not None and danger < self._calm:
            # A farewell may be calm, too.
            is_nothing = found.kind != "despair" and _sounds(message) < self._hardly
            return None if is_nothing or found.degree == "doubtful" else Distress(found.kind, "doubtful")
        if found is None or found.degree != "alarm" or found.kind not in _OF_BEHAVIOUR:
            return found
        return Distress(found.kind, "doubtful") if self._is_surely_else(message) else found

    def _is_surely_else(self, message: Message) -> bool:
        """Tell whether the classifier surely takes a message for something else, and for nothing that is told."""
        first = next(iter(message.get("intent_ranking") or []), None)
        sure = float(first["confidence"]) if first is not None and first["name"] not in TOLD else 0.0
        return _sounds(message) < self._hardly and sure >= self._sure

    def _believed(self, message: Message, text: str) -> Distress | None:
        sure, low = _sounds(message), message.get(DESPAIR)
        told = not TOLD.isdisjoint(after_of(message.get(METADATA)))
        # Who is ill, and what hardly sounds like an emergency, is only heard so where the meaning is sure of it.
        least = self._surely_low if is_ailment(text) or sure < self._sounds else self._low
        if low is not None and low >= least and not is_figure(words_of(text)):
            is_sure = low >= self._surely_low and not (told or laughs(text))
            return Distress("despair", "quiet" if is_sure else "doubtful")
        if sure < self._likely or is_harmless(text):
            return None
        kind = likely_kind(text)
        if told:
            # Asked, where a word speaks of one.
            return Distress(kind, "doubtful") if kind != "danger" else None
        if kind in ("danger", "despair") and low is not None:
            # Neither a word nor its meaning tells of one («خودم برم بگیرم؟»): nobody is called for it.
            return Distress(kind, "doubtful") if sure >= self._nameless else None
        if sure < self._sure and find_grievance(text) is not None:
            # How somebody behaved is heard as a complaint; nobody is asked whether they are in danger for it.
            return None
        if sure < self._sure and kind in _COMMON and _OF_LIBRARY.search(words_of(text)):
            return None
        return Distress(kind, "alarm" if sure >= self._sure else "doubtful")

    def _borne_out(self, message: Message, found: Distress | None) -> Distress | None:
        """Believe what no pattern tells of only where words and meaning together bear it out."""
        danger = message.get(DANGER)
        if found is None or danger is None:
            return found
        least = self._bearing_out if _sounds(message) >= self._sounds else self._by_itself
        return found if danger >= least else None

    def _meant(self, message: Message, text: str) -> Distress | None:
        """Hear danger that neither a pattern nor the classifier tells of, by words and meaning together."""
        danger = message.get(DANGER) or 0.0
        if danger < self._bearing_out:
            return None
        is_sure = danger >= self._in_danger
        is_light = is_harmless(text) or is_figure(words_of(text)) or laughs(text) or self._is_surely_else(message)
        if not is_sure and (is_light or is_ailment(text) or find_grievance(text) is not None):
            return None
        kind = likely_kind(text)
        if kind in ("danger", "despair") and (message.get(DESPAIR) or 0.0) >= self._low:
            kind = "despair"
        is_common = kind in _COMMON and _OF_LIBRARY.search(words_of(text))
        if not is_sure or is_light or is_common or not TOLD.isdisjoint(after_of(message.get(METADATA))):
            return Distress(kind, "doubtful")
        return Distress(kind, "quiet" if kind == "despair" else "alarm")


def _sounds(message: Message) -> float:
    """Give how likely an emergency is to the classifier."""
    ranking = message.get("intent_ranking") or []
    return next((float(row["confidence"]) for row in ranking if row["name"] == EMERGENCY), 0.0)


def _of_reader(found: Distress | None, text: str) -> Distress | None:
    """Leave out despair that is only at sad books; what would be an alarm is asked about all the same."""
    if found is None or found.kind != "despair" or not wishes_lighter(text):
        return found
    return Distress(found.kind, "doubtful") if found.degree == "alarm" else None


def _tell(message: Message, text: str, found: Distress) -> None:
    ranking = [row for row in message.get("intent_ranking") or [] if row["name"] != EMERGENCY]
    told = {"name": EMERGENCY, "confidence": 1.0}
    message.set(INTENT, told, add_to_output=True)
    message.set("intent_ranking", [told, *ranking], add_to_output=True)
    value = found.kind if found.degree == "alarm" else f"{found.degree}:{found.kind}"
    row = {"entity": KIND, "value": value, "start": 0, "end": len(text), "extractor": "EmergencyReader"}
    message.set(ENTITIES, [row], add_to_output=True)


def _leave_out(message: Message, names: Set[str]) -> None:
    """Take the next reading where the classifier takes what is harmless for an emergency, or a leg for a fault."""
    ranking = message.get("intent_ranking") or []
    others = [row for row in ranking if row["name"] not in names]
    if len(others) == len(ranking):
        return
    message.set("intent_ranking", others, add_to_output=True)
    if (message.get(INTENT) or {}).get("name") in names:
        name, confidence = Thresholds().decide([(row["name"], row["confidence"]) for row in others])
        message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
