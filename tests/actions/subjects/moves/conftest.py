"""The small library with more events, a telephone, and a few facts of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol import plain_yaml
from tests.support.filling import filled
from tests.support.yaml_files import yaml_of

EVENTS = [
    {
        "title": {"fa": "عصر فیلم: گاو", "en": "Film evening: The Cow"},
        "branch": "saadi",
        "starts": "+19d 18:00",
        "ends": "+19d 20:00",
        "seats": 40,
        "registration": {"fa": "ثبت‌نام پای میز اطلاعات", "en": "Register at the information desk"},
    },
    {
        "title": {"fa": "قصه‌گویی برای ۴ تا ۷ ساله‌ها", "en": "Story hour for ages 4 to 7"},
        "description": {"fa": "با عروسک‌ها؛ یک بالش بیاورید.", "en": "With puppets; bring a cushion."},
        "branch": "bagh",
        "starts": "+20d 10:00",
        "ends": "+20d 11:00",
        "registration": {"fa": "ورود آزاد", "en": "Free entry"},
    },
]
FACTS = [
    {
        "topic": "facilities",
        "branch": "saadi",
        "question": {"fa": "شعبهٔ سعدی آسانسور دارد؟", "en": "Does Saadi Branch have a lift?"},
        "text": {"fa": "شعبهٔ سعدی آسانسور دارد.", "en": "Saadi Branch has a lift."},
    },
    {
        "topic": "events",
        "question": {"fa": "شرکت در برنامه‌ها رایگان است؟", "en": "Are events free of charge?"},
        "text": {"fa": "همهٔ برنامه‌ها رایگان است.", "en": "All events are free of charge."},
    },
    {
        "topic": "staff_contact",
        "question": {"fa": "چگونه مدیر کتابخانه را ببینم؟", "en": "How can I see the director?"},
        "text": {"fa": "مدیر کتابخانه خانم کیانی است.", "en": "The director, Ms Kiani, is in on Mondays."},
    },
    {
        "topic": "hold",
        "question": {
            "fa": "کتاب رزروشده چند روز نگه داشته می‌شود؟",
            "en": "How long is a reserved book kept for me?",
        },
        "text": {"fa": "کتاب رزروشده سه روز نگه داشته می‌شود.", "en": "A reserved book is kept for three days."},
    },
    {
        "topic": "hold",
        "question": {
            "fa": "کتاب رزروشده را می‌شود بیشتر نگه دارید؟",
            "en": "Can a reserved book be kept longer for me?",
        },
        "text": {"fa": "نه، مهلت تحویل دراز نمی‌شود.", "en": "No, the days for collecting are not extended."},
    },
    {
        "topic": "hold",
        "question": {
            "fa": "اگر رزروم را نگیرم چه می‌شود؟",
            "en": "What happens if I do not collect my reservation?",
        },
        "text": {
            "fa": "رزرو به نفر بعدی می‌رسد.",
            "en": "It goes to the next in the queue; not collecting costs nothing.",
        },
    },
    {
        "topic": "hold",
        "question": {
            "fa": "کس دیگری می‌تواند رزروم را تحویل بگیرد؟",
            "en": "Can somebody else collect my reservation?",
        },
        "text": {"fa": "هر کسی با کارت شما می‌گیرد.", "en": "Anybody can collect it with your card."},
    },
]


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """An SQLite file with that library."""
    document = plain_yaml.load((Path(__file__).parents[2] / "library.yml").read_text(encoding="utf-8"))
    document["branches"][0]["phone"] = "021-00000001"
    document["events"] += EVENTS
    document["facts"] += FACTS
    folder = tmp_path_factory.mktemp("house")
    seeded = folder / "library.yml"
    seeded.write_text(yaml_of(document), encoding="utf-8")
    return filled(folder / "library.sqlite3", sqlite_file, seeded)
