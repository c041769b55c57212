"""Actions are counted by how they ended, and the server tells it only to who has its secret."""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY

from actions.dialogue.doing import TryAgain
from actions.metrics import measured
from actions.rasa.waiting import WantsVectors
from crm.errors import TurnClosed


def counted(result: str) -> float:
    return REGISTRY.get_sample_value("ketabyar_actions_total", {"result": result}) or 0.0


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (TryAgain(), "again"),
        (TurnClosed(), "over"),
        (WantsVectors(["words"], "what waits"), "vector"),
        (ValueError(), "failed"),
    ],
)
def test_an_action_that_does_not_end_well_is_counted_by_why(error: Exception, result: str) -> None:
    before, seconds = counted(result), REGISTRY.get_sample_value("ketabyar_action_seconds_count") or 0.0
    with pytest.raises(type(error)), measured(again=TryAgain, vector=WantsVectors):
        raise error
    assert counted(result) == before + 1
    assert REGISTRY.get_sample_value("ketabyar_action_seconds_count") == seconds + 1


def test_one_that_does_is_done() -> None:
    before = counted("done")
    with measured(again=TryAgain, vector=WantsVectors):
        pass
    assert counted("done") == before + 1
