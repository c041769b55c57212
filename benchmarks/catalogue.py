"""`python -m benchmarks.catalogue`: import of a large catalogue and search over it, on SQLite and on PostgreSQL.

The records are made up here, from lists of words: half Persian, half English, most with copies in Koha's field.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pymarc import Field, Indicators, Record, Subfield

from crm.actor import Actor
from crm.database import migrate
from crm.database.store import Store
from language.requests.reading import read_wish
from library import Library, open_library, seed
from library.imports import Mapping, Source, import_catalogue, undo_last
from protocol.clock import SystemClock
from tests.support.databases import postgres_cluster
from tests.support.givens import SMALL_LIBRARY

BY = Actor("system", "benchmark")
TARGET_SECONDS, TARGET_P95_MS = 180.0, 30.0

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


async def measured(library: Library, wanted: list[tuple[str, str]]) -> dict[str, float]:
    """Search for all of it and time each search."""
    begun = time.perf_counter()
    await library.search("kettle")
    first = time.perf_counter() - begun
    times, processor, found = [], [], 0
    for query in queries(wanted):
        begun, used = time.perf_counter(), time.process_time()
        page = await library.search(**query)
        times.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
        found += bool(page.titles)
    return {
        "first search, s": first,
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


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def run(url: str, path: Path, wanted: list[tuple[str, str]]) -> dict[str, object]:
    """Import, search, change a hundred, search again, undo."""
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, clock=SystemClock(), server_key=b"k" * 32)
    told: dict[str, object] = {}
    try:
        await seed.load(store, SMALL_LIBRARY)
        library = open_library(store, SystemClock())
        source = [Source.of(path)]
        for name, options in (("import", {}), ("again, unchanged", {"full": True})):
            begun, used = time.perf_counter(), time.process_time()
            result = await import_catalogue(store, source, mapping=Mapping(), by=BY, **options)
            told[f"{name}, s"] = time.perf_counter() - begun
            told[f"{name}, s of the processor"] = time.process_time() - used
            told[f"{name}: counts"] = {key: count for key, count in result.outcome.counts.items() if count}
            told[f"{name}: memory at most, MB"] = _memory()
        told |= await measured(library, wanted)
        told["memory at most with the index, MB"] = _memory()
        changed = path.with_suffix(".changed")
        chance = random.Random(7)
        with changed.open("wb") as file:
            for place in range(100):
                made = record(place, chance)
                made["005"].data = "20260601000000.0"
                file.write(made.as_marc())
        await import_catalogue(store, [Source.of(changed)], mapping=Mapping(), by=BY)
        begun = time.perf_counter()
        await library.search("kettle")
        told["first search after a hundred changes, s"] = time.perf_counter() - begun
        told |= await measured_wishes(library)
        told["memory at most with suggestions, MB"] = _memory()
        begun = time.perf_counter()
        await undo_last(store, by=BY)
        told["undo of a hundred, s"] = time.perf_counter() - begun
    finally:
        await store.close()
    return told


def main() -> None:
    """Measure and print, one JSON object for each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "records.mrc"
        wanted = write(path, options.records)
        print(f"{options.records} records, {path.stat().st_size / 2**20:.0f} MB", flush=True)
        for database in options.database or ("sqlite", "postgresql"):
            if database == "sqlite":
                url = f"sqlite:///{folder}/store.sqlite3"
            else:
                cluster = stack.enter_context(postgres_cluster())
                url = cluster.url(asyncio.run(cluster.create("template0"))).render_as_string(hide_password=False)
            told = asyncio.run(run(url, path, wanted))
            shown = {name: round(value, 2) if isinstance(value, float) else value for name, value in told.items()}
            print(database, json.dumps(shown, ensure_ascii=False, indent=1), flush=True)


if __name__ == "__main__":
    main()
