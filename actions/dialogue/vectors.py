"""Sentence vectors of what the patron said: the engine makes them, and only when an action asks for one."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from actions.dialogue.turn import Turn
from protocol.vectors import MOST_VECTORS

__all__ = ["Floats", "Vectors", "vectors_of"]

Floats = npt.NDArray[np.float32]
type Vectors = Mapping[str, str | None]
"""Vectors by their texts, in base64; None for one that there is none of."""


async def vectors_of(turn: Turn, texts: Sequence[str], *, though_answered: bool = False) -> list[Floats | None]:
    """Give the vectors of texts, None for each that the engine has none of.

    though_answered: whether they are worth waiting for where the turn has an answer already.
    Waits for those that the engine can make and has not been asked for, all of them at once.
    """
    if turn.vectors is None or turn.ask_vectors is None:
        return [None] * len(texts)
    missing = [text for text in dict.fromkeys(texts) if text not in turn.vectors]
    # What has been begun does not wait for the sake of a better answer, nor are more texts worth their time.
    if missing and turn.begun is None and (though_answered or not turn.answers) and len(turn.vectors) < MOST_VECTORS:
        turn.vectors |= await turn.ask_vectors(missing[: MOST_VECTORS - len(turn.vectors)])
    return [_unpacked(turn.vectors.get(text)) for text in texts]


def _unpacked(kept: str | None) -> Floats | None:
    return np.frombuffer(base64.b64decode(kept), dtype="<f2").astype(np.float32) if kept else None
