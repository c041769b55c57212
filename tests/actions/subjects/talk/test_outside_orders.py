"""A pizza or a taxi that is ordered is outside of a library; what is only asked or named is not."""

from __future__ import annotations

import pytest

from actions.subjects.talk.outside import asks_outside
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "is_outside"),
    [
        ("can you order me a pizza", True),
        ("could you call us a taxi please?", True),
        ("khaily bi maze bood khodaei :))) khob hala ye pizza peperoni sefaresh bede biaran daneshgah", True),
        ("your staff would not call me a taxi after I fell, I want to complain", False),
        ("my daughter is disabled, could the desk call us a taxi when we leave?", False),
        ("The guard told us to order a pizza outside, is food allowed in the yard?", False),
        ("can you get me Breakfast at Tiffany's", False),
        ("can you get me a dinner cookbook for kids", False),
        ("شام آخر رو برام بیارید", False),
        ("can you get me a pizza cookbook", False),
        ("get me a taxi driver novel", False),
        ("قهوه تلخ رو برام بیارید", False),
        ("can somebody order a taxi for my mother from the desk?", False),
    ],
)
def test_only_an_order_is_outside(text: str, is_outside: bool) -> None:
    assert asks_outside(text) is is_outside


async def test_what_is_read_as_a_matter_of_the_library_is_one(begin: Begin) -> None:
    talk = await begin("en")
    assert "utter_outside" not in (await talk.says("facilities", "could you call us a taxi?")).names
    assert (await talk.says("out_of_scope", "ok can you order me a pizza")).names == ["utter_outside"]
