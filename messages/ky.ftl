# Өнүмдүн бардык тексттери кыргыз тилинде.

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
    .detail = Ал тапшырылган же убактысы бүткөн; жооптор өзгөрбөйт.
problem-not-gradable = Муну кол менен баалоого болбойт
    .detail = Киши тапшырылган аракеттин эссесин гана баалайт.
problem-webinar-closed = Вебинар ачык эмес
    .detail = Ал баштала элек же бүткөн. Убактысын текшериңиз.
problem-certificate-revoked = Күбөлүк жокко чыгарылган
    .detail = Каттоочуга кайрылыңыз.
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
