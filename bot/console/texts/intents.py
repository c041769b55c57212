"""The words of the pages about intents and their examples."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "intents.title": ("منظورها", "Intents"),
    "intents.lead": (
        "هر منظور چیزی است که مراجعه‌کننده می‌خواهد؛ نمونه‌ها به کتاب‌یار می‌آموزند که آن را چگونه می‌گویند.",
        "Each intent is something that patrons want; its examples teach Ketabyar how they say it.",
    ),
    "intents.intent": ("منظور", "Intent"),
    "intents.key": ("نام در پرونده‌ها", "Name in the files"),
    "intents.examples_in": ("نمونه‌های {language}", "Examples in {language}"),
    "intents.few": ("کم‌نمونه", "Few examples"),
    "intents.few_here": (
        "این منظور در زبانی کمتر از {least} نمونه دارد. گفته‌ای که به هیچ نمونه نماند شاید چیز دیگری فهمیده شود؛ "
        "نمونه‌های گوناگون بیفزایید.",
        "This intent has fewer than {least} examples in a language. What resembles none of them may be taken for "
        "something else; add examples of other wordings.",
    ),
    "intents.few_only": ("تنها کم‌نمونه‌ها", "Only those with few examples"),
    "intents.few_told": (
        "{n} منظور دست‌کم در یک زبان کمتر از {least} نمونه دارد.",
        "{n} intents have fewer than {least} examples in at least one language.",
    ),
    "intents.few_told.one": (
        "یک منظور دست‌کم در یک زبان کمتر از {least} نمونه دارد.",
        "1 intent has fewer than {least} examples in at least one language.",
    ),
    "intents.none": ("منظوری با این نشانه‌ها پیدا نشد", "No intent matches"),
    "intents.none_text": ("واژهٔ دیگری بجویید یا پالایه‌ها را پاک کنید.", "Try another word or clear the filters."),
    "intents.new": ("منظور تازه", "New intent"),
    "intents.history": ("تاریخچهٔ تغییرها", "History of changes"),
    "intents.content": ("پرونده‌های آموزش", "Content files"),
    "intents.train": ("به مدل‌ها، برای آموزش", "Go to models, to train"),
    "intents.help": (
        "نمونه‌ها را چنان بنویسید که مراجعه‌کنندگان می‌نویسند: کوتاه و بلند، رسمی و خودمانی، با غلط‌های رایج و به فینگلیش. "
        "تغییرها پس از آموزش و انتشار مدل تازه به کار می‌آیند.",
        "Write examples as patrons write: short and long, formal and casual, with common slips. "
        "Changes take effect once a new model is trained and published.",
    ),
    "intents.help_border": (
        "اگر نمونه‌ای تقریباً همان نمونهٔ منظور دیگری باشد، کتاب‌یار میان آن دو سردرگم می‌شود؛ پیش از افزودن هشدار می‌بینید.",
        "An example that is nearly one of another intent confuses Ketabyar; you are warned before you add it.",
    ),
    "intents.help_private": (
        "شمارهٔ کارت، تلفن، کد ملی و نشانی رایانامه هرگز نمونه نمی‌شوند.",
        "Card numbers, telephone numbers, national ids and e-mail addresses never become examples.",
    ),
    "intents.understand": ("کتاب‌یار چه می‌فهمد؟", "What would Ketabyar understand?"),
    "intents.understand_text": ("متنی از زبان مراجعه‌کننده", "A text as a patron might write it"),
    "intents.understand_do": ("بپرس", "Ask"),
    "intents.understand_hint": (
        "مدل کنونی پاسخ می‌دهد؛ چیزی نگه داشته نمی‌شود.",
        "The running model answers; nothing is kept.",
    ),
    "intents.detect": ("خودکار", "Detect"),
    "intents.language": ("زبان", "Language"),
    "intents.understood_as": ("منظور: {intent}", "Intent: {intent}"),
    "intents.runner_ups": ("گزینه‌های بعدی", "Runners-up"),
    "intents.entities": ("آنچه در متن پیدا شد", "Found in the text"),
    "intents.no_entities": ("چیز دیگری در متن پیدا نشد.", "Nothing else was found in the text."),
    "intents.read_language": ("به زبان {language} خوانده شد.", "Read as {language}."),
    "intents.masked_first": (
        "دادهٔ شخصی پیش از پرسیدن پوشانده شد.",
        "Personal data was masked before asking.",
    ),
    "intents.engine_away": (
        "مدل اکنون پاسخ نمی‌دهد؛ کمی بعد دوباره بپرسید.",
        "The model is not answering just now; ask again in a moment.",
    ),
    "intents.not_typed": ("متنی ننوشته‌اید.", "You have not typed a text."),
    "intents.answer": ("پاسخ این منظور", "The answer of this intent"),
    "intents.short_name": ("نام کوتاه برای مراجعه‌کنندگان", "Short name for patrons"),
    "intents.add": ("افزودن نمونه", "Add an example"),
    "intents.add_text": ("متن نمونه", "Text of the example"),
    "intents.add_do": ("افزودن", "Add"),
    "intents.no_remarks": ("ایرادی دیده نمی‌شود.", "Nothing speaks against it."),
    "intents.bulk": ("افزودن چند نمونه با هم", "Add many at once"),
    "intents.bulk_lines": ("هر نمونه در یک سطر", "One example a line"),
    "intents.bulk_hint": (
        "پیش از افزودن می‌بینید که چه چیزهایی افزوده خواهد شد.",
        "You will see what would be added before anything is.",
    ),
    "intents.bulk_look": ("دیدن پیش از افزودن", "Look before adding"),
    "intents.bulk_title": ("پیش از افزودن به «{intent}»", "Before adding to “{intent}”"),
    "intents.bulk_lead": (
        "سطرهای بی‌ایراد برگزیده شده‌اند؛ دربارهٔ بقیه خودتان تصمیم بگیرید.",
        "Lines without a fault are chosen; decide about the others yourself.",
    ),
    "intents.bulk_add": ("افزودن برگزیده‌ها", "Add the chosen ones"),
    "intents.bulk_left": ("{n} سطر پایانی کنار گذاشته شد.", "The last {n} lines were left out."),
    "intents.bulk_edit": ("ویرایش سطرها", "Edit the lines"),
    "intents.choose": ("برگزیدن", "Choose"),
    "intents.choose_text": ("برگزیدن «\u2068{text}\u2069»", "Choose “\u2068{text}\u2069”"),
    "intents.move_to": ("انتقال به", "Move to"),
    "intents.move": ("انتقال برگزیده‌ها", "Move the chosen ones"),
    "intents.remove": ("حذف برگزیده‌ها", "Delete the chosen ones"),
    "intents.search_examples": ("جست‌وجو در نمونه‌ها", "Search the examples"),
    "intents.no_examples": ("نمونه‌ای پیدا نشد", "No examples found"),
    "intents.no_examples_text": (
        "نمونه‌ای بیفزایید یا واژهٔ دیگری بجویید.",
        "Add an example or try another word.",
    ),
    "intents.remarks": ("دربارهٔ این متن", "About this text"),
    "intents.remark.example_empty": ("متنی ننوشته‌اید.", "You have not typed a text."),
    "intents.remark.example_long": (
        "نمونه می‌تواند تا {most} نویسه باشد.",
        "An example may have up to {most} characters.",
    ),
    "intents.remark.example_signs": (
        "نشانه‌های [ ] و آکولاد، و ممیز در آغاز، در نمونه‌ها جایی ندارند.",
        "Square brackets and braces, and a slash at the beginning, have no place in examples.",
    ),
    "intents.remark.example_private": (
        "در متن دادهٔ شخصی هست؛ آن را بردارید.",
        "There is personal data in the text; take it out.",
    ),
    "intents.remark.example_last": (
        "دست‌کم یک نمونه باید در این زبان بماند.",
        "At least one example has to stay in this language.",
    ),
    "intents.remark.example_gone": (
        "این نمونه دیگر اینجا نیست؛ شاید کس دیگری آن را برداشته یا جابه‌جا کرده است: \u2068{text}\u2069",
        "This example is no longer here; somebody else may have removed or moved it: \u2068{text}\u2069",
    ),
    "intents.remark.intent_gone": ("این منظور دیگر نیست: {intent}", "This intent is gone: {intent}"),
    "intents.remark.undo_late": (
        "این کار دیگر برگشت‌پذیر نیست؛ وضع از آن پس عوض شده است.",
        "This can no longer be undone: things have changed since.",
    ),
    "intents.remark.nothing_chosen": ("نمونه‌ای برنگزیده‌اید.", "You have not chosen an example."),
    "intents.remark.private.card_number": (
        "در متن شمارهٔ کارت کتابخانه هست؛ نمونه نمی‌شود.",
        "There is a library card number in the text; it cannot be an example.",
    ),
    "intents.remark.private.pin": (
        "در متن رمز هست؛ نمونه نمی‌شود.",
        "There is a PIN in the text; it cannot be an example.",
    ),
    "intents.remark.private.national_id": (
        "در متن کد ملی هست؛ نمونه نمی‌شود.",
        "There is a national id in the text; it cannot be an example.",
    ),
    "intents.remark.private.phone": (
        "در متن شمارهٔ تلفن هست؛ نمونه نمی‌شود.",
        "There is a telephone number in the text; it cannot be an example.",
    ),
    "intents.remark.private.email": (
        "در متن نشانی رایانامه هست؛ نمونه نمی‌شود.",
        "There is an e-mail address in the text; it cannot be an example.",
    ),
    "intents.remark.private.bank_card": (
        "در متن شمارهٔ کارت بانکی هست؛ نمونه نمی‌شود.",
        "There is a bank card number in the text; it cannot be an example.",
    ),
    "intents.remark.persian": (
        "متن به خط فارسی است، اما در میان نمونه‌های انگلیسی می‌نشیند.",
        "The text is in Persian script, but would stand among the English examples.",
    ),
    "intents.remark.same": (
        "همین نمونه از پیش هست: \u2068{text}\u2069",
        "This example is there already: \u2068{text}\u2069",
    ),
    "intents.remark.same_elsewhere": (
        "همین متن نمونهٔ «{intent}» است: \u2068{text}\u2069",
        "The same text is an example of “{intent}”: \u2068{text}\u2069",
    ),
    "intents.remark.near": (
        "نزدیک به نمونه‌ای از همین منظور: \u2068{text}\u2069",
        "Close to an example of this intent: \u2068{text}\u2069",
    ),
    "intents.remark.near_elsewhere": (
        "بسیار نزدیک به نمونه‌ای از «{intent}»: \u2068{text}\u2069",
        "Very close to an example of “{intent}”: \u2068{text}\u2069",
    ),
    "intents.remark.twice": ("همین سطر پیش‌تر آمده است.", "The same line stands above."),
    "intents.remark.read_as": (
        "مدل کنونی این متن را «{intent}» می‌فهمد ({share}٪).",
        "The running model reads this as “{intent}” ({share}%).",
    ),
    "intents.remark.read_right": (
        "مدل کنونی این متن را همین گونه می‌فهمد: «{intent}» ({share}٪).",
        "The running model understands this already: “{intent}” ({share}%).",
    ),
    "intents.remark.intent_name": (
        "نام با حرف لاتین کوچک آغاز می‌شود و تنها حرف کوچک، رقم و زیرخط دارد؛ تا ۴۰ نویسه.",
        "The name begins with a small Latin letter and has only small "
        "letters, digits and underscores; up to 40 characters.",
    ),
    "intents.remark.intent_taken": ("نام «{name}» از آن چیز دیگری است.", "The name “{name}” is taken."),
    "intents.remark.title": (
        "نامی کوتاه بنویسید، تا {most} نویسه و بی آکولاد.",
        "Write a short name, up to {most} characters and without braces.",
    ),
    "intents.remark.answer": ("متن پاسخ را درست کنید.", "Put the answer right."),
    "intents.remark.examples_few": (
        "دست‌کم {least} نمونهٔ درست لازم است.",
        "At least {least} sound examples are needed.",
    ),
    "intents.remark.examples_unfit": (
        "سطرهای نادرست را درست کنید یا بردارید.",
        "Put the unsound lines right or take them out.",
    ),
    "intents.remark.example_elsewhere": (
        "«\u2068{text}\u2069» نمونهٔ منظور {intent} است.",
        "“\u2068{text}\u2069” is an example of the intent {intent}.",
    ),
    "intents.remark.answer_unfit": ("پاسخ پذیرفته نشد: {why}", "The answer was not accepted: {why}"),
    "intents.remark.file_form": (
        "پروندهٔ {file} به شکلی نوشته شده که اینجا ویرایش‌پذیر نیست ({intent}).",
        "The file {file} is written in a form that cannot be edited here ({intent}).",
    ),
    "intents.remark.file_broken": ("پروندهٔ {file} خوانده نشد: {why}", "The file {file} cannot be read: {why}"),
    "intents.remark.merge_conflict": (
        "در این پرونده‌ها هر دو سو تغییر داده‌اند و باید دستی یکی شوند: {files}",
        "Both sides changed these files, and they have to be merged by hand: {files}",
    ),
    "intents.remark.merge_first": (
        "پرونده‌های مخزن در این میان عوض شده‌اند؛ نخست تغییرهای آن را بیاورید.",
        "The repository changed in the meantime; bring its changes in first.",
    ),
    "intents.remark.export_refused": (
        "در پرونده‌های مخزن نوشته نشد: {why}. بستهٔ فشرده را دریافت کنید.",
        "The repository’s files could not be written: {why}. Download the archive instead.",
    ),
    "intents.remark.export_in_production": (
        "در محیط عملیاتی، کنسول در پرونده‌های برنامه نمی‌نویسد. بستهٔ فشرده را دریافت کنید.",
        "In production the console does not write into the program’s own files. Download the archive instead.",
    ),
    "intents.added": ("نمونه افزوده شد.", "The example was added."),
    "intents.added_many": ("نمونه‌ها افزوده شدند.", "The examples were added."),
    "intents.removed": ("نمونه‌ها برداشته شدند.", "The examples were deleted."),
    "intents.moved": ("نمونه‌ها جابه‌جا شدند.", "The examples were moved."),
    "intents.undone": ("کار برگردانده شد.", "It was undone."),
    "intents.nothing_chosen": ("چیزی برگزیده نشده بود.", "Nothing had been chosen."),
    "intents.made": (
        "منظور تازه با نمونه‌ها و پاسخش نوشته شد. اکنون مدل را آموزش دهید.",
        "The new intent was written with its examples and answer. Now train the model.",
    ),
    "intents.undo": ("برگرداندن این کار", "Undo this"),
    "intents.undo_title": ("همین حالا انجام شد", "Done just now"),
    "intents.what.example_added": ("افزودن نمونه", "Example added"),
    "intents.what.example_removed": ("حذف نمونه", "Example deleted"),
    "intents.what.example_moved": ("انتقال نمونه", "Example moved"),
    "intents.what.intent_added": ("منظور تازه", "Intent added"),
    "intents.what.intent_renamed": ("نام تازهٔ منظور", "Intent renamed"),
    "intents.what.imported": ("آوردن از مخزن", "Brought in from the repository"),
    "intents.what.exported": ("فرستادن به مخزن", "Written to the repository"),
    "intents.history_lead": (
        "هر افزودن، حذف و انتقال، با نام و زمان.",
        "Every addition, deletion and move, with who and when.",
    ),
    "intents.history_none": ("هنوز تغییری نیست", "No changes yet"),
    "intents.history_none_text": (
        "آنچه در صفحهٔ منظورها ویرایش شود اینجا فهرست می‌شود.",
        "What is edited on the pages of intents is listed here.",
    ),
    "intents.proposed": ("{n} نمونهٔ پیشنهادی در انتظار", "{n} proposed examples wait"),
    "intents.proposed.one": ("یک نمونهٔ پیشنهادی در انتظار", "1 proposed example waits"),
    "intents.proposed_see": ("دیدن و پذیرفتن پیشنهادها", "Look at the proposals and accept them"),
    "intents.when": ("زمان", "When"),
    "intents.who": ("چه کسی", "Who"),
    "intents.what": ("چه کاری", "What"),
    "intents.text": ("متن", "Text"),
    "intents.moved_to": ("به «{intent}»", "to “{intent}”"),
    "intents.recent": ("آخرین تغییرها", "Latest changes"),
    "intents.command_line": ("خط فرمان", "Command line"),
    "intents.new_lead": (
        "نام، نمونه‌ها و پاسخ را به هر دو زبان بنویسید؛ همه با هم نوشته می‌شوند و کدی دست نمی‌خورد.",
        "Write its name, examples and answer in both languages; all is written together and no code is touched.",
    ),
    "intents.new_key": ("نام در پرونده‌ها (لاتین)", "Name in the files (Latin letters)"),
    "intents.new_key_hint": (
        "یک یا چند واژهٔ کوچک با زیرخط، مانند audio_books",
        "one or more small words with underscores, for example audio_books",
    ),
    "intents.new_name_in": ("نام کوتاه به {language}", "Short name in {language}"),
    "intents.new_name_hint": (
        "همین را مراجعه‌کننده روی دکمه می‌بیند؛ تا {most} نویسه",
        "this is what patrons see on a button; up to {most} characters",
    ),
    "intents.new_examples_in": ("نمونه‌های {language}، هر سطر یکی", "Examples in {language}, one a line"),
    "intents.new_examples_hint": (
        "دست‌کم {least}؛ {more} نمونه یا بیشتر بهتر فهمیده می‌شود",
        "at least {least}; {more} or more are understood better",
    ),
    "intents.new_answer_in": ("پاسخ به {language}", "Answer in {language}"),
    "intents.new_look": ("بررسی", "Check"),
    "intents.new_save": ("ساختن منظور", "Make the intent"),
    "intents.new_sure": (
        "هشدارها را دیدم؛ با این همه ساخته شود",
        "I have seen the warnings; make it all the same",
    ),
    "intents.new_looked": (
        "بررسی شد و ایرادی در راه نیست. برای نوشتن، «ساختن منظور» را بزنید.",
        "Checked: nothing stands in the way. Choose “Make the intent” to write it.",
    ),
    "intents.new_fix": ("چند جا را باید درست کنید.", "Some things have to be put right."),
    "intents.new_doubtful": (
        "برخی نمونه‌ها هشدار دارند. آن‌ها را بازبینی کنید، یا با علامت زدن پایین صفحه بپذیرید.",
        "Some examples have warnings. Look them over, or accept them by the box at the end.",
    ),
    "intents.new_count": ("{n} نمونهٔ درست", "{n} sound examples"),
    "intents.new_count.one": ("۱ نمونهٔ درست", "1 sound example"),
    "intents.new_read_otherwise": (
        "{n} نمونه را مدل کنونی چیز دیگری می‌فهمد؛ پیش از آموزش طبیعی است",
        "The running model takes {n} examples for something else, which is normal before training",
    ),
    "intents.new_read_otherwise.one": (
        "یک نمونه را مدل کنونی چیز دیگری می‌فهمد؛ پیش از آموزش طبیعی است",
        "The running model takes 1 example for something else, which is normal before training",
    ),
    "intents.new_help": (
        "پس از ساختن، به صفحهٔ مدل‌ها بروید: آموزش، آزمون و انتشار چند دقیقه بیشتر نمی‌گیرد.",
        "Afterwards go to the models: training, testing and publishing take a few minutes.",
    ),
    "intents.state.edited": (
        "کارکنان {n} نمونه و منظور را تغییر داده‌اند که هنوز در پرونده‌های مخزن نیست.",
        "Staff changed {n} examples and intents that are not in the repository’s files yet.",
    ),
    "intents.state.edited.one": (
        "کارکنان یک نمونه یا منظور را تغییر داده‌اند که هنوز در پرونده‌های مخزن نیست.",
        "Staff changed 1 example or intent that is not in the repository’s files yet.",
    ),
    "intents.state.behind": (
        "پرونده‌های مخزن از زمان نخستین ویرایش کارکنان عوض شده‌اند و هنوز آورده نشده‌اند.",
        "The repository’s files changed since staff began to edit, and were not brought in yet.",
    ),
    "intents.state.see": ("دیدن تفاوت‌ها", "See the differences"),
    "intents.content_lead": (
        "ویرایش‌های کارکنان و پرونده‌های مخزن کنار هم؛ هیچ‌کدام بی‌خبر دیگری را پاک نمی‌کند.",
        "What staff edited beside the repository’s files; neither overwrites the other silently.",
    ),
    "intents.content_same": ("هر دو یکی‌اند", "Both are the same"),
    "intents.content_same_text": (
        "کارکنان چیزی را تغییر نداده‌اند که در مخزن نباشد.",
        "Staff changed nothing that is not in the repository.",
    ),
    "intents.content_files": ("پرونده‌هایی که یکسان نیستند", "Files that differ"),
    "intents.content_file": ("پرونده", "File"),
    "intents.content_edited": ("ویرایش کارکنان", "Edited by staff"),
    "intents.content_changed": ("تغییر در مخزن", "Changed in the repository"),
    "intents.content_added": ("نمونه‌های افزوده", "Examples added"),
    "intents.content_removed": ("نمونه‌های برداشته", "Examples deleted"),
    "intents.content_intents": ("منظورهای تازه", "Intents added"),
    "intents.content_more": ("و {n} نمونهٔ دیگر", "and {n} more examples"),
    "intents.content_export": ("نوشتن در پرونده‌های مخزن", "Write into the repository’s files"),
    "intents.content_export_sure": (
        "پرونده‌های مخزن بازنویسی می‌شوند تا با ویرایش کارکنان یکی باشند. ادامه می‌دهید؟",
        "The repository’s files will be written as staff edited them. Go on?",
    ),
    "intents.content_zip": ("دریافت بستهٔ فشرده", "Download as an archive"),
    "intents.content_merge": ("آوردن تغییرهای مخزن", "Bring in the repository’s changes"),
    "intents.content_discard": ("کنار گذاشتن ویرایش‌ها", "Give the edits up"),
    "intents.content_discard_sure": (
        "همهٔ ویرایش‌های کارکنان از میان می‌رود و برگشت‌پذیر نیست. ادامه می‌دهید؟",
        "All that staff edited will be lost and cannot be brought back. Go on?",
    ),
    "intents.content_help": (
        "بستهٔ فشرده را روی نسخه‌ای از مخزن باز کنید و تفاوت‌ها را پیش از ثبت ببینید. "
        "در خط فرمان همین کارها با دستور ketabyar content شدنی است.",
        "Unpack the archive over a checkout of the repository and look at the differences before you commit. "
        "On the command line the same is done by ketabyar content.",
    ),
    "intents.exported": ("در پرونده‌های مخزن نوشته شد.", "Written into the repository’s files."),
    "intents.merged": ("تغییرهای مخزن آورده شد.", "The repository’s changes were brought in."),
    "intents.discarded": ("ویرایش‌ها کنار گذاشته شد.", "The edits were given up."),
}
