"""Write the demo library, library.yml, from the hand-written sources beside it; the same every time."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from protocol.values import LANGUAGES

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from books import about, written_about, written_books  # noqa: E402 - beside this file, wherever it is run from

SOURCES = HERE / "sources"
SEED = 1405

Row = dict[str, Any]

PERSIAN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
BRANCHES = ("main", "saadi", "bagh")
# How likely a title has a copy there, by type of copy.
CHANCES = {
    "book": (0.95, 0.45, 0.3),
    "children": (0.6, 0.7, 0.8),
    "textbook": (1.0, 0.1, 0.0),
    "reference": (1.0, 0.15, 0.0),
    "dvd": (1.0, 0.3, 0.2),
    "audiobook": (1.0, 0.3, 0.3),
    "large_print": (1.0, 0.4, 0.3),
    "braille": (1.0, 0.0, 0.0),
}
KINDS = {"dvd": "dvd", "children": "book", "textbook": "book", "reference": "book", "book": "book"}
TYPES = {"children": "book"}
NEW_TITLES = 28
PAST_LOANS = 420
OLDER = 490

# Iranian public holidays. Solar ones are Jalali days of every year; lunar ones fall by the moon and are announced
# for each year: 1405 as published, 1406 as computed. (first, last, Persian, English)
SOLAR = (
    ("01-01", "01-04", "نوروز", "Nowruz"),
    ("01-12", "01-12", "روز جمهوری اسلامی", "Islamic Republic Day"),
    ("01-13", "01-13", "روز طبیعت", "Nature Day"),
    ("03-14", "03-14", "رحلت امام خمینی", "Anniversary of the death of Imam Khomeini"),
    ("03-15", "03-15", "قیام پانزده خرداد", "Anniversary of 15 Khordad"),
    ("11-22", "11-22", "پیروزی انقلاب", "Revolution Day"),
    ("12-29", "12-29", "ملی شدن صنعت نفت", "Oil Nationalisation Day"),
)
LUNAR = (
    ("2026-03-21", "2026-03-22", "عید فطر", "Eid al-Fitr"),
    ("2026-04-14", None, "شهادت امام جعفر صادق", "Martyrdom of Imam Sadegh"),
    ("2026-05-27", None, "عید قربان", "Eid al-Adha"),
    ("2026-06-04", None, "عید غدیر", "Eid al-Ghadir"),
    ("2026-06-24", "2026-06-25", "تاسوعا و عاشورا", "Tasua and Ashura"),
    ("2026-08-04", None, "اربعین", "Arbaeen"),
    ("2026-08-12", None, "رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    ("2026-08-13", None, "شهادت امام رضا", "Martyrdom of Imam Reza"),
    ("2026-08-21", None, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan Askari"),
    ("2026-08-30", None, "میلاد پیامبر", "Birthday of the Prophet"),
    ("2026-11-13", None, "شهادت حضرت فاطمه", "Martyrdom of Fatima"),
    ("2026-12-23", None, "ولادت امام علی", "Birthday of Imam Ali"),
    ("2027-01-06", None, "مبعث", "Mab'ath"),
    ("2027-01-24", None, "نیمهٔ شعبان", "Birthday of Imam Mahdi"),
    ("2027-03-01", None, "شهادت امام علی", "Martyrdom of Imam Ali"),
    ("2027-03-10", "2027-03-11", "عید فطر", "Eid al-Fitr"),
    ("2027-04-03", None, "شهادت امام جعفر صادق", "Martyrdom of Imam Sadegh"),
    ("2027-05-17", None, "عید قربان", "Eid al-Adha"),
    ("2027-05-25", None, "عید غدیر", "Eid al-Ghadir"),
    ("2027-06-15", "2027-06-16", "تاسوعا و عاشورا", "Tasua and Ashura"),
    ("2027-07-25", None, "اربعین", "Arbaeen"),
    ("2027-08-02", None, "رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    ("2027-08-03", None, "شهادت امام رضا", "Martyrdom of Imam Reza"),
    ("2027-08-11", None, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan Askari"),
    ("2027-08-20", None, "میلاد پیامبر", "Birthday of the Prophet"),
    ("2027-11-03", None, "شهادت حضرت فاطمه", "Martyrdom of Fatima"),
    ("2027-12-12", None, "ولادت امام علی", "Birthday of Imam Ali"),
    ("2027-12-26", None, "مبعث", "Mab'ath"),
    ("2028-01-13", None, "نیمهٔ شعبان", "Birthday of Imam Mahdi"),
    ("2028-02-18", None, "شهادت امام علی", "Martyrdom of Imam Ali"),
    ("2028-02-27", "2028-02-28", "عید فطر", "Eid al-Fitr"),
)
EXCEPTIONS: tuple[Row, ...] = (
    {
        "first": "+6d",
        "last": "+7d",
        "branch": "saadi",
        "reason": {"fa": "تعمیر سامانهٔ گرمایش", "en": "repair of the heating"},
    },
    {
        "first": "+12d",
        "branch": "main",
        "hours": "08:00-14:00",
        "reason": {"fa": "آموزش کارکنان", "en": "staff training"},
    },
)


def closings() -> list[Row]:
    """List the holidays of two years and what is closed besides."""
    rows: list[Row] = [dict(exception) for exception in EXCEPTIONS]
    for year in ("1405", "1406"):
        rows += [_closing(f"{year}-{first}", f"{year}-{last}", fa, en) for first, last, fa, en in SOLAR]
    return rows + [_closing(first, last or first, fa, en) for first, last, fa, en in LUNAR]


def _closing(first: str, last: str, fa: str, en: str) -> Row:
    span = {"first": first} if first == last else {"first": first, "last": last}
    return {**span, "reason": {"fa": fa, "en": en}}


def written_titles() -> Iterator[tuple[Row, str, str]]:
    """Read the titles with the shelf and the type of their copies."""
    ways, known = OtherWays(), written_about()
    for language in LANGUAGES:
        subjects = number = shelf = item_type = ""
        for line in (SOURCES / f"titles_{language}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                subjects, number, shelf, item_type = (part.strip() for part in line[1:].split("|"))
            elif line and not line.startswith("#"):
                title, author, year, more, *isbn = (part.strip() for part in line.split("|"))
                row: Row = {
                    "title": title,
                    "author": author,
                    "language": language,
                    "kind": KINDS[item_type],
                    "subjects": "؛ ".join(filter(None, (subjects, more)))
                    if language == "fa"
                    else "; ".join(filter(None, (subjects, more))),
                    "call_number": f"{number} {cutter(title, author, language)}",
                }
                if also := ways.of(title, author):
                    row["also"] = also
                if work := ways.work(title):
                    row["work"] = work
                if year:
                    row["year"] = int(year.translate(PERSIAN_DIGITS))
                if isbn and isbn[0]:
                    row["isbn"] = [isbn[0]]
                yield about(row, subjects, known), shelf, item_type


class OtherWays:
    """How titles and authors are written in the other script."""

    def __init__(self) -> None:
        written = yaml.safe_load((SOURCES / "also.yml").read_text(encoding="utf-8"))
        self._titles: dict[str, str] = {}
        self._authors: dict[str, str] = {}
        for pairs, known in ((written["titles"], self._titles), (written["authors"], self._authors)):
            for persian, english in pairs.items():
                known.update(dict.fromkeys(str(persian).split(" / "), str(english)))
                known.update(dict.fromkeys(str(english).split(" / "), str(persian)))

    def work(self, title: str) -> str:
        """Give the name that the editions of a work share, its English one; empty for a title that has no other."""
        other = self._titles.get(title, "").partition(" / ")[0].strip()
        return next((name for name in (other, title) if other and not re.search("[آ-ی۰-۹]", name)), "")

    def of(self, title: str, author: str) -> list[str]:
        """List them for a title: its own first, then those of its authors; of several ways each (split by "/")."""
        found = [self._titles.get(title, "")]
        for name in re.split(r"[؛;,،]| and | و ", author):
            name = re.sub(r"\(.*\)|^ترجمهٔ |^translated by ", "", name.strip()).strip()
            found.append(self._authors.get(name, ""))
        return [way.strip() for ways in found if ways for way in ways.split(" / ")]


def cutter(title: str, author: str, language: str) -> str:
    """Give the first letters of the author's last name, or of the title."""
    name = author.partition("؛")[0].partition(";")[0].partition("(")[0].partition(" and ")[0].partition(",")[0]
    word = (name.split() or title.split())[-1] if name else title.split()[0]
    return word[:3] if language == "fa" else word[:3].upper()


