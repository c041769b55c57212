"""Sentence vectors of what the patron said: the engine makes them, and only when an action asks for one."""

from __future__ import annotations

import base64

import numpy as np
import numpy.typing as npt

from actions.dialogue.turn import Turn

__all__ = ["WantsVector", "vector_of"]


# Of a message, of the question in it, and with what it leans on; or of the questions of a letter.
MOST_VECTORS = 6


class WantsVector(Exception):
    """The action needs the vector of a text; the engine calls it again with that, and nothing is done before."""

    def __init__(self, text: str) -> None:
        super().__init__("a vector is wanted")
        self.text = text


async def vector_of(turn: Turn, text: str) -> npt.NDArray[np.float32] | None:
    """Give the vector of a text; None where the engine has none.

    Raises WantsVector when the engine can make one and has not been asked.
    """
    if turn.vectors is None:
        return None
    if text not in turn.vectors:
        # What has been begun is not begun again for the sake of a better answer, nor are more calls worth their time.
        if turn.begun is not None or turn.answers or len(turn.vectors) >= MOST_VECTORS:
            return None
        raise WantsVector(text)
    kept = turn.vectors[text]
    if not kept:
        return None
    return np.frombuffer(base64.b64decode(kept), dtype="<f2").astype(np.float32)
