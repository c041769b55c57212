"""Sentence vectors of what the patron said: the engine makes them, and only when an action asks for one."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from actions.dialogue.turn import Turn

__all__ = ["WantsVectors", "vectors_of"]

Floats = npt.NDArray[np.float32]

# Of a message, of the question in it, and with what it leans on; or of the questions of a letter.
MOST_VECTORS = 6


class WantsVectors(Exception):
    """The action needs the vectors of texts; the engine calls it again with them, and nothing is done before."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(f"{len(texts)} vectors are wanted")
        self.texts = list(texts)


async def vectors_of(turn: Turn, texts: Sequence[str], *, anew: bool = False) -> list[Floats | None]:
    """Give the vectors of texts, None for each that the engine has none of.

    `anew`: they are worth answering the turn anew where it has an answer already.
    Raises WantsVectors when the engine can make one and has not been asked: for all of them at once.
    """
    if turn.vectors is None:
        return [None] * len(texts)
    missing = [text for text in dict.fromkeys(texts) if text not in turn.vectors]
    # What has been begun is not begun again for the sake of a better answer, nor are more texts worth their time.
    if missing and turn.begun is None and (anew or not turn.answers) and len(turn.vectors) < MOST_VECTORS:
        raise WantsVectors(missing[: MOST_VECTORS - len(turn.vectors)])
    return [_unpacked(turn.vectors.get(text)) for text in texts]


def _unpacked(kept: str | None) -> Floats | None:
    return np.frombuffer(base64.b64decode(kept), dtype="<f2").astype(np.float32) if kept else None