class Barcodes:
    """Fourteen digits, the last a check digit, as on library labels."""

    def __init__(self) -> None:
        self._next = 0

    def take(self) -> str:
        """Give the next one."""
        self._next += 1
        digits = f"30124{self._next:08}"
        doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
        total = sum(value - 9 if value > 9 else value for value in doubled)
        return f"{digits}{-total % 10}"


def titles(chance: random.Random, scarce: set[str]) -> list[Row]:
    """Give every title its id, its copies, and the day it came."""
    barcodes = Barcodes()
    rows = []
    for number, (row, shelf, item_type) in enumerate(written_titles(), 1):
        places = [
            branch for branch, likely in zip(BRANCHES, CHANCES[item_type], strict=True) if chance.random() < likely
        ]
        if not places:
            places = ["main"]
        elif item_type in ("book", "textbook") and "main" in places and chance.random() < 0.25:
            places.append("main")
        if row["title"] in scarce:
            places = ["main"]
        row["copies"] = [
            {
                "barcode": barcodes.take(),
                "branch": branch,
                "type": TYPES.get(item_type, item_type),
                "shelf": shelf if branch == "main" else shelf.partition("/")[2],
            }
            for branch in sorted(places, key=BRANCHES.index)
        ]
        rows.append({"id": f"n{number:04}", **row, "added": f"-{chance.randint(90, 3000)}d"})
    more = list(more_titles(len(rows), barcodes))
    for row in chance.sample([row for row in rows if row["title"] not in scarce], NEW_TITLES):
        row["added"] = f"-{chance.randint(1, 55)}d"
    return rows + more


