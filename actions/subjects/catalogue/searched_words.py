"""What words of a search name: nothing that could be looked for, a title whole, or the very one that was found."""

from __future__ import annotations

import re

from actions.dialogue.wording import says, word_count
from actions.subjects.catalogue.editions import first_author
from actions.subjects.titles.titles import SHORT
from library.search.words import CHATTER, words
from library.values import SearchPage, Title

__all__ = ["NOTHING", "SENTENCES", "is_named", "is_said_whole", "runs", "telling_words"]

# Said alone, these name nothing to look for.
NOTHING = frozenset(words("کتاب کتابی کتابا کتابها کتاب‌ها رمان داستان book books a the novel novels ketab some any"))
SENTENCES = re.compile(r"[.!?؟\n]+")


def is_said_whole(text: str, title: Title) -> bool:
    """Tell whether a text says a title whole; one of a single word beside the whole name of its author."""
    name = SHORT.split(title.title)[0]
    return says(text, name) and (word_count(name) > 1 or says(text, first_author(title)))


def runs(title: str) -> set[str]:
    """Give the letters of a title without its spaces: of all of it, and of what stands before its subtitle."""
    return {"".join(words(title)), "".join(words(SHORT.split(title)[0]))}


def is_named(name: str, page: SearchPage) -> bool:
    """Tell whether words are the very name of the first title found, or of an author."""
    return bool(page.author) or "".join(words(name)) in runs(page.titles[0].title)


def telling_words(text: str) -> bool:
    """Tell whether words name something that could be looked for."""
    return bool(set(words(text)) - NOTHING - CHATTER)
