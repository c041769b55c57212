"""What the last layers are given for a library's questions: low-rank differences of their matrices.

Made by benchmarks/facts/adapting.py from the ways in which the demonstration's facts are asked for. It serves to look
facts up, and nothing else: what reads messages keeps E5 as it is.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from protocol.vectors import ADAPTED_BY

FILE = Path(__file__).with_name("adaptation.npz")
# From this layer on matrices differ.
SHARED = 8


def read_adaptation(file: Path = FILE, digest: str = ADAPTED_BY) -> dict[str, npt.NDArray[Any]]:
    """Give what is added to matrices, [results, columns], by their names in the weights.

    Raises OSError for a file that is not there, and for another one than the digest names.
    """
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise OSError(f"{file.name} is not the file that belongs to this version")
    added: dict[str, npt.NDArray[Any]] = {}
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        for name in arrays.files:
            matrix, _, part = name.rpartition(".")
            if part == "down":
                down, up = arrays[name].astype(np.float32), arrays[f"{matrix}.up"].astype(np.float32)
                added[f"{matrix}.w"] = up @ down
    return added
