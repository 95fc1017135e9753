# Өнүмдүн бардык тексттери кыргыз тилинде.

## language: its own name

language-name = Кыргызча

## problem: what went wrong, and what to do (error.rs)

problem-malformed = Сурамды окуу мүмкүн эмес
    .detail = Ал бузулган же туура JSON эмес. Текшерип, кайра жөнөтүңүз.
problem-unauthenticated = Сиз кирген жоксуз
    .detail = Кирип, кайра аракет кылыңыз.
problem-wrong-credentials = Электрондук почта же сырсөз туура эмес
    .detail = Текшерип, кайра аракет кылыңыз же кирүү шилтемесин сураңыз.
problem-token-invalid = Шилтеме мындан ары иштебейт
    .detail = Мөөнөтү бүткөн же мурда колдонулган. Жаңысын сураңыз.
problem-forbidden = Бул аракетке укугуңуз жок
    .detail = Керек болсо, администраторго кайрылыңыз.
problem-not-found = Табылган жок
    .detail = Мындай нерсе жок же сизге ачык эмес. Даректи текшериңиз.
problem-method-not-allowed = Бул дарек мындай ыкманы кабыл албайт
    .detail = Жол берилген ыкмалар API документациясында.
problem-email-taken = Бул электрондук почта мурда катталган
    .detail = Башкасын жазыңыз же анын ээсин табыңыз.
problem-already-exists = Мындай нерсе бар
    .detail = Башка код же ат тандаңыз.
problem-last-administrator = Акыркы администраторду алып салууга болбойт
    .detail = Адегенде башка кишини администратор кылыңыз.
problem-not-published = Курс жарыялана элек
    .detail = Адегенде аны жарыялаңыз.
problem-in-use = Аны башка нерсе колдонуп жатат
    .detail = Адегенде аны ошол жерден алып салыңыз.
problem-no-tries-left = Аракеттер түгөндү
    .detail = Дагы бир аракет керек болсо, методистке кайрылыңыз.
problem-attempt-closed = Аракет жабык
    .detail = Ал жөнөтүлгөн; жооптор мындан ары өзгөрбөйт.
problem-attempt-not-started = Аракет баштала элек
    .detail = Адегенде аны баштаңыз; убакыт ошондон баштап эсептелет.
problem-quiz-not-open = Тест ачыла элек
    .detail = Ал курста көрсөтүлгөн убакта ачылат.
problem-quiz-closed = Тест жабылган
    .detail = Убагында тапшыра албасаңыз, методистке кайрылыңыз.
problem-try-too-soon = Кийинки аракетти күтүү керек
    .detail = Автор эки аракеттин ортосуна койгон убакыт өткөндөн кийин кайра келиңиз.
problem-no-way-back = Мурунку суроого эми жооп берүүгө болбойт
    .detail = Бул тестте суроолорго ирети менен жооп берилет.
problem-not-gradable = Муну кол менен баалоого болбойт
    .detail = Киши тапшырылган аракеттин эссесин гана баалайт.
problem-webinar-closed = Вебинар ачык эмес
    .detail = Ал баштала элек же бүткөн. Убактысын текшериңиз.
problem-certificate-revoked = Күбөлүк жокко чыгарылган
    .detail = Каттоочуга кайрылыңыз.
problem-certificate-not-drawable = Сертификаттын файлын даярдоо мүмкүн эмес
    .detail = Аты-жөнүндө же аталышта басып чыгарууга мүмкүн болбогон белги бар. Каттоочуга кайрылыңыз.
problem-idempotency-key-reused = Idempotency-Key башка сурамга колдонулган
    .detail = Ар бир сурамга жаңы ачкыч колдонуңуз.
problem-changed = Муну башка бирөө өзгөртүп койгон
    .detail = Жаңылап, өзгөртүүңүздү кайталаңыз.
problem-too-large = Өтө чоң
    .detail = Кичирейтип, кайра жөнөтүңүз.
problem-unsupported-media-type = Мындай түр кабыл алынбайт
    .detail = JSON үчүн application/json, файл үчүн уруксат берилген түрдү колдонуңуз.
problem-range-not-satisfiable = Суралган бөлүк файлда жок
    .detail = Файлдын өлчөмүн текшерип, кайра аракет кылыңыз.
problem-invalid = Айрым талаалар туура эмес
    .detail = Төмөндө аталган талааларды оңдоп, кайра жөнөтүңүз.
problem-if-match-required = If-Match башы жок
    .detail = Окулган ETag'ды жөнөтүңүз.
problem-too-many-requests = Аракеттер өтө көп
    .detail = Retry-After көрсөткөн убакыттан кийин кайра аракет кылыңыз.
