"""Replay of test stories with a model: what it would read and do, without running any action."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.trackers import DialogueStateTracker


async def replay(agent: Agent, files: Sequence[Path]) -> dict[str, Any]:
    """Replay the stories of test files: how many there are, and what the model does otherwise in which of them.

    A file or a story that cannot be read is a failure of its own.
    """
    from rasa.core.test import _predict_tracker_actions

    total = 0
    failures: list[dict[str, Any]] = []

    def fails(story: str, problem: str | None, steps: Sequence[dict[str, str]] = ()) -> None:
        failures.append({"story": story, "problem": problem, "steps": list(steps)})

    for file in files:
        try:
            trackers = _trackers(agent, file)
        except Exception as error:
            trackers = []
            fails(file.stem, f"{type(error).__name__}: {error}"[:500])
        else:
            if not trackers:
                fails(file.stem, "there is no story in the file")
        total += max(1, len(trackers))
        for tracker in trackers:
            try:
                _, replayed, _, _ = await _predict_tracker_actions(tracker, agent, use_e2e=True)
            except Exception as error:
                fails(tracker.sender_id, f"{type(error).__name__}: {error}"[:500])
                continue
            steps = _differences(replayed)
            if steps:
                fails(tracker.sender_id, None, steps)
    return {"total": total, "failed": failures}


def _trackers(agent: Agent, file: Path) -> list[DialogueStateTracker]:
    from rasa.shared.core.generator import TrainingDataGenerator
    from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
    from rasa.shared.core.training_data.structures import StoryGraph

    # Always as test stories, whatever the file is called.
    steps = YAMLStoryReader(agent.domain, file.name).read_from_file(str(file))
    generator = TrainingDataGenerator(
        StoryGraph(steps), agent.domain, use_story_concatenation=False, augmentation_factor=0
    )
    return list(generator.generate_story_trackers())


def _differences(tracker: DialogueStateTracker) -> list[dict[str, str]]:
    """What was read or done otherwise; of each utterance the first action only, the rest follows from it."""
    from rasa.core.test import WronglyClassifiedUserUtterance, WronglyPredictedAction
    from rasa.shared.core.events import UserUttered

    steps: list[dict[str, str]] = []
    said, told = "", False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            said, told = event.text or f"/{event.intent_name}", False
        if isinstance(event, WronglyClassifiedUserUtterance):
            right, read = str(event.intent.get("name")), str(event.predicted_intent)
            if right != read:
                steps.append({"kind": "intent", "said": said, "expected": right, "got": read})
            elif event.target_entities:
                wanted, got = _entities(event.target_entities), _entities(event.predicted_entities)
                steps.append({"kind": "entities", "said": said, "expected": wanted, "got": got})
        elif isinstance(event, WronglyPredictedAction) and not told:
            told = True
            wanted, got = str(event.action_name), str(event.action_name_prediction)
            steps.append({"kind": "action", "said": said, "expected": wanted, "got": got})
    return steps


def _entities(found: Sequence[dict[str, Any]] | None) -> str:
    return ", ".join(sorted(f"{entity.get('entity')}={entity.get('value')}" for entity in found or ())) or "–"
