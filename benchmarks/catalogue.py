"""`python -m benchmarks.catalogue`: import of a large catalogue and search over it, on SQLite and on PostgreSQL.

The records are made up here, from lists of words: half Persian, half English, most with copies in Koha's field.
Each database has a process of its own, so that no memory is told twice; what a PostgreSQL takes is counted with it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pymarc import Field, Indicators, Record, Subfield

from benchmarks.nightly_places import SETTINGS, Files, Server
from crm.actor import Actor
from crm.database import migrate
from crm.database.store import Store
from language.requests.reading.reading import read_wish
from library import Library, open_library, seed
from library.imports import Mapping, Source, import_catalogue, undo_last
from protocol.clock import SystemClock
from tests.support.databases import postgres_cluster
from tests.support.givens import SMALL_LIBRARY

BY = Actor("system", "benchmark")
RECORDS, WANTED = "records.mrc", "wanted.json"

PERSIAN = """تاریخ ادبیات شعر داستان باغ رود کوه شهر مادر پدر خواب باران خاک آتش دریا ستاره راه سفر خانه پنجره درخت
زمستان بهار پاییز تابستان مهتاب آفتاب سایه آینه کلید پل جاده قلعه روستا بازار مدرسه دانشگاه پزشکی فیزیک شیمی ریاضی حقوق
اقتصاد جامعه سیاست فلسفه منطق عرفان هنر معماری موسیقی نقاشی خط سینما تئاتر ورزش آشپزی گیاه پرنده اسب شیر ماهی گرگ روباه
کودک نوجوان زن مرد پیر جوان شاه گدا درویش سرباز معلم پزشک مهندس نویسنده شاعر رویا ترس امید عشق مرگ زندگی زمان حافظه زبان
واژه حرف نامه گفتار پند اخلاق دین قرآن حدیث فقه اصول ایران تهران شیراز اصفهان تبریز مشهد کرمان یزد خراسان گیلان کردستان""".split()
ENGLISH = """history literature poetry story garden river mountain city mother father dream rain earth fire sea star road
journey house window tree winter spring autumn summer moon sun shadow mirror key bridge castle village market school
university medicine physics chemistry mathematics law economics society politics philosophy logic art architecture music
painting cinema theatre sport cooking plant bird horse lion fish wolf fox child youth woman man king beggar soldier teacher
doctor engineer writer poet fear hope love death life time memory language word letter speech ethics religion computer
network algorithm system design theory practice introduction handbook atlas essays stories tales legends""".split()
FAMILIES_FA = "احمدی رضایی محمدی کریمی حسینی موسوی جعفری صادقی رحیمی قاسمی نوری یوسفی سلطانی مرادی شریفی اکبری فرهادی بهرامی".split()
GIVEN_FA = (
    "علی رضا مریم زهرا حسن حسین فاطمه نگار سارا امیر بهرام پروین سیمین احمد محمود جلال هوشنگ صادق نیما فروغ".split()
)
FAMILIES_EN = "Smith Jones Taylor Brown Wilson Evans Walker Wright Green Hall Wood Lewis Harris Clark Turner Hill Moore Cooper".split()
GIVEN_EN = "James Mary John Linda Robert Susan Michael Karen David Nancy Peter Alice Henry Clara George Emma Arthur Jane".split()
SUBJECTS_FA = [f"{word} -- ایران" for word in PERSIAN[:60]] + ["داستان‌های فارسی -- قرن ۱۴", "شعر فارسی -- قرن ۱۴"]
SUBJECTS_EN = [f"{word.capitalize()} -- History" for word in ENGLISH[:60]] + ["Detective and mystery stories"]


def record(number: int, chance: random.Random) -> Record:
    """Make up one record."""
    persian = chance.random() < 0.5
    words, families, given = (PERSIAN, FAMILIES_FA, GIVEN_FA) if persian else (ENGLISH, FAMILIES_EN, GIVEN_EN)
    title = " ".join(chance.sample(words, chance.randint(2, 5)))
    title = f"{title} {chance.choice(words)}‌ها" if persian else title.capitalize()
    name = f"{chance.choice(families)}{'،' if persian else ','} {chance.choice(given)}"
    year = chance.randint(1340, 1405) if persian else chance.randint(1950, 2025)
    language = "per" if persian else "eng"
    made = Record(leader="00000nam a2200000 a 4500", force_utf8=True)
    fixed = f"{chance.randint(10, 25):02}0{chance.randint(1, 9)}15s{year}    xx            000 {chance.choice('01f')} {language} d"
    made.add_field(
        Field("001", data=f"b{number:07}"), Field("003", data="BENCH"), Field("005", data="20260101000000.0")
    )
    made.add_field(Field("008", data=fixed.ljust(40)))
    core = f"978600{number % 10**6:06}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(core)) % 10
    _add(made, "020", a=f"{core}{check} (pbk.)")
    _add(made, "100", "1", a=f"{name}،" if persian else f"{name},", d="۱۳۲۰-" if persian else "1940-")
    _add(made, "245", "1", a=f"{title} /", c=f"{'نوشتهٔ' if persian else 'by'} {name}")
    _add(made, "260", a="تهران :" if persian else "London :", b="نشر نو،" if persian else "Faber,", c=f"{year}.")
    _add(made, "300", a=f"{chance.randint(40, 800)} {'ص.' if persian else 'p.'} ;", c="22 cm")
    for subject in chance.sample(SUBJECTS_FA if persian else SUBJECTS_EN, 2):
        first, _, rest = subject.partition(" -- ")
        _add(made, "650", " ", "4", a=first, **({"x": rest} if rest else {}))
    if chance.random() < 0.3:
        _add(made, "520", a=" ".join(chance.choices(words, k=30)) + ".")
    for copy in range(chance.choice((0, 1, 1, 1, 2, 3))):
        branch = chance.choice(("main", "saadi", "bagh"))
        _add(made, "952", p=f"{number:07}{copy:03}", b=branch, a=branch, o=f"PIR{number % 9999}", y="book")
    return made


def _add(made: Record, tag: str, first: str = " ", second: str = " ", **subfields: str) -> None:
    parts = [Subfield(code, value) for code, value in subfields.items()]
    made.add_field(Field(tag, Indicators(first, second), parts))


def write(path: Path, number: int) -> list[tuple[str, str]]:
    """Write a file of records; give titles and authors to look for."""
    chance = random.Random(1405)
    wanted = []
    with path.open("wb") as file:
        for place in range(number):
            made = record(place, chance)
            file.write(made.as_marc())
            if place % max(1, number // 200) == 0:
                wanted.append((made["245"]["a"].rstrip(" /"), made["100"]["a"].rstrip("،, ")))
    return wanted


def queries(wanted: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Give what patrons ask for: titles, parts of them, slips, authors, subjects, sentences."""
    for place, (title, author) in enumerate(wanted):
        words = title.split()
        yield {"text": title}
        yield {"text": " ".join(words[:2])}
        slip = words[0][1:] + words[0][:1] if place % 2 else words[0][:-1]
        yield {"text": " ".join([slip, *words[1:]])}
        yield {"author": " ".join(reversed(author.replace("،", ",").split(", ")))}
        yield {"text": f"کتاب {words[0]} دارید؟" if not title.isascii() else f"do you have a book about {words[0]}"}


