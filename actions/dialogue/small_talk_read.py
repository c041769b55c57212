"""Small talk that was read into a message which has no word of it: then the next reading counts."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import named_words
from language.requests.speech.sentences import sentences
from language.requests.speech.statements import states_only
from protocol.intents import traits_of

__all__ = ["next_reading", "unread_small_talk"]

# What each has to speak of, in folded words.
_WORDS = {
    "bot_challenge": re.compile(
        r"\b(?:(?:chat|ro)?bots?|robots?|human\w*|persons?|people|machines?|computers?|programs?|ai|artificial|intelligen\w*|real|alive|gpt\w*|chatgpt|siri|automat\w*|assistant|name|who|made|creat\w*|you)\b"
        r"|ربات|روبات|روبوت|(?<!\w)بات(?!\w)|آدم|ادم|انسان|ماشین|هوش|مصنوعی|واقعی|کی هستی|کیستی|چی هستی|اسم|هستی|تو (?:کی|چی)|شما (?:کی|چی|کیستید)|دستیار|سازند\w*|ساخت\w*|خالق\w*|برنامه ?نویس\w*|طراح\w*|\b(?:sakht\w*|sazand\w*)\b|\b(?:rob[ao]t\w*|adam\w*|ensan\w*|hoosh|hush|vaghei\w*|ki hasti|esm\w*|hasti)\b"
    ),
    "praise": re.compile(
        r"\b(?:thank\w*|thx|great|good|love\w*|like\w*|nice\w*|best|better|help\w*|excellent|perfect\w*|happy|glad|well|kind\w*|friendly|amazing|awesome|wonderful|fantastic|super|brilliant|fast|quick|smooth|easy|polite|pleas\w+|enjoy\w*|fine|cool|beautiful|clean|warm|patient|recommend|compliment|praise|grateful|appreciat\w*|star|impress\w*|proud|favou?rite|bravo|well done)\b"
        r"|عالی|خوب|خوش|ممنون|مرسی|متشکر|سپاس|تشکر|دوست|بهترین|راضی|دستتون|دست شما|درد نکنه|کمک|مهربون|مهربان|لطف|آفرین|احسنت|دمتون|دم\w* گرم|قشنگ|زیبا|سریع|راحت|تمیز|محترم|مودب|حرف ندار|فوق|کامل|لذت|کیف|باحال|قدردان|تقدیر"
        r"|\b(?:khub\w*|khoob\w*|ali|aliye|mamnun\w*|mamnoon\w*|mersi|merci|razi\w*|damet\w*|dametun|dast\w*|mehrabun\w*|afarin|behtarin|ghashang|komak\w*|lotf\w*)\b"
    ),
    "greet": re.compile(
        r"\b(?:h+i+|hiya|h+e+l+o+|hello\w*|hey+|yo|howdy|greetings?|good (?:morning|afternoon|evening|day)|morning|evening|welcome|anybody|anyone|there|back|start|begin|help)\b"
        r"|سلام|درود|صبح|عصر|شب|روز|بخیر|وقت|خسته|نباشید|هستید|هستین|خوبی|چطوری|چطورید|حال|احوال|الو|مزاحم|شروع"
        r"|\b(?:sal+a+m\w*|dor[uo]+d|sobh|asr|shab|ruz|rooz|bekheyr|khub\w*|chetori\w*|alo|khaste)\b"
    ),
}


def unread_small_talk(turn: Turn) -> bool:
    """Take the next reading where a message has no word of the small talk it was read as.

    A remark on what was told is taken note of; tells whether that was its answer.
    """
    words = _WORDS.get(turn.intent)
    said = fold(turn.text)
    if turn.intent in _ASKED_WITH and not turn.is_payload and _asks_beside(turn, said):
        # "That sounds nice. Which of those would suit the little one?" praises nobody: what it asks is read.
        turn.intent, turn.confidence = next_reading(turn, _asks_or_tells, least=0.0)
        return False
    if words is None or turn.is_payload or word_count(said) < _TWO or words.search(said) is not None:
        # A single word may be said in any sense.
        return False
    if turn.intent == "praise" and turn.confidence >= _SURELY and _OF_STAFF.search(said) is not None:
        # Whoever was patient or went to trouble is praised in any words.
        return False
    if turn.intent == "greet" and turn.thread.last is None and word_count(said) < _FEWEST:
        # How a talk is begun may be said in any word.
        return False
    if (
        turn.thread.last is not None
        and not turn.slot("pending")
        and turn.intent == "greet"
        and states_only(turn.text)
        and len(telling(named_words(turn.text))) <= 1
    ):
        turn.say("utter_remark_heard")
        return True
    turn.intent, turn.confidence = next_reading(turn, _asks_or_tells)
    return False


def next_reading(turn: Turn, fits: Callable[[str], bool], *, least: float = 0.3) -> tuple[str, float]:
    """Give the next reading that fits, with how sure it is, where the first was none: else "nlu_fallback".

    One that is less sure than `least` is none, and on a second guess nothing is filed, ended or given up.
    """
    name, sure = next(((name, sure) for name, sure in turn.ranking if name in HANDLERS and fits(name)), ("", 0.0))
    traits = traits_of(name)
    guessed = bool(name) and sure >= least and name not in _AT_ONCE and not traits.told and not traits.about_case
    return (name, sure) if guessed else ("nlu_fallback", 0.0)


def _asks_beside(turn: Turn, said: str) -> bool:
    """Tell whether a message that was read as small talk asks something in a sentence of some words."""
    wonders = _WONDERS.search(said) is not None
    asked = [one for one in sentences(turn.text) if (one.asked or wonders) and len(one.words) >= _FEWEST]
    return bool(asked) and _QUESTION.search(said) is not None and _HOW_ARE_YOU.search(said) is None


# Small talk that a question may stand beside, and is none itself.
_ASKED_WITH = frozenset({"praise", "greet", "thanks"})
_QUESTION = re.compile(
    r"\b(?:what|which|where|when|who|how|whether|wondering|is there|are there|do you|can (?:i|we|you)|could (?:i|we|you)|may i)\b"
    r"|(?<!\w)(?:چی|چیه|چه|چند\w*|چقد\w*|کی|کجا\w*|کدوم\w*|کدام\w*|چطور\w*|چجوری|آیا|دار(?:ید|ین|ه)|میشه|میتون\w+|هست|مگه)(?!\w)"
    r"|\b(?:chi|chand|chegh?adr|key|koja\w*|kodu?m\w*|chetor\w*|chejoo?ri|darin|darid|mishe|hast)\b"
)
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing)?|(?:like|want|love) to know|tell me|let me know)\b|(?:می ?خواستم|می ?خوام|می ?خواهم) بدون\w*|\bmikhastam bedoo?nam\b"
)
_HOW_ARE_YOU = re.compile(
    r"\bhow (?:are (?:you|things)|is it going|do you do|have you been)\b|(?<!\w)(?:حال\w* چطور\w*|چطوری\w*|چطورید|چطورین|خوب(?:ی|ین|ید|ه)? ?(?:هستی\w*)?|چه خبر\w*|چه کمکی)(?!\w)|\b(?:chetori\w*|che khabar)\b"
)
_TWO, _FEWEST = 2, 4  # words
_SURELY = 0.95
# Who works there, as patrons name them.
_OF_STAFF = re.compile(
    r"\b(?:librarian|lady|gentleman|woman|man|girl|boy|guard|colleague|staff|employee|member of your)s?\b"
    r"|(?<!\w)(?:آقا\w{0,4}|اقا\w{0,4}|خان[وم]م?\w{0,3}|کتابدار\w{0,4}|همکار\w{0,4}|کارمند\w{0,4}|مسئول\w{0,4}|نگهبان\w{0,4}|کارکنان\w{0,3}|پرسنل\w{0,3})(?!\w)"
    r"|\b(?:agha|khanoo?m|ketabdar|hamkar|karmand|negahban)\w{0,4}\b"
)
# What is done at a word: an alarm, a case, a call for a librarian, the end of a sign-in, a hold or a subscription.
_AT_ONCE = frozenset(
    "emergency lost_card human_help sign_in sign_out subscribe unsubscribe cancel_hold my_data rate".split()
)


def _asks_or_tells(name: str) -> bool:
    return name not in _WORDS and not traits_of(name).social
