"""Which of the things just shown is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.choices import Choice, find_choice

CHOSEN = {
    "2": """دومی
دومی رو تمدید کن
دومیو
اون دومیرو کنسل کن
اون دومیه
همون دومی لطفاً
شماره ۲
شماره دو رو
۲
٢
۲ رو تمدید کن
دوم
مورد دوم
کتاب دوم را تمدید کنید
کتاب دومی رو لغو کن
the second one
The Second One, please.
the second
second
2nd
2
#2
number 2
number two
no. 2
the 2nd book
renew the second
extend the second one please
can you renew the second one for me?
renew 2
just the second""".split("\n"),
    "1": ["اولی", "اولی رو لطفا", "first", "yes, the first one", "اولین مورد رو تمدید کن"],
    "3": ["میخوام سومی رو لغو کنم", "مورد سوم رو", "number three only", "remove number 3 from my holds"],
    "1,3": ["اولی و سومی", "اول و سوم", "۱ و ۳", "1,3", "1 and 3", "renew 1 and 3", "first and third",
            "the first and the third ones", "numbers 1 and 3", "شماره‌های ۱ و ۳", "لطفاً اولی و سومی رو تمدید کنید"],
    "1,2": ["دوتای اولی", "the first two", "کتاب‌های اول و دوم", "first two books"],
    "1,2,3": ["از ۱ تا ۳", "1-3", "1 to 3", "سه‌تای اول رو تمدید کن"],
    "last": ["آخری", "آخریه", "آخریش رو", "آخرین مورد", "کتاب آخر", "the last one", "last", "the last book please",
             "renew the last one"],
    "last:2": ["دوتای آخری", "دو تای آخر", "۲ تای آخر رو تمدید کن", "the last two", "last 2 books",
               "the last two please"],
    "all": ["همه", "همه‌شونو", "همه شونو تمدید کن", "همه رو", "همه را تمدید کنید", "همه‌ی کتابامو تمدید کن",
            "تمام موارد", "همش رو", "all", "all of them", "them all", "renew all", "renew everything",
            "renew all my books", "all please", "every one of them", "extend all of my loans"],
    "all:2": ["هر دو", "هر دو رو", "هردو", "هر دوتاش", "both", "both of them", "I want to renew both books"],
    "except:2": ["همه به جز دومی", "همه‌شون به جز دومی", "همه رو به‌جز دومی تمدید کن", "همه بجز شماره ۲",
                 "به جز دومی همه رو تمدید کن", "همه کتابامو غیر از ۲ تمدید کن", "دومی نه، بقیه رو تمدید کن",
                 "everything except the second", "All but the second, please.", "all but not the second one",
                 "extend all my loans apart from number 2", "not the second, the rest",
                 "except the second renew everything"],
    "except:1": ["همه رو تمدید کن جز اولی", "all but the first"],
    "except:1,3": ["همه غیر از اولی و سومی", "all of them except 1 and 3", "everything except the first and third"],
    "except:last": ["همه منهای آخری", "renew all but the last one"],
    "except:last:2": ["همه به جز دوتای آخر", "all except the last two"],
    "rest": ["بقیه", "بقیه‌شون", "بقیه‌شونو", "بقیشو", "بقیه رو هم تمدید کن", "مابقی", "the rest", "the others",
             "renew the rest please", "the other ones", "cancel the others", "the remaining ones"],
    "all:3": ["هر سه تا", "هر سه", "all three", "all 3 of them"],
}  # fmt: skip

NOTHING = """
***
سلام
second-hand time
Do you have Second-Hand Time?
the second world war
The Second Sex
the first man by Camus
first of all thank you
on the second floor
the third book of harry potter
is there a second one
جنگ جهانی دوم
کتاب جنگ جهانی دوم رو دارید
بار دومی که اومدم
سال دومی هستم
کتاب اول راهنمایی
اطلاعات اولیه
یکمی صبر کن
همه روز ها باز هستید
از همه ممنونم
همه کتاب های صادق هدایت رو دارید
تمومش نکردم
آخر هفته بازید؟
آخرین کتاب صادق هدایت را دارید
the last of the mohicans
last week
the last two weeks
is that all
not at all
all branches
are you open all day
everything is closed
one hundred years of solitude
renew 2 books
2 تا کتاب
5 از 5
2 روز
هر روز بازید؟
هر دو هفته
هر یک از کتاب‌ها
room number 3
phone number 3
اتاق شماره ۷
کمد شماره ۴۲
شماره تلفن
شماره 20001234
99
all but 2
everything but the girl
all except that
all quiet except the second night
the rest is history
the other book
the other one
the others by James Herbert
بقیه پولم
بقیه کتاب‌های هدایت رو دارید
همه به جز تو
دومی نه
not the second one
renew the first and cancel the rest
اولی رو نگه دار، بقیه رو لغو کن
the first one and the last two""".split("\n")


@pytest.mark.parametrize(("text", "value"), [(text, value) for value, texts in CHOSEN.items() for text in texts])
def test_chosen(text: str, value: str) -> None:
    choice = find_choice(text)
    assert choice is not None
    assert choice.to_value() == value


@pytest.mark.parametrize("text", NOTHING)
def test_unsure(text: str) -> None:
    assert find_choice(text) is None


@pytest.mark.parametrize(
    ("value", "n", "places"),
    [
        ("all", 3, [0, 1, 2]),
        ("all", 0, []),
        ("all:2", 2, [0, 1]),
        ("all:2", 3, []),
        ("last", 3, [2]),
        ("last", 0, []),
        ("last:2", 3, [1, 2]),
        ("last:4", 3, []),
        ("2", 3, [1]),
        ("4", 3, []),
        ("1,3", 3, [0, 2]),
        ("1,4", 3, []),
        ("except:2", 3, [0, 2]),
        ("except:4", 3, []),
        ("except:1", 1, []),
        ("except:last", 3, [0, 1]),
        ("except:last:2", 3, [0]),
        ("except:1,3", 4, [1, 3]),
        ("rest", 3, []),
    ],
)
def test_a_choice_is_resolved_or_fits_nothing(value: str, n: int, places: list[int]) -> None:
    assert Choice.from_value(value).resolve(n) == places


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "0",
        "-1",
        "1,x",
        "last:0",
        "last:x",
        "all:-1",
        "51",
        "first",
        "except",
        "except:all",
        "except:rest",
        "except:0",
        "rest:1",
    ],
)
def test_a_wrong_value_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        Choice.from_value(value)


CHOICES = st.one_of(
    st.integers(0, 50).map(lambda count: Choice("all", (), count)),
    st.integers(1, 50).map(lambda count: Choice("last", (), count)),
    st.sets(st.integers(1, 50), min_size=1, max_size=6).map(lambda found: Choice("indexes", tuple(sorted(found)))),
    st.sets(st.integers(1, 50), min_size=1, max_size=4).map(lambda found: Choice("except", tuple(sorted(found)))),
    st.integers(1, 50).map(lambda count: Choice("except", (), count)),
    st.just(Choice("rest")),
)


def test_the_rest_is_what_was_not_taken() -> None:
    rest = Choice.from_value("rest")
    assert rest.resolve(4, taken=(1,)) == [0, 2, 3]
    assert rest.resolve(2, taken=[0, 1]) == []
    assert Choice("indexes", (2,)).resolve(4, taken=(1,)) == [1]


@given(CHOICES)
def test_values_go_there_and_back(choice: Choice) -> None:
    assert Choice.from_value(choice.to_value()) == choice


@given(CHOICES, st.integers(0, 60))
def test_places_are_places(choice: Choice, n: int) -> None:
    places = choice.resolve(n)
    assert places == sorted(set(places))
    assert all(0 <= place < n for place in places)


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    choice = find_choice(text)
    assert choice is None or Choice.from_value(choice.to_value()) == choice
