"""How tests read pages and texts is tested too: what finds nothing, or everything, would let all of them pass."""

from __future__ import annotations

import pytest

from bot.texts import MissingText
from tests.support.html import Page, is_whole, words_of
from tests.support.texts import occurrences, phrase

PAGE = """<!doctype html><html lang="fa"><head><title>unread</title><meta name="csrf" content="token"></head><body>
<p>Fits <b>3</b>, of <bdi>4</bdi>.</p><p>&lt;b&gt; typed</p><script src="/a.js">unread</script>
<form action="/one"><input name="q" value="a&quot;b"><textarea name="t">
two
lines</textarea>
<select name="s"><option value="">–<option value="2" selected>two</select>
<input type="checkbox" name="c" value="1"><input type="checkbox" name="c" value="2" checked>
<input name="bad" aria-invalid="true"></form>
<table><thead><tr><th>head<tbody><tr class="late"><td>A<td><a href="/x/1">B</a><tr><td>C<td><a href="/y">D</a></table>
</body></html>"""


def test_a_page_is_read_as_somebody_sees_it() -> None:
    page = Page(PAGE)
    assert page.text == "Fits 3, of 4. <b> typed two lines – two head A B C D"
    assert (page.token, page.value("q"), page.value("t"), page.value("s")) == ("token", 'a"b', "two\nlines", "2")
    assert (page.values("c"), page.ticked("c"), page.ticked("s"), page.options("s")) == (
        ["1", "2"],
        ["2"],
        ["2"],
        ["2"],
    )
    assert page.fields().keys() == {"q", "t", "s", "c", "bad"}
    assert page.is_wrong("bad") and not page.is_wrong("q")
    assert (page.rows(), page.rows("tr.late"), page.row("C")) == (["A B", "C D"], ["A B"], "C D")
    assert (page.links(), page.links("/x/"), page.link("D"), page.actions()) == (
        ["/x/1", "/y"],
        ["/x/1"],
        "/y",
        ["/one"],
    )


def test_what_is_not_there_fails() -> None:
    page = Page(PAGE)
    for look in (lambda: page.value("nothing"), lambda: page.link("nothing"), lambda: page.row("nothing")):
        with pytest.raises(AssertionError):
            look()
    assert not page.values("nothing") and not page.links("/z") and not page.has("h1")


def test_a_page_is_told_from_a_part_and_from_one_that_asks_elsewhere() -> None:
    assert is_whole(PAGE) and not is_whole("<section>part</section>")
    assert words_of("<section>part</section>") == "part"
    assert Page(PAGE).from_elsewhere() == []
    for bad in ("<style>a{}</style>", "<script>x()</script>", '<i style="x">', '<i onclick="x">', '<img src="//x">'):
        assert len(Page(bad).from_elsewhere()) == 1, bad


def test_a_text_is_found_with_its_values_and_whatever_they_are() -> None:
    shown = phrase("list.page", page=2, pages=31)
    assert shown == "صفحهٔ ۲ از ۳۱"
    assert occurrences("list.page", f"{shown} {shown}") == 2
    assert occurrences("list.page", shown, pages=31) == 1
    assert occurrences("list.page", shown, pages=30) == 0
    assert occurrences("list.page", "صفحهٔ دیگر") == 0
    assert phrase("list.total", "en", n=1) == "1 item"
    assert occurrences("list.total", "1 item, 1,200 items", "en") == 2


def test_a_key_that_there_is_not_fails() -> None:
    with pytest.warns(MissingText):
        phrase("no.such.text")
