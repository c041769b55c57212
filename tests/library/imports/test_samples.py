"""Records as libraries exported them; they are not shipped, so these tests run only where MARC_SAMPLES names them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crm.database.store import Store
from library import Library
from library.imports import Mapping, Source, import_catalogue, undo_last
from library.imports.record import BrokenRecord, CatalogueRecord
from library.imports.sources import records_of
from tests.support.import_files import BY

FOLDER = os.environ.get("MARC_SAMPLES", "")
FILES = (
    "jazz_1k.mrc",
    "lul_fre_100.mrc",
    "hebrew.marc",
    "oss.marc",
    "RDA_record_DVD-BLUE-RAY-MOVIE_Pineapple_express.mrc",
)

pytestmark = pytest.mark.skipif(
    not FOLDER or not all((Path(FOLDER) / name).is_file() for name in FILES),
    reason="MARC_SAMPLES names no folder with the sample records of docs/import.md",
)


def read(name: str) -> list[CatalogueRecord | BrokenRecord]:
    return list(records_of(Source.of(Path(FOLDER) / name), Mapping()))


def titles(name: str) -> dict[str, CatalogueRecord]:
    return {one.id: one for one in read(name) if isinstance(one, CatalogueRecord)}


def test_sound_recordings_with_their_copies() -> None:
    found = titles("jazz_1k.mrc")
    assert len(found) == 1000
    assert sum(one.kind == "music" for one in found.values()) > 500
    friendly = found["03-0018137"]
    assert (friendly.title, friendly.year, friendly.kind) == ("Friendly fire", 1999, "music")
    assert friendly.copies is not None and friendly.copies[0].branch == "HUNTINGTON"


def test_french_with_accents_in_marc8() -> None:
    found = titles("lul_fre_100.mrc")
    assert len(found) == 100
    assert found["01-0120509"].title.endswith("révélations tirées des archives d'Autriche")
    assert all(one.language == "fr" for one in found.values())


def test_hebrew_in_linked_fields() -> None:
    found = titles("hebrew.marc")
    assert len(found) == 20
    torah = found["OCoLC-13810341"]
    assert torah.title == "לתורה בלמועדים: רסיסי הגיונות"
    assert torah.authors == "Shelomoh Yosef Zeṿin"
    assert "La-Torah vela-moʻadim: resise hegyonot" in torah.also
    # Of two 008 the first is empty.
    assert (torah.language, torah.year, torah.pages) == ("he", 1961, 384)


def test_damage_is_told_by_its_number() -> None:
    found = read("oss.marc")
    assert len(found) == 42
    broken = {one.number: one.problem.code for one in found if isinstance(one, BrokenRecord)}
    assert broken[28] == "damaged"
    assert set(broken.values()) == {"damaged", "no_id"}
    assert titles("oss.marc")["Springer-978-0-387-72485-0"].isbns == ("9780387724867",)


def test_a_film_with_a_summary() -> None:
    (film,) = read(FILES[-1])
    assert isinstance(film, CatalogueRecord)
    assert (film.title, film.kind, film.form, film.year) == ("Pineapple express", "dvd", "film", 2008)
    assert film.summary is not None and film.summary.startswith('"A lazy stoner')
    # A rating is no age.
    assert film.age_from is None


async def test_the_example_of_the_documentation(store: Store, library: Library) -> None:
    sources = [Source.of(Path(FOLDER) / name) for name in FILES]
    mapping = Mapping(branches={"HUNTINGTON": "main", "DESMARAIS": "saadi"})
    result = await import_catalogue(store, sources, mapping=mapping, by=BY)
    counts = result.outcome.counts
    assert (counts["read"], counts["added"], counts["broken"], counts["copies_added"]) == (1163, 1152, 11, 1355)
    assert dict(result.outcome.branches) == {"YORK": 1, "ENGI_CSCI": 1}
    assert [title.title for title in (await library.search("friendly fire")).titles][:1] == ["Friendly fire"]
    await undo_last(store, by=BY)
    assert not [title for title in (await library.search("friendly fire")).titles if title.title == "Friendly fire"]