def more_titles(before: int, barcodes: Barcodes) -> Iterator[Row]:
    """Give the titles of the newer sources; chosen apart, so that ids and copies of the others stay as they are."""
    chance, ways = random.Random(SEED + 1), OtherWays()
    for number, (row, shelf, item_type) in enumerate(written_books(), before + 1):
        row["call_number"] = f"{row['call_number']} {cutter(row['title'], row['author'], row['language'])}"
        if also := ways.of(row["title"], row["author"]):
            row["also"] = also
        if work := ways.work(row["title"]):
            row["work"] = work
        places = [
            branch for branch, likely in zip(BRANCHES, CHANCES[item_type], strict=True) if chance.random() < likely
        ] or ["main"]
        row["copies"] = [
            {
                "barcode": barcodes.take(),
                "branch": branch,
                "type": TYPES.get(item_type, item_type),
                "shelf": shelf if branch == "main" else shelf.partition("/")[2],
            }
            for branch in places
        ]
        days = chance.randint(1, 55) if chance.random() < 0.05 else chance.randint(90, 3000)
        yield {"id": f"n{number:04}", **row, "added": f"-{days}d"}


class Copies:
    """Which copies are still on the shelf."""

    def __init__(self, catalogue: list[Row]) -> None:
        self.by_title: dict[str, Row] = {}
        for row in catalogue:
            self.by_title.setdefault(row["title"], row)
        self._out: set[str] = set()

    def take(self, title: str, home: str | None) -> str:
        """Take a copy away, rather from the patron's own branch."""
        copies = [copy for copy in self.by_title[title]["copies"] if copy["barcode"] not in self._out]
        if not copies:
            raise SystemExit(f"no copy of {title} is left")
        chosen = min(copies, key=lambda copy: copy["branch"] != home)
        self._out.add(chosen["barcode"])
        return str(chosen["barcode"])

    def any(self, title: str) -> str:
        """Name a copy without taking it."""
        return str(self.by_title[title]["copies"][0]["barcode"])


def patrons(written: list[Row], copies: Copies) -> list[Row]:
    """Give loans, holds and fines their copies."""
    rows = []
    for person in written:
        home = person.get("home")
        lent: dict[str, str] = {}
        loans = []
        for loan in person.get("loans", ()):
            title = loan.pop("title")
            lent[title] = copies.any(title) if "returned" in loan else copies.take(title, home)
            loans.append({"barcode": lent[title], **loan})
        holds = []
        for hold in person.get("holds", ()):
            title = hold.pop("title")
            row = {"title": copies.by_title[title]["id"], **hold}
            if "status" in row:
                row["barcode"] = copies.take(title, None)
            holds.append(row)
        fines = [
            {**({"barcode": lent[fine.pop("title")]} if "title" in fine else {}), **fine}
            for fine in person.get("fines", ())
        ]
        parts = {"loans": loans, "holds": holds, "fines": fines}
        rows.append({**person, **{name: part for name, part in parts.items() if part}})
    return rows