def _worked(place: Files | Server) -> float:
    return time.process_time() + place.cpu_seconds()


async def measured(library: Library, wanted: list[tuple[str, str]], place: Files | Server) -> dict[str, float]:
    """Search for all of it and time each search."""
    begun, used, held = time.perf_counter(), _worked(place), _memory_now()
    await library.search("kettle")
    first, first_worked, grown = time.perf_counter() - begun, _worked(place) - used, _memory_now() - held
    served = place.cpu_seconds()
    times, processor, found = [], [], 0
    for query in queries(wanted):
        begun, used = time.perf_counter(), time.process_time()
        page = await library.search(**query)
        times.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
        found += bool(page.titles)
    return {
        "first search, s": first,
        "first search, s of the processor": first_worked,
        "memory that the index added, MB": grown,
        "the database's processor for each search, ms": 1000 * (place.cpu_seconds() - served) / len(times),
        "searches": len(times),
        "found": found,
        "p50, ms": statistics.median(times),
        "p95, ms": statistics.quantiles(times, n=20)[18],
        "p95 of the processor, ms": statistics.quantiles(processor, n=20)[18],
        "max, ms": max(times),
    }


async def measured_wishes(library: Library) -> dict[str, float]:
    """Time suggestions and descriptions, the first of each apart."""
    times, first = [], 0.0
    for place, text in enumerate(
        ("a detective story", "داستان برای نوجوان", "شعر", "a book about horses", "تاریخ ایران")
    ):
        wish = read_wish(text).wish
        begun = time.perf_counter()
        await library.suggest(wish, language="fa")
        if place:
            times.append((time.perf_counter() - begun) * 1000)
        else:
            first = time.perf_counter() - begun
    return {"first wish, s": first, "median wish, ms": statistics.median(times)}


