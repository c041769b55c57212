"""Questions and orders: what a clause asks, what it orders, under which condition."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from language.requests.speech.sentences import deed_at, has, lead_off, spaced
from language.requests.speech.vocabulary import ASKING_TO_BE_TOLD, COMMANDS, CONDITIONS, RELUCTANCE, WISHES, phrases

__all__ = ["Ask", "Condition", "asks_of", "condition_of", "is_hypothetical", "orders"]


class Ask(str, Enum):
    """What a question asks."""

    WHY = "why"
    UNTIL = "until"  # until when, how long
    COST = "cost"
    COUNT = "count"  # how often, how many
    HOW = "how"
    WHETHER = "whether"


class Condition(str, Enum):
    """On what an order depends."""

    FREE = "free"  # a copy stands free
    POSSIBLE = "possible"
    NOBODY_WAITS = "nobody_waits"
    OTHER = "other"


_KINDS: tuple[tuple[Ask, tuple[str, ...]], ...] = (
    (
        Ask.WHY,
        phrases(
            "why|how come|what's the reason|what is the reason|for what reason|reason why|چرا|برای چی|برای چه|واسه چی"
            "|به چه علت|به چه دلیل|علتش|دلیلش|علت|دلیل|چطور شد|chera|vase chi|baraye chi"
        ),
    ),
    (
        Ask.COUNT,
        phrases(
            "how many times|how often|how many more|how many renewals|how many extensions|how many can|how many books"
            "|how many items|how many holds|how many reservations|how many may|how many am i|how many titles"
            "|how many are left|how many left|maximum number|چند بار|چندبار|چند دفعه|چند مرتبه|چند نوبت|چند تا|چندتا"
            "|چند جلد|چند کتاب|چند عنوان|چند مورد|حداکثر چند|chand bar|chand dafe|chand ta|chandta|chand jeld"
        ),
    ),
    (
        Ask.UNTIL,
        phrases(
            "how long|until when|till when|by when|what date|which date|what day|how much time|how much"
            " longer|how many days"
            "|how many weeks|when is|when are|when will|when would|when do|when does|when must|when should"
            "|when can|new due"
            "|due date|تا کی|تا چه تاریخ|تا چه تاریخی|چه تاریخی|تا چه روزی|چه روزی|چند روز|چندروز|چند هفته"
            "|چه مدت|چه مدتی"
            "|چقدر وقت|چقدر فرصت|چقدر مهلت|چقدر زمان|مهلتش کی|کی باید|تا کی|تا چند|ta key|ta kei|ta ki|chand rooz"
            "|chand ruz|chand hafte|che moddat|cheghadr vaght"
        ),
    ),
    (
        Ask.COST,
        phrases(
            "how much|what do i pay|what will i pay|what would i pay|what happens|what happen|what is the fine"
            "|what's the fine|what fine|what penalty|what would it cost|what does it cost|what will it cost|be fined"
            "|be charged|do i pay|have to pay|do i owe|will i owe|any fine|a fine|any penalty|what is the charge"
            "|what's the charge|چقدر|چنده|چند میشه|چه مبلغی|چه مبلغ|چقد|چه قدر|جریمه میشم|جریمه میشه|جریمه داره"
            "|جریمه میخوره|جریمه میخورم|جریمه دارد|جریمه میشوم|جریمه خواهم|جریمه خواهد|پول باید|هزینه داره|هزینه دارد"
            "|چی میشه|چه میشه|چه اتفاقی|cheghadr|cheqadr|chand mishe|jarime mishe|jarime misham|jarime dare|chi mishe"
        ),
    ),
    (
        Ask.HOW,
        phrases(
            "how do|how can|how to|how does|how should|how could|چطور|چطوری|چگونه|چجوری|از کجا باید|به چه"
            " شکل|به چه صورت"
            "|chetor|chetori|chejoori|chejuri"
        ),
    ),
)
_POSSIBLE = phrases(
    "renewable|eligible|allowed to|able to|possible to|permitted to|is it possible|would it be possible|may it be"
    "|قابل تمدید|قابل تمدیده|تمدیدپذیر|امکان|اجازه|حق تمدید|جای تمدید|مجاز|ghabele tamdid|emkan|ejaze"
)
_MAY = phrases(
    "میشه|نمیشه|میشود|نمیشود|میتونم|نمیتونم|میتونیم|میتوان|نمیتوان|میتوانم|ممکنه|ممکن است|mishe|nemishe"
    "|mitoonam|mitunam"
)
_PASSIVE = phrases(
    "تمدید میشه|تمدید نمیشه|تمدیدش میشه|تمدید میشود|تمدید نمیشود|تمدید میشن|تمدید نمیشن|تمدید شده|رزرو میشه|رزرو نمیشه"
    "|رزرو میشود|لغو میشه|لغو نمیشه|لغو میشود|tamdid mishe|tamdid nemishe|rezerv mishe"
)
_OWN_VERBS = frozenset(
    "کنم بکنم کنیم کرد بشه شه شود بشود کردن بگیرم بگیریم بدم بیارم داشته konam kard beshe begiram".split()
)
_TROUBLE = phrases(
    "can't|cant|cannot|can not|couldn't|could not|won't let|doesn't let|not able|unable|isn't letting|doesn't work"
    "|didn't work|not working|نمیتونم|نتونستم|نمیذاره|نمیگذارد|نشد|نمیتوانم|nemitoonam|nashod|nemizare"
)
_AUXILIARIES = frozenset(
    "can could may might will would is are am do does did has have shall should was were isn't aren't can't couldn't"
    " won't don't doesn't".split()
)
_YOU = frozenset(("you", "u", "ya", "someone", "somebody", "anyone"))
_BASE = frozenset(
    "renew extend prolong cancel reserve hold drop remove delete scrap book request reborrow undo".split()
)
_PLEAS = phrases("please|pls|plz|kindly|لطفا|لطفن|lotfan|بی زحمت|خواهشا|خواهش میکنم")
_FIRST_PERSON = frozenset(
    "i we i'd i'm my نیارم بیارم بیاریم برگردونم برگردانم نیاریم پس بدم ندم نکنم کنم بکنم بدم نکنم داشته"
    " باشم نگه دارم بگیرم شدم"
    " آوردم اوردم biaram nayaram konam bargardoonam bedam".split()
)
_FREE = phrases(
    "free|available|in stock|on the shelf|on shelf|is in|it's in|its in|there|آزاد|آزاده|موجود|موجوده|هست|هستش|سر جاش"
    "|تو قفسه|باشه|دارین|دارید|داری|azade|azad|mojood|mojude|hast"
)
_CAN = phrases(
    "possible|can|could|allowed|okay|ok|you may|it works|you don't mind|you do not mind|you would|میشه|بشه"
    "|ممکنه|ممکن|امکان"
    "|شد|اشکال نداره|اشکالی نداره|زحمتی نیست|زحمت نیست|اجازه|لطف کنید|لطف کنی|mishe|beshe|emkan|zahmati nist"
)
_NOBODY = phrases(
    "nobody|no one|noone|no-one|not reserved|isn't reserved|no holds|no queue|کسی|هیچکس|هیچ کس|نوبت|منتظر|kasi|hichkas"
)


def asks_of(words: Sequence[str], *, asked: bool = False) -> frozenset[Ask]:
    """Say what a clause asks; nothing when it asks nothing. `asked`: it ended with a question mark."""
    sentence = spaced(words)
    found = {kind for kind, among in _KINDS if has(sentence, among)}
    if found:
        return frozenset(found)
    return frozenset((Ask.WHETHER,)) if _asks_whether(words, sentence, asked) else frozenset()


def _asks_whether(words: Sequence[str], sentence: str, asked: bool) -> bool:
    if has(sentence, _POSSIBLE) or has(sentence, _PASSIVE) or has(sentence, _TROUBLE):
        return True
    if has(sentence, ASKING_TO_BE_TOLD):
        return True
    if " آیا " in sentence or " aya " in sentence:
        return True
    own = any(word in _OWN_VERBS for word in words)
    if own and has(sentence, _MAY):
        return True
    if own and asked and not has(sentence, WISHES):
        return True  # «تمدید کنم؟»
    rest = lead_off(words)
    if rest and rest[0] in ("what", "which", "when", "who", "where"):
        return True
    if len(rest) < 2 or rest[0] not in _AUXILIARIES:
        return False
    # "Do you", "have you" ask; "can you" asks for it to be done.
    return rest[1] not in _YOU or rest[0] in {"do", "does", "did", "has", "have", "are", "is"}


def orders(words: Sequence[str]) -> bool:
    """Tell whether a clause orders its deed, however politely; "why" and "tell me" never do."""
    sentence = spaced(words)
    if has(sentence, _KINDS[0][1]) or has(sentence, ASKING_TO_BE_TOLD):
        return False
    return _orders_persian(words, sentence) or _orders_english(words, sentence)


def _orders_persian(words: Sequence[str], sentence: str) -> bool:
    deeds = [at for at, word in enumerate(words) if deed_at(word)]
    if any(word in COMMANDS for at in deeds for word in words[at + 1 : at + 4]):
        return True
    if any(word in COMMANDS for at in deeds for word in words[max(0, at - 2) : at]):
        return True
    return bool(deeds) and has(sentence, WISHES) and any(word in _OWN_VERBS for word in words)


def _orders_english(words: Sequence[str], sentence: str) -> bool:
    bases = [at for at, word in enumerate(words) if word in _BASE]
    if not bases:
        return False
    rest = _led_to(lead_off(words))
    if rest and rest[0] in _BASE:
        return True
    first = bases[0]
    asking = lead_off(words[:first])
    if has(sentence, _PLEAS) and not (
        asking and asking[0] in {"how", "when", "what", "which", "is", "are", "do", "does"}
    ):
        return True
    if any(word in _YOU for word in words[:first]) and any(
        word in {"can", "could", "would", "will", "can't", "couldn't", "won't", "wouldn't"} for word in words[:first]
    ):
        return True
    return has(spaced(words[:first]), WISHES)


def _led_to(words: Sequence[str]) -> Sequence[str]:
    """Leave out what leads to an order beside courtesy: "and at least renew …", "in that case cancel …"."""
    at = 0
    while at < len(words) and words[at] in _LEADING:
        at += 1
    return words[at:]


_LEADING = frozenset(
    "and also then so at least meanwhile instead in that case anyway whatever just fine well ok okay or but now besides"
    " plus while you're it first second rather simply maybe".split()
)


def is_hypothetical(words: Sequence[str]) -> bool:
    """Tell whether a clause supposes what the patron might do: "if I brought it on Saturday", «اگه تمدید کنم»."""
    rest = lead_off(words)
    sentence = spaced(rest)
    supposed = has(sentence, CONDITIONS) and any(word in _FIRST_PERSON for word in rest)
    return supposed and not has(sentence, RELUCTANCE) and not orders(words)


def condition_of(words: Sequence[str]) -> Condition | None:
    """Say on what a clause makes an order depend; None without an "if"."""
    for at in range(len(words)):
        marker = next(
            (each for each in CONDITIONS if tuple(words[at : at + each.count(" ") + 1]) == tuple(each.split())), None
        )
        if marker is None:
            continue
        start = at + marker.count(" ") + 1
        end = next((place for place in range(start, len(words)) if deed_at(words[place])), len(words))
        sentence = spaced(words[start:end] or words[start:])
        if has(sentence, _NOBODY):
            return Condition.NOBODY_WAITS
        if has(sentence, _FREE):
            return Condition.FREE
        return Condition.POSSIBLE if has(sentence, _CAN) or start >= end else Condition.OTHER
    return None
