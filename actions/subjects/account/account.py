"""Account actions: the state of the card, and trouble with signing in."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.dialogue.wording import says
from actions.facts.choices import librarian, menu
from actions.facts.lines import listed, money, reached_at, reason
from actions.facts.told import first_facts
from actions.rasa.registry import handles
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.topics_told import tell_topic
from actions.subjects.facts.unknown_facts import say_unknown
from language.normalise import fold
from library.reasons import Reason

__all__ = ["account", "tell_locked_out"]

LOCKED_OUT = (
    "pin", "password", "passcode", "log in", "login", "log on", "sign in", "can't get in", "cannot get in", "forgot",
    "ramz", "ramze", "ramzam", "ramzamo", "ramzemo", "faramoosh", "faramush", "faramosh", "vared nemitoonam",
    "vared nemitunam", "vared nemisham", "vared nemishe", "my code", "into my account",
    "رمز", "رمزم", "رمزمو", "پین", "گذرواژه", "پسورد", "پسوردم", "وارد نمیشم",
    "وارد نمیشه", "وارد حسابم", "لاگین", "ورود", "فراموش",
)  # fmt: skip
CONTACT = (
    "address", "phone number", "my number", "email", "e-mail", "contact", "moved", "mobile",
    "آدرس", "نشانی", "شماره", "شمارم", "شماره ام", "ایمیل", "ایمیلم", "تلفن", "موبایل", "موبایلم", "اسباب کشی",
)  # fmt: skip


@handles("account")
async def account(turn: Turn) -> None:
    """Tell how the card stands; trouble with the PIN is answered without a sign-in, which it would need."""
    if _ITS_PASSWORD.search(fold(turn.text)) and await _of_told(turn):
        return
    if _asks_whether_same(turn.text) and await answer_as(turn, "website_problem", **_SAME_PIN, alone=True):
        return
    if _BROKEN.search(fold(turn.text)) and await answer_as(turn, "account", **_REPLACED, about=_ABOUT, alone=True):
        return
    if says(turn.text, *LOCKED_OUT):
        await tell_locked_out(turn)
        return
    if turn.patron is None:
        ask_sign_in(turn)
        return
    state = await turn.library.account(turn.patron_id)
    if state is None:
        turn.say("utter_unavailable", status="error")
        return
    if says(turn.text, *CONTACT):
        known = [reached_at(value) for value in (state.phone_masked, state.email_masked) if value]
        turn.say(
            "utter_account_contact",
            known=nested("utter_part_known_contact", known=listed(known)) if known else None,
        )
        return
    blocks = [
        {"reason": reason(block.refusal),
         "note": {"fa": block.note_fa, "en": block.note_en} if block.note_fa or block.note_en else None}
        for block in state.blocks
        # When it expired stands in a line of its own.
        if not (state.expired and block.refusal.reason == Reason.CARD_EXPIRED and not (block.note_fa or block.note_en))
    ]  # fmt: skip
    days = (state.patron.expires - turn.today).days if state.patron.expires else None
    turn.say(
        "utter_account",
        name=state.patron.name,
        card={"digits": state.patron.card_masked},
        state=nested("utter_part_card_blocked" if state.blocks else "utter_part_card_good"),
        expiry=nested("utter_part_card_expired" if state.expired else "utter_part_card_expires",
                      date=as_date(state.patron.expires)) if state.patron.expires else None,
        soon=_soon(days),
        loans=nested("utter_part_loans_overdue" if state.overdue else "utter_part_loans",
                     count=state.loans, overdue=state.overdue),
        holds=nested("utter_part_holds_of_them_ready" if state.holds_ready else "utter_part_holds",
                     count=state.holds, ready=state.holds_ready),
        balance=nested("utter_part_owed", amount=money(state.balance)) if state.balance.minor else None,
        blocks={"list": blocks, "line": "utter_line_block"} if blocks else None,
        choices=menu(*(["loans"] if state.loans else []), *(["card_registration"] if state.expired else [])),
    )  # fmt: skip


_REPLACED = {"fa": "کارت شکسته یا کهنه را عوض می‌کنید؟", "en": "Do you replace a worn or broken card?"}
_ABOUT = "broken|worn|شکسته|کهنه"
_BROKEN = re.compile(
    r"\bcard\b(?! (?:reader|machine|terminal|printer))[^.?!]{0,16}\b(?:broken?|broke|snapped|cracked|torn|worn|bent)\b|\b(?:broken|cracked|worn|torn) card\b|کارت\w{0,3} (?:\w+ )?(?:شکست|ترک|پاره|کهنه|خم شد)"
)
# A password is that of what was just told of, where that has one: the wireless network, the library's computers.
_ITS_PASSWORD = re.compile(
    r"\b(?:its|the|that|wi ?-?fi|network)(?:'s)? (?:password|passcode|code)\b|\b(?:password|code) (?:of|for) (?:it|that)\b"
    r"|(?<!\w)(?:رمز|پسورد|گذرواژه|کد)(?:ش|شو|شون|ش ?رو)(?!\w)|\b(?:ramz|password|pas+vord|kod)e?sh\w{0,2}\b"
)
_HAVE_PASSWORDS = frozenset({"wifi", "facilities", "eresources", "equipment"})
_OF_WIFI = re.compile(r"\b(?:wi ?-?fi|network)\b|وای ?فای")
# That of the account is forgotten, or named with it; "its password" is never that.
_OF_ACCOUNT = re.compile(
    r"\b(?:my|account|cards?|sign(?:ed|ing)? in|log(?:ged|ging)? ?(?:in|on)|pin|membership)\b|حساب|(?<!\w)(?:کارت|عضویت|پین|ورود|سایت)|\b(?:hesab|kart|ozviat)\w*"
    r"|^(?!.*\bits (?:password|passcode|code)\b).*\b(?:forg[eo]t\w*|lost|remember|reset)\b"
)


async def _of_told(turn: Turn) -> bool:
    """Answer what is asked of the password of what was just told of, which is none of the account's; else False."""
    told, turns = turn.recall("fact") or {}, turn.thread.turns[-1:]
    lately = told.get("at") in {turn.first_id, *(one.get("message") for one in turns)}
    said, topic = fold(turn.text), str(told.get("topic") or "")
    named = _OF_WIFI.search(said) is not None
    topic = "wifi" if topic and named else topic
    if not lately or topic not in _HAVE_PASSWORDS or (not named and _OF_ACCOUNT.search(said)):
        return False
    turn.intent = topic
    turn.did(topic, topic=topic, result="told")
    if await answer_from_facts(turn, topic):
        return True
    if turn.message_id == turn.first_id:
        return await tell_topic(turn, topic)
    # Beside what was told of it nothing near is told once more.
    say_unknown(turn)
    return True


