"""A title that somebody liked, and a wish for more like it: "something for me, I loved Pride and Prejudice"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.titles import SHORT
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.likeness import is_named
from language.requests.reading.places_told import NAMES_TOLD
from language.requests.reading.reading import read_wish
from language.requests.reading.settled import with_its_magic
from language.requests.reading.wish import WishReading
from language.requests.titles.copies import find_copy
from language.requests.titles.title_questions import find_title_question
from library.values import Title

__all__ = ["wishes_like_liked", "wishes_like_read"]

_LIKED = re.compile(
    r"\b(?:i|i've|i have|we) (?:really |absolutely |just |also |have )?(?:loved?|liked?|enjoyed|adored?|adore)\b(?! (?:to|a|an|some|something)\b)"
    r"|(?<!\w)(?:(?:خیلی )?دوست داشتم|دوست داشته ?ام|پسندیده ?ام|دوس داشتم|خوشم اومد|خوشم آمد|عاشق(?:ش|شم)?|کیف کردم|حال کردم|لذت بردم|پسندیدم)(?!\w)"
    r"|\b(?:(?:dust|doost|dus) dashtam|khosham umad|asheghe?)\b"
)
_WISHES = re.compile(
    r"\b(?:something|anything|recommend\w*|suggest\w*|similar|like (?:it|that)|what (?:else|next|should|shall|would|do you)|(?:and )?for me\b|for myself)"
    r"|معرفی|پیشنهاد|(?<!\w)(?:مشابه\w*|شبیه\w*|مثل\w*|یه چیز\w*|چیزی|چی (?:بخونم|بخوانم|دارین|دارید)|(?:کتاب|رمان|داستان|اثر|چیز) ?(?:های )?(?:دیگری|دیگه ?ای|مشابهی)|برای (?:خودم|من|خودمم)|واسه (?:خودم|من|خودمم)|یه کتاب\w*|کتابی)(?!\w)"
    r"|\b(?:moarefi|pishnahad|shabih\w*|mesl\w*|ye chiz\w*|chi bekhunam|baray? (?:khodam|man))\b"
)
# Who is no child: for a child it is said besides for which age.
_GROWN = r"(?:husband|wife|partner|boyfriend|girlfriend|mother|mum|mom|father|dad|sister|brother|friend|colleague|boss|grand(?:mother|father|ma|pa)|aunt|uncle)"
# Read to the end, and nothing said of whether it was liked: only more of the same is a wish.
_FINISHED = re.compile(
    r"(?<!\bdid )(?<!\bcan )(?<!\bcould )(?<!\bshould )(?<!\bshall )(?<!\bmay )(?<!\bmust )(?<!\bdo )(?<!\bif )(?<!\bwhen )(?<!\bbefore )(?<!\bwould )(?<!\bwhere )\b(?:i|i've|i have|we|we've|we have) (?:have )?(?:just |only just |finally |recently |already )?(?:finished|read|devoured)\b|\b(?:i'm|i am|we're|we are|now|just|finally|nearly|all)(?: (?:finally|just|now|nearly|all)){0,2} (?:done|through) with\b|\b(?:is|was|being) (?:now |finally |all )?over\b(?! (?:\d|the|a|an|to|at|in|my|there)\b)|\b(?:reached|got to|came to|(?:nearly|almost|just|now|i'm|i am) at) the end of\b|(?:^|[.!?,;] {0,2})just (?:finished|read)\b"
    rf"|\bmy {_GROWN} (?:has |have )?(?:just |really |absolutely |recently )?(?:finished|read|loved|liked|enjoyed|adored|devoured)\b"
    r"|(?<!\w)(?:(?:تموم|تمام) (?:کردم|کردمش|شد)|خوندم|خواندم|خونده ?ام|خوندمش|خواندمش)(?!\w)|\b(?:(?:tamum|tamoom|tamam) (?:kardam|shod)|kh(?:u|oo)ndam)\b"
)
# What a title is like, whatever it was called: "that feeling again", «تو همین حال و هوا».
_FEEL = r"(?:that|this|the|its) (?:same |similar )?(?:kind of |sort of )?(?:feel(?:ing)?|mood|vibe|atmosphere|spirit|vein|style|flavou?r|magic)"
_SAME = re.compile(
    rf"\b{_FEEL}\b|\bsimilar\b|\blike (?:it|that|this)\b|\balong (?:those|the same) lines\b"
    r"|(?<!\w)(?:همین|همون|این|اون|آن) (?:حال ?و ?هوا|حس(?: و حال)?|فضا|سبک|مایه ?ها|مود|mood|vibe|style)(?!\w)|(?<!\w)(?:شبیه|مشابه|مثل)(?:ش|ه)?(?!\w)"
    r"|\b(?:hamin|hamun|hamoon|in|un|oon) (?:hal ?o ?hava|hess?|faza|sabk|mood|vibe)\b|\b(?:shabih|mesl)(?:e|esh|ash)?\b"
)
# Something to read that is like it is asked for: the asking, the thing and the likeness stand side by side.
_ASKED = r"(?:do you have|have you(?: got)?|you(?: have)? got|is there|are there|got|(?:could |can |would |please )?(?:you )?(?:recommend|suggest)(?: me)?|looking for|i(?:'d| would) (?:like|love)(?: to (?:read|give (?:her|him|them)|get (?:her|him|them)))?|(?:i|we) (?:want|need)|give me|what (?:else|should i read)(?: is there)?|how about)"
_THING = r"(?:anything|something|(?:(?:any|some|an|another|a few|other|more) )?(?:other )?(?:books?|novels?|ones?|stories|titles|reads?)|any more|any others?|more)(?: else| more| to read)?"
_BEHIND = rf"(?=\W*(?:$|[.?!,;:)]|(?:again|please|for (?:me|him|her|them|my {_GROWN})|too|thanks?|to read|but (?:shorter|longer|newer|lighter|happier|less|more|not))\b))"
_MORE_OF_SAME = re.compile(
    r"\bwhat(?: (?:else|other books?|books?|novels?))? (?:reads?|feels?|is|are) (?:\w{2,8} )?(?:like|similar to) (?:it|that|this)\b(?! (?:with|in|at) )|"
    rf"(?:\b{_ASKED}|(?:^|[.?!,;:]|\band) ?(?=any))(?: (?:please|maybe|perhaps))? ?\b{_THING} (?:(?:that is|that's|a bit|very|quite|really|much) ){{0,2}}"
    rf"(?:like (?:it|that|this|that one|this one)|similar(?: to (?:it|that|this))?|along (?:those|the same) lines|(?:(?:that|which) (?:gives? (?:me |you )?|has |have )|in |with |of ){_FEEL})(?: again)?{_BEHIND}"
    rf"|\b{_ASKED} (?:(?:any|some|a|another|more|other) ){{0,2}}similar (?:books?|novels?|ones?|stories|titles|reads?){_BEHIND}"
    r"|(?<!\w)(?:(?:یه|یک|چه|یه دونه) (?:کتاب|رمان|چیز|novel|book)\w{0,3}|کتابی|رمانی|چیزی|چیز دیگه ?\w{0,2}|کتاب دیگه ?\w{0,2})(?: (?:دیگه|که|باشه|هم)){0,2} (?:(?:تو|توی|در|با|از|به) )?"
    r"(?:(?:همین|همون|این|اون|آن) (?:حال ?و ?هوا|حس(?: و حال)?|فضا|سبک|مایه ?ها|مود|mood|vibe|style)|(?:شبیه|مشابه|مثل)(?:ش|ه| این| اون| همین| همون)?)(?: (?:هم|باشه|که باشه|برام|برای من|بهم)){0,2}(?: (?:ولی|اما|منتها|فقط) (?:به )?(?:زبان |زبون )?(?:فارسی|انگلیسی)(?: باشه)?)? (?:دارید|دارین|داری|هست|هستش|پیدا می ?شه|پیدا می ?شود|معرفی|پیشنهاد|می ?خوام|می ?خواهم|بدید|بدین|suggest|recommend)(?!\w)"
    r"|\b(?:ye|yek|che) (?:ketab|roman|chiz)\w{0,3} (?:(?:too?|tuye|dar|ba|az|be) )?(?:(?:hamin|hamun|hamoon|in|un|oon) (?:hal ?o ?hava|hess?|faza|sabk|mood|vibe)|(?:shabih|mesl)(?:e|esh|ash)?(?: in| un)?) (?:ham )?(?:darid|darin|dari|hast|moarefi|pishnahad|mikham|bedin)\b"
)
# Asked at the end of a sentence, with no dislike told, and no next one of a series or of a circle's.
_NEXT = re.compile(
    r"\bwhat (?:do|should|shall|can|could|would) (?:i|you) (?:read|suggest|recommend) (?:next|after (?:that|it|this))(?: please)? ?(?:$|[.?!;])"
)
_NO_NEXT = re.compile(
    r"\b(?:awful|terrible|horrible|bor(?:ing|ed)|dull|bad|worst|dreadful|disappoint\w{2,4}|hate\w?|rubbish|trash|not for me|not my|gave up|give up|too (?:long|sad|dark|hard|slow)|didn't|did not|couldn't|don't (?:like|get)|series|trilogy|order|volumes?|parts?|saga|circle|club|class|course|group|school|exam|seat|window)\b"
)
_ASKS = re.compile(
    r"\b(?:do you|have you|you (?:have|got)|is there|are there|anything|something|recommend|suggest|looking for|i(?:'d| would) (?:like|love)|i (?:want|need)|give me|what (?:else|next|should|shall|would)|any(?: more| others?)|got any)\b"
    r"|(?<!\w)(?:دارید|دارین|داری|هست|معرفی|پیشنهاد|می ?خوام|می ?خواهم|بدید|بدین|چیزی|یه چیز\w{0,2}|چی بخونم|suggest|recommend)(?!\w)|\b(?:darid|darin|dari|moarefi|pishnahad|mikham|bedin|chi bekh\w{2,4})\b"
)
# Nothing like it is wished for, or the rest of a series, or more by the same hand.
_NO_LIKENESS = re.compile(
    r"\b(?:not(?:hing)?|never|don't want|no more)(?: \w{2,10}){0,2} (?:like (?:it|that|this)|similar)\b|\bunlike\b|\b(?:hated|disliked|didn't (?:really )?(?:like|enjoy)|couldn't stand|bored me)\b|\bby (?:him|her|them|the same|this|that)\b|\bsequel\b|\bnext (?:one|book|volume|part)\b|\b(?:volume|part|book) (?:two|three|2|3)\b"
    r"|(?<!\w)(?:خوشم نیومد|خوشم نیامد|دوست نداشتم|دوسش نداشتم|بدم اومد|متنفر\w{0,3}|جلد (?:بعد|دوم|سوم|دو|سه)\w{0,2}|ادامه ?(?:ش|اش)|(?:همین|همون|این|اون) نویسنده\w{0,3}|نباشه|نباشد)(?!\w)|\b(?:khosham nayumad|dust nadashtam|jelde? (?:badi|dovom))\b"
)
# For oneself, and for no reader that was spoken of before.
_FOR_ONESELF = re.compile(
    r"\bfor (?:me|myself)\b|(?<!\w)(?:برای|واسه) (?:خودم|خودمم|من)(?!\w)|(?<!\w)برا خودم+(?!\w)|\b(?:baraye|vase|bara) (?:khodam+|man)\b"
)
_LIKE = re.compile(r"\b(?:like|similar to)\b|(?<!\w)(?:مثل|شبیه|تو مایه های|مشابه)(?!\w)|\b(?:mesle?|shabihe?)\b")
# Read as something else, it is no wish to read.
_WISHING = frozenset({"recommendation", "search_book", "nlu_fallback"})
# Read so, only more of the same is one.
_HARDLY = frozenset({"out_of_scope", "chitchat"})
_CLAUSES = re.compile(r"[.,،:;؛!?؟\n…]+|\.{2,3}| - ")
_SENTENCES = re.compile(r"[.;؛!?؟\n…]+")


async def wishes_like_liked(turn: Turn) -> LookStep:
    """Suggest what is like the title that somebody liked, for the reader who speaks, whoever was spoken of before."""
    said = fold(turn.text).replace("’", "'")
    same = _is_more_of_same(said)
    liked = _LIKED.search(said) is not None and _WISHES.search(said) is not None
    for_oneself = _FOR_ONESELF.search(said) is not None and _LIKE.search(said) is not None
    if turn.is_payload or turn.slot("pending") or not (same or liked or for_oneself):
        return LookStep.ON
    if (
        (turn.intent not in _WISHING and not (same and turn.intent in _HARDLY))
        or orders_to_hold(turn.text)
        or orders_to_renew(turn.text)
        or find_title_question(turn.text) is not None
    ):
        return LookStep.ON
    title = (await _title_read(turn) if same else None) or await _title_liked(turn, said)
    if title is None:
        return LookStep.ON
    wish = read_wish(_wished(said, title)).wish
    whole = read_wish(turn.text).wish
    wanted = replace(
        wish, like=title.title, author="", topics=_places(whole.topics), ages=whole.ages, audience=whole.audience
    )
    wanted = with_its_magic(wanted)
    if (await turn.library.suggest(wanted, limit=1, language=turn.language)).unknown:
        # It was found by its name: "I couldn't find it" is no answer.
        return LookStep.ON
    turn.read_as("recommendation", keeps_named=True)
    await suggest_for(turn, WishReading(wanted, ()))
    # Where there is none, no more of what was wished for somebody else is told in its place.
    turn.settled = True
    return LookStep.DONE


def _places(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Give the places among topics: of the title itself nothing else is one."""
    return tuple(topic for topic in topics if topic in NAMES_TOLD)


