"""`make bench-reading`: how many requests for something to read are met in every part, on the demo library."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from crm.database import migrate
from crm.database.store import Store
from language.requests.reading.reading import read_wish
from library import Library, open_library, seed
from library.values import Suggestion, Title
from protocol.clock import SystemClock

REQUESTS = Path(__file__).with_name("requests.yml")
TARGET = 0.9


def wrong_with(title: Title, want: dict[str, Any]) -> list[str]:
    """Name the parts of what was asked for that a title does not meet."""
    held = {*title.genres, title.form}
    wrong = [genre for genre in want.get("genres", ()) if not held & set(genre.split("|"))]
    wrong += [f"not {genre}" for genre in want.get("not", ()) if genre in held]
    year = title.year and (title.year + 621 if title.year < 1500 and title.original_language == "fa" else title.year)
    first, last = title.ages or (0, None)
    checks = {
        "age": lambda age: title.ages is not None and first <= age <= (last or 99),
        "audience": lambda who: title.audience == who,
        "pages_most": lambda most: title.pages is not None and title.pages <= most,
        "pages_least": lambda least: title.pages is not None and title.pages >= least,
        "language": lambda code: title.language == code,
        "origin": lambda code: (
            title.original_language != code[1:] if code[0] == "!" else title.original_language == code
        ),
        "kind": lambda kind: title.kind == kind,
        "form": lambda form: title.form == form or form in title.genres,
        "since": lambda since: year is not None and year >= since,
        "until": lambda until: year is not None and year <= until,
        "author": lambda name: name in title.author,
        "on": lambda word: word in f"{title.title} {title.subjects} {title.summary}".casefold(),
    }
    wrong += [f"{part} {value}" for part, value in want.items() if part in checks and not checks[part](value)]
    if title.kind != want.get("kind", "book"):
        wrong.append(f"kind is {title.kind}")
    return wrong


async def measure(library: Library, requests: list[dict[str, Any]], *, verbose: bool) -> dict[str, list[bool]]:
    """Read each request, look what is suggested, and tell what is wrong with it."""
    met: dict[str, list[bool]] = {}
    took = []
    for request in requests:
        begun = time.perf_counter()
        reading = read_wish(request["say"])
        answer = await library.suggest(reading.wish, hints=reading.rest, language=request["lang"])
        took.append((time.perf_counter() - begun) * 1000)
        found = answer.found if not answer.relaxed and reading.wish else ()
        problems = [f"{one.title.title}: {', '.join(wrong)}" for one in found if (wrong := wrong_of(one, request))]
        if bool(found) == bool(request.get("none")):
            problems.append(
                "something, where there is nothing" if found else f"nothing ({answer.relaxed or answer.unknown})"
            )
        for name in (request["lang"], request.get("set", "second"), "all"):
            met.setdefault(name, []).append(not problems)
        if problems or verbose:
            print("--" if problems else "ok", request["say"], "\n     ", reading.wish.packed(), reading.rest)
            for problem in problems:
                print("      !", problem)
            if verbose:
                print("      ", "; ".join(f"{one.title.title} ({one.title.author})" for one in answer.found))
    print(f"{sorted(took)[len(took) // 2]:.1f} ms median, {max(took):.0f} ms most")
    return met


def wrong_of(one: Suggestion, request: dict[str, Any]) -> list[str]:
    """Name what is wrong with one suggestion."""
    return wrong_with(one.title, request.get("want", {}))


async def main() -> None:
    """Seed the demo library into a fresh store and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--file", type=Path, default=REQUESTS)
    options = parser.parse_args()
    requests = yaml.safe_load(options.file.read_text(encoding="utf-8"))["requests"]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        await asyncio.to_thread(migrate.upgrade, url)
        store = await Store.open(url, clock=SystemClock(), server_key=b"k" * 32)
        try:
            await seed.load(store, seed.DEMO_FILE)
            met = await measure(open_library(store, SystemClock()), requests, verbose=options.verbose)
        finally:
            await store.close()
    for name, results in met.items():
        print(f"{name:8} {sum(results)} of {len(results)} requests met in every part")
    if sum(met["all"]) < TARGET * len(met["all"]):
        raise SystemExit(f"fewer than {TARGET:.0%}")


if __name__ == "__main__":
    asyncio.run(main())
