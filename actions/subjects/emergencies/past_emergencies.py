"""Emergencies of the past: what befell somebody, told as the reason of a delay or a plea, and nothing to call for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from language.emergencies.reading import words_of

__all__ = ["leave_past_emergency", "tells_past_reason"]

# It is over: a time that is gone, or that something had happened; one that lasted for days has ended.
_OVER = re.compile(
    r"\b(?:yesterday|the other day|last (?:night|week|month|year|spring|summer|autumn|winter|\w+day)|(?:\w+ )?(?:days?|weeks?|months?|years?) ago|back in \w+|earlier this (?:week|month|year)|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
    r"|\b(?:i|he|she|we|they|who|that|my \w+|our \w+) had (?:had|been|broken|fainted|collapsed|lost|fallen)\b"
    r"|\b(?:i|he|she|we|they|my \w+|our \w+) had an? (?:\w+ )?(?:accident|surgery|operation|stroke|seizure|heart attack|crash)\b"
    r"|\b(?:was|were|been|spent|stayed|lay)(?: \w+){0,5} (?:for )?(?:a|an|one|two|three|four|five|six|ten|several|some|\d+) (?:days?|weeks?|months?)\b"
    r"|\b(?:i|he|she|we|they|my \w+) (?:was|were) (?:\w+ )?(?:in (?:an?|the) (?:\w+ )?(?:accident|crash|hospital)|in hospital|hospitali[sz]ed|run over|hit by a (?:car|motorbike|bike)|robbed|mugged)\b"
    r"|(?<!\w)(?:دیروز|پریروز|دیشب|پریشب|پارسال|(?:هفته|ماه|سال|تابستون|تابستان|زمستون|زمستان|بهار|پاییز) ?(?:ی |ه )?(?:پیش|قبل|گذشته)|(?:روز|هفته|ماه|سال|وقت) (?:پیش|قبل))(?!\w)"
    r"|(?<!\w)(?:تصادف|سکته|عمل|غش|تشنج|سقوط) (?:\w+ )?(?:کرده بود\w*|کردم|کردیم|کرده بودیم|داشتم|داشتیم|داشته بود\w*)(?!\w)"
    r"|(?<!\w)(?:شکسته|افتاده|دزدیده|بستری|گم شده|زده|سوخته|مریض|بیهوش|زخمی) (?:شده )?(?:بودم|بودیم|بود|بودن|بودند)(?!\w)"
    r"|(?<!\w)(?:یک|یه|دو|سه|چهار|پنج|شش|ده|چند|\d+) (?:روز|هفته|ماه)(?: \w+){0,4} (?:بودم|بودیم|بود|موندم|ماندم|خوابیدم|نتونستم|نتوانستم)(?!\w)"
    r"|\b(?:dirooz|parirooz|dishab|parsal|(?:hafte|mah|sal)e? (?:pish|ghabl|gozashte)|(?:rooz|hafte|mah) (?:pish|ghabl))\b|\b(?:tasadof|sekte|amal|ghash) (?:karde ?b[uo]+d\w*|kardam|dashtam)\b|\bbastari (?:bood\w*|bud\w*|shodam)\b"
)
# And it is told for something of the library's: a delay, a fine, a loan, a booking, a plea.
_REASON_FOR = re.compile(
    r"\b(?:fines?|fined|fees?|charges?|charged|late|overdue|delay\w*|deadline|discount|waive\w*|waiver|reduc\w*|forgiv\w*|excus\w*|exception|mercy|lenien\w*|extension|extend\w*|renew\w*|refund|missed|(?:thats|that is|this is|which is) why)\b"
    r"|\b(?:could not|couldnt|did not|didnt|was not able to|wasnt able to) (?:\w+ ){0,2}(?:return|bring|come|make it|get here|pick|collect|give)\b"
    r"|(?<!\w)(?:جریمه\w*|دیرکرد\w*|تاخیر\w*|دیر|بدهی\w*|تخفیف\w*|بخشودگی|بخشش|ببخش\w*|معاف\w*|مهلت\w*|موعد\w*|تمدید\w*|رزرو\w*|واسه همین|برای همین|به همین (?:دلیل|خاطر|علت)|دلیلش|علتش|ارفاق|راه (?:بیاید|بیاین|بیایید))(?!\w)"
    r"|(?<!\w)(?:نتونستم|نتوانستم|نتونستیم|نتوانستیم|نشد|نرسیدم)(?: \w+){0,4} (?:بیام|بیایم|بیارم|بیاورم|بیاریم|بیارمش|پس|برگردون\w*|برگردان\w*|تحویل|تمدید|بگیرم|سر بزنم)(?!\w)"
    r"|(?<!\w)(?:پس|تحویل) (?:ندادم|نداده\w*|نیاوردم)(?!\w)|(?<!\w)کم(?:تر)?(?:ش)? (?:کن|کنید|کنین|می ?کنید|نمی ?کنید|بشه|میشه|نمیشه)(?!\w)"
    r"|\b(?:jarime\w*|dirkard\w*|takhir\w*|dir|takhfif\w*|bebakhsh\w*|bakhshodegi|moaf\w*|mohlat\w*|tamdid\w*|natoo?nestam (?:biam|biaram|bargardoonam)|vase hamin|baraye hamin)\b"
)
# Whatever is told of the past beside it, this goes on.
_UNDER_WAY = re.compile(
    r"\b(?:help|ambulance|hurry|quick|quickly|urgent|urgently|emergency|right now|again now|is (?:lying|bleeding|unconscious|choking|burning|not breathing)|isnt breathing|are (?:fighting|bleeding)|on the floor|in front of me|still (?:here|there|bleeding|unconscious|burning)|wont (?:stop|wake|move)|cant (?:breathe|move|stand|feel)|\w+ (?:here|upstairs|downstairs) (?:is|has|just)|has just|have just|just (?:now|fell|fainted|collapsed|hit|stole|took))\b"
    r"|(?<!\w)(?:کمک\w*|الان|اورژانس|امبولانس|فوری|زود باش\w*|همین (?:الان|حالا|جا|لحظه)|افتاده (?:زمین|روی|رو|اینجا|کف)|بیهوشه|خون میاد|خونریزی (?:داره|دارم|میکنه)|نفس (?:نمی\w+|نمیکشه)|داره (?:می\w+)|دارن (?:می\w+)|دارم میمیرم|جلوی (?:من|در)|دوباره (?:افتاد|غش|تشنج|حمله)\w*)(?!\w)"
    r"|\b(?:komak|alan|orzhans|ambulance|foori|hamin alan|khoonrizi|oftade zamin)\b"
)
# Nobody's despair is weighed against a fine.
_NEVER = "despair"


def tells_past_reason(text: str) -> bool:
    """Tell whether something that befell somebody is over, and told as the reason of a delay, a plea or a wish."""
    said = words_of(text)
    over = _OVER.search(said) is not None and _REASON_FOR.search(said) is not None
    return over and _UNDER_WAY.search(said) is None


def leave_past_emergency(turn: Turn) -> bool:
    """Take the next reading of a message whose emergency is a reason of the past; tells whether it did."""
    kind = (turn.entity("emergency") or "").rpartition(":")[2]
    if turn.is_payload or turn.intent != "emergency" or kind == _NEVER or not tells_past_reason(turn.text):
        return False
    turn.intent, turn.confidence = next_reading(turn, lambda name: name != "emergency")
    turn.entities = {name: values for name, values in turn.entities.items() if name != "emergency"}
    return True
