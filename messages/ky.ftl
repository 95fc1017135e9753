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
problem-already-marked = Бул жоопту баалай албайсыз
    .detail = Сиз аны мурда баалагансыз же баалар жетиштүү. Мындан аркы өзгөртүү апелляция аркылуу гана болот.
problem-too-many-files = Аракетте файлдардын саны чегине жетти
    .detail = Мурда жүктөлгөн файлдарды колдонуңуз.
problem-appeal-closed = Азыр апелляция берүүгө болбойт
    .detail = Апелляция баа белгилүү болгондон кийин, белгиленген күндөрдүн ичинде гана берилет.
problem-appeal-decided = Апелляция боюнча чечим кабыл алынган
    .detail = Чечим өзгөрбөйт. Аны окуу үчүн апелляцияны ачыңыз.
problem-regrading = Суроо азыр кайра бааланып жатат
    .detail = Мурунку оңдоо иштелип бүтө элек. Бир аздан кийин кайталаңыз.
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
field-not-the-question = оңдолуп жаткан суроонун идентификатору эмес
field-kind-changed = оңдоо түрүн өзгөртө албайт
field-parts-changed = оңдоо бөлүктөрдүн санын жана маанилер тандалган чекти өзгөртө албайт
field-part-moved = мурда башка жерде турган: оңдоо бөлүктөрдүн иретин өзгөртө албайт
field-nothing-corrected = мурдагыдай эле
field-one-level-each = ар бир критерийге бирден деңгээл көрсөтүлүшү керек
field-unknown-level = критерийде мындай деңгээл жок
field-by-rubric = критерийлердин деңгээлинен келип чыгат: көрсөтпөңүз
field-without-rubric = суроонун критерийлери жок: көрсөтпөңүз
field-only-accepted = апелляция канааттандырылганда гана көрсөтүлөт
field-nothing-answered = канааттандырууга болбойт: жооп берилген эмес

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
letter-appeal-decided =
    .subject = Апелляцияңыз боюнча чечим: { $course }
    .lead = «{ $course }» курсунун «{ $item }» тести боюнча апелляцияңыз { $accepted ->
        [yes] канааттандырылды
       *[no] четке кагылды
    }.
    .button = Аракетти ачуу
    .note = Жооп: { $answer }
letter-fact-marks = Упай
letter-marks-changed = { $before } → { $after }
letter-certificate-issued =
    .subject = Сиздин сертификатыңыз: { $course }
    .lead = Куттуктайбыз! Сиз «{ $course }» курсун ийгиликтүү аяктадыңыз. Сертификат тиркелди.
    .button = Сертификатты текшерүү
    .note = Сертификаттын чыныгы экенин ар бир адам бул дарек аркылуу текшере алат.
letter-certificate-without-file = Сертификаттын файлын даярдоо мүмкүн болгон жок: аты-жөнүңүздө же курстун аталышында басып чыгарууга мүмкүн болбогон белги бар. Сертификат жарактуу, каттоочуга кабар берилди.
