"""Word lists for language detection."""

from __future__ import annotations

__all__ = ["ENGLISH_WORDS", "FINGLISH_WEAK", "FINGLISH_WORDS", "NEUTRAL_WORDS", "PERSIAN_WORDS"]

#: Words and names that speakers of either language type: they decide nothing.
NEUTRAL_WORDS = frozenset(
    """
    ok okay wifi wi-fi pdf epub isbn issn doi cd dvd usb opac app apps id pin email gmail telegram whatsapp instagram
    google python java excel word iphone android laptop online www com ir http https start a b c d e i o m p pm am v x
    card pin phone bank-card national-id postal-code
    """.split()
)

#: Common English words, and those that patrons of a library use.
ENGLISH_WORDS = frozenset(
    """
    a able about above abroad accept access accessible accident account acount acquire acquisitions across
    activate add adding adults advance advice advise after afternoon again against agent ago agree ahead airport
    alert alerts alive all allow allowed almost alone along aloud already also although alumni always am amazing
    amount an anatomy and announcements another answer answered answers any anybody anymore anyone anything anyway
    anywhere apply appointment appreciate april archive archives are area aren't arm around arrange arrivals
    arrive arrived art article articles as aside ask asked asking asks assignment assistant astronomy at atlas
    atomic attendant audio audiobook audiobooks august author authors automatic autumn available away awful baby
    back bad bag bags balance bar bare base be because become bed been before behind being believe below best
    better between bibliography big bigger bike bill bind biography biology birth birthday bit black blind block
    blocked blue board book booked booking books bookshop born borrow borrowed borrowing both bother bought bound
    box boxes boy braille branch branches break bridge bring broke broken brought building bus but button buttons
    buy by bye caf cafe café calculator calendar call called calligraphy calls came camera campus can can't cancel
    cancelled cannot cant capital car card cards care carry case cash cat catalog catalogue central centre certain
    certificate chair chairs change changed changing chapter chapters charge charged charges chat chats cheapest
    check checked checking checkout cheers chemistry chess child children children's choose christmas cinema
    circle citation cite city claim class clear clerk click climate close closed closes closest closing club coat
    coffee collect collected collection colour come comes comics coming company complain complaint complete
    computer computers concert conference connect connected connection consider contact continue contract
    conversation cook cookbooks copier copies copy copying corner correct cost could couldn't count counter
    country course court cover covers cracked credit crime current cut cv damaged dame dare data database
    databases date dates daughter daughter's day days deadline deal deals dear debt decide delete deleted
    delivered delivery department deposit desk details devices dictionary did didn't difference different digital
    dinner disable disabled disconnect discount disgusting display dissertation divide do doctoral document
    documents does doesn't dog doing don't donate donating donation done dont door doors double down download
    drive driver driving drop due dumb during dvds each earlier early earth east easy eat ebook ebooks edition
    eight either electric electronic else elsewhere empty encyclopaedia end ends english enough enrolment enter
    entrance entry equipment erase error essay euros even evening evenings event events ever every everybody
    everyone everything exactly exam example exams excellent exchange exhibition exit expect expire expired
    explain export extend extending extension external eyes eyesight faculty fair fame family fantasy far fast
    father favourite fax fee feel fees fell fetch few fiction fifteen file filled film films finally find finds
    fine fined fines finish finished fire first fit five fix flat flatmate flight floor food football for foreign
    forget forgive forgot forgotten form format forty found four fourth free freeze french friday fridays friend
    friends from front full function funny further game games gardening gate gave gentleman get gets getting gift
    girl give given glasses go goes going gone good goodbye got grade grammar grandmother grandson graphic gray's
    great green greetings ground group grown guard guest guide guys gym ha had half hall hand handbook handed
    handle hang happens happy hard has hasn't hast hate have haven't having he head headphones health hear heard
    hearing held hello help helpful her here here's hers hey hi high him hire hiring his history hold holds
    holiday holidays home homework hope hospital hour hours house how however human hundred husband husband's i'd
    i'll i'm i've idea ideas if impaired important improvement in info information inside installed instead
    institution insurance interested interlibrary internet interview into introduction iranian is isn't issue it
    it's item items its itself jammed january japan job jobs join joining joke journal journalist journals jstor
    july june just keep keeps kept key keyboard keys kid kids kids' kilos kind kindle kindly knock know knows lady
    language laptop laptops large last late later latest law learn learning least leave leaving lecture lecturer
    lectures left lend lending lent less let let's lets letter letters level librarian librarians libraries
    library licence life lift light lights like limit line link list listen literature little live load loan
    loaned loans local located location lock locked locker lockers log logged login long longer look looked
    looking looks loop lose lost lot loud love lovely lunch machine machines made magazine magazines mail main
    make man manager manga manuscript manuscripts many map maps mar march mare mark market marks master's material
    maximum may maybe me mean means meant medical meet meeting member members membership memory men mental menu
    message messages metal miami michigan microfilm middle midnight might mike miles military milk million mind
    mine minimum minute minutes miss missed missing mistake mix mixed modern moment monday money month monthly
    months more morning most mother move moved moving much mum museum music must mute my myself name nap narrow
    national near nearest need needed needs neighbour neither netflix network never nevermind new newest news
    newsletter newspaper newspapers next nice niece night nights nine no nobody noise noisy non none noon nope
    normal not note notes nothing notice notices notifications novel novels now number numbers nurse nursing
    obtain october of off offer office often old on once one ones only open opened opening opens opinion option or
    order ordered other others ought our out outside over overdue owe own page pages paid pair paper papers
    parents park parking part partner party pass passed password past patient pay payment pc peace peer-reviewed
    pen pensioner pensioners people per percent perfect period permit persian person personal photo photos physics
    pick pickup picture pictures piece place places plan planning play please pls plz poems poetry point police
    policy poor porter possible post power practise pram prayer prefer preparing present presentation president
    price primary print printed printer printers printing privacy private problem problems procedure prof
    professor program programme project prolong promised proof property propose provide psychology public
    published publisher pupils puppet purchase put question questions queue quick quickly quiet quit quite railway
    rain rare rate rather rating ray reach read reader readers reading readings reads ready real really reason
    recall receipt receive received recent recently recipe recommend record recording records red reference
    references refund register registered registering registration remember remind reminder reminders remove
    removed renew renewal renewals renewed renewing rent repair replace replacement reply report request requested
    required research researcher reservation reservations reserve reserved reset residence rest result results
    retired return returned returning returns review ridiculous right rights ring river road robot room rooms
    round rude rule rules run running runs safe said sale same sat saturday save saved saw say saying says scan
    scanner scanning school science score scores screen search searched searching season seat seats second
    secondary section see seem seems self sell semester seminar send sending sent september serial service
    services session set settings settle seven shah shall sham shame share shared she shelf shelves shelving shift
    shifts shoes shop short shorter should show shows shut shy sick side sight sign signed signing signs silent
    simple simply since sing single sir sister sit site sitting six sixty skip sleep slip slow slowly small
    smoking so socket sockets sofa software solve some somebody someone something sometimes somewhere son soon
    sorry sort sorted sounds source sources space speak speaking special spring square stacks staff stairs stand
    standing star stars start started starting starts statement station statistics status stay stays steam step
    stick still stock stolen stop stopped stops stored storm story storytime straight street stuck student
    students studies study studying stuff stupid style subject subscribe subscription such suggest suggestion
    summer sun sunday sundays supervisor support suppose sure suspended swallowed swimming switch system
    systematic table tables tablet take taken takes taking talk talking tax teach teacher teachers teaching team
    teenage teenagers telephone tell temporary ten term terrace terrible test text textbook textbooks than thank
    thanks that that's the theatre their them then there there's these theses thesis they they're thing things
    think thinking third thirty this those though thought three thrillers through throw thursday thx ticket till
    time times timetable tips title titles tmrw to today toddler together toilet toilets told tomorrow tonight too
    took tool top topic torn tourists town trace track train training tram transfer translation travel treated
    trees tried trust try trying tuesday turkish turn turned turns twelve twenty twice two type typed types typing
    umbrella unable unacceptable under understand undo university unlink unsubscribe until up update upload
    upstairs ur us use used useless user username uses using usually valid version very via video village visa
    visit visiting visitor visitors visually volcanoes volume volumes volunteer vpn wait waiting walk wallet wanna
    want wanted wants war ward warm warning was wasn't water way we we'd we're we've weather web website wedding
    wednesday week weekend weekly weeks well went were what what's whatever wheelchair when when's whenever where
    where's whether which while white who whole whom whose why wife will window windows winter wipe wireless wish
    with within without woman women won't wonder wonderful wont word words work worked working works workshop
    workshops world worried worst worth would wouldn't write writing written wrong wrote year yearly years yes
    yesterday yet you you're you've young your yours yourself zero zone
    """.split()
)

