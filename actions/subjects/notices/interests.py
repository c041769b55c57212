"""Interests: what the patron says they like, kept on a yes only, listed, deleted; and the new titles that meet them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, choice, no, yes
from actions.facts.lines import listed
from actions.rasa.registry import PatronReply, listens, pending_action
from actions.subjects.notices.giving_up import give_up
from actions.subjects.notices.interest_words import InterestTold, Says, read_interest_words
from actions.subjects.notices.notice_lines import place
from actions.subjects.notices.notice_places import channel_for, here, identity_on
from actions.subjects.notices.notice_wishes import read_wish as read_notice_wish
from actions.subjects.reading.wish_words import asks_to_read
from actions.subjects.reading.wishes_heard import hear_wish
from crm.actor import PATRON
from crm.errors import InvalidValue
from crm.interests.keeping import KeptInterest, forget_interests, interests_of, keep_interest
from crm.interests.news import Matched, matched_for
from crm.interests.profiles import InterestProfile
from crm.interests.series import series_in
from crm.notices import subscriptions
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.wish import ReadingWish
from library.values import Capability

__all__ = ["forget_by_button", "hear_interest", "hears_interest", "list_new", "new_by_button"]

KIND = "new_title"
# Refs of buttons: one interest, all of them, the new titles from one on.
INTEREST, ALL, MATCH = "interest:", "interests", "match:"
# At once in one answer.
FEW = 8
_MOST_WORDS = 3
_MOST_SAID = 8
# Read so surely as none of the library's business, unknown words are no subject.
_SURE = 0.6
# Longer numbers are in no column.
_DIGITS = 16
# What a wish of one moment asks for, and an interest does not.
_PASSING = ("new", "since", "until", "like", "most_pages", "least_pages")
# Where these are surely meant, "I like" says something of them.
_ELSEWHERE = frozenset({"complaint", "praise", "emergency", "rate", "recommendation", "hold", "suggest_purchase"})


@listens
async def hears_interest(turn: Turn) -> bool:
    """Take what is said of interests, in whatever words; False where nothing is."""
    waiting = turn.slot("pending")
    if turn.is_payload or turn.recall("emergency") is not None:
        return False
    if waiting and waiting.get("awaits") != "yes":
        return False
    return await hear_interest(turn)


_OF_DATES = re.compile(
    r"\b(?:dates?|deadlines?)$|\b(?:tarikh|mohlat)\w{0,4}$"
    r"|(?<!\w)(?:تاریخ ?(?:ها\w{0,4}|ش|شون|شان|اش)|(?:موعد|مهلت|سررسید) ?(?:ها\w{0,4}|ش|شون|شان|اش)?)$"
)


async def hear_interest(turn: Turn) -> bool:
    """Answer what a text says of interests; False where it says nothing of them, or nothing could come of it."""
    told = read_interest_words(turn.text)
    if told is None:
        return False
    if told.says in (Says.LIKES, Says.WANTS_NEWS) and (not _can_tell(turn) or turn.intent == "unsubscribe"):
        return False
    if told.says is Says.WANTS_NEWS and _OF_DATES.search(fold(told.what)):
        # "Renew both and tell me the new dates" wishes for no new books.
        return False
    if told.says is Says.FORGETS_ONE and turn.patron is None:
        return False
    if told.says in (Says.LIKES, Says.WANTS_NEWS) and (orders_to_renew(turn.text) or orders_to_hold(turn.text)):
        # "Renew it and tell me the new date": what is ordered is done, and no news are asked for.
        return False
    if told.says is Says.LIKES and (turn.intent in _ELSEWHERE or asks_to_read(turn.text, surely=True)):
        return False
    profile = None
    if told.says in (Says.LIKES, Says.WANTS_NEWS):
        profile = await _profile_of(turn, told)
        if profile is None and (told.says is Says.LIKES or turn.intent != "subscribe"):
            # Nothing that a title could be: it is said of something else.
            return False
        if profile is not None and not await _is_of_titles(turn, profile, told):
            return False
    turn.intent = "subscribe" if told.says in (Says.LIKES, Says.WANTS_NEWS) else "my_data"
    if turn.patron is None:
        ask_sign_in(turn)
        return True
    if told.says is Says.ASKS_WHICH:
        await _list(turn)
    elif told.says is Says.FORGETS_ALL:
        await _ask_to_forget(turn)
    elif told.says is Says.FORGETS_ONE:
        return await _forget_named(turn, told.what)
    elif told.says is Says.ASKS_NEW:
        turn.intent = "new_arrivals"
        await list_new(turn, 0)
    elif profile is None:
        turn.say("utter_interest_which", status="clarified")
    else:
        await _ask(turn, profile, told)
    return True


def _can_tell(turn: Turn) -> bool:
    return Capability.NEW_ARRIVALS in turn.library.capabilities() and KIND in turn.services.notice_rules.kinds


async def _profile_of(turn: Turn, told: InterestTold) -> InterestProfile | None:
    """Read what is liked; None where nothing of it tells what a title has to be."""
    what = told.what
    if not what:
        return None
    if (series := await series_in(turn.store, what)) is not None:
        return InterestProfile.of(ReadingWish(), series=series)
    # Read as if it were the whole message.
    text, turn.text = turn.text, what
    try:
        reading = await hear_wish(turn)
    finally:
        turn.text = text
    wish = replace(reading.wish, **{part: getattr(ReadingWish(), part) for part in _PASSING})
    rest = reading.rest
    if not InterestProfile.of(wish) and len(what.split()) <= _MOST_WORDS + 1:
        page = await turn.library.search(author=what, limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            wish, rest = replace(wish, author=page.author), ()
    known = bool(InterestProfile.of(wish))
    if told.says is Says.LIKES and (not known or len(rest) > 1):
        return None
    if len(what.split()) > _MOST_SAID or len(rest) > _MOST_WORDS:
        return None
    try:
        profile = InterestProfile.of(wish, words=rest)
    except InvalidValue:
        return None
    return profile if profile else None


async def _is_of_titles(turn: Turn, profile: InterestProfile, told: InterestTold) -> bool:
    """Tell whether what only words describe is something to follow, and neither one title nor anything else sold."""
    if any(kind != "topic" for kind, _ in profile.terms):
        return True
    if turn.intent == "out_of_scope" and turn.confidence >= _SURE:
        return False
    page = await turn.library.search(title=told.what, limit=1)
    return not page.titles or page.corrected or bool(page.author)


async def _ask(turn: Turn, profile: InterestProfile, told: InterestTold) -> None:
    """Ask whether it shall be kept, and told of where that was asked for; nothing is kept before a yes."""
    tell = told.says is Says.WANTS_NEWS
    channel = await channel_for(turn, read_notice_wish(turn.text).channel) if tell else await here(turn)
    kept = [one for one in await interests_of(turn.store, turn.patron_id) if one.profile == profile]
    is_told = await _is_told(turn, channel)
    if kept and (is_told or not tell):
        turn.say("utter_interest_already_told" if is_told else "utter_interest_already", what=kept[0].words)
        if not is_told:
            await _offer_news(turn, channel)
        return
    wanted = {"terms": [list(term) for term in profile.terms], "words": told.what, "tell": tell, "channel": channel}
    ref = turn.await_("interest", "yes", **wanted)
    choices = [yes(ref, "utter_button_interest_yes"), no(ref)]
    if tell:
        facts = {"place": await place(turn, channel), **_hours(turn)}
        turn.say("utter_interest_ask_tell", status="clarified", what=told.what, choices=choices, **facts)
    else:
        turn.say("utter_interest_ask", status="clarified", what=told.what, choices=choices)


@pending_action("interest", signed_in=True)
async def interest_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Keep what the patron agreed to, and switch the news of it on where they asked for that."""
    patron, channel, words = turn.patron, str(args["channel"]), str(args["words"])
    if patron is None:
        return
    profile = InterestProfile.kept((str(kind), str(value)) for kind, value in args["terms"])

    def keep(connection: Any) -> None:
        keep_interest(connection, turn.store, patron.id, profile, words, turn.language, by=PATRON)
        if args["tell"]:
            subscriptions.subscribe(
                connection,
                turn.store,
                patron.id,
                [KIND],
                channel,
                identity_id=identity_on(turn, channel),
                language=turn.language,
                source="chat",
                by=PATRON,
                interaction_id=patron.interaction_id,
            )

    try:
        async with doing(turn, "other"):
            await turn.store.transact(keep)
    except InvalidValue:
        turn.say("utter_interests_full", status="refused")
        return
    turn.did("subscribe", kind="notice")
    if args["tell"]:
        turn.say("utter_interest_kept_tell", what=words, place=await place(turn, channel))
        return
    is_told = await _is_told(turn, channel)
    turn.say("utter_interest_kept_told" if is_told else "utter_interest_kept", what=words)
    if not is_told:
        await _offer_news(turn, channel)


