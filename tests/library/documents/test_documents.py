"""Files of every kind read into passages, and the refusal of those that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from library.documents import DocumentRefused, read_safely
from library.documents.cutting import MOST
from library.documents.source import MOST_PASSAGES, read

HERE = Path(__file__).parent
PAGE = """<!doctype html><html><head><title>Join | Narvan</title><script>var menu = 1</script></head><body>
<header><nav><a href="/">Home</a></nav></header><main><h1>Joining</h1><p>Everybody can <b>join</b>.</p>
<h2>What it costs</h2><table><tr><th>Who</th><th>A year</th></tr><tr><td>Adults</td><td>10</td></tr>
<tr><td>Children</td><td>nothing</td></tr></table><ul><li>Bring a photograph.</li><li>Bring a card.</li></ul>
<div>Words that stand <i>freely</i>.</div></main><footer>Imprint</footer></body></html>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: tuple[str, str]) -> bytes:
    """Make a Word file of paragraphs, each with its style."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        packed.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>')
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        packed.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
    return made.getvalue()


def parts(name: str, data: bytes) -> list[tuple[str, str]]:
    """Read a file into pairs of heading and text."""
    return [(each.heading, each.text) for each in read(name, data).passages]


def test_a_page_is_read_without_what_surrounds_it() -> None:
    assert read("join.html", PAGE.encode()).title == "Joining"
    assert parts("join.html", PAGE.encode()) == [
        ("Joining", "Everybody can join."),
        (
            "What it costs",
            "• Adults – A year: 10\n• Children – A year: nothing\n• Bring a photograph.\n• Bring a card.\n"
            "Words that stand freely.",
        ),
    ]


def test_markdown_has_headings_lists_and_tables() -> None:
    text = "# Rules\n\n## Loans\n\nFive books.\n\n- Two weeks\n- Three for students\n\n|Who|Fee|\n|-|-|\n|Adult|5|\n"
    assert parts("rules.md", text.encode()) == [
        ("Loans", "Five books.\n• Two weeks\n• Three for students\n• Adult – Fee: 5")
    ]


def test_a_word_file_is_read_by_its_styles() -> None:
    data = docx(("Heading1", "آیین‌نامه"), ("Heading2", "مادهٔ ۱"), ("Normal", "هر عضو پنج کتاب می‌برد."))
    assert parts("rules.docx", data) == [("مادهٔ ۱", "هر عضو پنج کتاب می‌برد.")]
    assert read("rules.docx", data).language == "fa"


def test_a_persian_pdf_has_its_letters_in_order() -> None:
    made = read("rules.pdf", (HERE / "rules.pdf").read_bytes())
    assert (made.title, made.language) == ("آیین‌نامهٔ آزمون", "fa")
    headings = [each.heading for each in made.passages]
    assert headings[1:] == ["مادهٔ ۱ – عضویت", "مادهٔ ۲ – دیرکرد"]
    assert made.passages[2].text.startswith("برای هر روز دیرکرد، عضو به همان تعداد روز از امانت محروم")
    assert made.passages[2].text.endswith("۶۰ روز است.")


def test_long_paragraphs_are_cut_at_sentences() -> None:
    text = "# T\n\n" + "This is a sentence of the rules. " * 100
    made = parts("long.md", text.encode())
    assert len(made) > 4
    assert all(len(part) <= MOST and part.endswith(".") for _, part in made)
    assert all(len(part) <= MOST for _, part in parts("solid.md", ("x" * 5000).encode()))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "kind"), ("noname", b"x", "kind"), ("a.md", b"   ", "empty"), ("a.html", b"<p></p>", "empty"),
        ("a.pdf", b"%PDF-1.7 broken", "broken"), ("a.pdf", b"", "broken"), ("a.docx", b"PK\x03\x04 broken", "broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old or locked", "locked"), ("a.md", b"\x00\x01\x02", "broken"),
        ("a.md", ("## H\n\nText.\n\n" * (MOST_PASSAGES + 1)).encode(), "long"),
        ("a.md", b"x" * (9 * 1024 * 1024), "big"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        await read_safely(name, data)
    assert refused.value.reason == reason


async def test_reading_takes_no_longer_than_it_may() -> None:
    with pytest.raises(DocumentRefused) as refused:
        await read_safely("a.md", b"# T\n\ntext", seconds=0.01)
    assert refused.value.reason == "slow"
    assert (await read_safely("a.md", "# T\n\nمتن".encode())).passages[0].text == "متن"


def test_a_packed_file_that_unpacks_to_very_much_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))
    with pytest.raises(DocumentRefused) as refused:
        read("bomb.docx", made.getvalue())
    assert refused.value.reason == "big"


@pytest.mark.parametrize("text", ["<div>" * 5000 + "x", "<table>" * 2000, "<p>" + "<b>" * 3000 + "x", "<!-- " * 9000])
def test_odd_pages_are_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        read("odd.html", text.encode())
    except DocumentRefused as error:
        assert error.reason in ("empty", "broken")
