"""The words by which patrons ask for something to read: what each of them wants of a title."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from language.normalise import ZWNJ, fold
from language.requests.titles.copies import KIND_WORDS, LANGUAGE_WORDS

__all__ = ["FILLING", "NARROW", "TERMS", "tokens"]

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[.,;:!?؟،؛()«»\"-]")


def tokens(text: str) -> list[str]:
    """Split a text into folded words and signs."""
    return _TOKEN.findall(fold(text))


# Of a slot and a value ("genres romance"), the words for it in both languages; "a|b" is either of two.
_WORDS = {
    "genres romance": "romance, romantic, love story, love stories, love novel, about love, rom com, romcom, chick lit,"
    " bit of love, bit of romance, some romance, love in it, with love, عاشقانه, عشقی, رمانتیک, عاشقونه, درباره عشق, asheghane, asheqane, ashegane, asheghaneh, ashghane",
    "genres crime": "crime, detective, whodunit, whodunnit, murder, mystery, mysteries, murder mystery, police,"
    " پلیسی, جنایی, کارآگاهی, معمایی, قتل, jenayi, polisi, karagahi",
    "genres thriller": "thriller, thrillers, spy, espionage, suspense, دلهره آور, دلهره, جاسوسی, تریلر",
    "genres thriller|adventure|crime": "exciting, gripping, page turner, unputdownable, can't put down, couldn't put down, can't put it down, action, action packed, نتونم بذارمش زمین, نشه گذاشت زمین, نتونم زمین بذارم, نفس گیر, میخکوب کننده,"
    " هیجان انگیز, هیجان, هیجانی, پرهیجان, پرکشش, مهیج, اکشن, hayajan angiz",
    "genres thriller|dystopia|crime|horror": "dark, darker, grim, gritty, تاریک, تاریک تر, سیاه تر, سیاهتر",
    "genres fantasy": "fantasy, magic, magical, wizard, wizards, dragon, dragons, witches, fairies,"
    " فانتزی, جادویی, جادوگری, جادو, اژدها, تخیلی, fantezi",
    "genres fantasy|magic_realism": "bit of magic, touch of magic, little magic, some magic, hint of magic, یه کم جادو, کمی جادو",
    "genres scifi": "sci fi, scifi, sf, science fiction, sci-fi, robot, robots, aliens, spaceship, spaceships, time travel,"
    " علمی تخیلی, علمی-تخیلی, علمی و تخیلی, ربات, ربات ها, سفر در زمان, elmi takhayoli",
    "genres dystopia": "dystopia, dystopian, dystopias, totalitarian, post apocalyptic, apocalyptic, پادآرمانشهری, ویران شهری,"
    " آخرالزمانی, پادآرمان شهر, دیستوپیایی",
    "genres historical|history": "historical, تاریخی, tarikhi",
    "genres humour": "funny, humour, humor, humorous, comic novel, comedy, hilarious, funnier, laugh, laughs, light hearted,"
    " lighthearted, feel good, cheerful, witty, satire, satirical, jokes, خنده دار, خنده دارتر, طنز, طنزآمیز, شاد, بامزه, کمدی,"
    " بخندم, بخندیم, بخنده, بخندونه, حال خوب کن, مفرح, شوخ, فکاهی, khandedar, tanz, کمدی تر, بامزه تر, خنده",
    "genres humour|friendship": "cozy, cosy, comforting, comfort read, heartwarming, heart warming, uplifting, wholesome, soothing, gentle, warm, lighter, light read, something light, دلگرم کننده, دلنشین, گرم و دلنشین, آرامش بخش, سبک تر, سبکتر,"
    " حالمو خوب کنه, حالم رو خوب کنه, حال آدم رو خوب کنه, happier, more cheerful, something happy, halam khub she, halam khoob she, halamo khub kone, halamo khoob kone, حالم خوب شه, حالم خوب بشه, روحیه بده, روحیم رو عوض کنه, حالم عوض شه, حالم عوض بشه, حالش عوض شه, حالش عوض بشه, حالمو عوض کنه, حالم رو عوض کنه, حال و هوام عوض شه, حال و هوام عوض بشه",
    "genres horror": "horror, scary, spooky, ghost, ghosts, ghost stories, frightening, vampire, vampires, creepy, gothic,"
    " ترسناک, وحشت, ترسناکی, ارواح, وحشتناک, خون آشام, tarsnak",
    "genres adventure": "adventure, adventures, adventurous, pirates, pirate, survival, treasure,"
    " ماجراجویی, ماجراجویانه, پرماجرا, ماجرایی, دزد دریایی, دزدان دریایی, majarajuyi",
    "genres war": "war, wars, wartime, world war, second world war, first world war, soldiers, جنگ, جنگی, دفاع مقدس, جبهه, جنگ جهانی,"
    " jang, jangi",
    "genres family": "family, families, mothers, fathers, siblings, خانوادگی, خانواده, khanevadegi",
    "genres coming_of_age": "coming of age, growing up, adolescence, بلوغ, بزرگ شدن",
    "genres philosophical|philosophy": "philosophical, philosophy, thought provoking, meaning of life, existential,"
    " فلسفی, فلسفه, معنای زندگی, فیلسوفانه, falsafi, falsafe",
    "genres political": "political, politics, سیاسی, سیاست, siasi",
    "genres magic_realism": "magic realism, magical realism, رئالیسم جادویی",
    "genres folk": "folk tale, folk tales, folktale, folktales, fairy tale, fairy tales, fairytale, fairytales, myths, mythology, legends,"
    " myth, افسانه, افسانه ها, افسانه های, اسطوره, اسطوره ای, اساطیری, افسانه ای, قصه کهن, قصه های کهن, قصه های قدیمی, قصه های عامیانه",
    "genres classic": "classic, classics, classical, کلاسیک, کلاسیک ها, kelasik",
    "genres mystic": "mystic, mystical, sufi, sufism, mysticism, عرفانی, عرفان, صوفیانه, erfani",
    "genres rural": "village life, rural, countryside, روستایی, روستا, زندگی روستایی",
    "genres friendship": "friendship, friends, دوستی, رفاقت",
    "genres feelings|family": "about a new baby, abuot a new baby, about the new baby, about a new baby brother, about a new baby sister, about a baby brother, about a baby sister, about a new sibling, about getting a new baby, درباره خواهر تازه, درباره برادر تازه, درباره نی نی تازه",
    "genres school": "school, school life, boarding school, مدرسه, مدرسه ای, دبیرستان",
    "genres animals": "animals, animal, dog, dogs, cat, cats, bear, bears, horses, horse, creatures, talking animals,"
    " حیوان, حیوانات, حیوون, حیوونا, حیوون ها, حیوان ها, سگ, سگه, سگا, سگها, گربه, خرس, اسب, جانوران, heyvanat, heyvoona",
    "genres feelings|bedtime": "afraid of the dark, scared of the dark, fear of the dark, fears the dark, frightened of the dark,"
    " از تاریکی میترسه, از تاریکی می ترسه, از تاریکی میترسد, از تاریکی می ترسد, ترس از تاریکی, ترسیدن از تاریکی, ترس تاریکی, از تاریکی بترسه,"
    " tars az tariki, tarse az tariki, az tariki mitarse",
    "genres feelings": "feelings, emotions, احساسات, احساس, هیجان ها",
    "genres bedtime": "bedtime, bed time, before sleep, good night, goodnight, قبل خواب, قبل از خواب, وقت خواب, موقع خواب",
    "genres first_words": "first words, alphabet, colours, colors, counting, الفبا, رنگ ها, شمارش",
    "genres dinosaurs": "dinosaur, dinosaurs, دایناسور, دایناسور ها, دایناسورا",
    "genres vehicles": "cars, trucks, trains, diggers, machines, tractors, ماشین, ماشین ها, ماشینا, کامیون, قطار ها",
    "genres history": "history, تاریخ, tarikh",
    "genres iran": "history of iran, iranian history, about iran, persian history, تاریخ ایران, ایران باستان, درباره ایران",
    "genres travel": "travel, travels, travelogue, travel writing, journeys, سفرنامه, سفر, جهانگردی, safarname",
    "genres science": "science, popular science, scientific, علمی, علم, علوم, elmi",
    "genres astronomy": "astronomy, space, stars, universe, cosmos, cosmology, planets, planet, black holes, the stars, night sky,"
    " نجوم, ستاره شناسی, فضا, کیهان, ستاره, ستاره ها, سیاره, سیاره ها, سیاهچاله, سیاه چاله ها, کهکشان, nojum, nojoom, setare shenasi",
    "genres biology": "biology, evolution, genetics, genes, زیست شناسی, ژنتیک, تکامل, زیست",
    "genres nature|environment": "nature, environment, trees, plants, climate, طبیعت, محیط زیست, درخت ها, گیاهان",
    "genres physics": "physics, quantum, فیزیک, کوانتوم, fizik",
    "genres chemistry": "chemistry, شیمی",
    "genres maths": "maths, math, mathematics, numbers, ریاضی, ریاضیات, riazi",
    "genres medicine|health": "medicine, medical, health, doctors, پزشکی, سلامت, سلامتی, طب, پزشک ها",
    "genres depression": "depression, depressed, treating depression, low mood, افسردگی, افسرده, افسردم, درمان افسردگی, afsordegi",
    "genres psychology": "psychology, psychological, psychologist, روانشناسی, روان شناسی, روانشناختی, روانشناسانه, ravanshenasi",
    "genres education": "how to study properly, how to study effectively, how to study at home, how to study better, how to study well, how to study for exams, how to learn better, how to learn properly, learning how to learn, learn how to study, study skills, study habits, study techniques, study methods, studying better, studying properly,"
    " learning techniques, روش مطالعه, روش های مطالعه, روش درس خوندن, روش درس خواندن, مهارت مطالعه, مهارت های مطالعه, مطالعه موثر, چطور درس بخونم, چطوری درس بخونم, چجوری درس بخونم, چطور درس بخوانم, چگونه درس بخوانم, درست درس بخونم, بهتر درس بخونم, درست درس خوندن, بهتر درس خوندن, درست مطالعه کردن, درست مطالعه کنم, چطور مطالعه کنم, ravesh motalee, chetor dars bekhunam, chejuri dars bekhunam",
    "genres self_help": "self help, self-help, self improvement, motivation, motivational, habits, productivity, personal growth, confidence, success,"
    " موفقیت, انگیزشی, خودیاری, توسعه فردی, اعتماد به نفس, عادت, عادت ها, mofaghiat, angizeshi",
    "genres religion": "religion, religious, faith, islam, مذهبی, دینی, دین, اسلامی, مذهب",
    "genres sociology": "sociology, society, جامعه شناسی, جامعه, اجتماعی",
    "genres economics": "economics, economy, money, اقتصاد, اقتصادی, پول, eqtesad",
    "genres business": "business, management, startup, startups, entrepreneurship, leadership, مدیریت, کسب و کار, استارتاپ, کارآفرینی,"
    " modiriat",
    "genres law": "law, legal, حقوق, قانون",
    "genres cooking": "cooking, cook, cookery, recipes, recipe, cookbook, cookbooks, baking, food, kitchen, آشپزی, غذا, شیرینی پزی,"
    " دستور غذا, دستور پخت, آشپزخانه, ashpazi",
    "genres gardening": "gardening, garden, gardens, houseplants, house plants, pot plants, growing vegetables, grow vegetables, growing herbs, باغبانی, گل و گیاه, گلدان, گلدانی, گیاهان آپارتمانی, گیاه آپارتمانی, گیاهای آپارتمانی, سبزی کاری, سبزی کاشتن, کاشت سبزی, baghbani, baghbooni, baghbuni",
    "genres crafts": "crafts, craft, drawing, knitting, crochet, crocheting, sewing, embroidery, needlework, origami, pottery, handicraft, handicrafts, woodworking, carpentry, کاردستی, کار دستی, بافتنی, قلاب بافی, خیاطی, گلدوزی, صنایع دستی, سفالگری, نجاری, طراحی, khayati, baftani",
    "genres art": "art, painting, painters, artists, artist, هنر, هنری, نقاشی, نقاش, نقاش ها, honar, naghashi",
    "genres music": "music, musicians, musician, موسیقی, موزیک, نوازندگی, musighi, moosighi",
    "genres cinema": "cinema, film making, filmmaking, سینما, فیلمسازی, cinama",
    "genres photography": "photographs, old photographs, old photos, photo album, photo book, عکس های قدیمی, عکسای قدیمی, آلبوم عکس, کتاب عکس, photography, عکاسی",
    "genres architecture": "architecture, معماری, memari",
    "genres computing": "computer security, cyber security, cybersecurity, network security, information security, it security, امنیت کامپیوتر, امنیت رایانه, امنیت شبکه, امنیت سایبری, امنیت اطلاعات, هک, هک و امنیت, amniat shabake, amniyat shabake, amniate shabake, amniat computer, hacker, excel, اکسل, microsoft word, windows, computers, computing, computer, computer science, databases, hackers, hacking, کامپیوتر, رایانه, هکر, kampiuter",
    "genres programming": "programming, coding, python, javascript, java, software, software architecture, software design, software engineering, معماری نرم افزار, مهندسی نرم افزار, طراحی نرم افزار, نرم افزار, برنامه نویسی, پایتون, کدنویسی, جاوا, barname nevisi",
    "genres ai": "ai, artificial intelligence, machine learning, deep learning, neural networks, هوش مصنوعی, یادگیری ماشین, hoosh masnooyi",
    "genres technology": "technology, inventions, engineering, فناوری, تکنولوژی, اختراع, اختراعات",
    "genres sport": "sport, sports, football, soccer, running, tennis, mountaineering, ورزشی, ورزش, فوتبال, دویدن, کوهنوردی, varzeshi, futbal, footbal, futbale, fotbal, fotbale",
    "genres language": "dictionary, dictionaries, grammar, learning english, writing well, زبان آموزی, گرامر, نگارش, لغت نامه, فرهنگ لغت,"
    " ضرب المثل",
    "genres parenting": "pregnancy, pregnant, is pregnant, expecting a baby, baby care, care of a baby, childbirth, newborn care, first baby,"
    " بارداری, حامله, حاملگی, باردار, زایمان, مراقبت از نوزاد, مراقبت نوزاد, نوزادداری, bardari, hamele,"
    " parenting, for parents, parents of, being a parent, new parents, for mums, for dads, raising children, bringing up children, raising kids, فرزندپروری, تربیت فرزند, تربیت کودک, تربیت بچه,"
    " بچه داری, پدر و مادرها, tarbiat",
    "genres memoir|biography": "memoir, memoirs, biography, biographies, autobiography, life story, true story, true stories, true life,"
    " زندگینامه, زندگی نامه, خاطرات, سرگذشت, داستان واقعی, واقعی, خودزندگی نامه, بیوگرافی, khaterat, zendeginame",
    "forms novel": "novel, novels, fiction, رمان, رمانی, رمان های, roman, romani",
    "forms novel|stories|picture|graphic": "story, storybook, tale, داستان, داستانی, قصه, قصه ای, قصه های, dastan, gheseh, ghesse",
    "forms stories": "short pieces, collection of stories, collections of stories, story collection, story collections, short story, short stories, story collection, داستان کوتاه, داستان های کوتاه, مجموعه داستان, dastan kootah, dastan kutah",
    "forms poetry": "poetry, poem, poems, verse, poet, poets, شعر, شعرهای, اشعار, شعری, غزل, شاعر, دیوان, sher",
    "forms drama": "play, plays, drama, theatre, theater, نمایشنامه, نمایش نامه, تئاتر, نمایشی",
    "forms graphic": "graphic novel, graphic novels, comic, comics, comic book, comic books, manga, رمان مصور, کمیک, مصور, داستان مصور, کامیک",
    "forms picture": "picture book, picture books, illustrated book, with pictures, lots of pictures, کتاب تصویری, تصویری, پر از عکس, عکس دار,"
    " پر از نقاشی, نقاشی دار",
    "forms letters": "epistolary, in letters, نامه نگاری",
    "forms nonfiction|memoir|biography|textbook|reference": "nonfiction, non fiction, non-fiction, غیرداستانی, غیر داستانی",
    "forms textbook": "textbook, textbooks, کتاب درسی, درسی, دانشگاهی",
    # Beside the words of copies.py, what is said of oneself rather than of a copy.
    "kinds audiobook": "cd would be better, cd would be best, cd is better, a cd would, prefer cd, prefer a cd, cd please, سی دی باشه, سی دی بهتره, سی دی بهتر است,"
    # Who sees nothing any more reads no large print either.
    " can't see anymore, can't see any more, cannot see anymore, cannot see any more, lost her sight, lost his sight, lost my sight, lost her eyesight, lost his eyesight, lost my eyesight,"
    " چشماش دیگه نمیبینه, چشمش دیگه نمیبینه, چشمام دیگه نمیبینه, چشماش نمیبینه, چشمش نمیبینه",
    "kinds large_print|audiobook": "small print, fine print, tiny print, small letters, خط ریز, حروف ریز, خط های ریز, khat riz, khate riz,"
    " can barely see, can hardly see, barely see anymore, hardly see anymore, can't see well, cannot see well, losing her sight, losing his sight, eyesight is bad, eyesight is failing, eyes are bad, eyes are weak, bad eyesight, weak eyes,"
    " چشماش ضعیفه, چشمش ضعیفه, چشمم ضعیفه, چشمام ضعیفه, چشماش ضعیف شده, چشمش ضعیف شده, درست نمیبینه, cheshmash zaeife, cheshmam zaeife, cheshmash zaeefe, cheshmam zaeefe, cheshmash zaife, cheshmam zaife, cheshmesh zaeefe, cheshash zaeefe",
    "kinds dvd": "costume drama, costume dramas, period drama, period dramas, tv drama, tv dramas, tv series, ببینم, ببینیم",
    "audience children": "my little one, my little ones, little one, little ones, my toddler's class, بچه کوچیکم, کوچولوم, for children, for kids, for a child, for my child, for my kid, my kid, my child, kids, children, children's, kid, child,"
    " کودک, کودکان, بچه, بچه ها, بچم, بچمون, بچه م, بچه ام, برای بچه ها, خردسال, bache, koodak",
    "audience teens": "teen, teens, teenager, teenagers, teenage, young adult, young adults, ya novel, ya novels, ya book, ya books, ya fiction, ya fantasy, adolescent,"
    " نوجوان, نوجوون, نوجوانان, نوجوونا, نوجوانم, نوجوونم, nojavan",
    "audience adults": "adult, adults, grown ups, grown up, grownups, for grown ups, بزرگسال, بزرگسالان, آدم بزرگ ها, bozorgsal",
    "ages 1-1": "baby, babies, newborn, نوزاد, نوزادم",
    "ages 2-2": "toddler, toddlers, toddler's, نوپا",
    "ages 4-4": "preschooler, preschool, kindergarten, nursery, مهدکودک, مهد کودک, پیش دبستانی",
    "ages 16-16": "برای دبیرستانی, واسه دبیرستانی, برای دبیرستانیا, واسه دبیرستانیا, برای دبیرستانی ها, مناسب دبیرستانی ها, دبیرستانیه, برای دبیرستان, واسه دبیرستان, در حد دبیرستان, سطح دبیرستان, for a high schooler, for high schoolers, for a high school student, for high school students, for my high school students, for my high school student, is a high schooler, is a high school student, is in high school, for high school, high school level, baraye dabirestani, vase dabirestani",
    "ages 7-10": "primary school, elementary school, دبستانی, دبستان, ابتدایی",
    "length short": "not much of a reader, not a big reader, not a reader, never was a reader, new to reading, never read books, don't read much, سواد زیادی ندارم, سواد زیادم ندارم, سواد زیادی هم ندارم, کم سواد, short, quick, quick read, slim, thin, not too long, shortish, brief, small book, few pages, fewer pages, not many pages, صفحه کم, کم صفحه, صفحه هاش کم, کوتاه, کم حجم, کمحجم, نازک, جمع و جور, لاغر,"
    " کم ورق, kootah, kutah, kam hajm",
    "length long": "long, thick, big fat, قطور, بلند, حجیم, طولانی, کلفت, پرحجم",
    "origin fa": "iranian, by an iranian, persian author, iranian author, persian writer, iranian writer, persian novelist, iranian novelist, persian poet, iranian poet,"
    " persian writers, iranian writers, persian authors, iranian authors, writers from iran, authors from iran, by a persian writer, by a persian author, ایرانی, نویسنده ایرانی, irani, نویسندگان ایرانی, نویسنده های ایرانی",
    "language en": "translated to english, translated into english, in english translation, ترجمه شده به انگلیسی, به انگلیسی ترجمه شده",
    "language fa": "translated to persian, translated into persian, translated into farsi, in persian translation, ترجمه شده به فارسی, به فارسی ترجمه شده",
    "origin !fa": "foreign, translated, in translation, خارجی, ترجمه, ترجمه شده, khareji",
    "origin en": "british, british author, american author, english author, english writer, british writer, american writer, انگلیسی زبان ها, نویسنده انگلیسی, نویسنده آمریکایی, آمریکایی, بریتانیایی",
    "origin ru": "russian, russia, روسی, روسیه, روس, rusi",
    "origin fr": "french, france, فرانسوی, فرانسه, faransavi",
    "origin de": "german, germany, آلمانی, آلمان, almani",
    "origin es": "spanish, latin american, south american, اسپانیایی, آمریکای لاتین",
    "origin it": "italian, ایتالیایی, ایتالیا",
    "origin tr": "turkish, turkey, ترکی, ترکیه, torki",
    "origin ja": "japanese, japan, ژاپنی, ژاپن, zhaponi",
    "origin ar": "arabic, arab, عربی",
    "origin zh": "chinese, چینی",
    "origin ko": "korean, کره ای",
    "origin sv": "swedish, scandinavian, سوئدی, اسکاندیناوی",
    "new yes": "new, newest, latest, recent, new arrivals, just in, تازه, جدید, جدیدترین, تازه ترین, تازه رسیده, jadid, taze",
    "era 1950-": "newer, more recent, more modern, جدیدتر, تازه تر, نوتر, jadid tar, jadidtar, modern, contemporary, معاصر, امروزی, مدرن, moaser",
    "era 1801-1900": "19th century, nineteenth century, victorian, قرن نوزدهم, قرن نوزده, سده نوزدهم",
    "era 1901-2000": "20th century, twentieth century, قرن بیستم, قرن بیست, سده بیستم",
    "era 2001-": "21st century, twenty first century, قرن بیست و یکم",
    # What looks like one of these and is none.
    "": "learn to play, learning to play, likes to play, loves to play, like to play, love to play, wants to play, old school, برای نگارش, نگارش پایان نامه, نوشتن پایان نامه, while i am writing, while i'm writing, i am writing, i'm writing, writing to you, just in case, in case, in any case, costume, costumes, long drive, long journey, long trip, long flight, road trip, long way, long car ride, sort of thing, kind of thing, long weekend,"
    " for a long time, for so long, سفر طولانی, راه طولانی, مسیر طولانی, جاده طولانی, تو راه, به زبان ساده, زبان ساده, a break, new year, modern english, plain english, simple english, برای خارجی, برای خارجیها, برای خارجی ها, واسه خارجی, واسه خارجی ها, baraye khareji, kootah tar, kutah tar, kootahtar, kutahtar, kuta tar, nazok tar,"
    " book club, running out, run out, running late, running low, for school, for her school, for his school, for their school, school project, برای مدرسه, واسه مدرسه, برای مدرسش, برای مدرسه ش, new to, short on time, short of time, before long, no longer, family friendly, summer holiday, my family, خانواده ام,"
    " in the car, for the car, in my car, on the train, تو ماشین, توی ماشین, در ماشین, برای ماشین, school holiday, school holidays, بچه دار, for a change, new book to read, teach myself, dear librarian,"
    " پول میگیرین, پول میگیرید, پول میگیرن, پول بدم, پول بدیم, پول میدم, پول دادن, پول دادم, پول میخواد, پول داره, پول ندارم, پولیه, pay money, cost money, save money, lose money, the school, school run,"
    " یه تاریخ, تاریخ بده, تاریخ بدید, تاریخ بدین, چه تاریخی, تاریخ دقیق, تاریخ برگشت, تاریخ تحویل, کتاب خون, کتاب خوان, کتاب خونم, کتابخون, short of, in short, story time, story hour, live music, at school",
}  # fmt: skip


def _phrases() -> Iterator[tuple[str, str, str]]:
    """Give every phrase with its slot and its value; what is said of copies stands in one place for all."""
    for slot, known in (("kinds", KIND_WORDS), ("language", LANGUAGE_WORDS)):
        for value, words in known.items():
            yield from ((slot, value, phrase) for phrase in words.split("|"))
    for head, words in _WORDS.items():
        slot, _, value = head.partition(" ")
        yield from ((slot, value, phrase) for phrase in words.split(","))


def _terms() -> dict[tuple[str, ...], tuple[str, str]]:
    terms = {}
    for slot, value, phrase in _phrases():
        # Written apart or, with a half-space, as one word.
        for spelling in (phrase.strip(), phrase.strip().replace(" ", ZWNJ)):
            if key := tuple(tokens(spelling)):
                terms[key] = (slot, value)
    return terms


#: What a phrase of words asks for: a slot of ReadingWish and its value.
TERMS = _terms()

#: Words that name less than the genre they are read as, each with the words by which titles of it are found.
NARROW = {
    word: tuple(line.split())
    for line in (
        "python پایتون", "java جاوا", "javascript", "football soccer فوتبال futbal futbale fotbal fotbale", "tennis تنیس", "running دویدن",
        "mountaineering کوهنوردی", "knitting بافتنی", "crochet crocheting", "sewing خیاطی", "embroidery گلدوزی", "origami",
        "pottery سفالگری", "woodworking carpentry نجاری", "drawing طراحی", "quantum کوانتوم", "evolution تکامل",
        "genetics genes ژنتیک", "dogs dog سگ سگه سگا سگها", "cats cat گربه", "horses horse اسب", "bears bear خرس", "databases",
        "pirates pirate", "dragons dragon اژدها", "houseplants", "امنیت amniat amniyat amniate", "security cybersecurity امنیت", "hacking hackers hacker هک هکر", "excel اکسل", "khayati خیاطی", "baftani بافتنی",
        "vegetarian vegan گیاهی گیاهخواری گیاهخوار giyahi giahkhari", "migration immigration emigration immigrants immigrant emigrants exile مهاجرت مهاجر مهاجران تبعید mohajerat",
        "qajar qajars قاجار قجر قاجاریه ghajar", "brain brains مغز",
        "stress استرس", "sleep خواب", "anxiety اضطراب", "concentrate تمرکز", "calm آرامش",
    )
    for word in line.split()
}  # fmt: skip

#: Words that say nothing of what is wanted.
FILLING = frozenset(
    token
    for line in (
        """
        اینکه اونکه آنکه وقتیکه قبل بعدش
        میخاستم میخام میخاهم میخاستیم مثلا سلم
        a an the i me my we us our you your he she it they them his her their this that these those one ones some any something anything
        somebody someone who whom which what when where how that's it's i'm i've i'd he's she's is are am be been was were do does did
        has have had can could would should will shall may might must want wants wanted need needs looking look find show give recommend
        recommendation recommendations suggest suggestion suggestions tell read reading reads book books title titles good great nice
        best better really very quite just only maybe perhaps please pls thanks thank hi hello hey and or but so if then than as at by for
        from in into of on to up with without about not no nor too also more most much many lot lots bit little like likes liked love loves
        loved enjoy enjoys enjoyed enjoying prefer prefers favourite favorite interested interest fan mood kind kinds sort type types
        genre style stuff thing things pages page years year old age aged girl boy girls boys daughter son niece nephew granddaughter
        grandson mother father mum mom dad husband wife friend sister brother grandmother grandfather grandma grandpa myself himself
        herself holiday weekend evening train flight drive trip journey beach today tonight tomorrow week now again another other others else
        different same similar finish finished there here out all get got let let's borrow available library ideas idea don't doesn't can't
        suitable appropriate right fit fits start starting begin beginner beginners beginning learn learning teach teaches help helps
        written writer writers author authors well known famous popular worth time few couple pick choose choice come comes never won't
        make makes made go going gone take takes bring shorter longer instead rather still yes yeah ok okay oh sure fine except hate hates
        one two three four five six seven eight nine ten eleven twelve aloud affects affect change changed talk talks talking
        under over less fewer below above max maximum minimum least between around roughly already last sequel series set nothing non
        """,
        """
        یه یک یکی دو سه چند چندتا تا کتاب کتابی کتابای کتابهای کتابها چیزی چیز چیزای چیزهای معرفی پیشنهاد بده بدین بدید بدهید کن کنید کنین پیشنهادی
        میکنی میکنید میکنین میدی میدین میدید میدهید میخوام میخواهم میخواد میخوایم میخواستم دارم داری دارید دارین داره دارند دارن هست هستش هستم است بود باشه
        باشد باشن نباشه برای برا واسه از به با در تو توی که و یا هم رو را ی ای این اون آن همین همون من ما شما او برام برایم برامون واسم واسش براش خودم
        خوب خوبی قشنگ جالب عالی بهترین بهتر خیلی ها لطفا لطفن ممنون مرسی سلام درود چی چه چیه چطور کدوم کدام آیا میشه میشود بشه شه شود مناسب
        مخصوص درباره مورد راجع راجب موضوع زمینه درمورد سبک نوع ژانر حوصله وقت حال هوا دنبال میگردم بخونم بخونه بخوانم بخوانیم بخونیم خوندن
        خواندن خوندم مطالعه بگم بگو بگید سال ساله سالشه سالمه سالگی سالش دختر پسر دخترم پسرم دختری پسری خواهرم برادرم مادرم پدرم مامانم بابام
        مادربزرگم پدربزرگم همسرم شوهرم خانمم دوستم خواهرزادم خواهرزاده برادرزاده نوه نوم آدم کسی نفر الان امروز امشب فردا تعطیلات آخر نمیاد ندارم
        هفته شب صبح دیگه دیگر باز دوباره بیشتر کمتر صفحه زیر بالای حداکثر حداقل حدود تقریبا عاشق علاقه دوست داشته نمیخوام ندارم نداره نباشد بدون غیر جز بجز
        داشتم خوشم میاد خوشش مثل شبیه مانند عین ولی اما فقط حتما شاید بعد قبل نویسنده اثر آثار نوشته شروع کردن کنم کنه بکنم یاد یادگیری لازم
        بگیرم بگیریم پیدا سراغ موجود نمیدونم ندونم بلدی ببین حالا خب پس نه بله آره اگه اگر هر همه کلا اصلا زیاد کمی کم قدیمی آسون ساده کوتاهتر بلندتر
        محبوب معروف مشهور پرفروش پرطرفدار ام م ش شو و ها های هایی ye ketab ketabi chi bede moarefi kon baraye vase mikham darid darin dari pishnahad
        khub khoob az be ba ro man manam vaght vaghte vaghti nadaram daram kar mikonam do se yek bashe basheh chiz chizi ketaba ketabaye ham ke mige
        pesaram dokhtaram bacham khodam hosele behem bedid bedin begid beza bekhunam bekhune mikhad bara vasam ghashang alie behtarin
        اینو اونو همینو قبلا قبلاً خونده خوندمش خوندیم خوندش خواندم خواندمش تموم تمام کرده کردم کردیم بهتره باشه‌ای خوبه لطفاً
        along across through during while because though although since until upon among within against toward towards
        next stories lol ugh hmm search easy big sad tired huge told monday tuesday wednesday thursday friday saturday sunday month months
        wonderful wonder kindest dear library librarians easier hard harder difficult foreigner foreigners pulls pull enough haha hehe hm specially especially particularly gloomy period periods era either case exam exams enjoyed immensely enormously
        obsessed obsession crazy mad fascinated nuts hooked kindly aren't weren't spirit level levels
        reader readers lover lovers cd cds lend class classes pupils student students teacher simple graded sort gripping bestseller
        bestsellers seller moment meantime favour luck cool course bed asleep fast asking honest honestly quickly kind please yes
        سخت سخته سختن آسان آسونه سطح سری مخصوصا مخصوصاً نسخه نسخههای فرقی فرق نمیکنه نداره کدوم یکیش کتابتون
        طول حدودا حدوداً وسط نگهبان نگهبانم سیکل دیپلم بشم بشه بشیم شم شیم بشن خیلی بسیار نهایت زیادم زیادی خسته نباشی شبا بیکار بیکارم امضای عنوان عنوانی چندتایی پر کتابخون کتابخوان شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه ماه امسال اینجا اونجا خفن ساعت دقیقه مدت موقع سواد
        kheili kheyli kheyly tool moghe shabihesh mesle mesl bolande boland kutah kutahe behtare hala hatman kasi mokhatab khubi ketabe
        source sources resource resources منبع منبعی منابع منابعی منبعهایی ooh oooh ah aah wow whoa omg umm um uhm thesis dissertation
        formula formulas equation equations jargon نیاز خود خودم کتابم کتابیم
        thesis dissertation assignment essay پایان نامه نامم نامه‌ام پایاننامه پایاننامم رساله رسالم رساله‌ام تز تزم منبع منابع منبعی
        side پیش قبل سالها گذشته
        birthday wedding guide guides guidebook تولد تولدش سالگرد راهنما راهنمای
        anyone everyone practically whoever own اهل asheghe asheghesh ashegh tar zan
        har kolan mamanam babam mamanbozorgam nevisandash nevisande khoondam khundam khoobe khube lazem bud hadiye hediye kado هدیه کادو gift gifts present presents enghad inghad darbareye darbare raje ideally version either manbae manba chap koodoom kodoom kodum shobe mojoode
        yeki yedune ye dune ta un hamun hamin vali ama age vaghean lotfan mamnoon merci salam mikeshe bargarde nist hast bood
        """,
    )
    for token in tokens(line)
)
