"""What a catalogue says of a title besides its names: for whom, in which form, on what, and as what it is lent."""

from __future__ import annotations

__all__ = ["AUDIENCES", "FICTION", "FORMS", "GENRES", "KINDS", "NARRATIVE"]

#: For whom a title is.
AUDIENCES = ("adults", "teens", "children")

#: As what a title is lent.
KINDS = ("book", "large_print", "braille", "audiobook", "ebook", "dvd")

#: The form of a work.
FORMS = (
    "novel", "stories", "poetry", "drama", "letters", "memoir", "biography", "graphic", "picture", "nonfiction",
    "textbook", "reference", "film",
)  # fmt: skip

#: What a work is like and about.
GENRES = (
    # like what
    "romance", "crime", "thriller", "fantasy", "scifi", "dystopia", "historical", "humour", "horror", "adventure",
    "war", "family", "coming_of_age", "philosophical", "political", "magic_realism", "folk", "classic", "mystic",
    "rural", "friendship", "school", "animals", "feelings", "bedtime", "first_words", "dinosaurs", "vehicles",
    # about what
    "history", "iran", "travel", "science", "astronomy", "biology", "nature", "environment", "physics", "chemistry",
    "maths", "medicine", "health", "depression", "psychology", "self_help", "philosophy", "religion", "sociology",
    "economics", "business", "law", "cooking", "gardening", "crafts", "art", "music", "cinema", "photography",
    "architecture", "computing", "programming", "ai", "technology", "sport", "language", "education", "parenting",
    # forms that a work of another form can have as well
    "poetry", "stories", "letters", "memoir", "biography", "drama", "graphic", "textbook", "reference",
)  # fmt: skip

#: Forms that tell a story that was made up.
FICTION = frozenset({"novel", "stories"})
#: Forms that a wish for "a story" is met by.
NARRATIVE = frozenset({"novel", "stories", "picture", "graphic"})