async def _offer_news(turn: Turn, channel: str) -> None:
    """Ask whether new titles shall be told: that is another agreement than to keep what they like."""
    ref = turn.await_("notices", "yes", kinds=[KIND], channel=channel, days=None)
    choices = [yes(ref, "utter_button_notices_yes"), no(ref)]
    facts = {"place": await place(turn, channel), **_hours(turn)}
    turn.say("utter_interest_ask_news", status="clarified", choices=choices, **facts)


async def _is_told(turn: Turn, channel: str) -> bool:
    running = await subscriptions.subscriptions(turn.store, turn.patron_id)
    return any((one.kind, one.channel) == (KIND, channel) for one in running)


def _hours(turn: Turn) -> dict[str, Fact]:
    rules = turn.services.notice_rules
    return {
        "start": {"time": rules.quiet_until.strftime("%H:%M")},
        "end": {"time": rules.quiet_from.strftime("%H:%M")},
    }


async def _list(turn: Turn) -> None:
    kept = await interests_of(turn.store, turn.patron_id)
    if not kept:
        turn.say("utter_interests_none")
        return
    turn.did("my_data", kind="interest")
    running = await subscriptions.subscriptions(turn.store, turn.patron_id)
    told = any(one.kind == KIND for one in running)
    lines = [{"words": one.words} for one in kept]
    turn.say(
        "utter_interests",
        interests={"list": lines, "line": "utter_line_interest"},
        news=nested("utter_part_interests_told" if told else "utter_part_interests_untold"),
        choices=_to_forget(kept),
    )


