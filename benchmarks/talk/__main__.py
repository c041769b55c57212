"""`make bench-talk`: play conversations to the whole system, on a fresh demonstration library at a fixed moment."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.talk.expected import as_line, differs, missed
from benchmarks.talk.playing import MOMENT, Reply, play_all
from benchmarks.talk.rows import Row, RowError, conversations, read_rows, repository_files
from benchmarks.talk.shares import reply_table, verdict_table
from protocol.clock import parse_moment


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, write the replies, and print the shares; ends with 1 where a reply is not as expected."""
    options = _parser().parse_args(arguments)
    files = options.files or repository_files()
    if not files:
        print("bench-talk: no conversations: name files, or add a judged round (tests/dialogue/judged/README.md)")
        return 2
    try:
        rows = read_rows(files)
        talks = conversations(rows)
    except (OSError, RowError) as error:
        print(f"bench-talk: {error}", file=sys.stderr)
        return 2
    if options.only:
        talks = [talk for talk in talks if talk[0].conversation in options.only]
    if any("verdict" in row.before for row in rows):
        print("Verdicts that stand in the files, on the replies of their time:\n" + verdict_table(rows) + "\n")
    if options.shares:
        return 0
    replies = _played(talks, options)
    print("\n" + reply_table(replies))
    _tell_difference(replies)
    return _tell_missed(replies)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench-talk", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="conversations; the judged rounds of the repository if none"
    )
    parser.add_argument("--out", type=Path, help="write the replies here, a JSON line each")
    parser.add_argument("--now", default=MOMENT, type=_moment, help=f"the moment at which it is played ({MOMENT})")
    parser.add_argument("--workers", type=int, default=3, help="conversations at once")
    parser.add_argument(
        "--fresh-each", action="store_true", help="a store and a start for every conversation, not for every card"
    )
    parser.add_argument("--only", action="append", metavar="CONVERSATION", help="play this one only; may be repeated")
    parser.add_argument(
        "--shares", action="store_true", help="print the shares of the files' verdicts and play nothing"
    )
    return parser


def _moment(text: str) -> str:
    return parse_moment(text).isoformat()


def _played(talks: Sequence[Sequence[Row]], options: argparse.Namespace) -> list[Reply]:
    replies: list[Reply] = []
    out = options.out.open("w", encoding="utf-8") if options.out else None
    try:
        for reply in play_all(
            talks, moment=options.now, workers=options.workers, each_fresh=options.fresh_each,
            say=lambda text: print(text, flush=True),
        ):  # fmt: skip
            replies.append(reply)
            if out is not None:
                out.write(json.dumps(as_line(reply), ensure_ascii=False) + "\n")
                out.flush()
    finally:
        if out is not None:
            out.close()
    return replies


def _tell_difference(replies: Sequence[Reply]) -> None:
    compared = [reply for reply in replies if reply.missing is None and "reply" in reply.row.before]
    if compared:
        print(f"\n{sum(map(differs, compared))} of {len(compared)} replies differ from the file's")
    for reply in replies:
        if reply.missing is not None:
            print(f"not played: {reply.row.conversation} {reply.row.turn}: {reply.missing}")


def _tell_missed(replies: Sequence[Reply]) -> int:
    wrong = [(reply, faults) for reply in replies if (faults := missed(reply))]
    for reply, faults in wrong:
        print(f"{reply.row.conversation} {reply.row.turn}: {'; '.join(faults)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
