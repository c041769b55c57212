"""What a masked message says beside the patron's own card number and PIN: that is what is wanted after the sign-in."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["words_beside_secret"]

# So long a message tells more than what is wanted.
_LONGEST = 400
_Z = "[\\s\u200c]"
_JOINT = f"(?:{_Z}|[.,،:;؛=#!/()«»\"'*_-])"
# What is said of a number that is the patron's own.
_NAMING = (
    "and|with|by|here is|here's|here are|here|this is|it is|it's|its|my|the|library|membership|member(?:ship)?(?: id)?|card's|card|cards?|account"
    "|number|num|nr|no|id|is|are|was|pin|code|password|passcode|pass|pwd|using|use|i am|i'm|im|as|for|login|log ?in details?|details"
    "|و|با|من|اینم|این هم|اینه|این|شمار[هۀ](?:ٔ|ی| ی)?|شماره\u200cی|ی|کارت(?:م|مم|مه|ی|\u200cم|\u200cام)?|عضویت(?:م|م\u200cم)?|عضوی(?:م|ت)?|کد(?:م)?|رمز(?:م|مم|مه|شم|\u200cم|\u200cام)?|رمزعبورم?|عبور(?:م)?"
    "|پین(?:م)?|پسورد(?:م|مم)?|گذرواژه(?:م|\u200cام)?|هم|ام|هست|است|ه|هستم|بود|میشه|می\u200cشه|کتابخانه|کتابخونه|حساب(?:م)?"
    "|kart(?:am|e)?|shoo?mar(?:e|eh|am|eye|ye)?|ramz(?:am|e|esh)?|pin(?:am)?|ozvi?y?at(?:am)?|kod(?:e|am)?|ham|hast|ast|ine|va|ba|man|o|am|ye|e"
)
_WORD = f"(?:{_NAMING})(?![^\\W\\d_])"
_COVERED = r"\[(?:card|pin)\]"
_AFTER = f"(?:{_JOINT}*(?:ه(?:ست(?:م|ش)?)?|است|اینه|می(?:\u200c|)باشد|میباشم|ine|hast|ast|e)(?![^\\W\\d_]))?"
_CLAUSE = re.compile(f"(?:(?<![^\\W_]){_WORD}{_JOINT}*){{0,9}}{_COVERED}{_AFTER}", re.IGNORECASE)
# Whose it is.
_OWN = re.compile(
    r"\b(?:my|i am|i'm|im|kartam|ramzam|pinam|man|am)\b|کارت(?:م|مم|مه|\u200cم|\u200cام| من)(?![^\W\d_])|رمز(?:م|مم|مه|\u200cم|\u200cام| من)(?![^\W\d_])|عضویت(?:م| من)|(?:هستم|کدم|پینم|پسوردم|گذرواژه\u200c?ا?م|شماره\u200c?ا?م)(?![^\W\d_])",
    re.IGNORECASE,
)
_OWN_DEED = re.compile(
    r"\b(?:my|do i|have i|am i|i have|i owe|daram|gereftam|dastame)\b|(?<![^\W_])(?:دارم|گرفتم|دستمه|بدهکارم|رزرو کردم)(?![^\W\d_])",
    re.IGNORECASE,
)
# Said of the card or the PIN itself, or of somebody else's: that is no way to ask for one's own things.
_OF_THEM = re.compile(
    r"\b(?:cards?|pins?|pass(?:word|code)?s?|code|lost|losing|stolen|stole|block\w*|forg[eo]t\w*|wrong|incorrect|valid|invalid|expired?|works?|working|worked|fails?|failed|accept\w*|rejected|change|reset|belongs?|(?:his|her|their|\w{2,}'s) (?:card|account|loans?|books?)|who(?:se)?|he|she|they|son|daughter|husband|wife|mother|father|kid|child)\b"
    r"|کارت|رمز|پین(?!\w)|پسورد|گذرواژه|(?<!\w)(?:کد|گم|دزد\w*|مسدود\w*|فراموش\w*|یادم|اشتباه\w*|غلط\w*|معتبر|منقضی\w*|کار نمی\w*|نمیشه وارد\w*|عوض|تغییر|نمی ?خون\w*|قبول نمی\w*|پسر\w*|دختر\w*|همسر\w*|شوهر\w*|خانم\w*|مامان\w*|مادر\w*|پدر\w*|بابا\w*|بچه\w*|خواهر\w*|برادر\w*|دوستم|مال)(?!\w)"
    r"|\b(?:kart\w*|ramz\w*|gom\w*|faramoo?sh\w*|yadam|avaz|eshteba\w*|kar nemi\w*|pesaram|dokhtaram|hamsaram|shoharam)\b",
    re.IGNORECASE,
)
# What opens or ends a message and asks for nothing.
_COURTESY = re.compile(
    "(?<![^\\W_])(?:hi|hello|hey|dear|please|pls|plz|thanks|thank you|ok|okay|good (?:morning|afternoon|evening|day)|salam|lotfan|merci|mersi|mamnoon"
    "|سلام|درود|لطفا|لطفاً|ممنون|مرسی|خسته نباشید|وقت بخیر|وقتتون بخیر|بفرمایید|بفرما|خب)(?![^\\W\\d_])",
    re.IGNORECASE,
)
_EDGES = " \t\r\n\u200c.,،:;؛!-–—/()«»\"'*_"
_LEADING = re.compile("^(?:(?:and|so|then|now|also|و|پس|حالا|حالا هم|va|hala)(?![^\\W\\d_])[\\s,،]*)+", re.IGNORECASE)


def words_beside_secret(masked: str) -> str | None:
    """Give what a masked text says beside the patron's own card number or PIN, "" where that is all.

    None where it names neither, or speaks of the card or the PIN itself, or of somebody else's.
    """
    if len(masked) > _LONGEST or re.search(_COVERED, masked) is None:
        return None
    clauses = list(_CLAUSE.finditer(masked))
    named = " ".join(clause[0] for clause in clauses)
    rest = _CLAUSE.sub(" \0 ", masked)
    if _OF_THEM.search(rest) is not None:
        return None
    both = "[card]" in named and "[pin]" in named
    if not (both or _OWN.search(named) is not None or _OWN_DEED.search(rest) is not None or _stands_apart(rest)):
        return None
    rest = " ".join(rest.replace("\0", " ").split()).strip(_EDGES)
    return "" if not _COURTESY.sub("", rest).strip(_EDGES + "?؟") else _LEADING.sub("", rest).strip(_EDGES)


def _stands_apart(rest: str) -> bool:
    """Tell whether a sign parts the number from what else is said: "card 2000…, renew everything"."""
    first, _, last = rest.partition("\0")
    before, after = first.strip(), last.strip()
    return not _COURTESY.sub("", before).strip(_EDGES) and bool(re.match(r"[.,،:;؛!\n-]", after))
