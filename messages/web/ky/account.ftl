# Кирүүнүн бардык жолдору жана өз аккаунт.

## Сырсөз

password-show = Көрсөтүү
password-rule = Кеминде { $least } белги. Бир нече сөздөн турган сүйлөм жакшы, эстеп калууга да оңой.
password-lacks = Дагы { $lacks } белги керек.
password-long-enough = Узундугу жетиштүү.
password-new = Жаңы сырсөз
password-is-set = Сырсөз сакталды, сиз кирдиңиз.

## Кат же карточка менен

letter-code = Каттагы код
letter-code-help = Кодду же шилтемени толугу менен көчүрүп коюңуз.
letter-code-instead = Шилтеме ачылбай жатабы? Код менен кирүү
link-signs-in = Кирүүдө…
link-anew = Жаңы шилтеме алуу
go-on = Улантуу
other-ways = Кирүүнүн башка жолдору
other-way-sign-in = Сырсөз менен кирүү
other-way-link = Кирүү шилтемесин кат менен алуу
other-way-code = Калыбына келтирүү кодун же кирүү карточкасын колдонуу

invitation-title = Сырсөз тандаңыз
invitation-welcome = Кош келиңиз! Сырсөз тандаганыңызда дароо кирип каласыз.
invitation-needs-link = Чакыруудагы шилтемени ачыңыз же каттагы кодду бул жерге коюңуз.
invitation-accept = Сырсөздү сактап, кирүү
invitation-useless = Чакыруу бир жолу гана иштейт, жаңысы эскисин алмаштырат. Сырсөздү мурун тандаган болсоңуз, ошону менен кириңиз. Болбосо сизди чакырган адамдан жаңы чакыруу сураңыз.

address-title = Даректи ырастоо
address-verifying = Текшерилүүдө…
address-verified = Дарек ырасталды
address-verified-detail = Эми бул дарекке каттар келе алат.
address-needs-link = Каттагы шилтемени ачыңыз же андагы кодду бул жерге коюңуз.
address-useless = Балким дарек мурун эле ырасталгандыр: аккаунтуңуздан караңыз. Жаңы катты да ошол жерден аласыз.
address-verify = Ырастоо
to-profile = Менин аккаунтума

recovery-title = Калыбына келтирүү коду, кирүү карточкасы
recovery-welcome = Код бир жолу иштейт. Аны менен жаңы сырсөз коюп, дароо киресиз.
recovery-code = Код
recovery-code-help = Чоң-кичине тамга жана дефис мааниге ээ эмес.
recovery-name-help = Карточкадагы код үчүн кереги жок.
recovery-use = Сырсөз коюп, кирүү
recovery-signs-out = Башка бардык түзмөктөрүңүздөн чыгарыласыз.
recovery-no-code = Код жокпу? Мектептеги жооптуу адамдан же билим берүү бөлүмүнүн адисинен сураңыз. Электрондук почтаңыз болсо, шилтеме алсаңыз да болот.

## Менин аккаунтум

role-learner = Угуучу
role-methodologist = Методист
role-officer = Билим берүү бөлүмүнүн адиси
role-registrar = Каттоочу
role-administrator = Администратор
profile-names = Ысым сертификаттарда турат, ошондуктан аны администратор оңдойт. Катасы болсо, мектебиңизге айтыңыз.
to-certificates = Менин сертификаттарым жана кредиттерим
to-visits = Баруулар жана насаатчылык
sign-out = Системадан чыгуу

preferences = Жөндөөлөр
theme = Көрүнүш
theme-device = Түзмөктөгүдөй
theme-light = Жарык
theme-dark = Караңгы
time-zone = Саат алкагы
time-zone-help = Ал жерде азыр { $time }. Каттарда убакыт ушул алкак боюнча жазылат.
time-zones-near = Көп колдонулган
time-zones-other = Башкалар

addresses = Почта жана телефон
addresses-help = Булардын каалаганы менен кирсе болот. Каттар негизги дарекке келет.
addresses-none = Дарек же номер жок. Электрондук почта дареги болсо, сырсөздү унутканда шилтеме менен киресиз.
address-main = Негизги
address-is-verified = Ырасталган
address-unverified = Ырасталган эмес
address-bounced = Кат жетпей жатат
address-bounced-detail = { $day }: почта сервери катты кабыл алган жок, ошондуктан ал жакка жазбай калдык. Даректи текшерип, катты кайра жөнөтүңүз же башка дарек кошуңуз.
address-send-again = Ырастоо катын жөнөтүү
address-sent = Кат жөнөтүлдү: { $address }. Андагы шилтемени ачыңыз.
address-make-main = Негизги кылуу
address-remove = Алып салуу
address-remove-question = { $address } аккаунтуңуздан алынат. Аны менен кирүүгө, ага кат алууга болбой калат.
address-removed = Алынды
address-add = Почта же телефон кошуу
address-kind = Түрү
address-email = Электрондук почта дареги
address-email-help = Ал жакка кат барат; андагы шилтеме ачылганда дарек күчүнө кирет.
address-telephone = Телефон номери
address-telephone-help = Монголия номери үчүн сегиз цифра жетиштүү. Номер менен кирсе болот.
address-added = Кошулду. Ал дарекке барган каттагы шилтемени ачыңыз.
add = Кошуу

password-change = Сырсөздү алмаштыруу
password-change-help = Башка түзмөктөрдөн чыгарыласыз, колдонулбаган шилтеме, код, карточкалар иштебей калат. Даректериңизге кабар барат.
password-before = Азыркы сырсөз
password-before-wrong = Бул азыркы сырсөз эмес.
password-changed = Сырсөз алмаштырылды
password-forgotten = Азыркысын унуттуңузбу? Код менен жаңысын коюңуз

devices = Түзмөктөр
devices-help = Сиз кирген жерлер. Тааныбаганыңыз болсо, андан чыгып, сырсөздү алмаштырыңыз.
devices-all = Баарын көрсөтүү ({ $count })
device-unknown = Белгисиз түзмөк
device-this = Ушул түзмөк
device-used = Акыркы жолу: { $ago }
device-since = кирген: { $moment }
device-sign-out = Чыгаруу
device-sign-out-question = Ал түзмөктө кайра кирүү керек болот.
device-signed-out = Түзмөк чыгарылды
sign-out-everywhere = Бардык түзмөктөрдөн чыгуу
sign-out-everywhere-question = Бул түзмөктөн да чыгасыз. Улантуу үчүн кайра кирүү керек.

storage = Байланышсыз сабактар үчүн орун
storage-help = Байланыш жок убакка сакталган сабактар бул түзмөктө орун алат.
storage-used = { $budget } ичинен { $used } колдонулду.
storage-budget = Эң көп
