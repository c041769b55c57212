"""Restrictions of an order that speaks of everything: "all that I borrowed in November", «همه اونایی که مال پسرمه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.exceptions import is_whole
from language.requests.speech.sentences import clauses, deed_of, sentences

__all__ = ["restricts"]

# What restricts nothing: all of a patron's loans are on the card, and as far as it goes.
_HARMLESS = re.compile(
    r"\b(?:(?:that|which|what|whatever) )?(?:i|we)(?:'ve| have| had| am| currently)*(?: (?:got|have|borrowed|took|taken|hold|loaned|checked out|holding|reserved|ordered))*(?: (?:out|borrowed|on loan|checked out|at home|at the moment|at present|right now|now|currently|here|reserved|on hold|on order))*(?= (?:please|pls|plz|now|again|today|too|and|for me|on my (?:card|account|name)|renew\w*|extend\w*)\b|\W*$)"
    r"|\b(?:(?:that|which|what|whatever)(?:'s| is| are) )?(?:still |currently |now )?(?:on|in|from|under|with|at) (?:my|the|this|that|our) (?:\w+ )?(?:card|account|name|list|record|library|file|profile|loans?|screen|home|house|moment)\b"
    r"|\b(?:(?:that|which|whatever)(?:'s| is| are) )?(?:on loan|out on loan|checked out|in total|in one go|in a single \w+|in bulk|in advance|in time|on time|in general|in full|by the way|by phone|by myself|of them|of those|of these|of it|of my|of the|on here|in here|at once|at last|at all|at the same time|at the moment)\b"
    r"|\b(?:if|where|wherever|as far as|as long as|as much as|for as long as|as soon as)(?:(?:'s| is| are)? (?:possible|permitted|renewable|allowed)| (?:it|they|you|i|we)? ?(?:can|could|may|goes|go|possibly|is|are|will|would|works?)\b[^,]*)"
    r"|\b(?:that|which|what|whatever)(?:(?:'s| is| are) (?:possible|permitted|renewable|allowed|extendable)| (?:you |i |we )?(?:can|could|may)(?: be (?:renewed|extended|prolonged|cancelled|canceled)| still be (?:renewed|extended)| renew| extend)?)\b"
    r"|\bfor (?:as long as \w+(?: \w+)?|me|us|good|now|today|free|the longest|the maximum|the last time|a bit|a while|long|longer|(?:another|one|two|three|four|\d+|a|a few|some|the maximum|next)(?: more| extra| further| additional| full)?(?: time| days?| weeks?| months?)?)\b"
    r"|\b(?:on|for|with) (?:both|all|all of (?:them|these|mine)|them|each|everything|these|those)(?= (?:please|pls|too|now|again)\b|\W*$)"
    r"|\bdue to\b|\bon (?:my|our) behalf\b|\b(?:before|so that|in order|since|because|in case)(?: (?:they|it|i|we|that|anything|the)\b).*"
    r"|که (?:الان |فعلا |هنوز |من |همین الان )*(?:دستم\w*|دست من\w*|پیشم\w*|پیش من\w*|خون[هم]\w*|دارم\w*|دارمشون|داریم|گرفتم\w*|گرفته ?ام|(?:به )?امانت\w*(?: گرفت\w*| دار\w*| من\w*| هست\w*| برد\w*| است)*|قرض گرفتم|بردم\w*|برده ?ام|رزرو\w*(?: کرد\w*| دار\w*)*|(?:به|ب) نامم?\w*(?: من)?(?: هست\w*| است| ثبت\w*)?|(?:تو|توی|در|روی|رو) (?:حساب|کارت|لیست|فهرست|اکانت)\w*(?: من)?)(?: هست\w*| است| هستن\w*| ام| اند)?(?!\w)"
    r"|(?:تو|توی|در|روی|رو) (?:حساب|کارت|لیست|فهرست|اکانت|دست)\w*(?: من| ام)?(?: هست\w*| است| هستن\w*)?(?!\w)"
    r"|تا (?:حد|جا|جایی|اونجا|آنجا|اونجایی|هر ?جا|هر ?وقت|هر ?چقد\w*|می ?شه|میشه|ممکن)\w*(?: امکان| ممکن)?(?: ?که)?(?: (?:می ?شه|میشه|می ?شود|ممکن\w*|امکان\w*|راه\w*|دار\w+|بشه|شد|اجازه\w*|هست\w*|است)){0,3}(?!\w)"
    r"|که (?:می ?شه|میشه|می ?شود|امکان\w*(?: دار\w+| هست\w*)?|ممکن\w*|بشه|قابل تمدید\w*(?: هست\w*| است| هستن\w*)?|(?:می ?شه |میشه |می ?شود )?تمدید ?(?:کرد|کن\w*|بشن|بشه|می ?شن|میشن|میشه|می ?شوند))(?!\w)"
    r"|(?:برای|برا) (?:من|ما|(?:یک|یه|دو|سه|چند|[0-9۰-۹]+) (?:بار|هفته|روز|ماه)\w*(?: دیگه| دیگر)?)(?!\w)|(?<!\w)(?:برام|برامون|از طرف \w+|از الان|از اینجا|در صورت امکان|در صورتی که \S+(?: \S+)?|در کل|به کل|یه جا|یکجا|از دم|با هم|از اول)(?!\w)"
    r"|\bke (?:alan |hanooz )?(?:daram|darim|gereftam|dastame|dastam|mishe|pishame|amanat\w*(?: gereftam| daram)?)\b|\bta (?:jayi ke|jaei ke|jai ke|had[de]* emkan|harja|onja)\b.*"
)
_DEED = r"(?:renew\w*|extend\w*|prolong\w*|cancel\w*|drop|تمدید\w*|لغو\w*|کنسل\w*|حذف\w*|tamdid\w*|laghv\w*|kansel\w*|cancel\w*)"
_RESTRICTS = re.compile(
    # "due", and what is behind a word that ties it to them; only the order's own deed may follow.
    r"\b(?:due|overdue|expir\w+|ending|whose|dated|older|newer|longer than|shorter)\b"
    rf"|\b(?:that|which|who|in|by|before|after|since|from|about|under|between|during|within|over|on|with|for|at)\b(?! {_DEED})(?: \w[\w'-]*)+"
    # "All the thick ones": a word between that tells which.
    r"|\b(?:all|every|each)(?: of)?(?: the| my| our| these| those)*(?! (?:books?|loans?|items?|things?|titles?|ones?|of|the|my|our|these|those|library|borrowed|current|due|other|others|rest|remaining|single|two|three|four|five|six|seven|eight|nine|ten|\d+|last|first|at|in|on|and|again|now|please)\b) [\w'-]+ (?:books?|ones?|loans?|items?|novels?|titles?|holds?|reservations?)\b"
    r"|(?:همه|تمام|کل|هر|هرچی|اون|آن|کتاب|امانت|چیز|مورد|رزرو)\w*(?: (?!تمدید|لغو|کنسل)\S+){0,3} که(?!\w)(?! (?:تمدید|لغو|کنسل))"
    r"|(?:^|\s)(?:تا(?<![0-9۰-۹] تا)(?<!دو تا)(?<!سه تا)(?<!چهار تا)(?<!پنج تا)(?<!شش تا)(?<!هفت تا)(?<!هشت تا)(?<!چند تا)(?<!هر تا)|مال|مربوط به|قبل از|پیش از|بعد از|از) \S.{0,80}(?:تمدید|لغو|کنسل)"
    r"|(?:مهلت|سررسید|موعد)\w*"
    r"|\b(?:hame\w*|har ?chi|un\w*|oon\w*|ketab\w*|tamam\w*)(?: (?!tamdid|laghv|kansel)\w+){0,3} ke\b(?! (?:tamdid|laghv|kansel))"
    r"|\b(?:ta|male|ghabl az|bad az|az) \w.{0,80}\b(?:tamdid|laghv|kansel)"
)


_TELLS_DUE = re.compile(
    r"^(?!.*\b(?:that|which|whatever) (?:is|are|were)\b).*\b(?:are|is|is coming|are coming|they're|come|fall) (?:\w{1,8} ){0,2}(?:due|overdue|up)\b"
)

# Behind an order that was spoken without a mark: why it is given. "All the books I have" goes on with them.
_STORY = re.compile(
    r"\b(?:because|cause|cuz|coz)\b.*"
    r"|(?<!\bthat)(?<!\bwhich)(?<!\bwhat) (?:i|we|he|she|they|my \w+)(?:'m| am| is| was| were| can'?t| cannot| couldn'?t| don'?t| didn'?t| won'?t| will)\b.*"
    r"|(?<!\bthat)(?<!\bwhich)(?<!\bwhat)(?<!\bbook)(?<!\bbooks)(?<!\bones)(?<!\bloans)(?<!\bitems)(?<!\beverything)(?<!\ball)(?<!\bthings) (?:i|we|he|she|they|my \w+)(?:'ve|'d| has| have| had| need)\b.*"
    r"|(?<!\w)(?:چون|آخه|به خاطر اینکه|برای اینکه)(?!\w).*|\b(?:chon|akhe)\b.*"
)


def restricts(text: str) -> bool:
    """Tell whether an order of everything, or of several, says by more than that which of them are meant.

    Only what stands in the clause of the order, or of "everything", counts; what fits all of a patron's things, "that I
    have", and how long or how far, "as long as possible", restricts nothing.
    """
    for sentence in sentences(fold(text).replace("’", "'")):
        for words in clauses(sentence.words):
            if deed_of(words) is None and (not is_whole(words) or _TELLS_DUE.search(" ".join(words))):
                # "Both are due next week" gives a reason, and says of none which.
                continue
            order = _STORY.sub("", " ".join(words))
            left = re.sub(r"\s+", " ", _HARMLESS.sub(" ", order)).strip()
            if _RESTRICTS.search(left):
                return True
    return False
