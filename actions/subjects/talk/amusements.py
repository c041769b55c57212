"""Small talk that asks for something: a poem or a song, who made the bot, and what is said to make up for teasing."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.keeping import fingerprint
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import menu
from actions.rasa.registry import HANDLERS, listens
from actions.subjects.catalogue.authors_named import named_author
from actions.subjects.catalogue.found_titles import found
from actions.subjects.talk.asked_of_bot import asked_of_bot
from language.normalise import fold
from library.values import SearchPage

__all__ = [
    "asks_for_joke",
    "asks_to_recite",
    "asks_who_made",
    "gives_mark",
    "hears_jest",
    "makes_up",
    "recites_nothing",
    "teases",
]

_PIECE = r"(?:poem|poetry|verses?|ghazal|sonnet|haiku|song|lullaby|(?:bedtime |short |fairy )?(?:story|tale)|lines?|couplet|something by [\w ]{2,30})"
_RECITES = re.compile(
    rf"\b(?:read|recite|sing|tell|perform|declaim|write|compose|make up) (?:to )?(?:me |us |out |aloud )?(?:a|an|some|one|the|your|another)? ?(?:\w+ ){{0,2}}?{_PIECE}\b(?! (?:room|corner|hour|time|session|book))|\b(?:sing|recite) (?:to |for )?(?:me|us|something)\b"
    r"|(?<!\w)(?:شعر|غزل|رباعی|دوبیتی|بیت|قصه|داستان|حکایت|لالایی|ترانه|آهنگ|اهنگ|آواز|اواز)\w{0,3}(?: \w+){0,5} (?:بخون|بخوان|بگو|بسرا|تعریف کن|بنویس)(?:ید|ین|ی|د)?(?!\w)|\b(?:she'?r|sher|ghazal|ghese|dastan|tarane|ahang|avaz|lalayi)\w{0,2}(?: \w+){0,5} (?:bekh(?:oo|u|o)n|beg(?:oo?|u)|tarif kon|benevis)(?:id|in|i)?\b"
)
# What is to be written for somebody: a greeting, a speech, homework.
_WRITES = re.compile(
    r"(?:^\W*|\b(?:please|pls|(?:can|could|will|would) you|and|help me|need you to|want you to) )(?:write|compose|draft) (?:me |us )?(?:(?:a|an|my|the|some|his|her) )?(?:\w+ ){0,2}?(?:essay|speech|greeting|wish(?:es)?|toast|homework|congratulations?|birthday card|love letter|cv|r[ée]sum[ée])\b"
    r"|\btranslate (?:this|the|it|a|my|[\"“«'])[^.?!]{0,80}\b(?:for me|to|into) \w+"
    r"|(?<!\w)(?:متن|تبریک|انشا|تکلیف|سخنرانی|دلنوشته|نامه عاشقانه)\w{0,3}(?: (?!شکایت|پیام|اعتراض|درخواست|کتابدار)\w+){0,5} (?:بنویس|بگو)(?:ید|ین|ی|د)?(?!\w)"
)
_JOKE = re.compile(
    r"\b(?:tell|give|crack|share)(?: (?:me|us))? (?:(?!(?:this|is|if|what|whether|the|who)\b)\w+ ){0,3}jokes?\b|\b(?:know|got|have|hear) (?:a|any|some|another|one more) (?:(?:good|funny|better|new|other|nice|short|silly|library|more) ){0,2}jokes?\b(?! (?:for|by|about|in|from)\b)|^\W{0,4}(?:(?:a|another|one more) )?(?:(?:good|funny|quick|silly|short|library) )?joke(?:,? (?:please|pls|then))?\W{0,4}$|\bmake me (?:laugh|smile)\b"
    r"|(?<!\w)(?:جوک|جک|لطیفه)(?: ?(?:ی|ای|یی))?(?: \w+){0,4} (?:بگو|بگید|بگین|تعریف کن|بلدی|بلدین|داری|بلدید)(?!\w)|\b(?:jok|joke)\w{0,2}(?: \w+){0,3} (?:begu|bego|begoo|baladi)\b"
)
_JOKE_BOOKS = re.compile(r"\b(?:books?|borrow|shelf|dvds?)\b|(?<!\w)کتاب(?!دار|خ)\w*|\bketab(?!dar|kh)\w*")
# Books, events and what is to be read by oneself is asked of the library.
_OF_BOOKS = re.compile(
    r"\b(?:books?|where|when|borrow|library|catalogue|event|session|course|class\w*|workshops?|competition|contest|fines?|fees?|rules?|librarians?|staff|complaint|i (?:want|need|can|could)|(?:for|to) my (?:\w+ )?(?:kids?|child\w*|son|daughter|students?|class|pupils|grand\w+|nephew|niece|ones?))\b|(?<!\w)(?:کتاب\w*|کجا\w*|ساعت|برنامه|کلاس\w*|کارگاه\w*|مسابقه|شکایت\w*|اعتراض\w*|امانت|بچه‌?ام|بچم|برای بچه)(?!\w)|\bketab\w*"
)
_MADE = re.compile(
    r"\bwho (?:\w+ )?(?:made|built|created|wrote|programmed|developed|designed|trained|invented) you\b|\b(?:your|ur) (?:maker|creator|developer|programmer|inventor|designer)s?\b|\bwho (?:is|are) behind you\b|\bwhere do you come from\b"
    r"|(?<!\w)(?:کی|چه کسی|کیا|چه کسانی|کدوم شرکت)(?: (?:تو|شما)(?: ?(?:رو|را|و))? ?(?:ساخته|ساخت|درست کرده|طراحی کرده|برنامه ?نویسی کرده)|(?: ?(?:رو|را))? ?ساختت\w*)\w*|(?<!\w)(?:سازنده|خالق|برنامه ?نویس|طراح)\w{0,3} (?:تو |شما )(?:کیه|کیست|کی هست|چه کسیه|کیا)\w*|(?<!\w)سازند(?:ت|ه ?ت|تون) ?(?:کیه|کیست)?|\b(?:ki|kia) (?:to|shoma)(?: ?ro)? ?(?:sakhte|dorost karde)\b|\b(?:to|shoma) ?ro ki sakhte\w*|\bsazande(?:t|tun|ye (?:to|shoma)) ki\w*"
)
_JOKED = re.compile(
    r"^\W{0,9}(?:(?:no|ok|oh|hey|sorry|relax|come on|haha+|lol)\W{1,4}){0,3}(?:(?:i was |i'm |i am |was )?(?:only|just) (?:joking|kidding|teasing|a joke|messing|having fun)|i was (?:joking|kidding|teasing)|it was (?:only |just )?a joke|(?:don'?t|do not) (?:be|get) (?:upset|offended|angry|mad|sad)|no offen[cs]e(?: meant)?|didn'?t mean (?:it|that|to (?:offend|upset|hurt) you))(?:\W{1,4}(?:don'?t (?:be|get) (?:upset|offended|angry|mad|sad)|no offen[cs]e|sorry|ok|really|friend|bot)){0,4}\W{0,9}$"
    r"|^\W{0,9}(?:(?:نه|بابا|ببخشید|ای بابا|خب)\W{1,3}){0,3}(?:شوخی (?:کردم|بود|می ?کنم|میکردم)|(?:ناراحت|دلخور|عصبانی) ن(?:شو|شی|شید|شین|باش)\w*|منظور بدی نداشتم|قصد (?:بدی|توهین) نداشتم|به دل نگیر\w*)(?:\W{1,3}(?:(?:ناراحت|دلخور) ن(?:شو|شی|شید|شین|باش)\w*|به دل نگیر\w*|ببخشید|بابا|ها|نگو|باهات|باهاتون)){0,4}\W{0,9}$"
    r"|^\W{0,9}(?:(?:na|baba|bebakhshid)\W{1,3}){0,2}(?:shoo?khi (?:kardam|bood|bud|mikonam)|narahat nasho\w*|be del nagir\w*)(?:\W{1,3}(?:narahat nasho\w*|bebakhshid|baba)){0,4}\W{0,9}$"
)
_SORRY = re.compile(
    r"^\W{0,9}(?:(?:oh|ok|i'?m|i am|so|really|very|no)\W{1,4}){0,4}(?:sorry|apologi[sz]e|my apologies|forgive me|pardon)(?: (?:about|for) (?:that|it|what i said|being rude|the insult|before|earlier))?(?: bot| friend)?\W{0,9}$"
    r"|^\W{0,9}(?:(?:خب|باشه|واقعا|خیلی|نه)\W{1,3}){0,2}(?:ببخشید|ببخش|معذرت\w*(?: می ?خوام| می ?خواهم)?|عذر می ?خوام|عذر می ?خواهم|شرمنده\w*|متاسفم)(?: بابت (?:حرفم|اون|آن|توهین)\w*| که (?:بد|تند) (?:حرف زدم|گفتم)| دیگه| بد گفتم| تند رفتم)*\W{0,9}$|^\W{0,9}(?:bebakhshid|bebakhsh|mazerat\w*(?: mikham)?|sharmande\w*)\W{0,9}$"
)
# So many turns after an unkind word an apology is for that.
_LATELY = 4


def asks_to_recite(text: str) -> bool:
    """Tell whether a text asks that the bot recite, sing or tell something."""
    said = fold(text).replace("’", "'")
    return (_RECITES.search(said) or _WRITES.search(said)) is not None and _OF_BOOKS.search(said) is None


def asks_for_joke(text: str) -> bool:
    """Tell whether a text asks for a joke, and for no book of jokes."""
    said = fold(text).replace("’", "'")
    return _JOKE.search(said) is not None and _JOKE_BOOKS.search(said) is None


def teases(text: str) -> bool:
    """Tell whether an unkind word, or a poor mark, is said in jest: "dumber than my toaster but nicer", «خنگی ولی بامزه»."""
    return _IN_JEST.search(fold(text).replace("’", "'")) is not None


def gives_mark(text: str) -> bool:
    """Tell whether a text gives so many out of ten, or out of another number that no score has here."""
    said = fold(text).replace("’", "'")
    return _MARK.search(said) is not None and _PIECES.search(said) is None and _JOKE_BOOKS.search(said) is None


_PIECES = re.compile(r"\b(?:vol\w*|parts?|episodes?|pages?|people|members?)\b|جلد|قسمت|صفحه|نفر")


_IN_JEST = re.compile(
    r"\b(?:lol|lmao|rofl|haha\w{0,8}|hehe\w{0,6}|just kidding|jk)\b|^\W{0,4}ha\b|[😂🤣😄😅😆😜😉😁]"
    r"|\bbut (?:you(?:'re| are) |at least |still |i )?(?:\w+ )?(?:nicer|nice|funny|funnier|cute|sweet|kind|like you|love you|charming|polite|adorable)\b"
    r"|(?<!\w)(?:خخ+|هه+|شوخی)(?!\w)|(?<!\w)(?:ولی|اما) (?:\w+ )?(?:بامزه|باحال|دوستت|دوست داشتنی|مهربون|خوش ?اخلاق|مودب)\w*|\b(?:khkh\w*|hehe|shookhi|vali (?:bamaze|bahal))\b"
)
_MARK = re.compile(
    r"(?<![\d/])(?:\d{1,2}|ten|nine|eight|seven|six|five|four|three|two|one|zero|صفر|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده) ?(?:/|out of|از|az) ?(?:10|20|100|ten|twenty|a hundred|ده|بیست|صد)(?![\d/])"
)
_FEW_OF_A_MARK = 8
# An unkind word, a mark or a word of praise is read as one of these.
_TEASED_AS = frozenset({"insult", "rate", "chitchat", "praise", "nlu_fallback", "out_of_scope", "bot_challenge"})


async def hears_jest(turn: Turn) -> bool:
    """Answer a joke that is asked for, what is said in jest, what the bot is good for, and a poem or a speech to be written."""
    waits = (turn.slot("pending") or {}).get("awaits") in _FREE_WORDS
    if turn.is_payload or waits or turn.recall("emergency"):
        return False
    told = _joke_told(turn)
    if asks_for_joke(turn.text) or (told and wants_another(turn.text)):
        turn.intent, turn.settled = "chitchat", True
        turn.say(told or "utter_joke")
        return True
    of_none = turn.intent in _OF_BOT and not turn.slot("pending") and "title" not in turn.entities
    if of_none and (of_bot := asked_of_bot(turn.text)) is not None:
        turn.intent, turn.entities, turn.settled = "chitchat", {}, True
        turn.say("utter_chitchat" if of_bot == "day" else "utter_bot_self", choices=menu("help"))
        return True
    if turn.intent in _ASKED_AS and asks_what_for(turn.text):
        turn.intent, turn.settled = "help", True
        await HANDLERS["help"].handler(turn)
        return True
    sought = turn.intent in _SOUGHT and turn.confidence >= _SURE
    if not sought and asks_to_recite(turn.text):
        return await recites_nothing(turn)
    read = turn.intent in _TEASED_AS
    if read and teases(turn.text) and (turn.intent == "insult" or gives_mark(turn.text)):
        turn.intent, turn.settled = "chitchat", True
        turn.say("utter_no_offence", choices=menu("help"))
        return True
    few = word_count(turn.text) <= _FEW_OF_A_MARK and not (turn.slot("pending") or {}).get("awaits")
    if read and turn.intent != "insult" and gives_mark(turn.text) and few:
        from actions.subjects.service.score import ask_score

        # Of what is given out of ten no score is made: it is asked for.
        turn.intent = "rate"
        await ask_score(turn, "utter_rate_ask")
        return True
    return False


_FREE_WORDS = frozenset({"words", "told", "score", "join"})
# What the bot is asked of itself is read as one of these.
_OF_BOT = frozenset({"chitchat", "bot_challenge", "out_of_scope", "nlu_fallback", "greet"})
# What is told after a joke: another one, and then that there are no more.
_AFTER = {"utter_joke": "utter_joke_again", "utter_joke_again": "utter_chitchat_again"}
# The whole message asks for one more, or what the bot is good for; nothing but scorn stands beside.
_SCORN = r"(?:(?:lame|ha(?:ha)*|lol|ok|okay|fine|meh|boring|bad|not funny|nice|good one|so|well|then|and|pff+|seriously|honestly|please|pls|anyway|huh|you|idiot|stupid|useless|dumb|moron|bot)\W{1,5})"
_SCORN_FA = r"(?:(?:پس|خب|آخه|اصلا|تو|شما|ببین|خوب بود|بی مزه بود|بیمزه بود|لطفا|بگو|بگید|کودن|احمق|خنگ|نفهم|بیشعور|ربات|بابا|pas|khob|akhe|aslan|to|tu|shoma|begoo?|lotfan|kooden|koodan|ahmagh|kheng|baba)\W{1,5})"
_ANOTHER = re.compile(
    rf"\W{{0,4}}{_SCORN}{{0,4}}(?:(?:tell me|give me|do) )?(?:another(?: one| joke)?|one more(?: joke)?)\W{{1,5}}{_SCORN}{{0,3}}"
    rf"|\W{{0,4}}{_SCORN_FA}{{0,4}}(?:(?:یکی|یه دونه|یه جوک|یک جوک) دیگه|یکی دیگر|یک جوک دیگر|ye(?:ki| doone| dune| joke?) dige)\W{{1,5}}{_SCORN_FA}{{0,3}}"
)
_WHAT_FOR = re.compile(
    rf"\W{{0,4}}{_SCORN}{{0,4}}(?:what(?:'s| is| the hell is)? (?:are|r) (?:you|u) (?:even |actually |really )?good (?:for|at)|what (?:good|use) (?:are|r) (?:you|u)|what(?:'s| is) the (?:point|use) of (?:you|u)|what (?:can|do) (?:you|u) (?:even|actually) do)\W{{1,5}}{_SCORN}{{0,5}}"
    rf"|\W{{0,4}}{_SCORN_FA}{{0,4}}(?:به چه درد\w{{0,2}}|به چه کار\w{{0,2}}|به درد چی) (?:می ?خور(?:ی|ید|ین)|می ?آ?یی|می ?آیید)\W{{1,5}}{_SCORN_FA}{{0,4}}"
    rf"|\W{{0,4}}{_SCORN_FA}{{0,4}}(?:be )?che dardi? mi ?khori\w{{0,2}}\W{{1,5}}{_SCORN_FA}{{0,4}}"
)
_ASKED_AS = frozenset({"chitchat", "bot_challenge", "nlu_fallback", "out_of_scope", "insult", "help"})


def _joke_told(turn: Turn) -> str | None:
    """Give what is told after the joke of the last turn; None where none was told."""
    return next((after for name, after in _AFTER.items() if turn.thread.times_said(fingerprint(name, {}))), None)


def wants_another(text: str) -> bool:
    """Tell whether a message right after a joke asks for one more and nothing else: "lame. another", «یکی دیگه»."""
    return _ANOTHER.fullmatch(fold(text).replace("’", "'") + " ") is not None


def asks_what_for(text: str) -> bool:
    """Tell whether a message asks nothing but, however unkindly, what the bot is good for."""
    return _WHAT_FOR.fullmatch(fold(text).replace("’", "'") + " ") is not None


def asks_who_made(text: str) -> bool:
    """Tell whether a text asks who made the bot."""
    return _MADE.search(fold(text).replace("’", "'")) is not None


def makes_up(text: str, *, teased: bool) -> bool:
    """Tell whether a text only says that it was a joke; or that one is sorry, where the bot was `teased` before."""
    said = fold(text).replace("’", "'")
    return _JOKED.search(said) is not None or (teased and _SORRY.search(said) is not None)


@listens
async def hear_amusement(turn: Turn) -> bool:
    """Answer what small talk asks for; what waits for the patron's word comes first."""
    if turn.is_payload or turn.slot("pending"):
        return False
    if asks_who_made(turn.text):
        turn.intent, turn.settled = "bot_challenge", True
        turn.say("utter_bot_made", choices=menu("help", "human_help"))
        return True
    if makes_up(turn.text, teased=_is_teased(turn)):
        turn.intent, turn.settled = "chitchat", True
        turn.say("utter_no_offence", choices=menu("help"))
        return True
    return False


async def recites_nothing(turn: Turn) -> bool:
    """Say that nothing is recited or written here, with what the library has by a poet who is named; always True."""
    turn.intent, turn.settled = "chitchat", True
    turn.say("utter_recites_nothing", choices=menu("search_book"))
    page = await named_author(turn, turn.text)
    if page is not None:
        turn.intent = "search_book"
        await found(turn, page.author, SearchPage(page.titles[:_FEW], page.total, False, page.author))
    return True


_FEW = 3
# Surely read as one of these it comes first: a story may be wished for, or looked for, to be read, or told for a case.
_SOUGHT, _SURE = (
    frozenset(
        "recommendation search_book events hold suggest_purchase complaint case_add human_help suggestion emergency".split()
    ),
    0.75,
)


def _is_teased(turn: Turn) -> bool:
    lately = [act.act for _, act in zip(range(_LATELY), turn.thread.acts(), strict=False)]
    return bool(turn.recall("insulted")) or "insult" in lately or "chitchat" in lately