def _memory_now() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _memory() -> float:
    """Give the most that this process held since the peak was last forgotten, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _forget_peak() -> None:
    # What was held before, such as by hashing the PINs of the small library, is no matter of what is measured.
    Path("/proc/self/clear_refs").write_text("5")


class _Told(dict[str, object]):
    """What was measured, printed as it comes."""

    def __setitem__(self, name: str, value: object) -> None:
        super().__setitem__(name, value)
        print(f"  {name}: {value:.2f}" if isinstance(value, float) else f"  {name}: {value}", flush=True)


async def run(place: Files | Server, url: str, path: Path, wanted: list[tuple[str, str]]) -> None:
    """Import, search, change a hundred, search again, undo."""
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, clock=SystemClock(), server_key=b"k" * 32)
    told = _Told()
    try:
        await seed.load(store, SMALL_LIBRARY)
        library = open_library(store, SystemClock())
        source = [Source.of(path)]
        for name, options in (("import", {}), ("again, unchanged", {"full": True})):
            begun, used, served = time.perf_counter(), _worked(place), place.cpu_seconds()
            _forget_peak()
            result = await import_catalogue(store, source, mapping=Mapping(), by=BY, **options)
            told[f"{name}, s"] = time.perf_counter() - begun
            told[f"{name}, s of the processor"] = _worked(place) - used
            told[f"{name}: the database's part of it"] = place.cpu_seconds() - served
            told[f"{name}: counts"] = {key: count for key, count in result.outcome.counts.items() if count}
            told[f"{name}: memory at most, MB"] = _memory()
            told[f"{name}: the database's memory, MB"] = place.megabytes()
        for name, value in (await measured(library, wanted, place)).items():
            told[name] = value
        told["memory at most with the index, MB"] = _memory()
        changed = path.with_suffix(".changed")
        chance = random.Random(7)
        with changed.open("wb") as file:
            for number in range(100):
                made = record(number, chance)
                made["005"].data = "20260601000000.0"
                file.write(made.as_marc())
        await import_catalogue(store, [Source.of(changed)], mapping=Mapping(), by=BY)
        begun = time.perf_counter()
        await library.search("kettle")
        told["first search after a hundred changes, s"] = time.perf_counter() - begun
        for name, value in (await measured_wishes(library)).items():
            told[name] = value
        told["memory at most with suggestions, MB"] = _memory()
        begun = time.perf_counter()
        await undo_last(store, by=BY)
        told["undo of a hundred, s"] = time.perf_counter() - begun
    finally:
        await store.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder is not None:
        _measure(options.database[0], options.folder)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        wanted = write(folder / RECORDS, options.records)
        (folder / WANTED).write_text(json.dumps(wanted), encoding="utf-8")
        print(f"{options.records} records, {(folder / RECORDS).stat().st_size / 2**20:.0f} MB", flush=True)
        for database in options.database or ("sqlite", "postgresql"):
            command = [sys.executable, "-m", __spec__.name, "--database", database, "--folder", str(folder)]
            subprocess.run(command, check=True)


def _measure(database: str, folder: Path) -> None:
    path, wanted = folder / RECORDS, [(title, author) for title, author in json.loads((folder / WANTED).read_text())]
    print(f"{database}, load {os.getloadavg()[0]:.1f}", flush=True)
    with ExitStack() as stack:
        place: Files | Server
        if database == "sqlite":
            place = Files(folder)
        else:
            place = Server(stack.enter_context(postgres_cluster(SETTINGS)))
        asyncio.run(run(place, place.make("catalogue"), path, wanted))
    print(f"  load at the end: {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
