"""Whether words ask for something by themselves: a question, an order or a request, or a suggestion that is made."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.detect import is_finglish
from language.normalise import fold
from language.requests.speech.statements import states_only

FEWEST_WORDS = 2  # of each part; a later part in Latin letters needs one more ("which room?")
FEWEST_PROPOSED = 3  # words of a suggestion, behind those that announce it
ORDER = (
    r"first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally|lastly|last(?: of all)?|moreover"
    r"|furthermore|besides|in addition|additionally|next|another thing|one last thing"
    r"|kindly|however|otherwise|\(?[a-h1-9][).:]"
)
ONE_MORE = r"one more thing|(?:my )?other question"
# What may open a sentence, again and again: nothing of it may be read in two ways, or a text of many is read in all.
_OPENING = (
    r"(?:(?:hi|hello|hey|ok|okay|so|please|pls|also|and|then|just|well|excuse me|sorry|if so|if not"
    r"|good (?:morning|evening|afternoon)"
    r"|(?:i(?:'d| would| should)? (?:also )?(?:want|wanted|like|love|need|wish)(?: also)? to (?:know|ask|find out|hear)|i (?:also )?(?:was|am) (?:also )?wondering"
    r"|i (?:also )?wonder(?:ed)?)(?: about)?(?: if| whether)?"
    r"|(?:only )?(?:(?:a|an|one|two|three|four|some|several|few|couple of|quick|small|short|more) )+"
    r"(?:questions?|things?)(?: for you)?"
    r"|(?:a |the |my )?(?:second|third|last|final|further|next|other|only|main) questions?(?: is| would be)?(?! was| were| has| had)"
    rf"|can you tell me|could you tell me|tell me|{ORDER})[,:!.]*(?:\s+[-–])?\s+)*"
)
# A need that is told before the question is its reason: "I need to project slides. Do you have …?"
NEED = re.compile(
    rf"^{_OPENING}i(?:'m| am| also)? ?(?:need|want|wanna|looking|searching|have to|would like|should like|'d like)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
ENGLISH = re.compile(
    rf"^{_OPENING}(?:"
    r"whether|(?:at|in|on|for|from|by) (?:what|which|whom)"
    r"|what(?:'?s)?|when(?:'?s)?|where(?:'?s)?|who(?:'?s)?|which|why|how|is|are|am i|do|does|did|can|could|was|were|any"
    # "… and will return them": without somebody who does it, that tells more of the same.
    r"|(?:may|might|will|would|should|shall|have|has) (?:i|you|we|they|he|she|it|there|this|that|the|a|an|my|your|any)|"
    r"show|tell|give|renew|extend|prolong|reserve|hold|book(?!['’])|cancel|drop|find|check|list|put|send|explain|recommend"
    r"|suggest|search|look up|let me|help me|place|subscribe|unsubscribe|notify|remind|delete|stop|talk|connect"
    r"|i(?:'d| would| should) (?:also )?(?:like|love|adore)|i(?:'m| am) (?:also )?(?:looking|searching)"
    r"|i (?:also )?(?:want|need|wanna)"
    # "… then to know how much it costs".
    r"|to (?:know|ask|find out|hear|check|see) (?:if|whether|how|what|when|where|which|who|about))\b",
    re.IGNORECASE,
)
# "I would also like to know if there is …", "please let me know whether …": asked, though no question follows.
_INDIRECT = re.compile(
    rf"^\W*(?:(?:and|also|so|but|{ORDER}|{ONE_MORE})[,:]?\s+)*"
    r"(?:i(?:'d| would| should)? (?:also )?(?:want|wanted|like|love|need|wish)(?: also)? to (?:know|ask|find out|enquire|inquire|hear|check)|i (?:also )?(?:was|am) (?:also )?wondering|i (?:also )?wonder(?:ed)?"
    r"|i(?:'d| would)(?: also)? be (?:\w+ )?(?:grateful|glad|happy|interested|pleased) (?:to (?:know|learn|hear)|if you (?:could|would|can) (?:also )?(?:tell|let|advise|inform|confirm))|(?:could|can|would) you (?:please |kindly |also )*(?:tell|let|advise|inform|confirm)"
    r"|(?:please |kindly )+(?:also )?(?:let me know|tell me|advise|inform me|confirm)|my (?:\w+ )?question is)\b",
    re.IGNORECASE,
)
# These ask wherever they stand …
_ASK = (
    "چی|چیه|چیا|چیست|چه|چقدر|چقدره|چقد|چقده|چند|چنده|چندتا|چندمه|چطور|چطوری|چطوره|چگونه|چجوری|چجوریه|چطوریه|کی|کیه|کجا|کجاست"
    "|کجاس|کدوم|کدومه|کدام|آیا|میشه(?= \\S)|میشود(?= \\S)|میتونم|میتوانم|میتونین|میتونید|میتوانید|لطفا|لطفن"
    "|میخوام|میخواهم|میخواستم|دارید|دارین|بازید|بازین|تعطیلید|بگو|بگید|بگین|بگویید|بده|بدید|بدین|بدهید|کن|کنید|کنین|بکن"
    "|بکنید|نشون|نشان|ببین|ببینید|بفرست|بفرستید|بیار|بذار|تمدیدش|رزروش|لغوش|خبرم|میدین|میدید|میدهید|میکنید|میکنین"
)
# … and these only with a question mark: without it they tell.
_STATE = "هست|هستش|هستین|هستید|بازه|باز است|بسته|بستس|تعطیله|موجوده|داره|دارد|دارم|امکانش|میشه|میشود|اومده|رسیده"
_PERSIAN = re.compile(rf"(?<!\w)(?:{_ASK})(?!\w)|(?<!\w)(?:{_STATE})(?!\w)[^؟?]*[؟?]")
_FINGLISH = re.compile(
    r"(?<!\w)(?:chi|chie|chiye|chiyeh|che|chand|chande|chandta|cheghadr|cheghad|cheghadre|chejoori|chejuri|chetori|chetor|koja\w{0,3}|kodum\w{0,3}|kodoom\w{0,3}|key|keye|kie|kiye|aya|mishe|misheh|mi ?t[uo]+na[mn]|mi ?t[uo]+n(?:id|in|im|e)|mikham|mikhastam|darin|darid|dare|beg(?:u|oo|id|in)|bede|bedid|bedin|kon|konid|konin|hast|baze|bazid|bazin|tatile|bayad|tamdidesh|rezervesh|laghvesh)(?!\w)",
    re.IGNORECASE,
)
# «چند ماه است که …» counts, and asks nothing.
_COUNTING = re.compile(r"(?<!\w)چند (?:ماه|سال|روز|هفته|وقت|بار)(?:ی)?(?:ه| است| هست| پیش| قبل)(?!\w)")
_SCRIPT = re.compile("[آ-ی]")
ASKED = ("?", "؟")
# "One suggestion: the lamps are rather dim": what stands behind it is proposed, and asks nothing.
_PROPOSES = re.compile(
    r"^\W*(?:(?:and|also|finally|lastly|one (?:more|last|other) thing|by the way|furthermore|besides|last)[\s,:–-]+)*"
    r"(?:i(?:'d| would| also)? (?:have|like to make|want to make|wish to make|make) )?"
    r"(?:(?:a|an|one|another|my|the|just|only|last|small|final|quick|little|further)\s+)*"
    r"(?:suggestions?|proposals?|ideas?)(?: for (?:you|the library)| too| as well| if i may)?\s*(?:[:,–-]|\bis\b|\bwould be\b)"
    r"|^\W*(?:(?:و|ضمناً|ضمنا|همچنین|در ضمن|راستی|آخر اینکه)[\s،,]+)*(?:(?:یک|یه)\s+)?پیشنهاد(?:ی|م|ی هم|م هم)?(?:\s+(?:هم|دارم|داشتم|دیگر|دیگه|کوچک|این است که|اینه که))*\s*[:،,]",
    re.IGNORECASE,
)


def asks(clause: str, *, second: bool = False) -> bool:
    """Tell whether words ask for something by themselves."""
    words = len(WORD.findall(clause))
    if words < FEWEST_WORDS:
        return False
    if _SCRIPT.search(clause):
        return _PERSIAN.search(_COUNTING.sub(" ", fold(clause))) is not None
    said = clause.strip()
    if is_finglish(said):
        return _FINGLISH.search(said) is not None
    return words >= FEWEST_WORDS + second and (ENGLISH.match(said) or _INDIRECT.match(said)) is not None


def asks_alone(words: str) -> bool:
    """Tell whether a sentence asks or proposes, its question mark counted."""
    if proposes(words):
        return True
    few = FEWEST_WORDS if _SCRIPT.search(words) else FEWEST_WORDS + 1
    return asks(words) or (words.endswith(ASKED) and word_count(words) >= few)


def proposes(words: str) -> bool:
    """Tell whether a sentence announces a suggestion and makes it."""
    found = _PROPOSES.match(words)
    return found is not None and word_count(words[found.end() :]) >= FEWEST_PROPOSED


def is_marked(text: str) -> bool:
    """Tell whether a text ends with a question mark."""
    return text.rstrip().endswith(ASKED)


# "… and is old, the other I don't remember": without somebody or something that is, a statement goes on.
_GOES_ON = re.compile(
    r"^\W*(?:and|but|or|which|who|that) (?:also )?(?:is|are|was|were|has|have|does|did|can|could)\b"
    r"(?! (?:i|you|we|they|he|she|it|there|this|that|these|those|the|an?|my|your|our|his|her|their|any|some|one|every|each|all|no)\w{0,4}\b)",
    re.IGNORECASE,
)


def may_be_named(text: str) -> bool:
    """Tell whether a part that was not answered is named: it asks, and does not only tell what is wished for."""
    return is_marked(text) or (asks(text) and not NEED.match(text) and not _GOES_ON.match(text))


def only_tells(text: str) -> bool:
    """Tell whether a part only tells something, or closes a letter: where it is not answered, nothing is left to answer."""
    return not may_be_named(text) and (states_only(text) or _GOES_ON.match(text) is not None)


def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(WORD.findall(text))
