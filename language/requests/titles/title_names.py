"""What may be the name of a book that the catalogue has not, and what is only said around one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.own.own_words import is_own_words

__all__ = ["AROUND", "is_said_around", "may_be_title", "points_back"]

_LONGEST = 7  # words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[«“\"][^«»“”\"]{2,80}[»”\"]")
_MARKED = re.compile(
    r"\b(?:called|titled|entitled|named|with the title|the (?:book|novel|film|title) (?!is\b|was\b|i\b|you\b|that\b|on\b|about\b|for\b|by\b|again\b|please\b|back\b)(?=\w)|isbn)\b"
    r"|(?<!\w)(?:به (?:نام|اسم|عنوان)|عنوانش|اسمش|کتاب (?:های )?[^؟?!.،]{2,40} (?:رو|را|و)? ?(?:دارید|دارین|داری|هست|موجوده?)|esmesh|be esme)(?!\w)"
)
# What carries a name before it: "do you have …", «… رو دارین».
_CARRIED = re.compile(
    r"\b(?:(?:do|does|did) (?:you|u|the library|they) (?:have|own|stock|carry|hold|keep)|have (?:you|u) got|(?:looking|searching|search) for|got any|copy of|copies of)\s+(?P<en>[^.?!,;]{2,60})"
    r"|(?P<fa>[^.?!؟،,;]{2,60}?) (?:رو|را|ro) (?:هم |ham )?(?:دارید|دارین|دارن|دارد|darid|darin)(?!\w)"
)
# One of these is in no name of a book that is asked for, or so rarely that a question is better than a wrong answer.
_NEVER = frozenset(
    "i'm i'd i've i'll im ive you're you'd it's its that's there's where's what's who's he's she's they're we're let's lets"
    " yourself yourselves myself ourselves themselves himself herself itself"
    " can't cant couldn't won't don't dont doesn't didn't isn't aren't wasn't haven't hasn't wouldn't"
    " please pls plz thanks thank sorry ok okay yes yeah yep nope actually instead again already twice rather otherwise anyway"
    " mentioned mention mean meant said say saying told asked ask asking keep kept hold holding held reserve reserved reserving reservation renew"
    " renewed renewal extend extended bring brought returned returning collect collected collecting pickup queue cancel cancelled"
    " put placed send sent sending wait waiting want wanted need needed leave change changed move switch got had has have having could"
    " would should can may must shall does did do is are was were been am being borrow borrowed borrowing overdue due available"
    " longer sooner later earlier ago tomorrow yesterday today tonight currently still yet just also maybe perhaps else another others"
    " any anything something someone somebody everybody nobody nothing ones which whichever either neither"
    " chance possible possibly copy copies shelf branch branches library librarian card account fine fines loan loans"
    " happens happen happened works working wrong mistake forgot forget remember sure hmm uh um oh ah hey hi hello"
    " afternoon lol nah ugh btw tho though gonna wanna because since whether if"
    # Persian.
    " من منم شما تو ما بنده اینجانب خودم خودمون خودش خودشم خودشو خودت خودتون برام برایم واسم واسه برامون بهم ازم ازش بهش اونو اینو همونو همینو همون همین همونه همینه همینجا اونجا اینجا"
    " اونم اینم اینا اونا خودشه کن کنید کنین کنم کنیم کنی بکن بکنید نکن نکنید بذار بذارید بذارین بگذارید بگذار بزار بزارید نگه بیار بیارم بیارید بیاد بیام ببرم"
    " ببره بگیرم بگیره بگیر بدید بدین بده بدم بفرستید بفرستین بفرست بفرستینش باشه باشد باشم باشن باشید باشین نباشه نباشد نباشن نباشم نبود نبودش بود بودم بودش شد شده شدم شدن میشه نمیشه میشود نمیشود هست هستش هستن نیست نیستم"
    " دستمه امانته دارم داره دارین دارید داری دارن ندارم ندارین نداره چرا چطور چطوری چگونه چی چیه چیست چند چندتا چقدر چقد کی کیه کجا کجاست کجاس کدوم کدومش کدام الان حالا دیگه"
    " پس خب خوب آره اره بله نه نخیر لطفا ممنون مرسی سلام ببخشید فقط مگه شاید اگه اگر چون ولی اما هنوز بازم دوباره قبلا بعدا فردا امروز دیروز"
    " بهتره خوبه خوبیه عالیه رزرو رزروش رزروم رزروی رزرومو تمدید تمدیدش لغو لغوش امانت نوبت نوبتم صف اسمم جریمه دیرکرد تحویل شعبه شعبش کتابخونه کتابخانه کتابدار"
    " منتظر منتظرم منتظرش منتظره گفتم گفتی گفتین گفتید میگم میگی خوندم خونده خواندم گرفتم گرفته بردم آوردم اوردم رفتم اومدم اومدن منظورم منظور ترجیح همکاران همکارم"
    # Persian in Latin letters.
    " man manam baram vasam vase beram behem azash behesh oono uno ino hamun hamoon hamin hamuno hamino oon un onja inja kon konid konin konam"
    " nabashe nabashan bezar bezarid bezarin biar biaram biad biam begir begiram bede bedin bedid befrest befrestid bashe nabashe bood shod shode shodam mishe nemishe hast"
    " hastesh nist daram dare darin darid nadarin nadare chera chetor chetori chi chie chand chandta cheghad cheghadr key koja kojast kodum kodoom alan hala dige"
    " pas khob khub khube are bale na nakheyr lotfan merci mersi salam bebakhshid faghat mage shayad age agar vali ama hanuz dobare ghablan farda emruz diruz"
    " behtare rezerv rezervesh reserve tamdid tamdidesh laghv nobat nobatam saf jarime tahvil shobe ketabkhune ketabkhoone goftam migam khundam"
    " gereftam bordam avordam umadam mikham mikhastam nemikham mitunam nemitunam mohlatesh mohlat tamum begu begin avali avaliye dovomi sevomi akhari yeki yekish".split()
)
# In a name only beside a word that names something, or after what carries one: "do you have My Brilliant Friend".
_SELDOM = frozenset(
    "i me my mine we us our you your he him his she her they them their it this that these those what who whom when where why how not no"
    " will one two first second third last same other only now then there here back come came go going get take give make made let see"
    " look find tell show know think like love read out up off down away over by with from till until before after once never always"
    " longer between both all for in on at to and or but so as be too of the a an s t d ll re ve m"
    " این آن اون یه یک یکی دو سه اول اولی دوم دومی سوم سومی آخر آخری هم و یا از به در با بی تا که رو را ش ای ها بعد قبل همه هر هیچ دیگر دیگری چیز کس"
    " ye ham az be dar ba ta ke ro ra o va".split()
)
#: What is said around names, or joins words.
AROUND = _NEVER | _SELDOM
# Verbs of Persian with their endings: «می‌خونم», «نمی‌دونید», «miram».
_VERB = re.compile(
    r"^(?:ن?می(?!ان$|دان$|همان$|لاد$|هن$|راث$)\w{2,}(?:م|ی|ه|د|یم|ید|ین|ن|ند)|n?emi\w{2,}(?:am|i|e|im|in|id|an)|mi(?!ddle|nd|le|lk|ss|s|st|dn|ra)\w{2,}(?:am|im|in|id|an|e))$"
)


def may_be_title(words: str, text: str = "") -> bool:
    """Tell whether words that the catalogue has not may be a title; what is around a request is none.

    `text` is the whole message: a name that is quoted, announced ("a book called …") or asked for ("do you have …")
    may have words that others have not.
    """
    if not text or text == words:
        text = words
    if (quoted := _QUOTED.search(text)) and fold(words).strip() and fold(words).strip(" .?!") in fold(quoted[0]):
        return True
    said = _WORD.findall(fold(words))
    while said and said[-1] in _TRAILING:
        said.pop()
    if not said or len(said) > _LONGEST + 3:
        return False
    folded = fold(text)
    never = [word for word in said if word in _NEVER or _VERB.match(word)]
    if (len([word for word in never if word not in _PERSONS]) < 2 and _MARKED.search(folded)) or _capitalised(
        words, text, said
    ):
        return True
    naming = [word for word in said if word not in _SELDOM and word not in never and not word.isdigit()]
    if never or not naming or len(said) > _LONGEST:
        return False
    if _is_carried(folded, said):
        return True
    return not any(word in _OWN for word in said) and not is_own_words(words)


def is_said_around(word: str) -> bool:
    """Tell whether a folded word is said around a name, or joins words, and names nothing: a verb, a pronoun."""
    return word in _NEVER or word in _SELDOM or _VERB.match(word) is not None


_PERSONS = frozenset("من تو ما شما man to ma shoma".split())
_TRAILING = frozenset("رو را و دارید دارین داری دارن هست هستش ro darin darid dari hast".split())
# Words that speak of the one who writes, or of what was just shown.
_OWN = frozenset(
    "i me my mine we us our you your him his her they them their it this that these those what who when where why how not no"
    " come came go going get take give make made let see look find tell show know think one first second third last"
    " same other only now then there here back before after till until این آن اون یکی اولی دومی سومی آخری هم که"
    " ham ke".split()
)


def _is_carried(folded: str, said: list[str]) -> bool:
    """Tell whether words stand where a name is asked for: "do you have …"."""
    found = _CARRIED.search(folded)
    if found is None:
        return False
    carried = _WORD.findall(found["en"] or found["fa"] or "")
    return set(said) <= set(carried) and said[0] not in {"it", "this", "that", "these", "those", "them", "این", "اون"}


def _capitalised(words: str, text: str, said: list[str]) -> bool:
    """Tell whether English words were written as a title is: "Do you have Where the Wild Ones Were"."""
    written = {fold(word): word for word in _WORD.findall(text)}
    telling = [written[word] for word in said if len(word) > 3 and word in written]
    first = next(iter(_WORD.findall(text)), "")
    counted = [word for word in telling if word != first] or telling
    return (
        len(telling) > 1
        and words.isascii()
        and all(word[:1].isupper() and not word.isupper() for word in counted)
        and len(counted) > 1
    )


_BACK = re.compile(
    r"\b(?:it|that|this|the same|that one|this one|the one|the (?:book|novel|film)|again|mentioned)\b"
    r"|(?<!\w)(?:این|اون|آن|همین|همون|همان|اونو|اینو|همینو|همونو|اونم|اینم|دوباره|خودشه|خودش|همونه|(?:رزرو|تمدید|نگه|بفرست|بذار|بیار)\w*ش|(?:هستش|موجوده)"
    r"|oon|un|ino|oono|uno|hamin|hamun|hamoon|hamuno|hamino|dobare|khodeshe|rezervesh)(?!\w)"
)


def points_back(text: str) -> bool:
    """Tell whether words point at what was spoken of: "is it in?", «دوباره برام نگه‌ش دارید»."""
    return _BACK.search(fold(text)) is not None