async def wishes_like_read(turn: Turn) -> LookStep:
    """Suggest what is like a title that somebody has read, where that was read as a search for the title itself."""
    said = fold(turn.text).replace("’", "'")
    more = _MORE_OF_SAME.search(said)
    if turn.is_payload or turn.slot("pending") or turn.intent != "search_book" or more is None:
        return LookStep.ON
    if _NO_LIKENESS.search(said) or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    reading = await hear_wish(turn)
    if not reading.wish.like or not is_named(turn.text, reading.wish.like):
        return LookStep.ON
    copy = find_copy(more[0])
    turn.read_as("recommendation")
    turn.entities = {}
    turn.settled = True
    language = copy.language if copy is not None and copy.language else reading.wish.language
    await suggest_for(turn, WishReading(replace(reading.wish, language=language), (), reading.narrow))
    return LookStep.DONE


def _is_more_of_same(said: str) -> bool:
    """Tell whether more of what a title that was read or liked is like is asked for."""
    read = _LIKED.search(said) or _FINISHED.search(said)
    if read is None or _NO_LIKENESS.search(said) is not None:
        return False
    return _MORE_OF_SAME.search(said) is not None or (_NEXT.search(said) is not None and _NO_NEXT.search(said) is None)


async def _title_liked(turn: Turn, said: str) -> Title | None:
    """Give the title that was read or liked: named in the message, in the clause that tells of it, or behind it."""
    if (
        title := await title_named(turn, turn.text) or await _title_read(turn) or await _title_quoted(turn)
    ) is not None:
        return title
    if (like := read_wish(turn.text).wish.like) and (title := await title_of_words(turn, like)) is not None:
        return title
    found = _LIKED.search(said) or _LIKE.search(said) or _WISHES.search(said)
    return await title_of_words(turn, said[found.end() :]) if found is not None else None


