"""Messages of SIP2 as bytes, held to the codec of pysip2."""

from __future__ import annotations

import pysip2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.sip2.codec import FIXED, BrokenMessage, checksum, encode, parse

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\r\n\x00", exclude_categories=["Cs"]), max_size=60)
NAMES = st.sampled_from(["AA", "AB", "AF", "AJ", "CF", "PA", "ZZ"])


@given(st.sampled_from(sorted(FIXED)), st.lists(st.tuples(NAMES, WORDS), max_size=8), st.none() | st.integers(0, 9))
def test_what_is_written_is_read(code: str, fields: list[tuple[str, str]], sequence: int | None) -> None:
    fixed = "Y" * sum(FIXED[code])
    told = parse(encode(code, fixed, fields, charset="utf-8", sequence=sequence), charset="utf-8")
    assert (told.code, "".join(told.fixed), told.sequence) == (code, fixed, sequence)
    assert list(told.fields) == fields


@given(st.binary(max_size=400))
def test_whatever_comes_is_a_message_or_broken(raw: bytes) -> None:
    for charset in ("utf-8", "cp850", "cp1256"):
        try:
            told = parse(raw, charset=charset)
        except BrokenMessage:
            continue
        assert told.code in FIXED


@given(st.sampled_from(sorted(FIXED)), st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=4), st.data())
def test_a_message_that_was_changed_on_its_way_is_not_taken(
    code: str, fields: list[tuple[str, str]], data: st.DataObject
) -> None:
    raw = encode(code, "Y" * sum(FIXED[code]), fields, charset="utf-8", sequence=3)
    # Of the message itself: a trailer that is damaged is no trailer.
    at = data.draw(st.integers(0, len(raw) - 11))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[at] and byte not in b"\r\n"))
    with pytest.raises(BrokenMessage):
        parse(raw[:at] + bytes([other]) + raw[at + 1 :], charset="utf-8")


@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
@pytest.mark.parametrize("sequence", [None, 0, 9])
def test_a_question_is_one_for_another_hand(charset: str, sequence: int | None) -> None:
    raw = encode(
        "63", "000" + "20261124    093000" + "  Y       ",
        [("AO", "TEST"), ("AA", "کارت"), ("AC", "")], charset=charset, sequence=sequence,
    )  # fmt: skip
    seen = pysip2.decode_message(raw, encoding=charset)
    assert isinstance(seen.message, pysip2.PatronInformationRequest)
    assert (seen.message.patron_identifier, seen.message.summary) == ("کارت", "  Y       ")
    assert seen.sequence_number == sequence


def test_an_answer_of_another_hand_is_read() -> None:
    raw = pysip2.encode_message(
        pysip2.RenewResponse(
            ok="1", renewal_ok="Y", magnetic_media="U", desensitize="N", transaction_date="20261124    093000",
            institution_id="TEST", patron_identifier="1", item_identifier="i-1", title_identifier="بوف کور",
            due_date="20261208    235900", screen_message=("one", "two"),
        ),
        sequence_number=4, checksum=True, encoding="utf-8",
    )  # fmt: skip
    told = parse(raw, charset="utf-8")
    assert (told.fixed[0], told.one("AJ"), told.all("AF"), told.sequence) == ("1", "بوف کور", ("one", "two"), 4)


def test_a_checksum_is_over_bytes() -> None:
    raw = encode("94", "1", [("AE", "مینا")], charset="utf-8", sequence=0)
    assert raw[-5:-1] == checksum(raw[:-5])
    assert (sum(raw[:-5]) + int(raw[-5:-1], 16)) & 0xFFFF == 0


@pytest.mark.parametrize("value", ["a|AFtrap", "a\rAFtrap", "a\x00b"])
def test_a_value_never_ends_itself(value: str) -> None:
    told = parse(encode("94", "1", [("AA", value)], charset="utf-8"), charset="utf-8")
    assert [name for name, _ in told.fields] == ["AA"]


def test_too_long_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="AA"):
        encode("94", "1", [("AA", "ا" * 128)], charset="utf-8")


@pytest.mark.parametrize("raw", [b"", b"\r", b"94", b"30", b"99", b"941xx|", b"941A|"])
def test_half_an_answer_is_broken(raw: bytes) -> None:
    if raw == b"941xx|":
        assert parse(raw, charset="utf-8").fields == (("xx", ""),)
        return
    with pytest.raises(BrokenMessage):
        parse(raw, charset="utf-8")
