"""What is searched: every fact and every passage as one entry, with its words, and the texts its vectors are of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of
from crm.knowledge.facts import FactValues
from crm.knowledge.spelling import as_one
from crm.knowledge.ways_to_ask import ways_of
from crm.learning.likeness import WORDS
from language.normalise import fold
from language.rule_values import without_rule_values
from protocol.vectors import ADAPTED_BY

__all__ = [
    "FACT",
    "PASSAGE",
    "VECTORS",
    "KnowledgeEntry",
    "asked_text",
    "digest_of",
    "read_entries",
    "script_of",
    "vector_text",
]

FACT, PASSAGE = "fact", "passage"
# The vectors of an entry: of its title, of that with what it tells, of that with its further words, and of what is
# asked only when its topic was just spoken of.
VECTORS = ASKED, TOLD, NAMED, LEANING = ("asked", "told", "named", "leaning")
# A vector is made of the beginning of a text: the network reads no more.
LONGEST_VECTOR_TEXT = 900
LONGEST_ASKED = 300
# So many texts of entries are remembered as they were made: more than a library has.
MOST_TEXTS = 1 << 15
# How patrons name those for whom a fact is, in both languages.
AUDIENCE_WORDS = {
    "adult": "بزرگسال عادی adult",
    "student": "دانشجو دانشجویی دانشجویان student students",
    "child": "کودک بچه نوجوان دانش‌آموز child children kid kids teenager",
    "senior": "سالمند بازنشسته مسن سال‌خورده ساله سالشه سال مادر مامان پدر بابا senior elderly older retired",
    "guest": "مهمان غیرعضو بازدیدکننده guest visitor non-member",
    "foreigner": "خارجی اتباع مهاجر foreigner foreign immigrant",
    "disabled": "معلول توان‌یاب ویلچر نابینا disabled wheelchair blind",
    "researcher": "پژوهشگر استاد researcher lecturer",
}

_PERSIAN = re.compile("[آ-ی]")
_FACT = table_of(records.Fact)
_DOCUMENT = table_of(records.Document)
_PASSAGE = table_of(records.Passage)
_BRANCH = table_of(records.Branch)

Texts = dict[str, str]
_WORD = re.compile(r"[^\W_]+")
_ASKING = frozenset(fold(WORDS).split())


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeEntry:
    """One fact or passage.

    `title` is its question or heading and `text` what is said, by language ({"fa", "en"} of a fact, one of a passage);
    `words` are further ones by which it is found, `wordings` other ways to ask for it, of either language, and
    `leaning` those that are understood only after something of its topic was told. A fact without a text is a question
    that is known and not answered yet. Of a passage `source` is its document's title.
    """

    kind: str
    id: int
    title: Texts
    text: Texts
    topic: str | None = None
    branch_id: int | None = None
    audience: str | None = None
    words: str = ""
    wordings: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    link: str | None = None
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Give what its words depend on."""
        return (self.kind, self.id, *self.searched, *self.leaning)

    @property
    def searched(self) -> tuple[str, ...]:
        """Give the texts by whose words it is found."""
        return (*self.title.values(), *map(without_rule_values, self.text.values()), self.words, *self.wordings)

    @property
    def spelt(self) -> list[str]:
        """Give its words as they are written, and those that every question has."""
        return [*(word for text in self.searched for word in _WORD.findall(fold(text))), *_ASKING]

    @property
    def ref(self) -> str:
        """Name it among all: "fact:12"."""
        return f"{self.kind}:{self.id}"

    @property
    def is_open(self) -> bool:
        """Tell whether it is a question that nobody has answered yet."""
        return not any(self.text.values())

    def is_valid(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def vector_texts(self) -> list[tuple[str, str, str]]:
        """Give the texts whose vectors stand for it, each with its language and which of VECTORS it is."""
        found = []
        for language, title in self.title.items():
            name = _last(title)
            found += [
                (language, vector_text(name), ASKED),
                (language, vector_text(f"{name} {without_rule_values(self.text[language])}"), TOLD),
                (language, vector_text(f"{name} {self.words}"), NAMED),
            ]
        found += [(script_of(each), _way_text(each), ASKED) for each in self.wordings]
        found += [(script_of(each), _way_text(each), LEANING) for each in self.leaning]
        return found


def script_of(text: str) -> str:
    """Give the language whose letters a text is in: Persian in Latin ones is taken for English, as by the network."""
    return "fa" if _PERSIAN.search(text) else "en"


def _last(heading: str) -> str:
    return heading.rpartition(" › ")[2]


# Every gateway reads the same entries again and again, for what is new in them.
@lru_cache(maxsize=MOST_TEXTS)
def vector_text(text: str) -> str:
    """Give what a vector is made of."""
    return fold(text)[:LONGEST_VECTOR_TEXT]


def asked_text(text: str) -> str:
    """Give what the vector of a question is made of: its folded words."""
    return " ".join(_WORD.findall(as_one(fold(text))))[:LONGEST_ASKED]


# As vector_text; what patrons say is not kept.
@lru_cache(maxsize=MOST_TEXTS)
def _way_text(way: str) -> str:
    return asked_text(way)


def digest_of(text: str) -> str:
    """Name the vector of a text: one that another network has made has another name."""
    return sha256(f"{ADAPTED_BY}\n{text}".encode()).hexdigest()


def read_entries(connection: Connection) -> list[KnowledgeEntry]:
    """Read all facts and passages."""
    return [*_facts(connection), *_passages(connection)]


def _facts(connection: Connection) -> Iterable[KnowledgeEntry]:
    columns = [_FACT.c[name] for name in ("id", *FactValues.__dataclass_fields__)]
    branches = {row.id: f"{row.name_fa} {row.name_en}" for row in connection.execute(select(_BRANCH))}
    for row in connection.execute(select(*columns).order_by(_FACT.c.position, _FACT.c.id)):
        ways = ways_of(row.also)
        words = (ways.words, AUDIENCE_WORDS.get(row.audience or "", ""), branches.get(row.branch_id or 0, ""))
        yield KnowledgeEntry(
            kind=FACT,
            id=row.id,
            title={"fa": row.question_fa, "en": row.question_en},
            text={"fa": row.text_fa, "en": row.text_en},
            topic=row.topic,
            branch_id=row.branch_id,
            audience=row.audience,
            words=" ".join(words),
            wordings=ways.wordings,
            leaning=ways.leaning,
            link=row.link,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )


def _passages(connection: Connection) -> Iterable[KnowledgeEntry]:
    query = (
        select(
            _PASSAGE.c.id,
            _PASSAGE.c.heading,
            _PASSAGE.c.text,
            _DOCUMENT.c.title,
            _DOCUMENT.c.link,
            _DOCUMENT.c.language,
        )
        .join(_DOCUMENT, _DOCUMENT.c.id == _PASSAGE.c.document_id)
        .order_by(_PASSAGE.c.document_id, _PASSAGE.c.position)
    )
    for row in connection.execute(query):
        yield KnowledgeEntry(
            kind=PASSAGE,
            id=row.id,
            title={row.language: row.heading or row.title},
            text={row.language: row.text},
            words=row.title,
            link=row.link,
            source=row.title,
        )