async def _title_quoted(turn: Turn) -> Title | None:
    """Give the title whose name, in whatever language, stands between quotation marks."""
    quoted = _QUOTED.search(turn.text)
    page = await turn.library.search(quoted["name"], limit=_FEW, exactly=True) if quoted is not None else None
    if page is None or page.corrected or page.author:
        return None
    own = [title for title in page.titles if title.language == turn.language] or list(page.titles)
    return own[0] if own else None


_QUOTED = re.compile(r"[«“\"](?P<name>[^»”\"]{3,60})[»”\"]")
_FEW = 3


async def _title_read(turn: Turn) -> Title | None:
    """Give the title that is named in the clause that tells it was read or liked."""
    for clause in _CLAUSES.split(turn.text):
        told = fold(clause).replace("’", "'")
        if not (_LIKED.search(told) or _FINISHED.search(told)):
            continue
        if (title := await title_named(turn, clause)) is not None:
            return title
        for found in _CAPITALS.finditer(clause):
            if (title := await title_of_words(turn, _TRAILING.sub("", found[0]))) is not None:
                return title
    return None


# A name of several words, as it is written: "One Hundred Years of Solitude".
_CAPITALS = re.compile(r"\b[A-Z][\w'’-]{1,20}(?: (?:of|the|and|in|a|an|to|for|on|with|[A-Z][\w'’-]{0,20})){1,7}")
_TRAILING = re.compile(r"(?: (?:of|the|and|in|a|an|to|for|on|with|I)){1,4}$")


def _wished(said: str, title: Title) -> str:
    """Give the sentences in which something is asked for; what is told of the title is none of the wish."""
    plain = said.replace(fold(SHORT.split(title.title)[0]).strip(), " ")
    asking = [part for part in _SENTENCES.split(plain) if _ASKS.search(part) or _WISHES.search(part)]
    return " . ".join(_LIKED.sub(" ", _SAME.sub(" ", part)) for part in asking or [plain])