_SAME_PIN = {"fa": "رمز سایت با رمز کارت یکی است؟", "en": "Is the website's password the same as the PIN?"}
_CODE = re.compile(r"\b(?:pin|password|passcode|code)\b|رمز|پین|پسورد|گذرواژه|\b(?:ramz|pas+word)\w*")
_SAME = re.compile(
    r"\b(?:the same|same as|same one|different|separate|its own)\b|(?<!\w)(?:همون|همان|یکی(?:ه|ست| است|ن)?|فرق|جدا|متفاوت|یکسان)(?!\w)|\b(?:hamun|hamoon|yekie|fargh|joda)\w*"
)
# Who cannot get in asks for help.
_FAILS = re.compile(
    r"\b(?:wi ?-?fi|rooms?|doors?|discount)\b|وای ?فای|اتاق|تخفیف|\bi(?:'d)? (?:want|need|like)\b|\bcan i (?:pick|choose|use|have|set)\b|\b(?:forg[eo]t\w*|lost|reset|change|wrong|\w{2,6}n't|cannot|doesnt|not work\w*)\b|یادم|فراموش|عوض|اشتباه|(?<!\w)ن(?:می|شد)|\b(?:yadam|faramush|avaz)\w*"
)


def _asks_whether_same(text: str) -> bool:
    """Tell whether a text asks if the password that it was asked for is the PIN of the card."""
    said = fold(text).replace("’", "'")
    return bool(_CODE.search(said) and _SAME.search(said)) and _FAILS.search(said) is None


def _soon(days: int | None) -> Fact:
    """Say that the card is valid for a few days more, or for this day alone."""
    if days == 0:
        return nested("utter_part_card_expires_today")
    return nested("utter_part_card_expires_soon", days=days) if days is not None and 0 < days <= 30 else None


async def tell_locked_out(turn: Turn) -> None:
    """Tell who cannot sign in how they come to a new PIN: by a code, unless it is the e-mail that fails."""
    note = await first_facts(turn, "account")
    if turn.patron is None and turn.services.gives_pins and not says(turn.text, *_NO_MAIL):
        # The page of the sign-in has the way to a code.
        turn.say("utter_account_pin_code", note=note, choices=[librarian()], custom={"sign_in": True})
    else:
        turn.say("utter_account_pin", note=note, choices=[librarian()])


_NO_MAIL = ("email", "e-mail", "mail", "ایمیل", "ایمیلم", "ایمیل قدیمیم", "تلفن", "موبایل", "phone")
