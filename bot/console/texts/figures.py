"""Words of the figures: each figure's name, and what exactly it is."""

TEXTS: dict[str, tuple[str, str]] = {
    "figures.title": ("آمار خدمت", "Service figures"),
    "figures.lead": ("از {first} تا {last}", "{first} to {last}"),
    "figures.report": ("گزارش ماهانه", "Monthly report"),
    "figures.report_of": ("گزارش ماهانهٔ {library}", "Monthly report of {library}"),
    "figures.no_data": ("داده‌ای نیست", "no data"),
    "figures.hidden": ("کمتر از ۵", "fewer than 5"),
    "figures.hidden_nps": ("کمتر از ۳۰ پاسخ", "fewer than 30 answers"),
    "figures.of": ("{numerator} از {denominator}", "{numerator} of {denominator}"),
    "figures.count_of": ("از {count} مورد", "of {count}"),
    "figures.nps_of": ("{count} پاسخ، ± {width}", "{count} answers, ± {width}"),
    "figures.ms": ("{n} هزارم ثانیه", "{n} ms"),
    "figures.definition": ("تعریف", "Definition"),
    "figures.table": ("جدول", "Table"),
    "figures.before": ("دورهٔ پیش", "Period before"),
    "figures.uncounted": (
        "{n} روز از این بازه هنوز شمرده نشده است؛ تا چند دقیقهٔ دیگر کامل می‌شود.",
        "{n} days of this range have not been counted yet; it will be complete in a few minutes.",
    ),
    "figures.uncounted.one": (
        "یک روز از این بازه هنوز شمرده نشده است؛ تا چند دقیقهٔ دیگر کامل می‌شود.",
        "One day of this range has not been counted yet; it will be complete in a few minutes.",
    ),
    "figures.bad_day": (
        "این تاریخ خوانده نشد؛ آن را مانند ۱۴۰۵/۰۹/۰۴ یا 2026-11-25 بنویسید. آمار ۳۰ روز گذشته نشان داده می‌شود.",
        "That date could not be read; write it like 2026-11-25 or 1405/09/04. The last 30 days are shown.",
    ),
    "figures.bad_order": (
        "روز آغاز پس از روز پایان است. آمار ۳۰ روز گذشته نشان داده می‌شود.",
        "The first day is after the last one. The last 30 days are shown.",
    ),
    "figures.too_long": (
        "بازه بلندتر از سه سال است؛ سه سال آخر آن نشان داده می‌شود.",
        "The range is longer than three years; its last three years are shown.",
    ),
    "figures.bad_month": (
        "این ماه خوانده نشد یا هنوز نرسیده است؛ ماه گذشته نشان داده می‌شود.",
        "That month could not be read or has not come yet; last month is shown.",
    ),
    "figures.spans": ("بازه", "Range"),
    "figures.days": ("انتخاب روزها", "Choose days"),
    "figures.from": ("از روز", "From"),
    "figures.to": ("تا روز", "To"),
    "figures.show": ("نشان بده", "Show"),
    "figures.print": ("چاپ", "Print"),
    "figures.month": ("ماه", "Month"),
    "figures.span.week": ("این هفته", "This week"),
    "figures.span.days30": ("۳۰ روز گذشته", "Last 30 days"),
    "figures.span.month": ("این ماه", "This month"),
    "figures.span.last_month": ("ماه گذشته", "Last month"),
    "figures.span.days90": ("۹۰ روز گذشته", "Last 90 days"),
    "figures.span.year": ("یک سال گذشته", "Last year"),
    "figures.group.conversations": ("گفت‌وگوها", "Conversations"),
    "figures.group.answers": ("پاسخ‌های ربات", "The bot’s answers"),
    "figures.group.librarians": ("کتابداران", "Librarians"),
    "figures.group.cases": ("پرونده‌ها", "Cases"),
    "figures.group.circulation": ("امانت و رزرو", "Circulation"),
    "figures.group.satisfaction": ("رضایت و اعضای تازه", "Satisfaction and new patrons"),
    "figures.pictures": ("نمودارها", "Pictures"),
    "figures.drawn": (
        "نمودار «{name}»؛ همین داده‌ها در جدول زیر آن آمده است.",
        "Chart “{name}”; the table below holds the same data.",
    ),
    "figures.chart.days": ("گفت‌وگوها به تفکیک روز", "Conversations by day"),
    "figures.chart.intents": ("پرتکرارترین منظورها", "Most frequent intents"),
    "figures.chart.weeks": ("منظورها در گذر هفته‌ها", "Intents over the weeks"),
    "figures.chart.languages": ("زبان‌ها", "Languages"),
    "figures.chart.channels": ("کانال‌ها", "Channels"),
    "figures.chart.renewals": ("نتیجهٔ تمدیدها", "Renewals by outcome"),
    "figures.chart.scores": ("امتیازها", "Scores"),
    "figures.chart.hours": ("ساعت‌های پررفت‌وآمد", "Busiest hours"),
    "figures.series.engaged": ("گفت‌وگوها", "Conversations"),
    "figures.series.verified": ("حل‌شدهٔ تأییدشده", "Verified resolutions"),
    "figures.series.escalated": ("ارجاع‌شده", "Escalated"),
    "figures.day": ("روز", "Day"),
    "figures.week_of": ("هفته از", "Week from"),
    "figures.weekday": ("روز هفته", "Weekday"),
    "figures.intent": ("منظور", "Intent"),
    "figures.number": ("شمار", "Number"),
    "figures.figure": ("رقم", "Figure"),
    "figures.value": ("مقدار", "Value"),
    "figures.made_of": ("صورت و مخرج", "Made of"),
    "figures.languages.fa": ("فارسی", "Persian"),
    "figures.languages.en": ("انگلیسی", "English"),
    "figures.languages.?": ("نامعلوم", "unknown"),
    "figures.channels.web_chat": ("وب", "Web"),
    "figures.channels.telegram": ("تلگرام", "Telegram"),
    "figures.renewals.succeeded": ("انجام شد", "Succeeded"),
    "figures.renewals.refused": ("رد بنا به مقررات", "Declined by the rules"),
    "figures.renewals.failed": ("خطای سامانه", "Fault"),
    "figures.questions": ("پرسش‌های بی‌پاسخ پرتکرار", "Most asked, not answered"),
    "figures.oldest": ("قدیمی‌ترین پرسش رسیدگی‌نشده: {since}", "Oldest question not looked at: {since}"),
    "figures.times": ("{n} بار", "{n} times"),
    "figures.times.one": ("یک بار", "once"),
    "figures.written": ("تهیه‌شده در {moment}", "Written on {moment}"),
    "figures.csv.key": ("کلید", "key"),
    "figures.csv.name": ("نام", "name"),
    "figures.csv.value": ("مقدار", "value"),
    "figures.csv.unit": ("واحد", "unit"),
    "figures.csv.numerator": ("صورت", "numerator"),
    "figures.csv.denominator": ("مخرج", "denominator"),
    "figures.csv.before": ("دورهٔ پیش", "before"),
    "did.figures.exported": ("آمار را به‌صورت فایل گرفت", "exported figures"),
    "thing.figures": ("آمار", "figures"),
    "figures.help.1": (
        "هر رقم با صورت و مخرج خود و با مقدار همان رقم در دورهٔ هم‌اندازهٔ پیش از آن نشان داده می‌شود؛ "
        "تعریف دقیق زیر «تعریف» است.",
        "Each figure stands with what it was made of and with its value in the period of the same "
        "length before; its exact meaning is under “Definition”.",
    ),
    "figures.help.2": (
        "رقم‌های روزهای گذشته نگه داشته می‌شوند و با پاک‌شدن متن گفت‌وگوها از میان نمی‌روند. آمار امروز تا همین لحظه است.",
        "Figures of past days are kept and outlive the texts of conversations. Today’s are as of now.",
    ),
    "figures.help.3": (
        "جایی که چیزی برای شمردن نبوده «داده‌ای نیست» آمده است، نه صفر. خانه‌های کمتر از ۵ پنهان‌اند تا "
        "کسی از روی آن‌ها شناخته نشود.",
        "Where there was nothing to count it says “no data”, not nought. Cells below 5 are hidden, so "
        "that nobody can be recognised by them.",
    ),
    "figures.help.report": (
        "گزارش یک ماه در یک صفحه؛ ماه را به تقویم خود انتخاب و صفحه را چاپ کنید.",
        "One month on one page; choose it in your calendar and print the page.",
    ),
    # Conversations
    "figure.engaged": ("گفت‌وگوها", "Conversations"),
    "figure.engaged.is": (
        "گفت‌وگوهایی که مراجع آغاز کرده و دست‌کم یک پیام نوشته است؛ گفت‌وگوهای آزمایشی شمرده نمی‌شوند. هر "
        "گفت‌وگو به روز آغاز خود تعلق دارد.",
        "Conversations begun by a patron with at least one message of theirs; tests are not counted. "
        "Each belongs to the day it began on.",
    ),
    "figure.containment": ("پایان بدون کتابدار", "Containment"),
    "figure.containment.is": (
        "سهم گفت‌وگوهایی که نه کتابدار خواسته شد، نه کتابدار در آن نوشت و نه به پرونده رسید. این رقم "
        "نمی‌گوید که کار مراجع حل شده است.",
        "Share of conversations in which no librarian was asked for or wrote and no case was opened. "
        "It does not say that the matter was solved.",
    ),
    "figure.verified_resolution": ("حل‌شدن تأییدشده", "Verified resolution"),
    "figure.verified_resolution.is": (
        "سهم گفت‌وگوهای بدون کتابدار که با پاسخ ربات پایان یافت، ارزیابی منفی نگرفت و همان مراجع "
        "تا ۷۲ ساعت بعد با همان موضوع بازنگشت. "
        "رقم سه روز آخر هنوز می‌تواند تغییر کند.",
        "Share of conversations without a librarian that ended with an answer of the bot’s, got no "
        "thumb down, and whose "
        "patron did not come back with the same matter within 72 hours. The last three days may still change.",
    ),
    "figure.false_containment": ("پایان بدون حل", "False containment"),
    "figure.false_containment.is": (
        "«پایان بدون کتابدار» منهای «حل‌شدن تأییدشده»: گفت‌وگوهایی که بی کتابدار پایان یافت، اما حل‌شدنشان معلوم نیست.",
        "Containment minus verified resolution: ended without a librarian, but not known to be solved.",
    ),
    "figure.deflection": ("سهم ربات از کار", "Deflection"),
    "figure.deflection.is": (
        "حل‌شده‌های تأییدشده، نسبت به مجموع آن‌ها و مراجعه‌هایی که کارکنان به آن رسیدند (گفت‌وگوهای "
        "ارجاع‌شده و مراجعهٔ تلفنی، حضوری و نامه‌ای).",
        "Verified resolutions out of these and all contacts that staff handled (escalated chats, calls, "
        "visits, letters).",
    ),
    "figure.abandonment": ("رهاشده", "Abandonment"),
    "figure.abandonment.is": (
        "سهم گفت‌وگوهایی که پس از پاسخی ناتمام، یا در انتظار کتابدار، ساکت ماند و بسته شد.",
        "Share of conversations that fell silent after an unfinished answer, or while waiting for a librarian.",
    ),
    "figure.reach": ("پوشش اعضا", "Reach"),
    "figure.reach.is": (
        "اعضای شناسایی‌شده‌ای که در این بازه گفت‌وگو کرده‌اند، نسبت به همهٔ اعضای ثبت‌شده.",
        "Verified patrons who had a conversation in this range, out of all registered patrons.",
    ),
    # Answers
    "figure.unanswered": ("بی‌پاسخ", "Unanswered"),
    "figure.unanswered.is": (
        "سهم پاسخ‌هایی که ربات در آن‌ها گفت نمی‌داند یا خطایی رخ داد، از همهٔ نوبت‌های ربات.",
        "Share of the bot’s turns in which it did not know or something failed.",
    ),
    "figure.refused": ("رد بنا به مقررات", "Refused by the rules"),
    "figure.refused.is": (
        "سهم پاسخ‌هایی که درخواستی را بنا به مقررات نپذیرفت، مانند تمدید کتابی که رزرو شده است. این پاسخِ "
        "درست است و جدا شمرده می‌شود.",
        "Share of the bot’s turns that declined a request by the rules, such as renewing a reserved book. "
        "That is a right answer, and counted apart.",
    ),
    "figure.helpful": ("پاسخ‌های مفید", "Helpful answers"),
    "figure.helpful.is": (
        "سهم ارزیابی‌های مثبت از همهٔ ارزیابی‌های پاسخ‌ها.",
        "Share of thumbs up among all thumbs on answers.",
    ),
    "figure.helpful_coverage": ("پاسخ‌های ارزیابی‌شده", "Answers rated"),
    "figure.helpful_coverage.is": (
        "سهم پاسخ‌هایی که کسی آن‌ها را ارزیابی کرده است؛ اگر کم باشد، «پاسخ‌های مفید» نظر اندکی از مراجعان است.",
        "Share of answers that somebody rated; where it is low, helpfulness is the view of a few.",
    ),
    "figure.latency_p50": ("زمان پاسخ، میانه", "Answer time, median"),
    "figure.latency_p50.is": (
        "نیمی از پاسخ‌های ربات زودتر از این آماده شد (هزارم ثانیه، با دو رقم دقت).",
        "Half of the bot’s answers were ready sooner (milliseconds, to two digits).",
    ),
    "figure.latency_p95": ("زمان پاسخ، صدک ۹۵", "Answer time, 95th percentile"),
    "figure.latency_p95.is": (
        "۹۵ درصد پاسخ‌های ربات زودتر از این آماده شد.",
        "95 % of the bot’s answers were ready sooner.",
    ),
    # Librarians
    "figure.handoff": ("درخواست کتابدار", "Librarian asked for"),
    "figure.handoff.is": (
        "سهم گفت‌وگوهایی که در آن کتابدار خواسته شد.",
        "Share of conversations in which a librarian was asked for.",
    ),
    "figure.handoff_accepted_open": ("پاسخ کتابدار در ساعت کار", "Answered in opening hours"),
    "figure.handoff_accepted_open.is": (
        "سهم درخواست‌های ساعت کار که کتابداری به آن پاسخ داد.",
        "Share of requests made in opening hours that a librarian answered.",
    ),
    "figure.handoff_accepted_closed": ("پاسخ کتابدار بیرون از ساعت کار", "Answered out of hours"),
    "figure.handoff_accepted_closed.is": (
        "سهم درخواست‌های بیرون از ساعت کار که کتابداری در همان گفت‌وگو به آن پاسخ داد؛ بقیه پرونده می‌شود.",
        "Share of requests made out of hours that a librarian answered in the same conversation; the rest "
        "become cases.",
    ),
    "figure.handoff_unanswered": ("درخواست‌های بی‌پاسخ", "Requests without an answer"),
    "figure.handoff_unanswered.is": (
        "شمار درخواست‌هایی که هیچ کتابداری در آن گفت‌وگو به آن‌ها پاسخ نداد.",
        "Number of requests that no librarian answered in that conversation.",
    ),
    "figure.first_response_median": ("نخستین پاسخ کتابدار، میانه", "First response, median"),
    "figure.first_response_median.is": (
        "زمان میان درخواست کتابدار و نخستین پیام او، به وقت ساعت. درخواست‌های بی‌پاسخ جدا شمرده می‌شوند.",
        "Time from the request to the librarian’s first message, by the clock. "
        "Requests without an answer are counted beside it.",
    ),
    "figure.first_response_p90": ("نخستین پاسخ کتابدار، صدک ۹۰", "First response, 90th percentile"),
    "figure.first_response_p90.is": (
        "۹۰ درصد درخواست‌های پاسخ‌داده‌شده زودتر از این پاسخ گرفت.",
        "90 % of the answered requests were answered sooner.",
    ),
    "figure.effort_reference": ("پرسش‌های مرجع", "Reference questions"),
    "figure.effort_reference.is": (
        "سهم گفت‌وگوهایی که کتابدار تلاش آن را در مقیاس READ سه یا بیشتر دانسته، از همهٔ گفت‌وگوهای درجه‌بندی‌شده.",
        "Share of conversations whose effort a librarian put at 3 or more on the READ scale, of all that were graded.",
    ),
    # Cases
    "figure.sla_met": ("پروندهٔ پاسخ‌گرفته در مهلت", "Cases answered in time"),
    "figure.sla_met.is": (
        "سهم پرونده‌هایی که مهلتشان در این بازه بود و تا مهلت پاسخ گرفتند؛ بی‌پاسخ‌های مهلت‌گذشته ازدست‌رفته شمرده می‌شوند.",
        "Share of cases due in this range that were answered by then; those past due without an answer count "
        "as missed.",
    ),
    "figure.case_time_median": ("زمان بستن پرونده، میانه", "Time to close a case, median"),
    "figure.case_time_median.is": (
        "از گشودن تا بستن پرونده، بدون زمانی که در انتظار مراجع بوده است.",
        "From opening to closing, without the time it waited for the patron.",
    ),
    "figure.case_time_p90": ("زمان بستن پرونده، صدک ۹۰", "Time to close a case, 90th percentile"),
    "figure.case_time_p90.is": (
        "۹۰ درصد پرونده‌ها زودتر از این بسته شد.",
        "90 % of the cases were closed sooner.",
    ),
    "figure.reopened": ("پروندهٔ بازشده", "Cases reopened"),
    "figure.reopened.is": (
        "سهم پرونده‌های بسته‌شده در این بازه که تا ۳۰ روز بعد دوباره باز شد.",
        "Share of the cases closed in this range that were reopened within 30 days.",
    ),
    "figure.complaints": ("شکایت در هزار عضو فعال", "Complaints per 1,000 active patrons"),
    "figure.complaints.is": (
        "شکایت‌های گشوده‌شده در این بازه به ازای هر هزار عضو فعال. عضو فعال کسی است که در ۸۴ روز "
        "گذشته عضو شده یا در ۱۸۰ روز گذشته "
        "امانت، تمدید، رزرو یا گفت‌وگویی داشته است.",
        "Complaints opened in this range per 1,000 active patrons: those who joined in the last 84 "
        "days or had a loan, renewal, "
        "hold or conversation in the last 180.",
    ),
    # Circulation
    "figure.renewal_success": ("تمدیدهای موفق", "Renewals that succeeded"),
    "figure.renewal_success.is": (
        "سهم درخواست‌های تمدید که انجام شد، از همهٔ درخواست‌ها.",
        "Share of renewal attempts that succeeded, of all.",
    ),
    "figure.renewal_technical": ("تمدید بدون خطای سامانه", "Renewals without a fault"),
    "figure.renewal_technical.is": (
        "سهم درخواست‌های تمدید که انجام شد یا بنا به مقررات رد شد؛ آنچه می‌ماند خطای سامانه است.",
        "Share of renewal attempts that succeeded or were declined by the rules; what is left are faults of "
        "the system.",
    ),
    "figure.holds_chat": ("رزرو از راه گفت‌وگو", "Holds placed in chat"),
    "figure.holds_chat.is": (
        "سهم رزروهایی که در گفت‌وگو ثبت شد، از همهٔ رزروهای این بازه.",
        "Share of holds placed in a conversation, of all placed in this range.",
    ),
    "figure.hold_ready_median": ("زمان آماده‌شدن رزرو، میانه", "Time until a hold is ready, median"),
    "figure.hold_ready_median.is": (
        "از ثبت رزرو در گفت‌وگو تا آماده‌شدن آن.",
        "From placing a hold in a conversation until it is ready.",
    ),
    # Satisfaction
    "figure.csat": ("رضایت", "Satisfaction (CSAT)"),
    "figure.csat.is": (
        "سهم امتیازهای ۴ و ۵ از همهٔ امتیازهای ۱ تا ۵ پس از گفت‌وگو.",
        "Share of scores 4 and 5 among all scores of 1 to 5 given after a conversation.",
    ),
    "figure.response_rate": ("پاسخ به نظرخواهی", "Survey response rate"),
    "figure.response_rate.is": (
        "پاسخ‌های داده‌شده نسبت به نظرخواهی‌های فرستاده‌شده.",
        "Responses out of invitations sent.",
    ),
    "figure.nps": ("شاخص توصیه (NPS)", "Net promoter score (NPS)"),
    "figure.nps.is": (
        "سهم امتیازهای ۹ و ۱۰ منهای سهم امتیازهای ۰ تا ۶، از ۱۰۰− تا ۱۰۰؛ با کمتر از ۳۰ پاسخ نشان داده نمی‌شود.",
        "Share of scores 9–10 minus share of scores 0–6, from −100 to 100; hidden below 30 answers.",
    ),
    "figure.new_patrons_chat": ("عضویت از راه گفت‌وگو", "New patrons by chat"),
    "figure.new_patrons_chat.is": (
        "سهم اعضای تازه‌ای که از راه گفت‌وگو یا پیام‌رسان عضو شدند.",
        "Share of new patrons who joined by chat or a messenger.",
    ),
    "figure.new_patrons_assisted": ("عضویت پس از گفت‌وگو", "New patrons after a chat"),
    "figure.new_patrons_assisted.is": (
        "سهم اعضای تازه‌ای که در ۳۰ روز پیش از عضویت گفت‌وگویی داشته‌اند.",
        "Share of new patrons who had a conversation in the 30 days before joining.",
    ),
}
