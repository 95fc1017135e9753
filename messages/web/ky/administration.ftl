# What an administrator looks after: people, organisations, the server.

## People

administration-people = Адамдар жана ролдор
person-new = Адам кошуу
person-new-about = Адамга чакыруу кат менен барат, ал сырсөзүн өзү түзөт.
person-invite = Каттап, чакыруу
person-invited = Чакыруу жөнөтүлдү
person-invite-again = Чакырууну кайра жөнөтүү
person-search = Аты же каттоо номери
person-search-help = Аттын башы жетиштүү, жазылышы кандай болбосун табылат.
person-nobody = Мындай адам табылган жок.
person-no-email = электрондук почта дареги жок
person-inactive = Өчүрүлгөн
person-bounced = Кат жеткен жок
person-created = Кошулган: { $moment }
person-known = Маалымат
person-surname = Фамилия
person-given-name = Аты
person-email = Электрондук почта дареги
person-email-help = Чакыруу ушул дарекке барат.
person-telephone = Телефон номери
person-sector-code = Тармактык системадагы код
person-service-began-on = Иштей баштаган күнү
person-organisation = Уюм
person-organisation-any = Бардык уюмдар
person-organisation-help = Билим берүү бөлүмүнүн адиси ушул уюмдун жана ага караштуу уюмдардын адамдарын көрөт.
person-position = Кызматы
person-language-help = Каттар ушул тилде барат.
person-roles = Бул адам эмне кыла алат
person-roles-title = Ролдор
person-roles-give = Ролдорду сактоо
person-roles-given = Ролдор сакталды
person-officer-part = Өзүнүн бөлүгү
person-officer-nowhere = уюм тандалган эмес, ошондуктан эч кимди көрбөйт
person-access = Кирүү мүмкүнчүлүгү
person-access-open = Бул адам кире алат.
person-access-closed = Бул адам кире албайт.
person-switch-off = Өчүрүү
person-switch-off-question = { $name } бардык түзмөктөрдөн чыгарылат жана кайра кире албайт. Өчүрүлсүнбү?
person-switched-off = Өчүрүлдү
person-switch-on = Күйгүзүү
person-switched-on = Күйгүзүлдү

## Roles and positions

role-learner-about = Курстардан өтөт.
role-methodologist-about = Курстарды даярдайт, вебинар алып барат, жоопторду баалайт.
role-officer-about = Өз уюмунун жана ага караштуу уюмдардын адамдары үчүн жооптуу.
role-registrar-about = Сертификаттар реестрин жүргүзөт.
role-administrator-about = Адамдар, ролдор, уюмдар жана система үчүн жооптуу.
position-teacher = Мугалим
position-director = Директор
position-kindergarten-head = Бала бакча башчысы
position-training-manager = Окуу бөлүмүнүн башчысы
position-social-worker = Социалдык кызматкер
position-education-office-specialist = Билим берүү бөлүмүнүн адиси
position-specialist = Адис
position-other = Башка

## Organisations

administration-organisations = Уюмдардын түзүмү
organisation-about = Адис өз уюмун жана ага караштуунун баарын көрөт.
organisation-none = Азырынча уюмдар жок.
organisation-nothing-below = Караштуу уюмдар жок.
organisation-below = Караштуу уюмдар
organisation-below-of = { $name }: караштуу уюмдар
organisation-new-root = Башкы уюмду кошуу
organisation-new-below = Караштуу уюм кошуу
organisation-create = Кошуу
organisation-created = Уюм кошулду
organisation-known = Маалымат
organisation-name = Аталышы
organisation-kind = Түрү
organisation-code = Коду
organisation-part-of = Кимге караштуу
organisation-is-root = башкы уюм
organisation-move = Которуу
organisation-move-about = Караштуу уюмдар жана адамдар аны менен кошо которулат.
organisation-move-question = { $name } караштуу уюмдары менен которулат. Адистер көргөн бөлүк дароо өзгөрөт. Которулсунбу?
organisation-moved = Уюм которулду
organisation-people = Бул уюмдун адамдары
kind-ministry = Министрлик
kind-institute = Институт
kind-province = Аймак
kind-capital = Борбор калаа
kind-district = Борбор калаанын району
kind-soum = Сомон
kind-school = Мектеп
kind-kindergarten = Бала бакча
kind-university = Университет
kind-partner = Өнөктөш
kind-other = Башка

