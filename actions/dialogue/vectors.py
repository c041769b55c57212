"""Sentence vectors of what the patron said: the engine makes them, and only when an action asks for one."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from actions.dialogue.turn import Turn

__all__ = ["Vectors", "WantsVectors", "vectors_of"]

Floats = npt.NDArray[np.float32]
type Vectors = Mapping[str, str | None]
"""Vectors by their texts, in base64; None for one that there is none of."""

# Of a message, of the question in it, and with what it leans on; or of the questions of a letter.
MOST_VECTORS = 6


class WantsVectors(Exception):
    """The action needs the vectors of texts; the engine calls it again with them, and nothing is done before.

    By the name of what `waits` it goes on then where it stands; without one it begins anew.
    """

    def __init__(self, texts: Sequence[str], waits: str | None = None) -> None:
        super().__init__(f"{len(texts)} vectors are wanted")
        self.texts = list(texts)
        self.waits = waits


async def vectors_of(turn: Turn, texts: Sequence[str], *, anew: bool = False) -> list[Floats | None]:
    """Give the vectors of texts, None for each that the engine has none of.

    `anew`: they are worth it where the turn has an answer already.
    Asks for those that the engine can make and has not been asked for, all of them at once; raises WantsVectors where
    the turn cannot wait for them.
    """
    if turn.vectors is None:
        return [None] * len(texts)
    missing = [text for text in dict.fromkeys(texts) if text not in turn.vectors]
    # What has been begun is not begun again for the sake of a better answer, nor are more texts worth their time.
    if missing and turn.begun is None and (anew or not turn.answers) and len(turn.vectors) < MOST_VECTORS:
        wanted = missing[: MOST_VECTORS - len(turn.vectors)]
        if turn.ask_vectors is None:
            raise WantsVectors(wanted)
        turn.vectors |= await turn.ask_vectors(wanted)
    return [_unpacked(turn.vectors.get(text)) for text in texts]


def _unpacked(kept: str | None) -> Floats | None:
    return np.frombuffer(base64.b64decode(kept), dtype="<f2").astype(np.float32) if kept else None
