"""What holds of every order, whatever it names: a no makes it no order, an exception is never in what is meant."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from language.requests.deeds.lateness import MOST_DAYS, days_late
from language.requests.own.own_words import is_own_words
from language.requests.speech.request import Kind, read_request
from language.requests.titles.names import find_named

ENGLISH_TITLES = ["Dune", "Emma", "War and Peace", "A Brief History of Time", "Foundation", "The Hobbit"]
PERSIAN_TITLES = ["کوری", "سووشون", "جنگ و صلح", "صد سال تنهایی", "بوف کور", "خانهٔ دوست کجاست؟"]
ENGLISH_DEEDS = {"renew": ["renew", "extend", "prolong"], "hold": ["reserve", "hold"], "cancel": ["cancel", "drop"]}
PERSIAN_DEEDS = {"renew": "تمدید", "hold": "رزرو", "cancel": "لغو"}
deeds = st.sampled_from(sorted(ENGLISH_DEEDS))


@given(
    deeds,
    st.integers(0, 2),
    st.sampled_from(["don't {}", "please do not {}", "dont {}", "never {}", "you needn't {}", "no need to {}",
                     "I don't want you to {}", "please don't ever {}", "i'd rather not {}"]),
    st.sampled_from(ENGLISH_TITLES),
    st.sampled_from(["{}", "{} please", "my copy of {}", "{} or anything else"]),
)  # fmt: skip
def test_a_refused_english_order_is_no_order(deed: str, which: int, no: str, title: str, around: str) -> None:
    verbs = ENGLISH_DEEDS[deed]
    text = f"{no.format(verbs[which % len(verbs)])} {around.format(title)}"
    assert read_request(text, deed).kind is Kind.REFUSAL


@given(
    deeds,
    st.sampled_from(["{} رو {} نکن", "لطفاً {} را {} نکنید", "{} رو {}ش نکن", "نمی‌خوام {} رو {} کنم",
                     "لازم نیست {} رو {} کنید",
                     "{} نباید {} بشه", "{} رو فعلاً {} نکنید لطفا", "{} {} نشه"]),
    st.sampled_from(PERSIAN_TITLES),
)  # fmt: skip
def test_a_refused_persian_order_is_no_order(deed: str, text: str, title: str) -> None:
    assert read_request(text.format(title, PERSIAN_DEEDS[deed]), deed).kind is Kind.REFUSAL


@given(
    st.sampled_from(["renew", "cancel"]),
    st.sampled_from(["{} everything except {}", "{} all but {}", "apart from {1}, {0} them all",
                     "{} all my books, not {}",
                     "{0} all. Do not {0} {1}.", "please {} every item other than {}"]),
    st.lists(st.sampled_from(ENGLISH_TITLES), min_size=1, max_size=2, unique=True),
)  # fmt: skip
def test_all_but_some_never_holds_those(deed: str, text: str, out: list[str]) -> None:
    request = read_request(text.format(deed, " and ".join(out)), deed)
    left = [ENGLISH_TITLES[place] for place in find_named(request.left_out, ENGLISH_TITLES).places]
    wanted = [ENGLISH_TITLES[place] for place in find_named(request.wanted, ENGLISH_TITLES).places]
    assert request.kind is Kind.ORDER and request.whole
    assert sorted(left) == sorted(out) and not set(wanted) & set(out)


@given(
    st.sampled_from(["همه رو {} کن به جز {}", "به جز {1} بقیه رو {0} کن", "همه رو غیر از {1} {0} کنید",
                     "همه رو {} کن، {} رو نه",
                     "همه رو {0} کن ولی {1} رو {0} نکن"]),
    st.sampled_from(["renew", "cancel"]),
    st.lists(st.sampled_from(PERSIAN_TITLES), min_size=1, max_size=2, unique=True),
)  # fmt: skip
def test_all_but_some_never_holds_those_in_persian(text: str, deed: str, out: list[str]) -> None:
    request = read_request(text.format(PERSIAN_DEEDS[deed], " و ".join(out)), deed)
    left = [PERSIAN_TITLES[place] for place in find_named(request.left_out, PERSIAN_TITLES).places]
    wanted = [PERSIAN_TITLES[place] for place in find_named(request.wanted, PERSIAN_TITLES).places]
    assert request.kind is Kind.ORDER and request.whole
    assert sorted(left) == sorted(out) and not set(wanted) & set(out)


@given(st.lists(st.sampled_from(ENGLISH_TITLES + PERSIAN_TITLES), min_size=1, max_size=4, unique=True))
def test_each_of_several_titles_is_found_once(titles: list[str]) -> None:
    known = ENGLISH_TITLES + PERSIAN_TITLES
    for joint in (", ", " and ", " و "):
        found = find_named(f"renew {joint.join(titles)} please", known)
        assert sorted(known[place] for place in found.places) == sorted(titles)
        assert found.others == ()


@given(st.text(max_size=300), deeds)
@example("⓵", "renew")
def test_any_text_is_read(text: str, deed: str) -> None:
    request = read_request(text, deed)
    find_named(request.wanted, ENGLISH_TITLES)
    is_own_words(text)
    days = days_late(text)
    assert days is None or 0 < days <= MOST_DAYS


@given(st.integers(1, 99))
def test_days_of_lateness_are_counted(days: int) -> None:
    assert days_late(f"{days} days late") == days
    assert days_late(f"اگه {days} روز دیرتر بیارم") == days
    assert days_late(f"{days} weeks late") == days * 7