problem-internal = Серверде ката кетти
    .detail = Ал журналга жазылды. Кайра аракет кылыңыз, болбосо администраторго айтыңыз.
problem-unavailable = Сервер азыр жооп бере албайт
    .detail = Бир нече секунддан кийин кайра аракет кылыңыз.

## field: why a field was refused (http/json.rs)

field-empty = бош
field-too-short = кеминде { $min } белги же элемент болушу керек
field-too-long = { $max } белгиден же элементтен ашпашы керек
field-too-small = { $min } санынан кем болбошу керек
field-too-great = { $max } санынан ашпашы керек
field-email = электрондук почта дареги эмес
field-invalid = туура эмес
field-unreadable = окуу мүмкүн эмес: { $reason }
field-unknown = мындай нерсе жок
field-name = боштук менен башталып же бүтпөшү жана башкаруу белгилери болбошу керек
field-time-zone = убакыт алкагынын аты эмес (мисалы, Asia/Ulaanbaatar)
field-exactly-one-correct = так бир туура вариант болушу керек
field-at-least-one-correct = кеминде бир туура вариант болушу керек
field-not-a-number = сан эмес
field-zero = нөл болбошу керек
field-too-few-points = кеминде үч чекит болушу керек
field-not-after = башталышынан кийин болушу керек
field-formula-unreadable = формула эмес
field-formula-unknown-variable = жок өзгөрмөнү атайт
field-formula-set = даярдалган маанилердин бири үчүн мааниси жок
field-too-many = суроо уруксат бергенден көп
field-one-of-person-and-organisation = же киши, же уюм көрсөтүлүшү керек
field-unknown-choice = тестте мындай номер жок
field-repeated-choice = эки жолу көрсөтүлгөн
field-order-incomplete = бардык нерселер көрсөтүлүшү керек
field-not-the-questions-kind = жооп суроонун түрүнө туура келбейт
field-duplicate-identifier = экинчи жолу көрсөтүлгөн
field-identifier-jumps = мурда башка нерсени билдирген
field-incomplete = бир нерсе жетишпейт: ар бир модулду, элементти жана суроону бирден атаңыз
field-media-type = мазмуну көрсөтүлгөн түрүнө дал келбейт
field-file-missing = { $file } файлы жок
field-damaged-text = текст бузулган же текст эмес
field-exactly-one-content = lesson, quiz, webinar үчөөнүн так бирөө болушу керек

## room: why a webinar's room refuses something (webinars/command.rs)

room-webinar-ended = Вебинар аяктады
room-webinar-cancelled = Вебинар жокко чыгарылды
room-webinar-not-started = Вебинар али баштала элек
room-webinar-already-started = Вебинар мурунтан эле башталган
room-not-allowed = Бул аракетке укугуңуз жок
room-room-full = Зал толуп калды, бир аздан кийин кайра аракет кылыңыз
room-too-many-devices = Сиз өтө көп түзмөктөн кирдиңиз, биринен чыгыңыз
room-session-unknown = Байланыш жаңыланды, кайра кириңиз
room-command-too-old = Бул аракет эскирип калган
room-too-many-commands = Өтө тез жөнөтүп жатасыз, бир нече секунд күтүңүз
room-text-invalid = Текст бош же жараксыз белгилери бар
room-text-too-long = Текст өтө узун
room-hand-already-raised = Колуңуз мурунтан эле көтөрүлгөн
room-hand-not-raised = Кол көтөрүлгөн эмес
room-slide-invalid = Мындай слайд жок
room-frame-invalid = Билдирүүнү окуу мүмкүн болгон жок
room-room-busy = Зал бошобой жатат, кайра жөнөтүңүз

## date: dates and times (messages/dates.rs)

date-month-1 = январы
date-month-2 = февралы
date-month-3 = марты
date-month-4 = апрели
date-month-5 = майы
date-month-6 = июну
date-month-7 = июлу
date-month-8 = августу
date-month-9 = сентябры
date-month-10 = октябры
date-month-11 = ноябры
date-month-12 = декабры
date-day = { $year }-жылдын { $day }-{ $month }
date-moment = { $date }, { $time } ({ $zone })

## missing: what a course still asks for (completion/http.rs)

missing-lesson-unread = Сабакты окуңуз
missing-quiz-not-passed = Тесттен өтүңүз
missing-webinar-not-attended = Вебинардын кеминде { $needed } % убактысына катышыңыз; азырынча катышууңуз { $attended } %

## certificate: what stands on the paper, in the language of the course (certificates/wording.rs)

