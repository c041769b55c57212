"""The words of the pages about models."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "models.title": ("مدل‌ها", "Models"),
    "models.lead": (
        "آنچه ربات با آن می‌فهمد: آموزش، آزمون در کنار مدل کنونی، و انتشار بی‌آنکه گفت‌وگویی قطع شود.",
        "What the bot understands with: trained, tested beside the present one, and published with nobody noticing.",
    ),
    "models.model": ("مدل", "Model"),
    "models.number": ("مدل {id}", "Model {id}"),
    "models.train": ("آموزش مدل تازه", "Train a new model"),
    "models.back": ("همهٔ مدل‌ها", "All models"),
    "models.open": ("صفحهٔ مدل", "The model’s page"),
    "models.running_now": ("مدلی که اکنون پاسخ می‌دهد", "The model that answers now"),
    "models.since": ("از", "Since"),
    "models.state": ("وضعیت", "State"),
    "models.state.training": ("در حال آموزش", "training"),
    "models.state.failed": ("ناموفق", "failed"),
    "models.state.trained": ("آموزش‌دیده", "trained"),
    "models.state.tested": ("آزموده", "tested"),
    "models.state.published": ("منتشرشده", "published"),
    "models.state.retired": ("کنارگذاشته", "retired"),
    "models.made": ("زمان آموزش", "Trained"),
    "models.made_by": ("آموزش‌دهنده", "By"),
    "models.took": ("مدت آموزش", "Training took"),
    "models.published": ("زمان انتشار", "Published"),
    "models.published_by": ("منتشرکننده", "Published by"),
    "models.by_itself": ("خود سامانه هنگام راه‌اندازی", "the system itself, at its start"),
    "models.origin": ("خاستگاه", "Origin"),
    "models.origin.console": ("کنسول", "the console"),
    "models.origin.files": ("فایل‌های پروژه", "the project’s files"),
    "models.accuracy_in": ("درستی، {language}", "Accuracy, {language}"),
    "models.verdict": ("نتیجهٔ آزمون", "Test"),
    "models.verdict.better": ("بهتر", "better"),
    "models.verdict.same": ("برابر", "the same"),
    "models.verdict.worse": ("بدتر", "worse"),
    "models.verdict.alone": ("بدون مقایسه", "not compared"),
    "models.file_gone": ("فایل آن پاک شده", "file removed"),
    "models.none": ("هنوز مدلی نیست", "There is no model yet"),
    "models.none_text": (
        "پس از ویرایش منظورها، نخستین مدل را آموزش دهید؛ مدل کنونی تا انتشار مدل تازه پاسخ می‌دهد.",
        "After editing intents, train the first model; the present one answers until another is published.",
    ),
    "models.at_work": ("مدل {id} در دست کار است", "Model {id} is being made"),
    "models.step.starting": ("آماده‌سازی", "Getting ready"),
    "models.step.checking": ("بررسی محتوا", "Checking the content"),
    "models.step.learning": ("یادگیری از نمونه‌ها", "Learning from the examples"),
    "models.step.packing": ("بسته‌بندی مدل", "Packing the model"),
    "models.step.testing": ("آزمون در کنار مدل کنونی", "Testing it beside the present model"),
    "models.step_of": ("{done} از {total} بخش", "{done} of {total} parts"),
    "models.log_lines": ("آخرین سطرهای گزارش", "The log’s last lines"),
    "models.cancel": ("لغو آموزش", "Cancel the training"),
    "models.cancel_ask": ("آموزش این مدل متوقف شود؟", "Stop training this model?"),
    "models.publishing": ("مدل تازه منتشر می‌شود", "A model is being published"),
    "models.publishing.starting": (
        "موتور دوم راه می‌افتد و گرم می‌شود؛ تا آن زمان مدل کنونی پاسخ می‌دهد.",
        "A second engine starts and warms up; the present model answers until it is ready.",
    ),
    "models.publishing.draining": (
        "مدل تازه پاسخ می‌دهد؛ نوبت‌های ناتمام نزد موتور پیشین به پایان می‌رسند.",
        "The new model answers; turns under way end at the old engine.",
    ),
    "models.publishing.waiting": (
        "هنوز موتور دوم راه نیفتاده است؛ اگر «ketabyar up» اجرا نمی‌شود، انتشار در راه‌اندازی بعدی انجام خواهد شد.",
        "Nobody has started the second engine yet; unless `ketabyar up` runs, it happens at the next start.",
    ),
    "models.training_began": (
        "آموزش آغاز شد. می‌توانید این صفحه را ببندید.",
        "Training has begun. You may leave this page.",
    ),
    "models.same_content": (
        "محتوا از این مدل تاکنون تغییری نکرده است؛ آموزش دوباره لازم نیست.",
        "The content has not changed since this model; there is nothing to train.",
    ),
    "models.cancelled": ("آموزش متوقف شد.", "The training was stopped."),
    "models.test_began": ("آزمون آغاز شد.", "The test has begun."),
    "models.publication_began": (
        "انتشار آغاز شد؛ موتور دوم آماده می‌شود.",
        "The publication has begun; a second engine is getting ready.",
    ),
    "models.test": ("آزمون", "Test"),
    "models.test_again": ("آزمون دوباره", "Test again"),
    "models.answers_now": ("این مدل از {when} پاسخ می‌دهد.", "This model has been answering since {when}."),
    "models.refused": (
        "انتشار این مدل انجام نشد و مدل پیشین همچنان پاسخ می‌دهد. دلیل:",
        "This model was not put in use and the one before still answers. The reason:",
    ),
    "models.returned": (
        "این مدل پس از انتشار پی‌درپی از کار افتاد و سامانه خودش به مدل پیشین بازگشت. دلیل:",
        "After its publication this model broke down again and again, and the system went back to the one before by "
        "itself. The reason:",
    ),
    "models.training_failed": ("آموزش ناموفق بود. دلیل:", "The training failed. The reason:"),
    "models.test_failed": ("این مدل آزموده نشد. دلیل:", "This model could not be tested. The reason:"),
    "models.note.cancelled": ("آموزش این مدل لغو شد.", "The training of this model was cancelled."),
    "models.note.broken_off": (
        "سامانه در میانهٔ آموزش از نو راه افتاد. آموزش را دوباره آغاز کنید.",
        "The system was restarted in the middle of the training. Please start it again.",
    ),
    "models.verdict_title": ("در کنار مدل کنونی", "Beside the running model"),
    "models.verdict_text.better": (
        "از مدل {id} بهتر می‌فهمد و در هیچ سنجه‌ای بدتر نیست.",
        "It understands better than model {id}, and is worse in no figure.",
    ),
    "models.verdict_text.same": (
        "با مدل {id} تفاوت چشمگیری ندارد.",
        "It makes no difference worth speaking of to model {id}.",
    ),
    "models.verdict_text.worse": (
        "از مدل {id} بدتر است؛ انتشارش دلیل می‌خواهد:",
        "It is worse than model {id}; publishing it needs a reason:",
    ),
    "models.verdict_text.alone": (
        "هنگام آزمون مدل دیگری برای مقایسه نبود.",
        "There was no other model to compare it with when it was tested.",
    ),
    "models.why.accuracy": (
        "{set}، {language}: درستی از {before} به {now} رسیده است",
        "{set}, {language}: accuracy went from {before} to {now}",
    ),
    "models.why.macro_f1": (
        "{set}، {language}: میانگین F1 از {before} به {now} رسیده است",
        "{set}, {language}: macro-F1 went from {before} to {now}",
    ),
    "models.why.oos_recall": (
        "{set}، {language}: شناخت گفته‌های نامربوط از {before} به {now} رسیده است",
        "{set}, {language}: out-of-scope utterances found went from {before} to {now}",
    ),
    "models.why.in_scope_declined": (
        "{set}، {language}: پرسش‌های مربوطِ ردشده از {before} به {now} رسیده است",
        "{set}, {language}: declined utterances in scope went from {before} to {now}",
    ),
    "models.why.story": (
        "گفت‌وگوی آزمونی «{story}» دیگر درست پیش نمی‌رود",
        "the test conversation “{story}” is not followed any more",
    ),
    "models.figures": ("سنجه‌ها", "Figures"),
    "models.figure.accuracy": ("درستی", "Accuracy"),
    "models.figure.macro_f1": ("میانگین F1", "Macro-F1"),
    "models.figure.oos_recall": ("نامربوط‌های شناخته‌شده", "Out of scope found"),
    "models.figure.in_scope_declined": ("مربوط‌های ردشده", "In scope declined"),
    "models.rows": ("گفته‌ها", "Utterances"),
    "models.set": ("مجموعه", "Set"),
    "models.set.held_out": ("گفته‌های کنارگذاشته", "Held-out utterances"),
    "models.set.reviewed": ("نوبت‌های بازبینی‌شده", "Reviewed turns"),
    "models.set.taught": ("آموخته‌شده‌ها (شمرده نمی‌شوند)", "Taught (not counted)"),
    "models.set_in": ("{set}، {language}", "{set}, {language}"),
    "models.step_differs": (
        "{what} «{said}»: باید {expected} می‌بود، {got} شد",
        "{what} “{said}”: should be {expected}, was {got}",
    ),
    "models.before": ("پیش‌تر", "before"),
    "models.up": ("بالاتر", "higher"),
    "models.down": ("پایین‌تر", "lower"),
    "models.worse": ("بدتر فهمیده می‌شود: {n}", "Understood worse: {n}"),
    "models.better": ("بهتر فهمیده می‌شود: {n}", "Understood better: {n}"),
    "models.other": ("برداشت دیگر، اما نه درست و نه بدتر: {n}", "Read otherwise, neither right nor worse: {n}"),
    "models.nothing_worse": ("هیچ گفته‌ای بدتر فهمیده نمی‌شود.", "No utterance is understood worse."),
    "models.nothing_better": ("هیچ گفته‌ای بهتر فهمیده نمی‌شود.", "No utterance is understood better."),
    "models.said": ("گفته", "Utterance"),
    "models.right": ("منظور درست", "Right intent"),
    "models.read_before": ("برداشت مدل کنونی", "Running model reads"),
    "models.read_now": ("برداشت این مدل", "This model reads"),
    "models.or": (" یا ", " or "),
    "models.words_gone": ("متن دیگر نگهداری نمی‌شود", "the words are not kept any more"),
    "models.stories": ("گفت‌وگوهای آزمونی", "Test conversations"),
    "models.stories_followed": (
        "{followed} از {total} گفت‌وگو درست پیش می‌رود.",
        "{followed} of {total} conversations are followed.",
    ),
    "models.story_broken": ("پیش‌تر درست بود", "was right before"),
    "models.step_differs.intent": ("برداشت از", "Reading of"),
    "models.step_differs.entities": ("جزئیات", "Details of"),
    "models.step_differs.action": ("کار پس از", "Action after"),
    "models.confusions": ("اشتباه‌های پرتکرار", "Commonest confusions"),
    "models.no_confusions": ("اشتباهی دیده نشد.", "There were no errors."),
    "models.read_as": ("خوانده‌شده به", "Read as"),
    "models.times": ("بار", "Times"),
    "models.times_before": ("پیش‌تر", "Before"),
    "models.by_intent": ("به تفکیک منظور", "By intent"),
    "models.intent": ("منظور", "Intent"),
    "models.recall": ("یافته‌شده", "Found"),
    "models.precision": ("درست‌خوانده", "Rightly read"),
    "models.recall_before": ("یافته‌شده، پیش‌تر", "Found before"),
    "models.precision_before": ("درست‌خوانده، پیش‌تر", "Rightly read before"),
    "models.new_intents": ("منظورهای تازه", "New intents"),
    "models.comma": ("، ", ", "),
    "models.new_intents_text": (
        "مدل کنونی این‌ها را نمی‌شناسد و گفته‌های کنارگذاشته چیزی از آن‌ها ندارند. پیش از انتشار، چند گفته را که در "
        "نمونه‌هایشان نیست با این مدل بیازمایید.",
        "The running model does not know them, and no held-out utterance is about them. Before publishing, try some "
        "wordings that are not among their examples.",
    ),
    "models.new_intent": ("تازه", "new"),
    "models.try": ("آزمودن با گفته‌های خودتان", "Try wordings of your own"),
    "models.try_lines": ("گفته‌ها، هر سطر یکی", "Wordings, one a line"),
    "models.try_hint": (
        "تا {most} سطر، به فارسی یا انگلیسی؛ چند ثانیه زمان می‌برد و چیزی از آن‌ها نگه داشته نمی‌شود",
        "up to {most} lines, in Persian or English; it takes a few seconds and nothing of them is kept",
    ),
    "models.try_do": ("چه می‌فهمد؟", "What does it understand?"),
    "models.sure": ("اطمینان", "Confidence"),
    "models.not_understood": ("نفهمید", "not understood"),
    "models.bad.tried": (
        "این مدل نتوانست گفته‌ها را بخواند. کمی بعد دوباره امتحان کنید.",
        "This model could not read the wordings. Please try again in a moment.",
    ),
    "models.bad.nothing_tried": ("گفته‌ای ننوشته‌اید.", "You have not typed a wording."),
    "models.publish": ("انتشار", "Publish"),
    "models.publish_title": ("انتشار این مدل", "Publish this model"),
    "models.publish_text": (
        "موتور دومی با این مدل کنار موتور کنونی راه می‌افتد و پس از گرم شدن پاسخ می‌دهد؛ گفت‌وگوها چیزی حس نمی‌کنند.",
        "A second engine starts with this model beside the present one and answers once it is warm; "
        "no conversation notices.",
    ),
    "models.publish_ask": ("مدل {id} به مراجعان پاسخ دهد؟", "Let model {id} answer patrons?"),
    "models.roll_back": ("بازگرداندن", "Bring back"),
    "models.roll_back_title": ("بازگرداندن این مدل", "Bring this model back"),
    "models.reason": ("دلیل", "Reason"),
    "models.reason_hint": ("در ردپای کارها می‌ماند.", "It is kept in the audit trail."),
    "models.reason_optional": ("اختیاری؛ در ردپای کارها می‌ماند.", "Optional; it is kept in the audit trail."),
    "models.bad.reason": ("دلیل را در دست‌کم {n} نویسه بنویسید.", "Please give a reason of at least {n} characters."),
    "models.bad.file": (
        "فایل این مدل پاک شده یا با آنچه هنگام آموزش ثبت شد یکی نیست؛ این مدل به کار گرفته نمی‌شود.",
        "This model’s file was removed or is not the one recorded at training; it will not be used.",
    ),
    "models.why_reason.worse": (
        "این مدل در آزمون بدتر از مدل کنونی است؛ بنویسید چرا با این همه منتشر می‌شود.",
        "This model tests worse than the running one; say why it is published all the same.",
    ),
    "models.why_reason.untested": (
        "این مدل آزموده نشده است؛ بنویسید چرا بدون آزمون منتشر می‌شود.",
        "This model was not tested; say why it is published without a test.",
    ),
    "models.why_reason.outdated": (
        "این مدل با مدلی مقایسه شده که دیگر پاسخ نمی‌دهد؛ دوباره بیازمایید یا دلیل بنویسید.",
        "This model was compared with one that does not answer any more; test it again, or give a reason.",
    ),
    "models.why_reason.earlier": (
        "این مدل پیش‌تر پاسخ می‌داد؛ بنویسید چرا بازمی‌گردد. کمتر از یک دقیقه زمان می‌برد.",
        "This model answered before; say why it comes back. It takes less than a minute.",
    ),
    "models.log": ("گزارش آموزش و آزمون", "Log of training and test"),
    "models.log_whole": ("همهٔ گزارش", "The whole log"),
    "models.help": (
        "مدل تازه از محتوای کنونی (منظورها، نمونه‌ها و قاعده‌ها) ساخته و بی‌درنگ آزموده می‌شود. "
        "تا وقتی منتشرش نکنید، مدل کنونی پاسخ می‌دهد.",
        "A new model is made from the present content (intents, examples, rules) and tested at once. "
        "Until you publish it, the present one keeps answering.",
    ),
    "models.help_kept": (
        "فایل مدل کنونی، پنج مدل منتشرشدهٔ پیش از آن و پنج نامزد آخر نگهداری می‌شود.",
        "The files of the running model, of the five published before it and of the last five candidates are kept.",
    ),
    "models.help_rule": (
        "«بدتر» یعنی: در فارسی یا انگلیسی درستی بیش از نیم واحد درصد (و دست‌کم دو گفته) کمتر شود، یا میانگین F1، "
        "شناخت گفته‌های نامربوط یا رد نکردن پرسش‌های مربوط بیش از دو واحد بدتر شود، یا گفت‌وگویی آزمونی که پیش‌تر درست بود "
        "دیگر درست پیش نرود. «بهتر» یعنی بدتر نباشد و دست‌کم دو گفتهٔ بیشتر را درست بفهمد یا گفت‌وگویی را درست کند.",
        "“Worse” means: in Persian or in English accuracy falls by more than half a point (and two utterances), or "
        "macro-F1, the out-of-scope utterances found or those in scope that are declined get worse by more than two "
        "points, or a test conversation that was followed is not any more. “Better” means that it is not worse, and "
        "reads at least two utterances more rightly or mends a conversation.",
    ),
    "models.help_test": (
        "آزمون با گفته‌هایی است که مدل ندیده: گفته‌های کنارگذاشته و نوبت‌های بازبینی‌شدهٔ هشت هفتهٔ گذشته. "
        "آنچه مدل از آن آموخته جدا نشان داده می‌شود و شمرده نمی‌شود. هیچ کاری در آزمون انجام نمی‌شود.",
        "The test uses utterances that the model has not seen: held-out ones and the turns reviewed in the last eight "
        "weeks. What it was trained with is shown apart and not counted. No action is carried out in a test.",
    ),
    "models.help_publish": (
        "اگر مدل تازه راه نیفتد، مدل کنونی می‌ماند و دلیل نشان داده می‌شود؛ اگر در نیم‌ساعت نخست سه بار از کار بیفتد، "
        "مدل پیشین خودبه‌خود بازمی‌گردد. هر مدل پیشین با یک دلیل بازمی‌گردد.",
        "If the new model does not start, the present one stays and the reason is shown; if it breaks down three times "
        "in its first half hour, the one before comes back by itself. Any earlier model comes back with a reason.",
    ),
}
