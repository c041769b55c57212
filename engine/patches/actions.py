"""Custom actions: one small call over a kept connection, an answer checked once, no failure swallowed.

Rasa's `RemoteAction.run` opens a connection for each call, posts the whole conversation and the whole
domain, waits up to 300 s, and builds its answer schema anew each time. `ActionExtractSlots` besides turns
a failed action into a log line. Here a failure is ActionFailed, which ends the turn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.core.actions.action import ActionExtractSlots, RemoteAction, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from engine.action_client import ActionClient, call_body, small_domain
from engine.figures import FIGURES
from engine.patches.action_answer import ValidationError, check_answer
from engine.patches.errors import ActionFailed
from engine.settings import EngineSettings

# What of an action's answer is no fact: the SDK's own fields of a message, and how the answer stands.
_KEPT = ("text", "buttons", "elements", "quick_replies", "attachment", "image", "custom", "status")

_domains: dict[int, tuple[Domain, dict[str, Any]]] = {}


@lru_cache(maxsize=1)
def client() -> ActionClient:
    """The action client of this process."""
    settings = EngineSettings.load()
    return ActionClient(settings.actions_url, settings.actions_secret)


def _domain_body(domain: Domain) -> dict[str, Any]:
    known = _domains.get(id(domain))
    if known is None or known[0] is not domain:
        _domains.clear()
        known = _domains[id(domain)] = (domain, small_domain(domain))
    return known[1]


async def run(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """Run a custom action; raises ActionFailed or ActionExecutionRejection."""
    with FIGURES.action():
        answer = await client().call(self.name(), call_body(self.name(), tracker, _domain_body(domain)))
    try:
        check_answer(answer)
    except ValidationError as error:
        # What the validator says quotes the answer.
        place = "/".join(str(part) for part in error.absolute_path)
        raise ActionFailed(self.name(), f"malformed answer ({error.validator} at /{place})") from error
    uttered: list[Event] = []
    for response in answer.get("responses", []):
        message = await _message(response, nlg, tracker, output_channel)
        if message is not None:
            uttered.append(message)
    return uttered + list(deserialise_events(answer.get("events", [])))


async def _message(
    response: dict[str, Any], nlg: NaturalLanguageGenerator, tracker: DialogueStateTracker, channel: OutputChannel
) -> BotUttered | None:
    facts = dict(response)
    named, formerly = facts.pop("response", None), facts.pop("template", None)
    name = named or formerly
    if not name:
        kept = {key: facts[key] for key in _KEPT if facts.get(key)}
        return create_bot_utterance(kept) if kept.get("text") or kept.get("custom") else None
    # The SDK fills every message with empty fields; they would hide an answer's own buttons.
    facts = {key: value for key, value in facts.items() if value not in (None, [], {}) or key not in _KEPT}
    draft = await nlg.generate(name, tracker, channel.name(), **facts)
    if not draft:
        return None
    extra = facts.get("buttons")
    if extra:
        draft["buttons"] = [*draft.get("buttons", []), *extra]
        # Nobody else could put these together with the answer's own.
        draft["facts"] = None
    draft["utter_action"] = name
    return create_bot_utterance(draft)


async def run_custom(
    self: ActionExtractSlots,
    custom_action: str,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """Run an action that fills or validates slots; its failure ends the turn like any other's."""
    events = await RemoteAction(custom_action, self._action_endpoint).run(output_channel, nlg, tracker, domain)
    return [event for event in events if isinstance(event, (SlotSet, BotUttered))]


def apply() -> None:
    """Replace the call of custom actions."""
    RemoteAction.run = run
    ActionExtractSlots._run_custom_action = run_custom
