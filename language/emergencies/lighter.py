"""A wish for something lighter to read: who is weary of sad books, and says so in the words of despair, wants another book."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["wishes_lighter"]

# What is wished for: how it shall be, or what it shall do with its reader.
_LIGHTER = re.compile(
    r"\b(?:lighter|funnier|happier|warmer|brighter|shorter|softer|gentler|cheerier|cosier|cozier|thinner|less (?:heavy|sad|dark|grim|gloomy|bleak|depressing|tragic|hopeless))\b"
    r"|\b(?:something|anything|one|novel|book|story|stories|comedy|a thin one|an easy one|read)\b[^.?!]{0,24}\b(?:light|funny|cheerful|uplifting|hopeful|warm|happy|humorous|feel[- ]good|ends? (?:well|happily)|happy end(?:ing)?)\b"
    r"|\b(?:got|have|any) (?:you )?(?:a |an |any )?(?:thin|short|funny|light|cheerful|happy|hopeful)\b|\bhappy end(?:ing)?s?\b"
    r"|(?<!\w)(?:سبک|شاد|روشن|کوتاه|امیدوار|نازک|ملایم|خنده ?دار|بامزه)[\u200c ]?تر\w{0,3}(?!\w)|(?<!\w)(?:امیدوار ?کننده|امید ?بخش|خنده ?دار|طنز|بامزه|حال خوب ?کن)(?!\w)|(?:آخرش|پایانش|تهش) (?:خوش|خوب|شاد)|پایان خوش"
    r"|(?<!\w)(?:کتاب|رمان|داستان|قصه|چیز|یکی)ی?(?: باشه| بدین| بدید| میخوام)?[^.؟?!]{0,24}(?:بخند(?:ه|م|یم|ونه)|حال (?:آدم|ادم|من)\w{0,3} (?:خوب|بهتر))"
    r"|\b(?:sabo?k|shad|koo?tah|roshan|omidvar)[ -]?tar\b|\b(?:khande ?dar|tanz|omidvar konande|bamaze|akharesh khosh)\b"
)
# The book, film or ending of which somebody is weary, or that is not to come again.
_OF_BOOKS = re.compile(
    r"\b(?:books?|novels?|stor(?:y|ies)|chapters?|endings?|authors?|writers?|films?|movies?|characters?|pages?|plot|titles?|reads?|reading|series|poems?|poetry|the dog dies)\b"
    r"|(?:کتاب|رمان|داستان|قصه|فیلم|سریال|نویسنده|صفحه|فصل|شخصیت|آخرش|اخرش|پایان|شعر|خوندم|خواندم)|\b(?:ketab|roman|dastan|ghesse|film|akharesh|nevisande|safhe|khoondam)"
)
# Not another of these.
_NO_MORE = re.compile(
    r"\b(?:no more|not another|(?:can't|cannot|can not) (?:take|face|bear|stand|read|handle) (?:another|any more|more|one more))\b[^.?!]{0,30}\b(?:(?:sad|dark|grim|gloomy|tragic|bleak|depressing|heavy) \w+|chapters?|endings?|one where|deaths?|dying|funerals?|misery)\b"
    r"|(?<!\w)(?:آخرش|اخرش|تهش)[^.؟?!]{0,16}(?:می ?میر(?:ن|ند|ه|د)|مرگ|بدبخت\w{0,4}|تلخ|غمگین)(?!\w)|\bakharesh\b[^.?!]{0,16}\b(?:mimir(?:an|e)|marg\w{0,2}|badbakht\w{0,3}|talkh)\b"
    r"|(?<!\w)(?:از )?(?:این|ازین|این جور|این همه) ?(?:داستان|رمان|کتاب|قصه|فیلم)\w{0,6}[^.؟?!]{0,30}(?:خسته شدم|بسمه|بسه|نمی ?خوام|حالم گرفت)"
)
# Who says this of themselves is heard, whatever they wish to read beside it.
_OF_THEMSELVES = re.compile(
    r"\b(?:kill|hurt|harm|cut|end) (?:myself|my life|it all|it)\b|\b(?:don't|do not|not) (?:want to )?(?:be here|wake up|be alive|exist)\b|\b(?:want|wish|going) to die\b|\b(?:tonight|pills?|suicidal|goodbye|farewell|last (?:book|time))\b|\b(?:stay alive|reason to (?:live|stay|go on)|(?:don't|do not) need an?)\b|\b(?:without me|if i (?:wasn't|weren't|was not|were not|was gone))\b"
    r"|خودم ?(?:رو|را|و)? (?:بکش|خلاص|راحت|تموم)|(?:نباشم|نبودم|بمیرم|زنده (?:بمون|نباش|نمون)|بیدار نش|تموم کنم|تمومش کنم|امشب|قرص|خداحافظ|بدون من|نبودنم)|(?<!\w)خودکشی کن|خودم از زندگی|از زندگی(?:م|ام)? (?:سیر|خسته) شدم|(?<!\w)(?:هیچ (?:کتاب|رمان|داستان|چیز)ی?)(?!\w)[^.؟?!]{0,30}نمی ?(?:کن|ش)"
    r"|\b(?:khodam(?:o| ro)? (?:mi ?)?kosh|nabasham|bemiram|zende na|emshab|ghors|bedoone man)"
)


def wishes_lighter(text: str) -> bool:
    """Tell whether a text wishes for something lighter to read, or for no more of such books, and says nothing of its writer."""
    said = fold(text).replace("’", "'")
    if _OF_THEMSELVES.search(said):
        return False
    return _NO_MORE.search(said) is not None or (
        _LIGHTER.search(said) is not None and (_OF_BOOKS.search(said) is not None or len(said.split()) <= _BARE)
    )


# So few words, of which one says how it shall be, speak of what was suggested: «تاریک بود. خسته‌ام کرد. سبک‌تر.»
_BARE = 10