def _to_forget(kept: list[KeptInterest]) -> list[OfferedChoice]:
    each: list[OfferedChoice] = [
        {**choice("utter_button_forget_interest", "my_data", ref=f"{INTEREST}{one.id}"), "name": one.words}
        for one in kept[:FEW]
    ]
    return [*each, choice("utter_button_forget_interests", "my_data", ref=ALL)]


async def forget_by_button(turn: Turn) -> bool:
    """Delete the interest, or all, that a button names; False for a button of something else."""
    ref = turn.entity("ref") or ""
    if ref != ALL and not ref.startswith(INTEREST):
        return False
    if turn.patron is None:
        ask_sign_in(turn)
        return True
    key = _number(ref, INTEREST)
    await _forget(turn, None if ref == ALL else [] if key is None else [key])
    return True


async def new_by_button(turn: Turn) -> bool:
    """List the new titles from the one on that a button names, as under a notice; False for another button."""
    first = _number(turn.entity("ref") or "", MATCH)
    if first is None:
        return False
    if turn.patron is None:
        ask_sign_in(turn)
    else:
        await list_new(turn, first)
    return True


def _number(ref: str, of: str) -> int | None:
    number = ref.removeprefix(of)
    return int(number) if number != ref and number.isdecimal() and len(number) < _DIGITS else None


async def _forget_named(turn: Turn, what: str) -> bool:
    profile = await _profile_of(turn, InterestTold(Says.WANTS_NEWS, what))
    kept = await interests_of(turn.store, turn.patron_id)
    meant = [one.id for one in kept if one.profile == profile or one.words.casefold() == what.casefold()]
    if not meant:
        # It may be said of something else.
        return False
    await _forget(turn, meant)
    return True


async def _ask_to_forget(turn: Turn) -> None:
    """Ask before everything is deleted: what is typed may be read wrongly, and cannot be brought back."""
    kept = await interests_of(turn.store, turn.patron_id)
    if not kept:
        turn.say("utter_interests_none")
        return
    ref = turn.await_("forget_interests", "yes", only=[one.id for one in kept])
    choices = [yes(ref, "utter_button_forget_interests"), no(ref)]
    interests = listed([one.words for one in kept])
    turn.say("utter_interests_ask_forget", status="clarified", interests=interests, choices=choices)


@pending_action("forget_interests", signed_in=True)
async def forget_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Delete the interests that were named when it was asked."""
    if turn.patron is not None:
        await _forget(turn, [int(one) for one in args["only"]])


async def _forget(turn: Turn, only: list[int] | None) -> None:
    """Delete interests at once; with the last of them the news of new titles is over, too."""
    kept = await interests_of(turn.store, turn.patron_id)
    going = [one for one in kept if only is None or one.id in only]
    if not going:
        turn.say("utter_interests_none" if not kept else "utter_interest_unknown")
        return
    patron_id = turn.patron_id

    def forget(connection: Any) -> None:
        forget_interests(connection, turn.store, patron_id, only=[one.id for one in going], by=PATRON)

    await give_up(turn, KIND, forget, is_last=len(going) == len(kept))
    turn.did("my_data", kind="interest")
    turn.say("utter_interests_forgotten", interests=listed([one.words for one in going]))


async def list_new(turn: Turn, since: int) -> None:
    """List the new titles that met the patron's interests, with the reason, and where the others are."""
    found, more = await matched_for(turn.store, turn.patron_id, since_id=since, limit=FEW + 1)
    if not found:
        has_any = bool(await interests_of(turn.store, turn.patron_id))
        turn.say("utter_new_titles_none" if has_any else "utter_interests_none")
        return
    shown, rest = found[:FEW], found[FEW:]
    ids = [one.bib_id for one in shown]
    turn.show("title", ids)
    # "Show me the rest" does what the button does.
    turn.remember(rest={"intent": "new_arrivals", "ref": f"{MATCH}{rest[0].id}", "last": ids} if rest else None)
    lines = [{"line": _new_line(one)} for one in shown]
    choices = [choice("utter_button_new_more", "new_arrivals", ref=f"{MATCH}{rest[0].id}")] if rest else []
    count = len(rest) + more
    note = nested("utter_part_new_more", count=count) if count else None
    titles = {"list": lines, "line": "utter_line_new_title"}
    turn.say("utter_new_titles", titles=titles, note=note, choices=choices)


def _new_line(one: Matched) -> Fact:
    if one.author:
        return nested("utter_part_new_title_by", title=one.title, author=one.author, why=one.why)
    return nested("utter_part_new_title", title=one.title, why=one.why)
