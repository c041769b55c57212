"""What is said by the way of a book that is wished for, and what only looks like an author or a kind."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from language.requests.reading.goes_past import authors_named_off
from language.requests.reading.reading import read_wish


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        # Parts of a book are told of as they are liked, and no catalogue tells them; they are no title's name.
        ("recommend me something. I like grumpy narrators and short chapters", {"untold": ("manner",)}),
        ("a book with an unreliable narrator, under 300 pages", {"untold": ("manner",), "most_pages": 300}),
        ("یه رمان با فصل‌های کوتاه", {"untold": ("manner",), "forms": ("novel",)}),
        ("fantasy characters", {"genres": ("fantasy",)}),
        ("not that. weirder", {"untold": ("mood",)}),
        ("English باشه، light، نه از این self-helpها", {"genres": ("humour|friendship",), "without": ("self_help",)}),
        ("no self-help please", {"without": ("self_help",)}),
        # Whom or what somebody is weary of has written nothing, nor what comes after it.
        ("خسته شدم از گوشی، یه کتاب بگو", {"author": ""}),
        ("khaste shodam az gooshi. ye ketab begu", {"author": ""}),
        ("شنبه بعد از ظهر", {"author": ""}),
        ("کتابی از هدایت", {"author": "هدایت"}),
        ("na baba film na, ye ketab begu", {"kinds": (), "without": ("dvd",)}),
        ("شوخی کردم نگو!!", {"genres": ()}),
        ("shukhi kardam nagu!!", {"genres": ()}),
        ("seri bashe ke ta eid sargarm she", {"series": True}),
    ],
)
def test_said_by_the_way(text: str, wished: dict[str, object]) -> None:
    wish = asdict(read_wish(text).wish)
    assert {part: wish[part] for part in wished} == wished


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("چارلی رو داریم. غیر از رولد دال لطفا، می‌ترسم فقط همینو بخونه", "رولد دال"),
        ("jenayi khube vali na Agatha Christie, hamasho darim", "agatha christie"),
        ("something else, but not Murakami please", "murakami"),
        ("other than Orwell, we have read all of his", "orwell"),
    ],
)
def test_who_is_excepted_is_not_wanted_whatever_is_said_behind_it(text: str, name: str) -> None:
    assert list(authors_named_off(text)) == [name]