#: Persian words as they are typed in Latin letters; none of them is an everyday English word.
FINGLISH_WORDS = frozenset(
    """
    aali adabiat adam adame adami adres adresam adrese afarin agar ageh ahmagh akhari akharie akharin akhe akheh
    alaikom alan aliye almani amadam amade amanat amanate amanateshoon amanatham amanati amar amma amne
    amoozeshe areee areh arshad asabani asansor asheghane asheghesh ashpazi ashti ashyaye asre aval avali avaz
    avord avordam avordin avval avvali awlie azade azam azat azmune baad baadi baaze baazid babam babate bacham
    bachamo bache bacheha bachehaye badi baghiasham baghie bahar bahat bakhshan bakhshe bala balad baladi balaye
    baleh bankim baqie bara baram baratoon baraye bardar bardaram bardashtam bargard bargardim bargardoon
    bargardoonam bargardunam bargasht bargozar barkhorde barname barnamehaye bashad basham bashe bashgahe bashid
    bashin bastas baste basteh bayad bazdide baze bazeh bazesh bazgardoondan bazid bazin bebakhsham bebakhshid
    bebakhshin bebaram bebaran bebarin bebin bebinam bedam bede bedehi bedehimo bedi bedid bedin bedoonam bedoone
    bedrood bedune befahmam befarma befarmaid befarmayid befrestam befrestin begam begid begir begiram begiran
    begirid begirin bego begoo begu behem behesh behtare behtarin bekhanam bekharam bekharid bekharin bekhayr
    bekheir bekheyr bekhoonam bekhunam bendaz benevis benevisam beporsam beram beresam berim besazin besham
    beshavad beshe beshin beyne bezan bezanam bezane bezanim bezar bezaram bezarid bezarin biad biam bian biar
    biaram biare biarin bidaram bikhial bikhiale bikhiyal bilit bime binazir biram biroon birun bishoor bishtar
    bisim biyad biyam biyar biyaram bokhoram bokon bokonam bokoni bokonid bokonin bood boodam boodan boode boodin
    boofe bord boro bud budam budan buffe cansel chahar chaharshanbe chand chande chandeh chandomam chanta charj
    charshanbe chatamo chatr chatram che cheghadr cheghadre chejoori chejoorie chejuri chera cheragho chetoori
    chetor chetore chetori chetorid chetorin chetoriye chi chia chian chie chieh chikar chikara chishod chisod
    chist chiye chize chizi chon chun daarin dadam dadan dadasham dadashhamam dadehaye dadi dadin daghighan
    dakheli damesh damet daneshgah daneshgahe daneshjo daneshjoo daneshjoohaye daneshju daneshjuye daneshjuyi
    danestaniha daram daran darand darbare darbareye dard dari darid darim darin darkhaste darm daroon dars darse
    darsi dasht dashtam dashtan dashte dashtid dashtin dastam dastame daste dastetoon dastgah dastgahe dastoor
    dastresi dastshuyi dava davtalab defa digam digar dige digeh dijital dirkard dirooz diroz diruz dobare
    dokhtaram dokhtaramo dokmeye dolar donbale doostam doostan dorood dorost dorosteh dorostesh doroud doshanbe
    dovom dovomi dovvomi edame eftezahe eghtesad eghtesade ehda ehdaei ehdaye elan emrooz emroz emruz emsal
    emtehan emtehane emtiaz emtiaze emtiyaz emza engelisi engilisi englisi ensan ensha entegad enteghad entesharat
    entezar erja eshgh eshtebah eshtebahi eshterak eskan esmamo esme esmet estefade estekhdam estekhdami etba'e
    etebar etelaat etelaatam etelaatamo etelaate etelaati eteraz etesale eynak eynesho ezafe faal faghat fahmidi
    faqat faramoosh farda fardaa felan fesenjoon flasham forme forooshgah garm gereft gereftam gereftan gereftane
    gerefte gereftim ghabele ghabl ghabul ghadimi ghadimie ghafase ghafaseye ghanunesh gharz ghat ghatar ghate
    ghatesh ghavanine ghaza ghese ghesse gheymate gheyre ghofl ghofle goft goftam goftan gofte goftogoo gom gomesh
    gomsho gomshode gooshi gooyi goroohi goruhi goshi gozashtam gozashte gozashtin gushi gushim haft hafte hafteh
    hala halet hamash hamasho hame hameh hameye hamin hamino hamoon hamoono hamram hamun hamunja hanooz hanuz
    harchi harf harfam harime haro hasht hast hastam hastan hastesh hasti hastid hastin hatman hava havaye
    hayajani haye hazf hazfe hazine hazineye hesab hesabam hesabe hich hichi hichki hichkodoom hoghugh hoghughe
    hoosh hosalam hoselam hozoori inja ino internete interneti jaali jadid jadidtarin jalase jamoonde jamunde
    jarimam jarimamo jarimash jarime jarimeam jarimeh jash jashne javab javabe jaye jeld jelde jeldesh jeloye
    jenayat joda jome jomee jomeh jomeha jomle jostojuham jozveye kable kafshamo kaghaz kaghazo kaleske kamtare
    kansel karam karamoozi karayi kard kardam kardan karde kardeh kardi kardid kardim kardin kare karetoon kargah
    kargahe kari karshenas kart kartam kartamo karte karteh kartemo kash kasi keh kelas kelase kelidamo kelisam
    kenar kenare kesi ketab ketaba ketabam ketabamo ketabaro ketabash ketabaye ketabayi ketabdaar ketabdar
    ketabdare ketabdari ketabe ketabesh ketabeton ketabetoon ketabha ketabhamo ketabhay ketabhaye ketabi
    ketabkhane ketabkhaneh ketabkhanetun ketabkhani ketabkhone ketabkhoone ketabkhooneye ketabkhunast
    ketabkhunatoon ketabkhune ketabkhuneh ketabo keye keyf khabar khabaram khabare khabarname khadamatetoon khafe
    khaharam khali khamoosh khamushe khandan khane khanevade khanoma khanoome kharab kharabe kharabeh kharej
    kharejesh khareji kharid kharidam kharide kharidin khastam khaste khat khati khayli kheili khelase khengi
    khesarat khesaratesh kheyli kheyr khiaban khiaboon khiaboone khiabun khili khis khobi khoda khodafez
    khodahafez khodam khodamo khodet khodeto khodeton khodetoon khodkar khondan khoob khoobe khoobi khoonamoon
    khoondam khoondan khoone khord khordi khorooj khosh khoshnevisi khosoosi khub khube khubi khund khundam
    khundan khune khyli kifam kife kodak kodam kodamo kodom kodoom kodum kodume koja kojaii kojas kojast kojaye
    komak komakam komake komod komodam konam konan kond konde kone konferans konid konim konin konkoor koochooloo
    koochoolooam koodak kooler koor koori kopi kudak laghv laghve lampe lazem lazeme listame liste lotfaan lotfan
    madareki madrese madreseh magale maghale mahdudesh mahe mahramane mahshare majale majaleh majalehaye majanie
    mamanam mamnoon mamnoonam mamnun manabe manabeam manabet manan manba manbae mane manzooram maqale marhum
    marja markazi maro masalan masdood mashin masnoee masoule matne matni mehman mehrabun mellate merc mersi mesle
    miad miain miam miarid miarin mibande mibine midam midarid midarin mide mideh midid midin midonin midooni
    midoonid midoonin midunin mifahme mifrestin migam migan mige migid migin mikhaam mikhad mikhahad mikhaham
    mikhaim mikham mikhan mikhastam mikhayim mikonam mikonan mikone mikoni mikonid mikonim mikonin mimoone
    minevisan miram miresam mirese miri mirim mishavad mishe misheh mishod mitavanam mitonam mitonin mitoonam
    mitoone mitooni mitoonid mitoonin mitunam mitune mituni mitunin mixam miyad miyam miza mizanam mizane mizanid
    mize mizemun mo'tabar moaleme moarefi mobailamo modate moddat moede moedesh moghe mohlat mohlate mojani mojood
    mojoode mojoodi mojud mojude mokafat mokhi monaseb monsaref montazer moonde morede moshavere moshkel moshkelam
    moshkele moshtarek motabare motale motale'e motalee motaleye moteshakeram motshakeram mozakhraf mozue munde
    naaa nabashid nabood nadadam nadade nadaram nadare nadarid nadarin nafahm nafar nafarast nafare nafrestin
    naghde naghdi nahar naharat nakardin nakheir nakhor nakon nakone nam namam namayeshgah namaz nameh narazi
    narmak nasb nashod nashrie nataije natayeje nayoomad nayoomade nazaram nazaret nazdik nazdiktarin negah
    negahban negahdar negahesh nemide nemidonam nemidoonam nemidunam nemikhaam nemikham nemikone nemimoonam
    nemishavad nemishe nemitonam nemitoonam nemitunam neshaste neshoon neshoonam nevisande nevisandeh nevisi
    niruye nist nistam nisti nistid nistim nistin nobat nobatam nobatamo nobate nomram nomre noskhe okeye omran
    oomad oomadam oomade oon oonja oono operatoor ostad ostada ostadam ostorali otagh otagham otaghamo otaghe
    otaghi otaq ozv ozvam ozve ozviat ozviatam ozviate ozvim ozviyat paak paeen pajooheshi panj panjshanbe
    panshanbe pardakht pardakhte pardis pas pash pashimoon passportam passworde payam payamak payamake payamamo
    payan payanname payannameh paye paygah payin paytakhte pedaram peida pele pesaram peyda peydatun pezeshki pish
    pishe pishineye pishnahad pishnahadamo pishnahade pishnahadi pokht pokhtim pooli pooolesho porsidan posht
    poshte priz pulamo qat qese radife raeis raftam raftan raftare rafte raham rahnama rahnamaee rahnamai
    rahnamayi ramz ramzam ramze ranandegim rangi ravesh raveshe resale reshte reside resideshe rezerv rezervam
    rezervamo rezerve rezervesh rezervhamo rezoomamo riaziamo robat robati romanamo romane romanha rooydadha rooye
    rooz roozan rooze roozha roozhaye roozi roshan roye ruz ruze sa'at saaat saale saat saate saati sabt sabte
    sabtenam sabtename safhe safhehasho saghfe sahafi sakhte sakhtemun salaaam salaam salam salete salmandan salon
    salone samte sandali sandooghe saram sare saro seda sedaa sedast sefaresh sefareshe sefid sepas seshanbe
    setareh sevom sevomi shab shabak shabake shabe shabihe shanbe shanbeh sharayetesh sharj sharzhe shekast
    shekayat shekayati shimi shiraze shish sho'be shobe shobeh shobeye shod shodam shodan shode shodeh shologh
    sholoogh shoma shomare shoroo siah slm soal soale soali sobh sobhe sohbat sokut sookhte sor'ate soti ta'til
    tabaghast tabaghe tabaqe taeid taghir tahghigh tahghighamo tahvil tahvile takalife tamdeed tamdid tamdide
    tamdidesh tamoom tamoome tamrine tarhe tarighe tarikhche tarikhe tarjome tasfie tasvib tatil tatile tatili
    tatilin tazakor taze tazegia telefonetoono terafik tez toosh tooye toye umad umadam unja uno vaghean vaghei
    vaghf vaght vaghti vali varaghi vared vasayel vasayelam vase vaseye vasl vaslam vasle vayfay vaze vaziate
    velesh vorood vorud vorudi wilcher yaani yadam yadavari yadgiri yani yek yeki yeko yekshanbe zaban
    zabanemun zabano zabt zahmat zakhire zang zarfiate ziad ziade ziyad zohr zohre zoodtar
    """.split()
)

#: Persian words that make a sentence Persian even around Latin names.
PERSIAN_WORDS = frozenset(
    """
    را رو از به با در که و یا این آن اون است هست نیست دارید دارین داری دارم داره میشه میخوام میخواهم کنم کنید کنین کن
    کتاب لطفا سلام چه چی چند کجا کجاست کی چرا چطور برای واسه تا هم من شما ما یک یه بود شد شده کرد کردم کرده باشد آیا
    بله نه ممنون مرسی
    """.split()
)

#: Finglish words that are English words or names too.
FINGLISH_WEAK = frozenset(
    "in to man do be se bad un na ja dare noh kif vel dad asr dah mah sal tu ra roo ru ham ke va az ba ta kei key kam"
    " kon ast jay chap ro mire bude mano ma ali sale roman print printer address lotf age begin"
    " farsi merci reserv che ye khode male ama".split()
)
