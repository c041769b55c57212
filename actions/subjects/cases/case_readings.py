"""What a message may be read as where a case is told: what tells, what is loose, what is surely of something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.subjects.facts.unmarked_questions import asks_unmarked
from language.normalise import fold
from language.requests.cases.beside_case import asks_of_another
from protocol.intents import intents_with

__all__ = [
    "ABOUT_CASES",
    "CONTACT_FOR",
    "FEW_WORDS",
    "LOOSE",
    "MORE_FOR",
    "NEVER",
    "OF_A_COMPLAINT",
    "REQUESTS",
    "STORY_WORDS",
    "SURE",
    "SURE_QUESTIONS",
    "TELLINGS",
    "asks_something",
]

TELLINGS = intents_with("told")
# Within a complaint these are the complaint.
OF_A_COMPLAINT = frozenset({*TELLINGS, "lost_item", "insult", "praise"})
# What a reading is worth little as, where words of a story are awaited.
LOOSE = frozenset("nlu_fallback out_of_scope chitchat".split())
NEVER = frozenset("cancel deny help human_help goodbye greet thanks back_to_bot".split())
ABOUT_CASES = intents_with("about_case")
# Read so surely, a question is of another thing than the case.
SURE_QUESTIONS = frozenset(
    "hours location loans fines renew hold hold_status search_book events card_registration".split()
)
SURE = 0.75
STORY_WORDS = 10  # from here on a message that asks nothing is told
# For so many turns after a case was told, what is said may be for it.
MORE_FOR = CONTACT_FOR = 3
FEW_WORDS = 5
# Who asks for something tells nothing.
REQUESTS = re.compile(
    r"\b(?:can you|could you|tell me|show me|give me|find me|i want|i need|i'd like|order|book me|what|when|where|who"
    r"|how|which|why|do you|is there|are there|please (?:keep|hold|reserve|renew|cancel|send|show|put))\b"
    r"|\b(?:keep|hold|reserve|renew|cancel)\b[^.!]{1,60}\bplease\b"
    r"|(?<!\w)(?:میخوام|بگو|بگید|بده|بدید|نشون بده|پیدا کن|چی|چیه|کی|کجا|کجاست|چند|چقدر|چطور|چطوری|چجوری|کدوم|کدام|کدومه|چرا|آیا|دارید|دارین|تمدید کن\w*|رزرو کن\w*)(?!\w)",
    re.IGNORECASE,
)


def asks_something(text: str) -> bool:
    """Tell whether a text asks for something, marked or not."""
    marked = "?" in text or "؟" in text
    return marked or REQUESTS.search(fold(text)) is not None or asks_of_another(text) or asks_unmarked(text)
