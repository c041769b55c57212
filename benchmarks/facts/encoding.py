"""Vectors by an adaptation that is not shipped; run in the engine's environment by benchmarks.facts.demonstration.

.venv-engine/bin/python -m benchmarks.facts.encoding ADAPTATION.npz < texts.json > floats
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from engine.nlu.e5 import Encoder
from engine.nlu.e5.adaptation import read_adaptation


def main() -> None:
    """Encode a JSON list of texts from standard input to raw 32-bit floats on standard output."""
    file, texts = Path(sys.argv[1]), json.loads(sys.stdin.buffer.read())
    encoder = Encoder()
    encoder.adapt(read_adaptation(file, hashlib.sha256(file.read_bytes()).hexdigest()))
    made = np.zeros((len(texts), encoder.width), dtype=np.float32)
    for places, vectors in encoder.queries(texts, adapted=True):
        made[places] = vectors
    sys.stdout.buffer.write(made.tobytes())


if __name__ == "__main__":
    main()