certificate-title = СЕРТИФИКАТ
certificate-presented-to = Бул сертификат төмөнкү адамга берилди
certificate-surname = Фамилиясы
certificate-given-name = Аты
certificate-statement = төмөнкү курсту ийгиликтүү аяктагандыгы үчүн
certificate-course = «{ $title }»
certificate-hours-label = Курстун көлөмү
certificate-hours = { $hours } академиялык саат
certificate-completed-on = Аяктаган күнү
certificate-serial-number = Сертификаттын номери
certificate-verification = Сертификатты текшерүү

## verify: the page on which anybody checks a certificate (certificates/page.rs)

verify-brand = Surgalt · Сертификатты текшерүү
verify-valid = Сертификат жарактуу
    .lead = Төмөнкү маалыматты сертификатта жазылганы менен салыштырыңыз.
verify-revoked = Сертификат жокко чыгарылды
    .lead = Ал берилген, бирок мындан ары жараксыз.
verify-unknown = Мындай коддуу сертификат табылган жок
    .lead = Кодду сертификаттан дагы бир жолу карап, кайра жазыңыз.
verify-too-many = Бул даректен өтө көп сертификат текшерилди
    .lead = Он беш мүнөттөн кийин кайра аракет кылыңыз.
verify-ask = Сертификатты текшерүү
    .lead = Сертификатта көрсөтүлгөн кодду жазыңыз.
verify-code = Текшерүү коду
verify-button = Текшерүү
verify-name = Кимге берилди
verify-course = Курс
verify-issuer = Ким берди

## letter: what the platform writes to people (mail/letters.rs)

letter-greeting = Саламатсызбы, { $name }!
letter-footer = Бул кат автоматтык түрдө жөнөтүлдү, ага жооп берүүнүн кереги жок.
letter-token = Шилтеме ачылбаса, бул кодду көчүрүп киргизиңиз: { $token }
letter-fact-course = Курс
letter-fact-webinar = Вебинар
letter-fact-time = Убактысы

letter-invitation =
    .subject = Surgalt системасына чакыруу
    .lead = Мугалимдерди аралыктан окутуучу Surgalt системасында сизге аккаунт ачылды. Баштоо үчүн сырсөз коюңуз. Кирүү дареги: { $email }
    .button = Сырсөз коюу
    .note = Шилтеме бир жолу гана иштейт. Мөөнөтү: { $until }.
letter-magic-link =
    .subject = Surgalt системасына кирүү шилтемеси
    .lead = Төмөнкү шилтеме менен сырсөзсүз кирсеңиз болот. Сиздин дарек: { $email }
    .button = Кирүү
    .note = Шилтеме бир жолу гана иштейт. Мөөнөтү: { $until }. Эгер аны сиз сурабасаңыз, бул катка көңүл бурбаңыз.
letter-password-changed =
    .subject = Сырсөзүңүз өзгөртүлдү
    .lead = Surgalt системасындагы сырсөзүңүз өзгөртүлүп, башка бардык түзмөктөр системадан чыкты.
    .note = Эгер муну сиз жасабасаңыз, дароо администраторго кайрылып, жаңы чакыруу сураңыз.
letter-enrolled =
    .subject = Сиз курска катталдыңыз: { $course }
    .lead = Сиз «{ $course }» курсуна катталдыңыз.
    .button = Курсту ачуу
    .note = Курсту аяктоо үчүн эмне калганын курстун барагынан дайыма көрө аласыз.
letter-webinar-scheduled =
    .subject = Вебинар: { $title }, { $time }
    .lead = «{ $course }» курсунун вебинары белгиленди. Мурда башка убакыт айтылган болсо, эми ушул убакыт жарактуу.
    .button = Вебинарды ачуу
    .note = Календарга кошуу үчүн файл тиркелди.
letter-webinar-soon =
    .subject = Вебинар жакында башталат: { $title }
    .lead = «{ $course }» курсунун вебинары жакында башталат: { $time }.
    .button = Вебинарга кошулуу
    .note = Байланыш үзүлсө, кайра кошулуңуз: катышууңуз сакталат.
letter-certificate-issued =
    .subject = Сиздин сертификатыңыз: { $course }
    .lead = Куттуктайбыз! Сиз «{ $course }» курсун ийгиликтүү аяктадыңыз. Сертификат тиркелди.
    .button = Сертификатты текшерүү
    .note = Сертификаттын чыныгы экенин ар бир адам бул дарек аркылуу текшере алат.
letter-certificate-without-file = Сертификаттын файлын даярдоо мүмкүн болгон жок: аты-жөнүңүздө же курстун аталышында басып чыгарууга мүмкүн болбогон белги бар. Сертификат жарактуу, каттоочуга кабар берилди.

