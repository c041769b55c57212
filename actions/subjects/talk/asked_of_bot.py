"""What the bot is asked of itself in small talk: how its day goes, whether it reads, sleeps, tires or feels."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asked_of_bot"]

_DAY = r"(?:day|morning|afternoon|evening|night|week|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_HOW_IT_GOES = re.compile(
    rf"(?:and |so )?how(?:'s| is| was| has) (?:your|ur) {_DAY}(?: (?:going|been|today|so far|treating you)){{0,2}}|(?:had|having) a (?:good|nice|busy|long) {_DAY}"
    r"|(?:امروز |حالا )?(?:روز|امروز|روزگار|هفته|صبح|شنبه|یکشنبه|دوشنبه|سه ?شنبه|چهارشنبه|پنجشنبه|جمعه) ?(?:ت|ات|تون|تان|ه ?ات)(?: امروز)? (?:چطوره|چطور بود|چطور (?:می ?گذره|گذشت|پیش (?:میره|می ?ره|رفت))|خوب (?:بود|گذشت|می ?گذره))"
    r"|roo?z(?:et|etoo?n|e to) (?:chetore|chetor (?:bood|bud|migzare|migozare)|khub bud)"
)
_EVER = r"(?:ever |even |actually |really |also |never |honestly |just ){0,2}"
_OF_ITSELF = re.compile(
    rf"(?:so |and |but )?(?:do|can|don't|will|did) you {_EVER}(?:read|sleep|eat|drink|dream|rest|get (?:tired|bored|lonely|hungry|sad|sleepy)|have (?:any )?(?:feelings|friends|a (?:soul|body|life|family|heart))|feel (?:anything|things|tired|lonely|sad)|(?:like|love|enjoy) (?:books|reading|it here|your job|your work))"
    r"(?: (?:any )?(?:books?|novels?|anything|something))?(?: (?:yourself|too|at all|at night|sometimes|much|a lot|in there)){0,2}(?:,? or (?:do you |are you )?(?:just|only) \w{3,12}(?: to| it| that)?)?"
    rf"|(?:and |so |but )?(?:are|aren't) you {_EVER}(?:tired|bored|lonely|sleepy|hungry|sad|happy|alive|asleep|in love|married)(?: (?:today|now|yet|of (?:us|me|this|all this|people|questions)|all day|at all|in there)){{0,2}}"
    r"|(?:(?:پس|حالا|ببین|راستی|مگه|اصلا) ){0,2}(?:تو|خودت|شما|خودتون|خودتان) (?:(?:هم|اصلا|خودت|خودتون|هیچ ?وقت|واقعا|شبا|شب ها) ){0,2}(?:کتاب(?: هم| ها)? )?(?:می ?خون[یدن]\w{0,2}|می ?خوان[یدن]\w{0,2}|می ?خواب[یدن]\w{0,2}|غذا می ?خور\w{1,3}|خسته (?:ن?می ?ش\w{1,3}|ای|ی|اید|این|هستی)|(?:احساس|دوست|خانواده|زندگی|قلب) دار\w{1,3}|حوصله\w{0,4} سر ن?می ?ره|تنها\w{0,3}|خوابت می ?(?:یاد|گیره))(?: یا (?:فقط|همش|الکی) (?:\w+ ){0,2}(?:ادا در)?می ?(?:کن|آر|ار|یار)\w{0,3})?"
    r"|(?:(?:پس|حالا|راستی|هیچ ?وقت|اصلا) ){0,2}(?:خسته (?:نشدی|نشدین|نمی ?شی|نمیشین|نمی ?شید|ای|هستی)|خوابت (?:میاد|نمیاد|می ?گیره)|حوصله ?ا?ت سر (?:نمی ?ره|رفته|میره)|احساس داری)(?: از (?:این|ما|من|سوال|دست|جواب|حرف)\w{0,6}(?: \w{1,8}){0,3})?"
    r"|(?:(?:to|khodet|shoma|khodetoo?n) )(?:(?:ham|aslan|khodet|hichvaght) ){0,2}(?:ketab )?(?:mikh(?:oo?|u)n[iy]\w?|mikhab[iy]\w?|khaste (?:ne)?mish[iy]\w?|ehsas dar[iy]\w?|ghaza mikhori)(?: ya faghat \w+(?: mikoni)?)?|khaste (?:nemishi|nashodi|i)|khabet (?:miad|nemiad)"
)
# What stands before and beside it.
_BESIDE = re.compile(
    r"(?:(?:hi|hello|hey|dear|good|morning|evening|afternoon|there|robot|bot|chatbot|ketabyar|friend|lol|haha|so|well|ok|okay|by|the|way|tell|me|honestly|thanks|just|curious|wondering|i'm|im|i|was|سلام|درود|روز|صبح|شب|عصر|بخیر|ربات|بات|روبات|جان|عزیز|کتاب ?یار|دوست|من|راستی|خب|ببخشید|یه|سوال|بگو|ببینم|ممنون|salam|rasti|bebakhshid|begoo?|bebinam|joon|jan) ?){1,7}"
)
_OR = re.compile(r",\s{0,2}or\b")
_PIECE = re.compile(r"[^.,;:!?،؛؟\n]{1,160}")


def asked_of_bot(text: str) -> str | None:
    """Tell whether a message asks nothing but how the bot is ("day") or of its life ("self"); else None."""
    pieces = [" ".join(piece.split()) for piece in _PIECE.findall(_OR.sub(" or ", fold(text).replace("’", "'")))]
    asked = None
    for piece in filter(None, pieces):
        found = _asked(piece) or _asked(_lead_off(piece))
        asked = found or asked
        if found is None and _BESIDE.fullmatch(piece) is None and re.search(r"\w\w", piece):
            return None
    return asked


def _asked(piece: str) -> str | None:
    if _HOW_IT_GOES.fullmatch(piece):
        return "day"
    return "self" if _OF_ITSELF.fullmatch(piece) else None


def _lead_off(piece: str) -> str:
    """Leave out a greeting before it: "hello there robot how's your day"."""
    found = _BESIDE.match(piece)
    return piece if found is None else piece[found.end() :].strip()
