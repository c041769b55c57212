"""Personal numbers in every form that people write them, beside the numbers that a library counts by."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.checksums import is_isbn13, is_luhn, is_national_id
from language.masking import PATRONS_OWN, TOKENS, Masked, mask, national_number

TABLES = Path(__file__).parent / "personal"


def table(name: str) -> list[dict[str, str]]:
    lines = (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


MASKED = table("masked")
KEPT = table("kept")


@pytest.mark.parametrize("row", MASKED, ids=[row["text"] for row in MASKED])
def test_what_is_a_persons_own_is_masked(row: dict[str, str]) -> None:
    result = mask(row["text"])
    assert result.text == row["masked"]
    assert len(result.found) == sum(result.text.count(token) for token in TOKENS.values())
    assert mask(result.text).text == result.text


@pytest.mark.parametrize("text", [row["text"] for row in KEPT])
def test_what_a_library_counts_by_stays(text: str) -> None:
    assert mask(text).text == text


# --- Whatever the script and the signs between ----------------------------------------------------------------
ZEROS = (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xFF10, 0x1D7CE, 0x2080)
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
SIGNS = st.sampled_from(["", " ", "-", ".", "/", "_", "\u200c", "\u200b", "\u2060", "\u00a0", "\u2013", " - "])


@st.composite
def written(draw: st.DrawFn, digits: str) -> str:
    """Write digits in one script, in groups with one sign between them."""
    zero = draw(st.sampled_from((*ZEROS, 0)))
    sign = draw(SIGNS)
    size = draw(st.sampled_from((2, 3, 4, 5)))
    groups = [digits[at : at + size] for at in range(0, len(digits), size)]
    typed = sign.join(groups)
    return "".join(
        (chr(zero + int(char)) if zero else CIRCLED[int(char)]) if char.isascii() and char.isdigit() else char
        for char in typed
    )


def is_covered(text: str) -> bool:
    return not any(char.isdigit() for char in mask(text).text)


@given(st.data(), st.from_regex(r"20[0-9]{6}", fullmatch=True))
def test_a_card_beside_its_name_never_stays(data: st.DataObject, digits: str) -> None:
    around = data.draw(st.sampled_from(["my card is {}", "کارتم {}", "card: {}, thanks", "شماره عضویت من {} است"]))
    assert is_covered(around.format(data.draw(written(digits))))


@given(st.data(), st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_a_national_id_beside_its_name_never_stays(data: st.DataObject, nine: str) -> None:
    number = next(nine + str(last) for last in range(10) if last == 9 or is_national_id(nine + str(last)))
    around = data.draw(st.sampled_from(["national id {}", "کد ملی من {} است", "کدملی: {}", "code melli {}"]))
    assert is_covered(around.format(data.draw(written(number))))


@given(st.data(), st.from_regex(r"9[0-3][0-9]{8}", fullmatch=True), st.sampled_from(["0", "+98", "0098"]))
def test_a_mobile_never_stays(data: st.DataObject, number: str, prefix: str) -> None:
    around = data.draw(st.sampled_from(["{}", "my phone is {}", "با {} تماس بگیرید", "شماره‌ام {}"]))
    assert is_covered(around.format(data.draw(written(prefix + number))))


@given(st.data(), st.from_regex(r"[4-6][0-9]{14}", fullmatch=True))
def test_a_bank_card_never_stays(data: st.DataObject, fifteen: str) -> None:
    number = next(fifteen + str(last) for last in range(10) if is_luhn(fifteen + str(last)))
    around = data.draw(st.sampled_from(["{}", "bank card {}", "کارت بانکی من {} است"]))
    assert is_covered(around.format(data.draw(written(number))))


@given(st.data(), st.from_regex(r"[0-9]{22}", fullmatch=True))
def test_an_account_never_stays(data: st.DataObject, rest: str) -> None:
    check = 98 - int(rest + "182700") % 97
    around = data.draw(st.sampled_from(["{}", "iban {}", "شبا {}"]))
    assert is_covered(around.format(data.draw(written(f"IR{check:02}{rest}"))))


@given(st.data(), st.from_regex(r"[0-9]{4,8}", fullmatch=True))
def test_a_pin_beside_its_name_never_stays(data: st.DataObject, pin: str) -> None:
    names = [
        "رمز کارتم {}",
        "pin of my card is {}",
        "پسورد عضویتم {}",
        "ramze kartam {}",
        "password for my membership {}",
    ]
    text = data.draw(st.sampled_from(names)).format(data.draw(written(pin).filter(lambda typed: typed.isalnum())))
    assert is_covered(text)


@given(st.data(), st.from_regex(r"97[89][0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_an_isbn_13_stays(data: st.DataObject, twelve: str, sign: str) -> None:
    digits = next(twelve + str(last) for last in range(10) if is_isbn13(twelve + str(last)))
    zero = data.draw(st.sampled_from(ZEROS))
    typed = sign.join((digits[:3], digits[3:5], digits[5:9], digits[9:12], digits[12]))
    text = "".join(chr(zero + int(char)) if char.isdigit() else char for char in typed)
    around = data.draw(st.sampled_from(["{}", "isbn {}", "شابک {} را دارید؟", "ISBN-13: {}"])).format(text)
    assert mask(around).text == around


PIECES = st.sampled_from(
    """card کارت کارتم pin رمز رمزم password is است my من 1405 ۱۴۰۵ 20001001 2000 1001 09123456789 isbn شابک
    9780306406157 0306406152 K-000012 [card] [pin] 12:30 2026-07-14 891.5513 120,000 تومان « » ( ) . , / - _ : ? از to
    one four zero five صفر دو سه a@b.ir at example dot com IR 6037991234567893 swordfish x1""".split()
)
TEXTS = st.lists(PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "\n"]).map(lambda sign: sign.join(pieces))
)


@settings(max_examples=400)
@given(TEXTS | st.text(max_size=60))
def test_what_was_masked_is_not_masked_again(text: str) -> None:
    once = mask(text)
    assert mask(once.text).text == once.text
    assert len(once.found) <= sum(once.text.count(token) for token in TOKENS.values())


def test_of_staff_only_what_is_a_patrons_own_is_masked() -> None:
    said = "card 20001002, pin 2611, کد ملی 0084575948, 6037991234567893; call 021-88776655 or write to desk@library.ir"
    masked = mask(said, kinds=PATRONS_OWN)
    assert masked.text == (
        "card [card], pin [pin], کد ملی [national-id], [bank-card]; call 021-88776655 or write to desk@library.ir"
    )
    assert [found.kind for found in masked.found] == ["card_number", "pin", "national_id", "bank_card"]


@pytest.mark.parametrize(
    "text", ["is 021-00001500 your number?", "۰۲۱۰۰۰۰۱۵۰۰ شماره شعبه‌ی سعدیه؟", "+98 (21) 0000 1500"]
)
def test_the_librarys_own_telephones_stay(text: str) -> None:
    own = {national_number("۰۲۱-۰۰۰۰۱۵۰۰")}
    assert "[phone]" in mask(text).text
    assert mask(text, own=own) == Masked(text, ())
    with_another = mask(f"{text} 09121234567", own=own)
    assert with_another.text == f"{text} [phone]"
    assert [found.value for found in with_another.found] == ["09121234567"]


def test_parts_joined_by_words_make_one_value() -> None:
    assert mask("my pin is 8, 3, 1 and 1").found[0].value == "8311"
    assert mask("my card is 2000 and then 8819").found[0].value == "20008819"
    assert mask("کارت بیست میلیون و هفت هزار و هفتصد و چهارده").found[0].value == "20007714"
    assert [one.value for one in mask("shadi90 _at_ yahoo _dot_ com, shadi92 on gmail").found] == [
        "shadi90@yahoo.com",
        "shadi92 on gmail",
    ]


def test_numbers_in_words_are_read() -> None:
    found = mask("call zero nine one two, three four five, six seven eight nine").found
    assert [(one.kind, one.value) for one in found] == [("phone", "09123456789")]
    assert mask("رمزم هفتاد و هفت سی").found[0].value == "7730"
    assert mask("my pin is double seven three oh").found[0].value == "7730"


# --- However long ------------------------------------------------------------------------------------------------
REPEATED = (
    "12:30 12:30 ", "1-2 3-4 ", "1.2.3.4.", "1", "1 ", "1, ", "1\n", "1\u200b", "one two three ", "یک دو سه ",
    "بیست و سه ", "double oh ", "@.@.@.", "a@a ", "a at b dot ", "a.a@a.a ", "a ات b دات ", "pin ", "رمز ", "pin 12 ",
    "password ", "password is ", "pin of my of my ", "رمز کارت من ", "a is my ", "card 1/", "card 2000 1001 ",
    "2000/1001/", "(2235)", "6037_",
    "8 and 3 ", "8 و ", "2000 then ", "code: 83", "first half of my ", "starts with 20 ", "use 7422 ", "cvv code ",
    "gmail ", "a on gmail ", "a@gmail", "_at_ _dot_ ", "پیگیری ", "pin the ", "million ", "رقم اول ", "978-", "isbn 1 ",
    "IR12 3456 ", "GB82 WEST 1234 ", "2019-2020 ", "0912 ", "+98 ", "+1 ", "a",
    "[card] ", "((((", "....", "«»", "\u200c1", "①", "۱۲٫۵ ", "$1 ", "K-0000001 ", "10.1000/a ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_two_thousand_characters_take_no_time(piece: str) -> None:
    text = (piece * 2000)[:2000]
    best = 1.0
    for _ in range(3):
        began = time.process_time()
        mask(text)
        best = min(best, time.process_time() - began)
    assert best < 0.02
