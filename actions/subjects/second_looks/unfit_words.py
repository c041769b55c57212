"""What tells that an answer does not fit: its name, and words that ask for something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = [
    "ACTS_BACK",
    "ANOTHER",
    "ANY_WALL",
    "ASIDE",
    "ASKED_TITLE",
    "ASKED_WHICH",
    "ASKED_WISH",
    "ASKING",
    "CANNOT_SIGN_IN",
    "CONFIRMS",
    "DEEDS",
    "EXCLAIMS",
    "FEW",
    "FEWEST",
    "FEW_ASKED",
    "FILED",
    "FRESH",
    "GIVES_WAY",
    "HOURS",
    "HOW",
    "JOINING",
    "LATE",
    "LONGER",
    "LOWER",
    "MORE_LIKE",
    "MOST_OF_A_REMARK",
    "MOST_WORDS",
    "NOTHING_KNOWN",
    "NO_MAIL",
    "OF_ANOTHER",
    "OF_COPIES",
    "OF_LATE",
    "OF_LENDING",
    "OF_NAME",
    "OF_OWN",
    "OF_PLACES",
    "OF_PRIVACY",
    "OF_RULES",
    "OF_TITLES",
    "READINGS",
    "REGISTERED",
    "RULES",
    "SEARCHED",
    "SENTENCES",
    "SHORT",
    "SHOWN",
    "SUMS",
    "SURELY",
    "TELLING",
    "TIME",
    "VAGUE",
    "WALLS",
    "WHICH_BRANCH",
    "WISHES",
    "WONDERS",
]

ASKED_WHICH = frozenset({"utter_which_one"})
ASKED_TITLE = frozenset({"utter_hold_what", "utter_hold_not_found"})
ASKED_WISH = frozenset({"utter_reading_what", "utter_reading_none", "utter_reading_unknown"})
SEARCHED = frozenset(
    {
        "utter_search_what",
        "utter_search_none",
        "utter_search_similar",
        "utter_search_one_similar",
        "utter_title_unfound",
    }
)
OF_PLACES = frozenset(
    "utter_location utter_fact utter_fact_near utter_facts_near utter_fact_unknown utter_reading utter_clarify utter_not_understood utter_out_of_scope".split()
)
READINGS = frozenset(
    "utter_reading utter_reading_relaxed utter_reading_foreign utter_reading_untold utter_reading_none".split()
)
ASIDE = frozenset("utter_privacy utter_praise_passed_on utter_chitchat utter_remark_heard utter_heard".split())
# What asks back, or tells that something is not known.
VAGUE = frozenset(
    "utter_clarify utter_clarify_again utter_not_understood utter_facts_perhaps utter_facts_near utter_fact_unknown utter_out_of_scope utter_which_offer utter_nothing_pending".split()
)
# The library has told nothing of it.
NOTHING_KNOWN = frozenset({"utter_fact_unknown", "utter_note_missing"})
RULES = frozenset("utter_fact utter_fact_near utter_fact_asked".split())
# What tells of one title, loan or reservation.
OF_ANOTHER = frozenset(
    "utter_title_whereabouts utter_title_ages utter_title_unknown utter_title_opinion utter_title_about utter_title_at utter_title_not_at utter_title_not_in utter_title_back utter_title_unfound utter_title_language utter_titles_told utter_which_one utter_loan_due utter_hold_state utter_hold_not_yet utter_search_one".split()
)
FILED = frozenset({"utter_complaint_taken", "utter_report_fault_taken"})
SUMS = frozenset("utter_fines utter_fines_none utter_debt_total utter_debt_lines utter_debt_line".split())
OF_RULES = frozenset("utter_room_left utter_terms".split())
WALLS = frozenset({"utter_sign_in", "utter_sign_in_again"})
ANY_WALL = WALLS | {"utter_sign_in_link"}
HOURS = frozenset("utter_hours utter_hours_all utter_hours_now utter_hours_now_all".split())
LATE = frozenset({"utter_late_terms"})
# After these a fine is spoken of.
OF_LENDING = frozenset("fines loans renew return loan_policy borrow hold hold_status account".split())
# What a fine is asked with.
OF_LATE = re.compile(
    r"\b(?:fin(?:e|es|ed)|late|overdue|delay\w*|due|penalt\w+|days?|weeks?|owe\w*|debts?)\b|جریم|دیرکرد|تا?خیر|دیر|مهلت|موعد|روز|هفته|بدهی|بدهکار|\b(?:jarime|jarim|dirkard|takhir|dir|ruz|rooz|hafte|bedehi)\w*"
)
# What only told or asked something, and gives way where a fact is surely asked for and surely answers.
GIVES_WAY = frozenset(
    "utter_again_free utter_account utter_account_pin utter_blocks_debt utter_case_asked_when utter_case_none_signed_out utter_clarify"
    " utter_debt_line utter_event_unknown utter_event_when utter_event_which utter_events utter_events_none_such utter_fines"
    " utter_fines_none utter_fines_supposed_none utter_hold_what utter_loan_due"
    " utter_loan_longer utter_loans utter_loans_none utter_location utter_lost_card_whose utter_out_of_scope utter_out_of_scope_again"
    " utter_privacy utter_reading utter_reading_none utter_reading_relaxed utter_reading_what utter_remark_heard"
    " utter_renew_check_none_one utter_renew_check_one utter_room_left utter_search_one utter_search_several utter_search_what"
    " utter_sign_in utter_sign_in_again utter_staff_contact utter_terms utter_title_about utter_title_buy utter_title_collect"
    " utter_title_copies utter_title_guess utter_title_lendable utter_title_not_at utter_title_queue_none utter_title_whereabouts utter_title_who"
    " utter_titles_lendable utter_titles_told utter_which_one utter_event_age utter_event_seats utter_hours utter_hours_all"
    " utter_place_nearest".split()
)
SHOWN = frozenset({"utter_search_one", "utter_title_whereabouts", "utter_hold_where", "utter_hold_confirm"})
MOST_WORDS, SHORT, FEW, ACTS_BACK = 40, 3, 7, 2
FEWEST, SURELY, MOST_OF_A_REMARK, FRESH = 4, 0.5, 12, 3
EXCLAIMS = re.compile(
    r"\b(?:that'?s|thats|that is|it'?s|so|too|pretty|quite|really|bit) (?:\w+ )?(?:a lot|lot|much|too much|many|expensive|steep|crazy|insane|ridiculous|unfair|not fair|harsh|long|late|strict|sad|bad|annoying|disappointing)\b|\b(?:wow|oh no|oh dear|ouch|seriously|goodness|jeez|yikes|unbelievable|what a (?:pity|shame))\b"
    r"|(?<!\w)(?:وای|ای وای|اوه|ای بابا|عجب|نه بابا|چه خبره|حیف|زیاده|زیاد شد|گرونه|گرون شد|چقدر (?:زیاد|گرون|دیر|کم|بد)|خیلی (?:زیاد|گرون|دیر|کم|بد)\w*)(?!\w)|\b(?:vay|ey baba|ajab|heyf|ziade|gerune|geroone)\b"
)
ASKING = re.compile(
    r"\b(?:when|where|who|which|what (?!a\b)|how (?:do|can|many|long|to)|can i|could i|may i|do you|is there|are there)\b|(?<!\w)(?:کی|کجا\w*|کدوم|کدام|چطور\w*|چجوری|چند\w*|میشه|میتونم|چیکار|چکار|چه کار|دارید|دارین)(?!\w)|\b(?:kei|koja|kodum|chetor\w*|chand|mishe|chikar)\b"
)
OF_COPIES = re.compile(r"\bcop(?:y|ies)\b|نسخه|\bnoskhe\w*")
CONFIRMS = re.compile(
    r"(?:(?:yes|yeah|yep|ah|oh|آره|بله|اره|آها|are|bale|aha)[ ,،]+)*(?:that'?s (?:it|the one|right|him|her)|exactly(?: that(?: one)?)?|that one|(?:خود|همون|همین)(?:ش|شه|ه|و میگم|ه دیگه)|khodeshe|hamun\w*|hamoon\w*|hamine)$"
)
# The number of a page, a table or a volume signs nobody in.
_NUMBER = r"(?<!page )(?<!phone )(?<!table )(?<!desk )(?<!seat )(?<!room )(?<!shelf )(?<!call )(?<!volume )(?<!issue )number\b(?! of\b)"
CANNOT_SIGN_IN = re.compile(
    r"\b(?:forg[eo]t\w*|don'?t (?:know|remember|have)|do not (?:know|remember|have)|lost|can'?t (?:find|remember)|cannot (?:find|remember)|no longer (?:have|know))\b[^.?!]{0,30}\b(?:"
    + _NUMBER
    + r"|(?:pin|pass ?word|user ?name|log ?in|e ?mail)\b)"
    r"|\b(?:no|old|wrong|different) (?:e ?mail|phone|number|card number|pass ?word|pin)\b[^.?!]{0,24}\b(?:on file|there|works?|any ?more|registered|saved)\b|\b(?:(?:e ?mail|pin|pass ?word)\b|"
    + _NUMBER
    + r")[^.?!]{0,16}\b(?:doesn'?t work|does not work|is dead|not working|expired|is not accepted)\b"
    r"|(?:شماره(?:ی)? ?(?:کارت|عضویت|کاربری|اشتراک)|رمز|پسورد|پین|یوزر|نام کاربری|ایمیل|پسوورد)\w{0,8}(?: \w{1,16}){0,3} ?(?:یادم (?:رفت|نیست|نیس|نی|نمی ?اد|نمیاد)\w*|فراموش\w*|نمی ?دونم|ندارم|گم|باز نمی ?ش\w+|کار نمی ?کن\w+|قبول نمی ?کن\w+)"
    r"|(?<!\w)شماره(?:م|ام|مو|امو|ش|شو)?(?: (?:رو|را|هم|ام)){0,2} (?:یادم (?:رفت|نیست|نیس|نی|نمی ?اد|نمیاد)|فراموش|نمی ?دونم|ندارم|گم)"
    r"|(?:فراموش\w*|یادم (?:رفت|نیست|نیس|نی))[^.؟!]{0,16}(?:شماره(?:ی)? ?(?:کارت|عضویت|کاربری|اشتراک)|شماره(?:م|ام)?(?=\W{0,3}$)|رمز|پسورد|یوزر)"
    r"|\b(?:ramz|email|pass|user|pin|shomar\w{0,3} ?(?:kart|ozvi|karbar))\w{0,10}[^.?!]{0,24}(?:faramoosh|faramush|yadam|nadaram|baz nemish\w*|kar nemik\w*)\w*"
    r"|\bshomar\w{0,5}(?: (?:ro|ra|o|ham)){0,2} (?:faramoosh|faramush|yadam|nadaram)"
)
# Who has no e-mail and would like to join signs in nowhere yet.
NO_MAIL = re.compile(
    r"\b(?:no|without|don'?t have|do not have|haven'?t)\b[^.?!]{0,16}\be[ -]?mail\b|(?:ایمیل\w{0,4} (?:هم )?ندار|بدون ایمیل)|\bemail\w{0,4} (?:ham )?nadar|\bbedoone? email"
)
JOINING = re.compile(
    r"\b(?:join|joining|sign up|signing up|register|become a member|get a card)\b|(?<!\w)عضو ?(?:ب?ش|می ?ش)\w{0,4}|ثبت ?نام|\bozv (?:be)?sh|\bsabt ?e? ?nam"
)
OF_NAME = re.compile(
    r"\b(?:my|our|a|any|leave|give) names?\b|(?<!\w)(?:اسم|نام)(?:م|مو|مون|و|م رو| خودم)?(?!\w)|\besm\w*"
)
LOWER = re.compile(
    r"\b(?:lower(?:ed)?|reduc\w*|waiv\w*|discount|forgive|let me off|take (?:it|some) off)\b"
    r"|(?<!\w)(?:کم(?:ش|ترش)? ?(?:ن?می ?)?(?:کن|بکن)\w*|ببخشید(?:ش|نش)|می ?بخش\w*|تخفیف\w*|بخشودگی)|\b(?:kamesh|takhfif|bebakhshid)\b"
)
REGISTERED = re.compile(
    r"\b(?:registered|filed|recorded|received|went through|got through|submitted)\b|ثبت (?:شد|میش|کرد)\w*|رسید(?:ه|ست)?(?!\w)|\bsabt (?:shod|kard)\w*"
)
# Asked how a thing is used.
HOW = re.compile(
    r"\b(?:how (?:do|does|can|to|would|should)|is (?:it|that|there) (?:a|an|on|as) (?:cd|app|download|file|stream)|(?:an?|the) app|download\w*|on cds?|or (?:a )?cds?)\b"
    r"|(?<!\w)(?:چطور\w*|چجور\w*|چگونه|دانلود|بارگیری|سی ?دی\w*|اپ|اپلیکیشن|download|cd)(?!\w)|\b(?:chetor\w*|chejuri|danlod|download)\b"
)
WISHES = re.compile(
    r"\b(?:suggest\w*|recommend\w*|looking for|find me|any (?:more|other|good)|you have|want|need|wish)\b|معرفی|پیشنهاد|دارید|دارین|داری|\b(?:moarefi|pishnahad|darid|darin)\b"
)
SENTENCES = re.compile(r"[^.!?؟\n]+[.!?؟\n]*")
FEW_ASKED = 3
MORE_LIKE = re.compile(
    r"\b(?:more|other|others|another|anything|something|similar)\b[^.?!]{0,40}\b(?:like (?:this|that|it)|similar|of (?:this|that|the same) kind)\b|\bsimilar (?:ones?|books?|titles?|things?)\b"
    r"|(?:شبیه|مثل|مشابه) ?(?:همین|این|اون|همون)\w*|(?<!\w)(?:شبیهش|مشابهش)(?!\w)"
)
WONDERS = re.compile(r"\b(?:wonder\w*|looking for|would like to know|want to know)\b|می ?خواستم (?:بدونم|بدانم|ببینم)")
OF_PRIVACY = re.compile(
    r"\b(?:privacy|data|stor(?:e|ed|age)|recorded?|delet\w*|eras\w*|gdpr|personal|informations?|infos?|tracked|tracking|spy\w*|(?:who|can) (?:\w+ )?(?:see|sees|read|reads)|know about me|saved?|history|conversations?|chats?|confidential)\b"
    r"|حریم|اطلاعات|داده|ذخیره|پاک|محرمانه|شخصی|می ?بینه|می ?بیند|سابقه|گفتگو|گفت ?و ?گو|چت|نگه ?می|\b(?:etelaat|mahramane|zakhire|pak)\b"
)
# After these a title was spoken of.
OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals hold".split())
DEEDS = frozenset(
    "renew hold cancel_hold sign_in sign_out my_data subscribe unsubscribe change_language signed_in".split()
)
WHICH_BRANCH = re.compile(
    r"\b(?:which|what|any other|another|other) (?:branch\w*|librar(?:y|ies))\b|(?<!\w)(?:کدوم|کدام|چه|شعبه) (?:شعبه\w*|شعبست|branch\w*|دیگه\w*|دیگری)|\b(?:kodum|kodoom|kodom) sho?[’']?be\w*"
)
# Who says so speaks of what stands in an account.
OF_OWN = re.compile(
    r"\b(?:loans?|borrow\w*|reserv\w*|holds?|renew\w*|extend\w*|cards?|pin|password|accounts?|fin(?:e|es|ed)|fees?|debts?|due|owe\w*|overdue|late|books?|sign(?:ed)? in|log(?:ged)? ?in|members?\w*|queue)\b"
    r"|رزرو|امانت|تمدید|کارت|حساب|جریمه|جریم|بدهی|بدهکار|دیرکرد|مهلت|موعد|کتاب|دستم|رمز|عضو|صف|نوبت|وارد|\b(?:rezerv|amanat|tamdid|kart|hesab|jarim|bedehi|dirkard|mohlat|ketab|ramz|ozv|nobat|vared)\w*"
)
# What tells how one's own things, or a place, stand.
TELLING = (
    "loan",
    "hold_",
    "holds",
    "room_left",
    "fines",
    "debt",
    "account",
    "hours",
    "reading",
    "events",
    "search",
    "title",
    "terms",
    "late_terms",
    "location",
    "renew_check",
)
ANOTHER = re.compile(
    r"\b(?:else|another|others?|similar|along those lines|like (?:that|this|it)|more (?:of|like))\b|\b(?:read|know|had|seen) (?:that|it|this|them)\b"
    r"|(?<!\w)(?:دیگه|دیگر|مشابه\w*|شبیه\w*|(?:خوندم|خونده ?ام)\w*)(?!\w)|\b(?:dige|khundam|shabih)\b"
)
LONGER = re.compile(
    r"\b(?:extend\w*|extension|prolong\w*|keep (?:it|the book) longer|longer|more time|another week|not be (?:able|back)|(?:can ?not|can't|cannot|won't) (?:be able to )?return)\b"
    r"|تمدید|(?:بیشتر|یه هفته) (?:نگه|دستم|پیشم)|\btamdid"
)
TIME = re.compile(
    r"\b(?:when|until|till|due|how (?:long|many days)|deadline|back|late|overdue)\b"
    r"|(?<!\w)(?:کی|تا کی|مهلت\w*|موعد\w*|وقت|چند روز\w*|دیرکرد\w*|دیر)(?!\w)|\b(?:key|ta key|mohlat\w*|moed\w*|vaght|chand ruz\w*|dir\w*)\b"
)