## How the server is

administration-health = Системанын абалы
health-look = Кайра текшерүү
health-well = Жакшы
health-look-here = Көңүл буруңуз
health-alive = Сервер жооп берет.
health-not-alive = Сервер жооп бербейт.
health-ready = Маалымат базасы жооп берет.
health-not-ready = Маалымат базасы жооп бербейт же сервер токтоп жатат.
health-requests = Суроо-талаптар: { $requests }, ката: { $failures }
health-failures = Сервердин каталарынын үлүшү: { $share }
health-duration = Жооптун орточо убактысы: { $milliseconds } мс
health-queue-mail = Кезекте турган каттар: { $waiting }
health-queue-work = Кезекте турган иштер: { $waiting }
health-queue-drawing = Кезекте турган слайддар: { $waiting }
health-oldest = Эң узак күткөнү: { $time }
health-mails = Жөнөтүлгөн каттар: { $sent }
health-mails-failed = Кайра аракет: { $failed }, кабыл алынган жок: { $refused }
health-since = Сервер иштегенден бери эсептелет.
health-no-figures = Көрсөткүчтөр бул жерден жеткиликсиз (/metrics жабык).
health-at = Текшерилди: { $time }
signing-title = Кол тамга ачкычы
signing-about = Киргендерди тастыктаган ачкыч. Ачыкка чыгып кетиши мүмкүн болсо, алмаштырыңыз. Эч ким системадан чыгарылбайт.
signing-now = Азыркы ачкыч
signing-rotate = Ачкычты алмаштыруу
signing-question = Мындан ары жаңы ачкыч колдонулат, эскиси бир нече мүнөттөн кийин жараксыз болот. Алмаштырылсынбы?
signing-rotated = Ачкыч алмаштырылды

## Mail queue

mail-title = Каттардын кезеги
mail-about = Каттар почта сервери алаары менен өздөрү кетет. Кетпей калганы барган сайын узарган тыныгуулар менен кайра жөнөтүлөт.
mail-look = Кайра кароо
mail-troubled-only = Жөнөтүлбөй калгандары гана
mail-none = Күтүп турган кат жок.
mail-due = Кийинки аракет: { $moment }
mail-at-work = Азыр жөнөтүлүүдө
mail-tries = Аракеттер: { $count }
mail-send-now = Азыр жөнөтүү
mail-tried = Кат жөнөтүлүүдө
mail-give-up = Баш тартуу
mail-give-up-question = Бул кат жөнөтүлбөйт. Муну артка кайтарууга болбойт.
mail-given-up = Кат жөнөтүлбөйт
letter-invitation = Чакыруу
letter-magic-link = Кирүү шилтемеси
letter-verify-address = Даректи ырастоо
letter-password-changed = Сырсөз өзгөрдү
letter-contacts-changed = Байланыштар өзгөрдү
letter-recovery-issued = Калыбына келтирүү коду берилди
letter-enrolled = Курска катталды
letter-webinar-scheduled = Вебинар белгиленди
letter-webinar-soon = Вебинар жакында башталат
letter-series-scheduled = Вебинарлар сериясы белгиленди
letter-certificate-issued = Күбөлүк берилди
letter-certificate-corrected = Күбөлүк оңдолду
letter-visit-planned = Зыярат белгиленди
letter-visit-soon = Зыярат эртең
letter-appeal-decided = Арыз чечилди
letter-cohort-joined = Агымга кошулду
letter-cohort-refused = Агымга алынган жок
letter-reminder = Эскертүү
letter-officer-reminder = Адистин эскертүүсү

## Settings

settings-title = Жөндөөлөр
settings-about = Оператор койгон маанилер. Алар жөндөө файлында же чөйрөнүн өзгөрмөлөрү менен өзгөртүлөт жана сервер кайра башталганда күчүнө кирет.
settings-changed-only = Өзгөртүлгөндөрү гана
settings-none-changed = Эч нерсе өзгөртүлгөн жок.
settings-default = баштапкы маани
settings-changed = өзгөртүлгөн
