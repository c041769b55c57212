"""The forms of intents and of their examples."""

from __future__ import annotations

from typing import Any

from bot.console.frame.fields import HiddenField, ManyField, TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.pasted import lines_of
from bot.console.intents.catalogue import ASKED, FEW, LANGUAGES
from bot.console.intents.remarks import MOST_LINES

__all__ = [
    "LONGEST_TITLE", "MOST_UNDONE", "ChosenForm", "ExampleForm", "ManyExamplesForm", "NewIntentForm", "PasteForm",
    "UndoForm", "UnderstandForm",
]  # fmt: skip

LONGEST_TITLE = 40
MOST_UNDONE = 50
# As much as a form of the console may hold is more than anybody pastes.
PASTED = 100_000


def _both(label: str, **more: Any) -> tuple[TextField, TextField]:
    """Make the required fields of one text in both languages, each of which its label names."""
    persian, english = (
        TextField(label, named={"language": f"language.{language}"}, lang=language, dir="auto", required=True, **more)
        for language in LANGUAGES
    )
    return persian, english


class _LanguageForm(Form):
    """A form of one language of an intent."""

    language = HiddenField()

    @property
    def spoken(self) -> str:
        """Give the language; the first one where the form names none."""
        language = self.language.typed.strip()
        return language if language in LANGUAGES else LANGUAGES[0]


class UnderstandForm(Form):
    """A text that the running model is to read."""

    text = TextField(longest=300)
    language = TextField()


class ExampleForm(_LanguageForm):
    """One example; `sure` once its sender has seen what is doubtful about it."""

    text = TextField(longest=300)
    sure = TickField()


class PasteForm(_LanguageForm):
    """Lines that were pasted."""

    lines = TextField(strip=False, longest=PASTED)


class ManyExamplesForm(_LanguageForm):
    """The lines that were chosen of those that were pasted."""

    text = ManyField(at_most=MOST_LINES)


class ChosenForm(_LanguageForm):
    """Examples that were chosen, and where they are to go."""

    text = ManyField(at_most=MOST_UNDONE)
    to = TextField(longest=300)


class UndoForm(Form):
    """The edits that are to be taken back."""

    change = ManyField(at_most=MOST_UNDONE)


class NewIntentForm(Form):
    """A new intent: its name, and what it is called, its examples and its answer in both languages."""

    name = TextField("intents.new_key", dir="ltr", required=True, most=40, hint="intents.new_key_hint", longest=300)
    name_fa, name_en = _both(
        "intents.new_name_in",
        most=LONGEST_TITLE,
        hint="intents.new_name_hint",
        hint_values={"most": LONGEST_TITLE},
        longest=300,
    )
    examples_fa, examples_en = _both(
        "intents.new_examples_in",
        rows=9,
        autocomplete=None,
        hint="intents.new_examples_hint",
        hint_values={"least": ASKED, "more": FEW},
        longest=PASTED,
    )
    answer_fa, answer_en = _both("intents.new_answer_in", rows=4, autocomplete=None, longest=PASTED)
    sure = TickField("intents.new_sure")
    action = HiddenField()

    @property
    def code(self) -> str:
        """Give the intent's name as the content has it."""
        return self.name.data.lower().replace(" ", "_").replace("-", "_")

    def text(self, name: str, language: str) -> str:
        """Give one of the texts in a language."""
        return str(self.field(f"{name}_{language}").data)

    def lines(self, language: str) -> list[str]:
        """Give the examples of a language, one a line."""
        return lines_of(self.text("examples", language))
