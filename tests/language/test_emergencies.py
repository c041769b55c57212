"""Emergencies are told from what only sounds like one, in Persian, English and Persian in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from language.emergencies.afterwards import calls_for_help, names_place, takes_back, tells_more, thanks
from language.emergencies.reading import (
    KINDS,
    find_distress,
    find_emergency,
    is_grief,
    is_low,
    likely_kind,
    reaches_out,
)
from protocol import plain_yaml

HERE = Path(__file__).parent / "emergencies"


def wordings(name: str) -> Any:
    return plain_yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"))


def told(name: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in wordings(name)["emergencies"].items() for text in texts]


KNOWN = told("known")


def test_every_known_wording_is_read_as_its_kind() -> None:
    assert {text: find_emergency(text) for kind, text in KNOWN if find_emergency(text) != kind} == {}
    assert {kind for kind, _ in KNOWN} == set(KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "کاش اگه قراره اینجوری باشه نباشم",
        "کاش اگه زندگی اینه نباشم",
        "kash age gharare injoori bashe nabasham",
    ],
)
def test_a_wish_not_to_be_that_has_a_condition_is_heard(text: str) -> None:
    assert find_distress(text) is not None


def test_a_plain_wish_not_to_be_is_an_alarm() -> None:
    texts = [text for kind, text in KNOWN if kind == "despair" and re.search("نباشم|نبودم|nabasham|nabudam", text)]
    assert len(texts) > 20
    assert [text for text in texts if (found := find_distress(text)) is None or found.degree != "alarm"] == []


def test_what_only_sounds_like_one_is_none() -> None:
    assert [text for text in wordings("known")["harmless"] if find_emergency(text)] == []


@pytest.mark.parametrize("name", ["frozen", "fresh"])
def test_of_wordings_that_no_pattern_was_made_by_nearly_all_are_read(name: str) -> None:
    everything = told(name)
    missed = [text for _, text in everything if find_emergency(text) is None]
    harmless = wordings(name)["harmless"]
    alarmed = [text for text in harmless if find_emergency(text)]
    assert len(missed) <= 0.05 * len(everything), missed
    assert len(alarmed) <= 0.05 * len(harmless), alarmed


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_quiet_despair_is_heard_and_a_figure_of_speech_is_not(half: str) -> None:
    texts = wordings("degrees")[half]
    alarmed = [text for text in texts["harmless"] if find_distress(text)]
    assert len(alarmed) <= 0.07 * len(texts["harmless"]), alarmed
    missed = [text for told in (*texts["alarm"].values(), texts["quiet"]) for text in told if not find_emergency(text)]
    missed += [
        text for first, text in texts["second"] if not (is_low(first) or is_grief(first)) or not reaches_out(text)
    ]
    assert len(missed) <= 3, missed


def test_despair_has_degrees() -> None:
    told = {
        text: find_distress(text)
        for text in ("I took all my pills", "I don't see the point of going on", "I can't take it any more")
    }
    assert [found and (found.kind, found.degree) for found in told.values()] == [
        ("despair", "alarm"), ("despair", "quiet"), ("despair", "doubtful"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [("ok I'll call them, thanks", calls_for_help), ("زنگ زدم دارن میان", calls_for_help), ("دستت درد نکنه", thanks),
     ("مرکزی طبقه دوم زود باش", names_place), ("by the lifts, ground floor", names_place),
     ("why is nobody coming", tells_more),
     ("الان چیکار کنم", tells_more)],
)  # fmt: skip
def test_what_follows_an_alarm_is_told_apart(text: str, read: Callable[[str], bool]) -> None:
    assert read(text)


@pytest.mark.parametrize(
    "text", ["how much must I pay?", "where is the reading room?", "سالن مطالعه تا کی بازه؟", "کتاب دیگه‌ای دارین؟"]
)
def test_an_ordinary_request_is_none_of_it(text: str) -> None:
    assert not any(read(text) for read in (calls_for_help, thanks, names_place, tells_more))


@pytest.mark.parametrize(
    "text",
    [
        "آتش‌سوزی شده کمک!!!",
        "آتیش   گرفته",
        "ATISH GEREFTE",
        "there’s a FIRE on floor 2!!",
        "می خوام خودمو بکشم",
        "ميخوام خودكشي كنم",
    ],
)
def test_spelling_and_signs_do_not_hide_one(text: str) -> None:
    assert find_emergency(text)


def test_a_title_in_quotation_marks_is_none() -> None:
    assert find_emergency("رمان «می‌خواهم بمیرم» موجود است؟") is None
    assert find_emergency('do you have "I want to die but I want to eat tteokbokki"') is None


@pytest.mark.parametrize(
    ("text", "taken"),
    [("false alarm, sorry", True), ("ببخشید اشتباه شد", True), ("she is fine now", True), ("پیداش کردم", True),
     ("حالش خوبه", True), ("he is not fine", False), ("حالش خوب نیست", False),
     ("still burning", False), ("what do I do now", False),
     ("ambulnce took him, hes tlaking. thx", True), ("ok ok I have her, she was under the table", True),
     ("got him back, he was hiding behind the curtain", True), ("they let us out, thank you", True),
     ("sorry for the panic", True), ("we don’t need help any more", True), ("it all turned out well", True),
     ("خب اومدن در باز شد", True), ("اومدیم بیرون، مرسی", True), ("پیشمه، خیالتون راحت", True),
     ("دیگه لازم نیست بیاین", True), ("به خیر گذشت", True), ("dar baz shod, omadim birun", True),
     ("I have her number", False), ("I have him here but he is not breathing", False), ("the door is not open", False),
     ("در باز نمیشه", False), ("در باز شد ولی بچه هنوز توشه", False), ("they got out a knife", False)],
)  # fmt: skip
def test_that_it_is_over_is_read(text: str, taken: bool) -> None:
    assert takes_back(text) is taken


def test_what_is_known_to_be_one_has_a_kind() -> None:
    assert likely_kind("there is blood here") == "medical"
    assert likely_kind("something terrible") == "danger"


@pytest.mark.parametrize("text", ["", "؟", "   ", "🆘", "a" * 2000, "کمک " * 400, "my my my " * 200])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    assert find_emergency(text) in {None, *KINDS}


@pytest.mark.parametrize(
    "text",
    [
        "می‌شه بفرستین شعبهٔ خودم؟ خیلی طول می‌کشه؟",
        "خودم نقاشی می‌کشم، کتاب آموزشش رو دارین؟", "خودم میام، صف طول میکشه؟",
        "I have asthma, is the reading room aired?", "I am diabetic, may I eat something at my desk?",
        "peanuts make me ill, I am allergic: what is in the café's cake?",
    ],
)  # fmt: skip
def test_what_lasts_or_is_lived_with_is_no_emergency(text: str) -> None:
    assert find_distress(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "not sure why I am telling you this, I have hardly slept",
        "نمی‌دونم چرا این‌ها رو این‌جا می‌نویسم، اصلاً حالم خوب نیست",
        "سه شبه خوابم نمی‌بره و حوصلهٔ هیچی رو ندارم", "I see no point in carrying on with all this",
    ],
)  # fmt: skip
def test_a_low_voice_is_heard(text: str) -> None:
    found = find_distress(text)
    assert found is not None and found.kind == "despair"


@pytest.mark.parametrize(
    "text",
    [
        "please hurry, one old woman she fell down here near the lift and not talking",
        "a man fell in the corridor and he does not get up",
        "some boy fall down by the shelves, he dont answer",
        "my aunt fell and her eyes are closed",
        "there is a man on the floor, he is not speaking, come fast",
        "third floor, she is breathing but her eyes are shut",
        "یه خانمی اینجا افتاده حرف نمی‌زنه",
        "طبقهٔ اول یه نفر افتاده نفس می‌کشه ولی چشاش بسته‌ست",
        "پسری خورده زمین نمی‌تونه بلند شه",
    ],
)
def test_who_lies_there_and_gives_no_sign_is_in_need(text: str) -> None:
    found = find_distress(text)
    assert found is not None and (found.kind, found.degree) == ("medical", "alarm")


@pytest.mark.parametrize(
    "text",
    [
        "I fell in love with this novel and can't stop talking about it",
        "someone on the ground floor does not answer the phone",
        "she is on the floor above and cannot speak English",
        "کتاب از دستم افتاد و جلدش باز شد",
        "دوستم از درس افتاده، کتاب کمک‌درسی دارید؟",
    ],
)
def test_a_fall_of_other_kinds_is_none(text: str) -> None:
    assert find_distress(text) is None