# --- import and export: qti and packages
import-archive-unreadable = файл окулуучу zip пакет эмес: аны кайра таңгактаңыз
import-archive-entries = пакетте { $most } файлдан көп: аны бөлүңүз
import-archive-duplicate = пакетте бирдей аттуу эки файл бар: биринин атын өзгөртүңүз
import-archive-path = пакетте сыртка алып чыккан ат же шилтеме бар: кадимки файлдарды таңгактаңыз
import-archive-encrypted = пакет сырсөз менен корголгон: аны сырсөзсүз таңгактаңыз
import-archive-damaged = пакеттин файлы бузулган же белгисиз ыкма менен таңгакталган: кайра таңгактаңыз
import-archive-too-large = пакет ачылганда өтө чоңоюп кетет: аны бөлүңүз же сүрөттөрүн кичирейтиңиз
import-package-file-missing = { $file } файлы пакетте жок: аны кошуңуз
import-qti-nothing = файлда QTI суроолору жок: аны QTI түрүндө кайра экспорттоңуз
import-qti-no-manifest = пакетте imsmanifest.xml файлы да, суроо да жок
import-qti-test-alone = файл суроолорду атап гана турган тест: пакетти толугу менен жөнөтүңүз
import-qti-test = тесттин тартиби жана бөлүмдөрү алынган жок, суроолору алынды
import-qti-stylesheet = стилдер барагы алынган жок
import-qti-adaptive = адаптивдүү тапшырманын бул жерде теңдеши жок
import-qti-randomised = бир формуланын сандарынан башка нерсени туш келди тандаган тапшырманын бул жерде теңдеши жок
import-qti-interaction = { $interaction } түрүндөгү жооптун бул жерде теңдеши жок
import-qti-several-interactions = бир тапшырмадагы ар түрдүү бир нече жооптун бул жерде теңдеши жок: аны суроолорго бөлүңүз
import-qti-no-interaction = тапшырмада бааланчу жооп бар, бирок жооп берүүчү талаа жок
import-qti-no-key = тапшырмада кайсы жооп туура экени көрсөтүлгөн эмес: туура жооп же эреже бериңиз
import-qti-one-option = тандоо үчүн бир гана нерсе бар: дагы кошуңуз
import-qti-several-matches = бир нерсенин туура жубу бир нече же такыр жок: бул жерде ар биринде так бирөө
import-qti-partial-order = айрымдары гана тартипке салынат: бул жерде баары салынат
import-qti-gap-without-answer = боштуктун туура жообу жок: аны бериңиз
import-qti-pattern = туура жооптор сөз менен жазылбай турган үлгү
import-qti-picture-missing = суроого керектүү сүрөт жок же анын өлчөмү белгисиз
import-qti-shape = сүрөттөгү жер окулбайт же анын чегинен тышкары
import-qti-ellipse = эллипс көп бурчтукка айланды
import-qti-place-without-label = эч нерсе туура келбеген жер калтырылды
import-qti-empty = тапшырма бош
import-qti-asks-nothing = тапшырманын баллы бар, бирок эч нерсе сурабайт: ал маалымат болду
import-qti-invalid = суроо бул жердин эрежесин бузат: { $problem }
import-qti-rule-unknown = баалоо эрежеси белгисиз { $rule } колдонот: анын ордуна көрсөтүлгөн туура жооптор алынды
import-qti-no-rule = тапшырмада баалоо эрежеси жок: көрсөтүлгөн туура жооптор алынды
import-qti-scoring-differs = баллдар тапшырманыкынан айырмаланат: сыналган { $tried } жооптун { $agree } дал келет
import-qti-marks-rounded = { $marks } балл 1ден 1000ге чейинки бүтүн сан болду
import-qti-feedback = варианттан же жооптун туура экенинен башкага көз каранды комментарийлер калтырылды
import-qti-comments = айрым жоопторго комментарийлер калтырылды
import-qti-units = бирдиктер калтырылды: башка системалар жалаң санды сурашат
import-qti-template = талаанын баштапкы тексти калтырылды
import-qti-rubric = баалоо критерийлери баалоочулар үчүн таблица болду
import-qti-one-file = башка системалар бир гана файл кабыл алат
import-qti-calculated = эсептелүүчү суроону QTI түрүндө жазууга болбойт
import-qti-places-shown = башка системалар сүрөттөгү жерлерди көрсөтөт
import-qti-label-in-words = айрым системалар сүрөттү гана кабыл алган жерде сөз менен белги турат
import-qti-dragged-selected = боштукка сүйрөлгөн нерсе башка системаларда тизмеден тандалат
import-qti-words-only = боштуктагы варианттын форматы жана сүрөттөрү калтырылды
import-qti-twins = тартиптеги эки нерсе бирдей: башка системалар аларды айырмалайт
