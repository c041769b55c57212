"""Moods in everyday words, and what is told for a reason: said in the words that a wish is read by."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["in_plain_moods", "kinds_refused"]

_PET = r"(?:cat|dog|puppy|kitten|hamster|rabbit|budgie|parrot|pony|goldfish|fish|bird|pet|tortoise|gran(?:ny|dma|dpa|dad)?|grand(?:mother|father)|aunt|uncle|neighbou?r|teacher)"
_GONE = r"(?:died?|dies|dying|passed away|was (?:run over|put (?:down|to sleep))|(?:got|been) run over|ran away|is (?:dead|gone)|has (?:died|gone))"
_PET_FA = r"(?:سگ|گربه|همستر|خرگوش|مرغ ?عشق|طوطی|ماهی|پرنده|مادربزرگ|پدربزرگ|مامان ?بزرگ|بابا ?بزرگ|عمه|خاله|دایی|عمو)"
_FUNNY_EN, _FUNNY_FA = " funny ", " خنده دار "
_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    # Who has lost a pet says why nothing sad is wanted, and wishes for no animals.
    (
        re.compile(
            rf"(?<!where )(?<!which )(?<!if )(?<!when )\b(?:because |as |since |cos )?(?:we|i|she|he|they|our|my|his|her|their|the)(?: just| have| had| ve)? (?:(?:had|lost|have) (?:a|an|our|her|his|the|my) )?(?:old |little |beloved )?{_PET}(?: just| recently)? {_GONE}(?: (?:last|this) (?:week|month|year|summer|spring|winter|autumn)| recently| yesterday| today| a (?:week|month) ago)?"
        ),
        " not sad ",
    ),
    (
        re.compile(
            rf"\b(?:we|i|she|he|they)(?: just| have| had)? (?:lost|buried) (?:a|an|our|her|his|the|my) (?:old |little )?{_PET}\b(?: (?:last|this) (?:week|month|year))?"
        ),
        " not sad ",
    ),
    (
        re.compile(
            rf"(?<!\w){_PET_FA}(?:م|مون|مان|ش|شون|شان|ه|مونم)?(?: (?:تازه|همین|این|هفته|ماه|پیش|دیروز|رو|را|از)){{0,4}} (?:مرد(?!\w)|مرده|فوت (?:کرد|شد)\w{{0,3}}|از دست (?:داد|رفت)\w{{0,3}}|تلف شد\w{{0,2}}|رفت زیر ماشین)"
        ),
        " غمگین نباشه ",
    ),
    # To laugh, in whichever words.
    (
        re.compile(
            r"\b(?:i|we|he|she)?(?: just| really)? ?(?:wants?|needs?|feel like|fancy|would like|d like|have to|could do with)(?: to have)?(?: to| a)? (?:good )?(?:laugh|giggle|chuckle)(?:ing|s)?(?: out loud)?\b|\b(?:makes?|made|making) (?:me|us|him|her|them) (?:laugh|giggle|smile)\b|\bin stitches\b|\blaugh[- ]out[- ]loud\b|\bgive (?:me|us) a laugh\b"
        ),
        _FUNNY_EN,
    ),
    (
        re.compile(
            r"\b(?:cheerful|cheery|uplifting|light ?-?hearted|feel ?-?good|jolly|silly|goofy|zany|pranks?|gross (?:things|stuff|jokes)|toilet humou?r|grown ?-?ups (?:being|are|acting) (?:stupid|silly|idiots|daft))\b"
        ),
        _FUNNY_EN,
    ),
    (
        re.compile(
            r"(?<!\w)(?:(?:می ?خوام|میخوام|می ?خواهم|دلم (?:می ?خواد|خنده)) ?(?:که )?(?:یه ?کم |کمی |یکم )?بخند(?:م|یم)|بخند(?:م|یم)|بخندون(?:ه|دم)|خنده(?:م| ام)? (?:می ?خواد|می ?خوام|بگیره|بیاره)|(?:حوصله(?: ?ی)?|حوصله ?م|دلم) خنده(?: می ?خوا\w{1,2})?|از خنده (?:بمیرم|غش کنم|روده ?بر)|باحال|نشاط ?(?:آور|انگیز|بخش)|شاد و شنگول|مفرح|روحیه ?(?:بخش|بده)|حال (?:آدم|دل)\w{0,2} (?:رو )?خوب کنه|شادی ?بخش)(?!\w)"
        ),
        _FUNNY_FA,
    ),
    (
        re.compile(
            r"\b(?:hoselam khande mikhad|khande mikham|mikham bekhandam|bekhandam|bekhandim|bekhandoone|khandam begire|bahal|shad bashe)\b"
        ),
        _FUNNY_FA,
    ),
    # Not sad.
    (
        re.compile(
            r"\b(?:not|nothing|no|never|isn t|without)(?: too| so| very| anything| any| at all)* (?:weepy|weepies|tearful|soppy|grim|downbeat|miserable|tragedies|tragedy)\b|\bnot a tear ?jerker\b|\bno (?:animals?|dogs?|cats?|one|pets?) (?:dying|dies|die|that die|getting hurt)\b"
        ),
        " not sad ",
    ),
    (
        re.compile(
            r"(?<!\w)نه (?:خیلی |زیاد )?(?:اندوه ?(?:ناک|بار|گین)|غم ?(?:ناک|انگیز|گین|بار)|غمگین|گریه ?دار|دلگیر|تلخ)(?!\w)|(?<!\w)(?:اندوه ?(?:ناک|بار)|گریه ?دار) نباش\w{1,2}"
        ),
        " غمگین نباشه ",
    ),
    (
        re.compile(
            r"\bna(?: inke)? gerye(?: ?dar)?(?: (?:dar )?bia\w{0,2}| bashe| biare)?\b|\bna gham ?gin\w{0,2}(?: bashe)?|\bgerye(?:m)? dar nayare\b"
        ),
        " غمگین نباشه ",
    ),
    # Dry or dull: nobody wishes for that, and no catalogue tells it.
    (
        re.compile(
            r"\b(?:not|nothing|no|never|isn t|without)(?: too| so| very| anything| at all)* (?:dry|boring|dull|stuffy|tedious|slow)\b(?: please| tho(?:ugh)?)?|\bna khoshk(?: bashe)?\b|\bkhoshk nabashe\b|\bhosele ?sar ?bar nabashe\b"
        ),
        " nodryness ",
    ),
    (
        re.compile(
            r"(?<!\w)نه (?:خیلی |زیاد )?(?:خشک|حوصله ?سر ?بر|کسل ?کننده|خسته ?کننده)(?!\w)|(?<!\w)(?:خشک|حوصله ?سر ?بر|کسل ?کننده|خسته ?کننده) (?:و \w+ )?نباش\w{1,2}"
        ),
        " nodryness ",
    ),
    (
        re.compile(
            r"(?<!\w)حوصله ?(?:م|ام|مون|اش|ش)? ?(?:خیلی )?سر ?(?:رفته|رفت|میره)(?!\w)|\bhoselam sar ?raft\w{0,2}\b|\b(?:i m|i am|he s|she s|so|am) bored(?: stiff| to death)?\b"
        ),
        " , ",
    ),
    # Whose English is weak reads in no English; it has to be easy.
    (
        re.compile(
            r"\b(?:his|her|their|my|our)?(?: son s| daughter s)? ?(?:english|persian|farsi) (?:is|isn t|s)(?: not)?(?: very| really| that| too| so| only| just| a bit)* (?:so ?-? ?so|ok(?:ay)?(?: but not (?:great|good|brilliant))?|weak|basic|poor|bad|rusty|great|good|brilliant|limited|beginner s?)\b(?! enough)"
        ),
        " easy to read ",
    ),
    # "Reads nothing except football" likes just that.
    (
        re.compile(
            r"\b(?:reads?|likes?|wants?|knows?|cares? for|is into) (?:nothing|nothnig|nothin|no books?|not a thing) (?:at all )?(?:except|exept|but|apart from|other than)(?: for| about)?\b|\bonly (?:reads?|likes?|cares? for) "
        ),
        " likes ",
    ),
    (
        re.compile(
            r"(?<!\w)(?:جز|به ?جز|غیر از) (?=(?:فوتبال|ماشین|دایناسور|بازی)\w{0,2})(?P<rest>[^.،؟?!]{3,20}?) (?:هیچی|چیزی|هیچ چی) (?:نمی ?خونه|دوست نداره|نمی ?خواد)"
        ),
        r" \g<rest> دوست داره ",
    ),
    # More of a mood than what was shown, said alone: "not that. weirder".
    (
        re.compile(
            r"(?:^|(?<=[.,;!?،] )|\b(?:something|anything|bit|little|but|even|much|one) )(?:weirder|odder|stranger|crazier|wilder|dreamier|quirkier|calmer|quieter|gentler)(?= ?(?:$|[.,;!?،]|please\b|tho))"
        ),
        " something weird ",
    ),
    # Light reading, said by the way: "something for the plane, English, light".
    (
        re.compile(r"(?<=[.,;،] )light(?= ?(?:$|[.,;!?،]|باشه|باشد))|(?<!\w)light (?=باشه|باشد)"),
        " something light ",
    ),
    # As what there is none is not wished for: «اگه گویا نیست، چاپ درشتش چی».
    (
        re.compile(
            r"(?<!\w)(?:اگه|اگر)(?: (?:کتاب|نسخه|چاپ))? ?(?:گویا|صوتی|درشت ?(?:خط)?|بریل|فارسی|انگلیسی)(?:ش|شو|ش هم)? (?:هم )?(?:نیست|نبود|نباشه|نباشد|ندار(?:ید|ین|ی|ن))(?!\w)|\bif (?:there is|there s|there are|you have|you ve)(?: got)? no (?:audio ?books?|large print|braille)(?: ones?| copy)?\b"
        ),
        " , ",
    ),
    # Who has joked wishes for no jokes.
    (
        re.compile(
            r"(?<!\w)شوخی (?:کردم|می ?کنم|میکردم|بود|نمی ?کنم)(?!\w)|\bsh(?:oo|u|o)khi (?:kardam|mikonam|bood|bud|nemikonam)\b|\b(?:just|only|i m|i am|was) (?:kidding|joking)\b"
        ),
        " , ",
    ),
    # A word of English with a Persian plural: «از این self-helpها».
    (re.compile(r"(?<=[a-z])\u200c?ها(?:ی|یی|ش)?(?!\w)"), " "),
    # What somebody likes to do is a subject, and the name of nothing.
    (
        re.compile(
            r"\b(?:likes?|loves?|enjoys?|into) (?:digging|playing|building|making|drawing|collecting|watching|climbing|baking|cooking|fixing|taking) (?:with |in |up |apart )?(?=[a-z]{3,})"
        ),
        " likes ",
    ),
)
_REFUSED = re.compile(
    r"\b(?:no|not|without|hates?|doesn t like|does not like|never|nothing (?:with|about)|but not|anything but) (?:any )?(?P<what>[a-z]{4,14}s)\b(?! (?:again|die|dying|with|on)\b)"
)


def in_plain_moods(text: str) -> str:
    """Say the moods of a text in plain words; the text itself where it tells of none."""
    said = fold(text).replace("’", "'")
    plain = re.sub(r"(?<=[a-z])'(?=[a-z])", " ", said)
    changed = plain
    for pattern, word in _SAID:
        changed = pattern.sub(word, changed)
    return text if changed == plain else changed


def kinds_refused(text: str) -> tuple[str, ...]:
    """Give the things that a book shall not be about, also as one of them: "no princesses" is no princess."""
    said = re.sub(r"(?<=[a-z])'(?=[a-z])", " ", fold(text).replace("’", "'"))
    named = [found["what"] for found in _REFUSED.finditer(said)]
    return tuple(dict.fromkeys(form for word in named for form in (word, _one_of(word))))


def _one_of(things: str) -> str:
    return things[: -2 if things.endswith(_ES) else -1]


_ES = ("sses", "xes", "ches", "shes", "oes")
