"""What was covered in a text is told in the reader's words."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.telegram.rendering import letter_of
from bot.channels.web.wire import message_of
from bot.covered import in_words
from bot.texts import text
from crm.messages.views import MessageView


def test_signs_of_what_was_covered_are_told_in_the_readers_language() -> None:
    said = "شمارهٔ من [phone] است، ایمیلم [email]"
    told = in_words("fa", said)
    assert "[phone]" not in told and "[email]" not in told
    assert text("fa", "covered.phone") in told and text("fa", "covered.email") in told
    assert in_words("en", "my number is [phone]") == "my number is [phone]"
    assert in_words("fa", "بخش [مرجع] کجاست") == "بخش [مرجع] کجاست"


def test_a_patron_reads_their_own_words_in_the_language_of_the_message() -> None:
    at = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
    view = MessageView(1, 1, 1, "patron", "شمارهٔ من [phone] است", [], {}, "fa", at, "c-1")
    told = f"شمارهٔ من {text('fa', 'covered.phone')} است"
    assert message_of(view).text == told
    assert letter_of(view, "fa", None).parts == (told,)
