"""`python -m engine.train …`: `rasa train --force` with the same arguments, without what Rasa does twice."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from process.start import one_thread


def main(arguments: list[str] | None = None) -> None:
    """Validate and train as `rasa train` does; leaves with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    # Before NumPy is there. What trains beside has the other processors; on busy ones two threads that wait for each
    # other take many times as long as one.
    one_thread()

    from engine.lazy import postpone, postpone_neural
    from engine.nlu import ahead

    config, data = inputs(given)
    ahead.begin(config, data)
    postpone()
    with contextlib.suppress(OSError):
        postpone_neural(config.read_text(encoding="utf-8"))
    from engine.patches import loading

    loading.apply()
    import rasa.__main__

    sys.argv = ["rasa", "train", "--force", *given]
    rasa.__main__.main()


def inputs(arguments: list[str]) -> tuple[Path, list[Path]]:
    """The configuration and the training data that Rasa will take from these arguments."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("-c", "--config", nargs="+", type=Path, default=[Path("config.yml")])
    parser.add_argument("--data", nargs="+", type=Path, default=[Path("data")])
    known, _ = parser.parse_known_args(arguments)
    return known.config[0], known.data


if __name__ == "__main__":
    main()
