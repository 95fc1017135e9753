# The people of one’s part, their cards, and the tree of organisations.

people-title = Адамдар
people-text = Аты же каттоо номери
people-text-help = Каалаган жазууда, атынан баштап.
people-contact = Кат жетеби
people-bounced = Кат кайтып келет
people-unreachable = Дареги жок же кат жетпейт
people-no-address = Дареги жок
people-off = Өчүрүлгөн
people-none = Мындай адам табылган жок.
people-clear = Тандоону тазалоо
people-shown = { $count } адам
people-shown-more = Алгачкы { $count } адам

## A person

person-facts = Негизги маалымат
person-service-began = Стажы башталган
person-not-known = белгисиз
person-off = Бул адам кире албайт.
person-audit = Аракеттер журналы
person-let-in-again = Кайра киргизүү
person-not-in-care = Бул адамдын башка ролдору да бар: кодду администратор берет.
person-code-help = Калыбына келтирүү коду сырсөзүн унутуп, кат албаган адамга берилет. Аны менен бир жолу жаңы сырсөз коюлат.
person-code-issue = Код берүү
person-card = Кирүү карточкасын басуу
person-card-made = Карточка даяр
person-code-once = Код азыр гана көрүнөт. Чыксаңыз, кайра көрүнбөйт.
person-code-tell = Адамга мындай айтыңыз
person-code-step-open = { $address } дарегине кирип, кирүү барагынан «Менде код бар» дегенди тандаңыз.
person-code-step-name = Атыңыздын ордуна жазыңыз: { $name }
person-code-step-password = Кодду жазып, жаңы сырсөз ойлоп табыңыз.
person-code-step-until = Код { $at } чейин бир гана жолу иштейт.
person-code-told = Айттым, кодду жашыруу
person-contacts = Даректер жана телефондор
person-contacts-none = Дареги да, телефону да жок.
person-contact-main = негизги
person-contact-verified = тастыкталган
person-contact-add = Дарек же телефон кошуу
person-contact-added = Кошулду
person-contact-help = Дароо күчүнө кирет. Адамга мурунку бардык даректери боюнча билдирилет.
person-contact-kind = Түрү
person-contact-email = Электрондук почта дареги
person-contact-telephone = Телефон номери
person-credits = Кредиттер
person-credits-all = Бардыгы { $credits } кредит, { $hours } академиялык саат
person-attestation-missing = Аттестацияга { $needed } кредиттен { $earned } бар, { $missing } жетпейт.
person-attestation-enough = Аттестацияга керектүү { $needed } кредит бар ({ $earned }).
person-year = Жыл
person-credit = Кредиттер
person-hours = Академиялык саат
person-placements = Жумуш орундары
person-placements-none = Жумуш орду жок.
person-now = азыр
person-placed-since = Башталган күнү: { $day }
person-move = Которуу
person-move-to = Кайсы уюмга
person-move-help = Мурунку жумушу ошол күнү бүтөт. Тарыхы сакталат.
person-moved = Которулду
person-since = Биринчи күнү
person-subject = Сабагы
person-subject-help = Милдеттүү эмес.
person-take-back = Алып салуу
person-take-back-question = Мындай болбосо, алып салыңыз. Мурункусу улана берет.
person-taken-back = Алып салынды

## Sign-in cards

cards-help = Электрондук почтасы жокторго карточка басып бериңиз. QR-код же астындагы код менен ар бири бир жолу жаңы сырсөз коёт.
cards-print = Карточка басуу
cards-whom = Кимге
cards-whom-school = Бүт мектепке
cards-whom-people = Айрым адамдарга
cards-school = Мектеп же бала бакча
cards-person = Адам кошуу
cards-leave-out = Алып салуу
cards-choose-first = Адегенде кимге экенин тандаңыз.
cards-print-help = Бир баракта он карточка. Жаңысы эскисин алмаштырат. Ар бирине даректери боюнча билдирилет.
cards-print-button = PDF түзүү
cards-print-done = Карточкалар даяр. Файлды басып, анан өчүрүңүз.
cards-printed = Басылган карточкалар
cards-none = Карточка басыла элек.
cards-of-some = Айрым адамдар
cards-valid = Жарактуу
cards-over = Мөөнөтү бүттү
cards-withdrawn = Жокко чыгарылды
cards-count = { $count } карточка
cards-until = { $at } чейин
cards-withdraw = Жокко чыгаруу
cards-withdraw-question = Колдонулбаган карточкалар иштебей калат. Барак жоголсо, ушинтиңиз.
cards-withdrawn-done = Жокко чыгарылды

## The tree

organisations-find = Уюм издөө
organisations-code = код
organisations-none-below = Төмөн жагында эч нерсе жок.
