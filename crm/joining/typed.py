"""What an applicant types while something is asked of them: an answer, another wish, or words that are covered unread.

Words that fit nothing may hold the name or the street all the same, so they are kept nowhere: a token says what was
waited for, and it is asked for once more. Only what is no answer beyond doubt goes on as it was typed.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.joining.shapes import TOKENS, read_field
from language.emergencies.reading import find_emergency
from language.normalise import fold
from language.requests.speech.sentences import only_asks
from language.requests.speech.yes_and_no import find_word

__all__ = ["BACK", "REVIEW", "UNREAD", "Typed", "is_other_wish", "read_typed"]

REVIEW = "review"
# What stands in the journal in the place of words that were not read as what was asked for.
UNREAD = {step: f"[not-{token[1:]}" for step, token in {**TOKENS, REVIEW: "[review]"}.items()}

BACK = re.compile(r"^\W*(?:(?:go |please )?back|previous|قبلی|برگرد\w*|مرحله ?قبل\w*|یکی ?قبل|barga?rd\w*)\W*$")
# In the payload of every button under a question of an application, and of the one that sends it.
_OURS, _SEND = '"join:', '"join:send'
RECENT = 12

_START = r"^\W*(?:(?:hi|hello|hey|ok|okay|no|yes|please|sorry|wait|but|and|well|also|first|actually|excuse me|سلام|ببخشید|لطفا|خب|ولی)\W+)*"
_ASKING = re.compile(
    _START + r"(?:(?:what|what's|when|where|which|who|whose|why|how)\b"
    r"|(?:can|could|may|might|will|would|shall|should|do|does|did|is|are|am|was|were|has|have|had)"
    r" (?:i|you|we|he|she|it|they|the|there|this|that|my|your|any\w*|one|somebody|an?)\b"
    r"|(?:میشه|ایا|چرا|چطور\w*|چجوری|چگونه|کجا\w*|چقدر|کدوم|کدام)(?!\w))"
)
# Whoever speaks so tells of themselves, whatever else is in it.
_OF_ONESELF = re.compile(
    r"\b(?:name|names|named|called|address|born|birth\w*|birthday|live|living|street|road|avenue|flat|@)\b|@"
    r"|(?<!\w)(?:اسم\w*|نام\w*|فامیل\w*|ادرس\w*|نشانی\w*|متولد\w*|تولد\w*|خیابان|خیابون|کوچه|پلاک|واحد|بلوار|میدان)(?!\w)"
)
_ORDERING = re.compile(
    _START
    + r"(?:(?:i want|i'd like|i would like|i need|i wish|let me|help me|want|can you|could you) (?:to )?)?(?:please )?"
    r"(?:renew|extend|reserve|cancel|stop|skip|quit|exit|help|show me|tell me|find|search|give me|list|return|delete|remind"
    r"|recommend|suggest|place a|put a|get me|log (?:in|out)|sign (?:in|out)|look (?:for|up)"
    r"|(?:talk|speak|chat) (?:to|with))\b"
    r"|^\W*(?:hi|hello|hey|thanks|thank you|bye|goodbye|sorry|wait|later|menu|(?:a |the |my )?(?:librarian|human|operator"
    r"|(?:opening )?hours|loans|books|fines|holds|reservations|account)|the (?:first|second|third|last) one)"
    r"(?: please)?\W*$"
)
_ORDERING_FA = re.compile(
    r"(?<!\w)(?:چیه|چیست|چطور\w*|چجوری|چگونه|چرا|کجاست|چقدر\w*|دارید|دارین|تمدید\w*|رزرو\w*|لغو\w*|کنسل\w*|جستجو\w*|پیدا"
    r"|نشون|نشان|بگو|بگید|بگویید|کتابدار|کمک|انصراف|بیخیال|امانت\w*|جریمه\w*|جریمم|ساعت کار\w*)(?!\w)"
    r"|^\W*(?:سلام|مرسی|ممنون|متشکرم|خداحافظ|ببخشید|بعدا|صبر کن\w*|اولی|دومی|سومی|اخری)\W*$"
)
_DIGIT = re.compile(r"\d{3}")
# A long text may hold anything.
_MOST_WORDS = 12

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the place of what was typed, and the answer that it was; None where it was not read."""

    token: str
    told: str | None


async def read_typed(store: Store, identity_id: int, step: str, text: str) -> Typed | None:
    """Read what was typed at a step; None where it goes on as it is, because it is no answer beyond doubt."""
    year = store.clock.now().year
    told = None if step == REVIEW else read_field(step, text, year=year)
    if told is not None:
        return Typed(TOKENS[step], told)
    is_doubtful = step != REVIEW and read_field(step, text.rstrip("?؟ "), year=year) is not None
    if is_other_wish(text) and not (is_doubtful and only_asks(text)):
        return None
    asked = await store.look(lambda connection: _asks_for_it(connection, identity_id, step, text))
    return Typed(UNREAD[step], None) if asked else None


def is_other_wish(text: str) -> bool:
    """Tell whether a text asks, orders, agrees or breaks off, or tells of an emergency, and is no answer."""
    word = find_word(text)
    if only_asks(text) or find_emergency(text) or (word is not None and not word.rest):
        return True
    # A half-space joins: «کی‌منش» is a name, and no question.
    said = fold(text.replace("\u200c", ""))
    if BACK.search(said):
        return True
    if len(said.split()) > _MOST_WORDS or _DIGIT.search(said) or _OF_ONESELF.search(said):
        return False
    return bool(_ASKING.search(said) or _ORDERING.search(said) or _ORDERING_FA.search(said))


def _asks_for_it(connection: Connection, identity_id: int, step: str, text: str) -> bool:
    """Tell whether it is still the application that asks; another question may have come in between."""
    query = (
        select(_MESSAGE.c.sender, _MESSAGE.c.buttons, _MESSAGE.c.answer_status)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(
            _INTERACTION.c.channel_identity_id == identity_id,
            _INTERACTION.c.kind == "conversation",
            _INTERACTION.c.status != "closed",
            _MESSAGE.c.is_internal.is_(False),
        )
        .order_by(_MESSAGE.c.id.desc())
        .limit(RECENT)
    )
    buttons: list[dict[str, str]] = []
    asked = False
    for row in connection.execute(query):
        if row.sender == "patron":
            # What is typed before the bot has answered comes after the same question.
            if buttons or asked:
                break
            continue
        buttons += row.buttons or []
        asked = asked or row.answer_status == "clarified"
    if any(text.strip() == button.get("title") for button in buttons):
        return False
    ours = [button for button in buttons if _OURS in str(button.get("payload"))]
    if step == REVIEW:
        return any(_SEND in str(button.get("payload")) for button in ours)
    return bool(ours) or not asked
