"""Fast prediction predicts what Rasa's own does, whatever happens in a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.events import ActionExecuted, ActionReverted, Restarted, UserUtteranceReverted

from engine.patches import policies


def rule_policy(agent: Any) -> RulePolicy:
    nodes = agent.processor.graph_runner._instantiated_nodes
    return next(node._component for node in nodes.values() if isinstance(node._component, RulePolicy))


@pytest.fixture
def compared(agent: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Compare states and rules with Rasa's own at each prediction of the test; counts the comparisons."""
    count = [0]

    def checked(
        self: RulePolicy, tracker: Any, domain: Any, text: bool = False, rule_only_data: Any = None, **more: Any
    ) -> Any:
        text = more.get("use_text_for_last_user_input", text)
        fast = policies.prediction_states(self, tracker, domain, text, rule_only_data)
        stock = policies.stock_prediction_states(self, tracker, domain, text, rule_only_data)
        assert fast == stock[-len(fast) :]
        assert len(fast) == len(stock) or len(fast) > 1
        for lookup in (self.lookup[RULES], self.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]):
            expected = policies.stock_possible_keys(self, lookup, stock)
            assert policies.possible_keys(self, lookup, fast) == expected
        count[0] += 1
        return fast

    monkeypatch.setattr(RulePolicy, "_prediction_states", checked)
    yield count
    assert count[0] > 0


async def test_a_long_conversation_with_forms_and_interruptions(ask: Any, compared: list[int]) -> None:
    for text in (
        "سلام", "ساعت کار امروز", "شکایت دارم", "کولر خراب است", "renew my books", "سلام", "I want to complain",
        "the lift is broken", "order me a pizza", "qwe zxc", "ساعت کار امروز", "شکایت دارم", "باز هم کولر", "سلام",
    ) * 2:  # fmt: skip
        assert (await ask(text))["messages"]
    assert compared[0] > 80


@pytest.mark.parametrize("event", [ActionReverted(), UserUtteranceReverted(), Restarted()])
async def test_after_a_part_of_the_conversation_was_taken_back(
    ask: Any, turns: Any, compared: list[int], event: Any
) -> None:
    for text in ("سلام", "ساعت کار امروز", "شکایت دارم"):
        await ask(text)
    tracker = await turns.store.retrieve("c1")
    tracker.update(event)
    tracker.update(ActionExecuted("action_listen"))
    await turns.store.save(tracker)
    for text in ("سلام", "renew my books", "سلام"):
        await ask(text)


async def test_after_a_restart_of_the_engine(ask: Any, turns: Any, compared: list[int]) -> None:
    await ask("سلام")
    await ask("شکایت دارم")
    turns.store.forget("c1")
    assert (await ask("کولر خراب است"))["actions"][-1] == "action_submit"


async def test_a_failed_turn_leaves_no_trace_in_prediction(
    ask: Any, turns: Any, actions: Any, compared: list[int]
) -> None:
    from engine.turn import TurnFailed

    await ask("سلام")
    actions.behaviour = lambda call: None
    with pytest.raises(TurnFailed):
        await ask("ساعت کار امروز", message_id="again")
    actions.behaviour = None
    assert (await ask("ساعت کار امروز", message_id="again"))["messages"]


def test_the_index_holds_every_rule_once(agent: Any) -> None:
    lookup = rule_policy(agent).lookup[RULES]
    index = policies.RuleIndex(lookup)
    kept = [key for keys in index._by_intent.values() for key in keys]
    assert sorted(kept) == sorted(lookup)