def past_loans(chance: random.Random, catalogue: list[Row], people: list[Row]) -> None:
    """Add loans long returned, some titles far more often than others."""
    # Those of the newer sources have not been asked for yet.
    lendable = [row for row in catalogue[:OLDER] if row["copies"][0]["type"] not in ("reference", "dvd")]
    liked = {row["id"]: chance.paretovariate(1.2) for row in lendable}
    readers = [person for person in people if int(person["registered"].strip("-d")) > 120]
    for _ in range(PAST_LOANS):
        row = chance.choices(lendable, [liked[one["id"]] for one in lendable])[0]
        person = chance.choice(readers)
        back = chance.randint(20, int(person["registered"].strip("-d")) - 40)
        out = back + chance.randint(5, 14)
        person.setdefault("loans", []).append(
            {
                "barcode": chance.choice(row["copies"])["barcode"],
                "loaned": f"-{out}d",
                "due": f"-{out - 14}d",
                "returned": f"-{back}d",
            }
        )


class _Dumper(yaml.SafeDumper):
    """Write small things in one line, so that a person can read the file."""


def _represent(dumper: yaml.SafeDumper, value: Row) -> yaml.MappingNode:
    flat = all(not isinstance(part, (dict, list)) for part in value.values()) and len(str(value)) < 170
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=flat)


def _represent_list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    flat = all(isinstance(part, (str, int)) for part in value) and len(str(value)) < 170
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flat)


_Dumper.add_representer(dict, _represent)
_Dumper.add_representer(list, _represent_list)


def facts() -> list[Row]:
    """Read the facts: topics, questions, answers, and what stands beside them."""
    made: list[Row] = []
    topic = ""
    for line in (SOURCES / "facts.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sign, rest = line[0], line[2:]
        if sign == "=":
            topic = rest
        elif sign == "?":
            fa, en = rest.split(" | ")
            made.append({"topic": topic, "question": {"fa": fa, "en": en}, "text": {}})
        elif sign == "+":
            made[-1]["also"] = rest
        elif sign == "~":
            made[-1]["also"] = "\n".join((made[-1].get("also", ""), *rest.split(" | ")))
        elif sign == "@":
            for part in rest.split():
                name, _, value = part.rpartition("=")
                made[-1][name or "branch"] = value
        else:
            text = made[-1]["text"]
            text["en" if "fa" in text else "fa"] = line
    for file in sorted((SOURCES / "asked").glob("*.yml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            _ask_otherwise(made, row)
    return made


def _ask_otherwise(made: list[Row], row: Row) -> None:
    """Add to a fact the ways in which patrons ask for it, or a further fact; one without a text is not answered yet."""
    if "fact" in row:
        fact = next(one for one in made if one["question"]["en"] == row["fact"])
    else:
        told = row["told"]
        fact = {"topic": told["topic"], "question": {"fa": told["fa"], "en": told["en"]}}
        if "text_fa" in told:
            fact["text"] = {"fa": told["text_fa"], "en": told["text_en"]}
        fact |= {name: told[name] for name in ("branch", "audience") if told.get(name)}
        made.append(fact)
    leaning = [f"… {way}" for way in (*row.get("then_fa", ()), *row.get("then_en", ()))]
    ways = [*row.get("fa", ()), *row.get("en", ()), *row.get("finglish", ()), *leaning]
    known = fact.get("also", "").split("\n")
    fact["also"] = "\n".join((known[0], *dict.fromkeys(each for each in (*known[1:], *ways) if each)))


def main() -> None:
    """Write library.yml."""
    chance = random.Random(SEED)
    house = yaml.safe_load((SOURCES / "house.yml").read_text(encoding="utf-8"))
    written = yaml.safe_load((SOURCES / "patrons.yml").read_text(encoding="utf-8"))
    catalogue = titles(chance, set(written["scarce"]))
    people = patrons(written["patrons"], Copies(catalogue))
    past_loans(chance, catalogue, people)
    library = {
        "library": house["library"],
        "fictional": True,
        "branches": house["branches"],
        "closings": closings(),
        "loan_rules": house["loan_rules"],
        "facts": facts(),
        "events": house["events"],
        "patrons": people,
        "staff": house["staff"],
        "canned": house["canned"],
        "titles": catalogue,
    }
    text = yaml.dump(library, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    note = "# Made by generate.py from sources/: change those and run it again. The format: docs/seed-format.md\n"
    (HERE / "library.yml").write_text(note + text, encoding="utf-8")


if __name__ == "__main__":
    main()
