"""`python -m engine.evaluate MODEL FILE.jsonl… [--json]`: how well a model understands utterances it has not seen."""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECLINED = frozenset({"out_of_scope", "nlu_fallback"})
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Row:
    """One utterance, the intents any of which is right, and what the model made of it."""

    text: str
    lang: str
    right: tuple[str, ...]
    read: str
    confidence: float
    ms: float

    @property
    def is_right(self) -> bool:
        """Tell whether the reading counts as right; an unsure model is right about nothing in scope."""
        return self.read in self.right or (self.is_out_of_scope and self.read in DECLINED)

    @property
    def is_out_of_scope(self) -> bool:
        """Tell whether the bot must not act on it."""
        return OUT_OF_SCOPE in self.right


def report(rows: Sequence[Row]) -> dict[str, Any]:
    """Figures of `docs/understanding.md` over some rows."""
    inside = [row for row in rows if not row.is_out_of_scope]
    outside = [row for row in rows if row.is_out_of_scope]
    times = sorted(row.ms for row in rows)
    return {
        "rows": len(rows),
        "accuracy": _share(rows, lambda row: row.is_right),
        "macro_f1": macro_f1(rows),
        "oos_rows": len(outside),
        "oos_recall": _share(outside, lambda row: row.read in DECLINED),
        "in_scope_declined": _share(inside, lambda row: row.read in DECLINED),
        "ms_p50": round(statistics.median(times), 2) if times else None,
        "ms_p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 2) if times else None,
    }


def macro_f1(rows: Sequence[Row]) -> float | None:
    """The mean F1 over the intents that stand in the rows; a right reading counts for the intent it names."""
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in rows:
        read = OUT_OF_SCOPE if row.is_out_of_scope and row.read in DECLINED else row.read
        if row.is_right:
            hits[read] += 1
        else:
            wrong[read] += 1
            missed[row.right[0]] += 1
    intents = sorted(set(hits) | set(missed))
    if not intents:
        return None
    scores = [2 * hits[name] / (2 * hits[name] + wrong[name] + missed[name]) for name in intents]
    return round(sum(scores) / len(scores), 4)


def confusions(rows: Iterable[Row], most: int = 15) -> list[tuple[str, str, int]]:
    """The commonest errors: the right intent, the one that was read, how often."""
    counted = Counter((row.right[0], row.read) for row in rows if not row.is_right)
    return [(right, read, count) for (right, read), count in counted.most_common(most)]


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> float | None:
    return round(sum(map(holds, rows)) / len(rows), 4) if rows else None


def read_file(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of utterances; raises ValueError with the line that is wrong."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            intents = row["intent"] if isinstance(row["intent"], list) else [row["intent"]]
            rows.append({"text": str(row["text"]), "lang": str(row["lang"]), "right": tuple(map(str, intents))})
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return rows


def measure(model: Path, rows: Sequence[dict[str, Any]]) -> list[Row]:
    """Read every row with a model, as the channel does."""
    from engine import patches
    from engine.lazy import postpone

    postpone()
    from rasa.core.channels.channel import UserMessage

    from engine.patches.processor import KetabyarProcessor

    patches.apply()
    from rasa.core.agent import Agent

    agent = Agent()
    agent.load_model(model)
    processor = agent.processor
    if not isinstance(processor, KetabyarProcessor):
        raise TypeError("the processor of the engine is not in place")

    async def read(text: str) -> dict[str, Any]:
        return await processor.parse_message(UserMessage(text.strip().lstrip("/") or "?"))

    async def read_all() -> list[Row]:
        for warm in ("سلام", "hello there, is anybody in"):
            await read(warm)
        measured = []
        for row in rows:
            start = time.perf_counter()
            data = await read(row["text"])
            ms = (time.perf_counter() - start) * 1000
            intent = data["intent"]
            measured.append(Row(**row, read=str(intent["name"]), confidence=float(intent["confidence"]), ms=ms))
        return measured

    return asyncio.run(read_all())


def main(arguments: list[str] | None = None) -> int:
    """Print the report of each file, per language and over all."""
    parser = argparse.ArgumentParser(prog="python -m engine.evaluate", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--errors", action="store_true", help="list every wrong reading too")
    options = parser.parse_args(arguments)
    from engine.serve import quiet

    quiet()
    try:
        files = {path.name: read_file(path) for path in options.files}
    except (OSError, ValueError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    measured = iter(measure(options.model, [row for rows in files.values() for row in rows]))
    results: dict[str, Any] = {}
    for name, rows in files.items():
        read = [next(measured) for _ in rows]
        result: dict[str, Any] = {"all": report(read)}
        for lang in sorted({row.lang for row in read}):
            result[lang] = report([row for row in read if row.lang == lang])
        result["confusions"] = confusions(read)
        if options.errors:
            result["errors"] = [
                [row.text, list(row.right), row.read, row.confidence] for row in read if not row.is_right
            ]
        results[name] = result
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        _print(results)
    return 0


def _print(results: dict[str, Any]) -> None:
    for name, result in results.items():
        print(name)
        for lang, figures in result.items():
            if isinstance(figures, dict):
                print(
                    f"  {lang:4}" + "  ".join(f"{key} {value}" for key, value in figures.items() if value is not None)
                )
        for right, read, count in result["confusions"]:
            print(f"    {count:3} x {right} read as {read}")
        for text, right, read, confidence in result.get("errors", []):
            print(f"    {'|'.join(right)} -> {read} {confidence:.2f}: {text}")


if __name__ == "__main__":
    sys.exit(main())
