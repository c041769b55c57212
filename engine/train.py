"""`python -m engine.train …`: `rasa train --force` with the same arguments, less what Rasa does twice."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> None:
    """Validate and train as `rasa train` does; leaves with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments

    from engine.lazy import postpone

    postpone()
    from engine.patches import loading

    loading.apply()
    import rasa.__main__

    sys.argv = ["rasa", "train", "--force", *given]
    rasa.__main__.main()


if __name__ == "__main__":
    main()
