# Who is behind in one’s part, and what one sends them.

progress-title = Окуунун жүрүшү жана отчёттор
progress-of = Агым же сезон
progress-season = { $year }-жылдын бардык агымдары
progress-none = Азырынча агым жок
progress-none-detail = Методист агым ачканда анын жүрүшү ушул жерде көрүнөт.
progress-nobody = Бул жерден эч ким катышпайт.
progress-whole = Баарын көрүү
progress-everywhere = Бардык уюмдар
progress-elsewhere = Төмөнкү уюму жок
progress-parts = Отчёттун бөлүктөрү
progress-places = Уюмдар боюнча
progress-names = Аты боюнча
progress-trend = Күндөр боюнча
progress-groups = Кызматы жана стажы боюнча
progress-items = Элементтер боюнча
progress-standing = Азыркы абал
progress-people = { $count } адам
progress-as-of = { $at } карата
progress-behind = Артта калган
progress-on-track = Үлгүрүүдө
progress-finished = Аяктаган
progress-started = Баштаган
progress-certified = Сертификат алган
progress-waiting = Күтүүдө
progress-left = Чыккан
progress-all = Бардыгы
progress-before = Азыр аяктаганы: { $now }. Мурунку сезондо ({ $title }): бул убакта { $then }, аягында { $end }.

## What is sent

progress-actions = Эмне жөнөтүү керек
progress-unfinished = { $count } адам али баарын бүтүрө элек. Ар бирине эмне калганы жана акыркы күнү кат менен эскертилет.
progress-all-finished = Баары аяктады.
progress-choose-cohort = Аттарын көрүү жана эскертүү үчүн бир агымды тандаңыз.
progress-letters = Отчёттор жана каттар
progress-letters-help = PDF файлында төмөнкү ар бир уюм үчүн даяр кат бар.
progress-letter-help = PDF – бул уюм үчүн даяр кат.
progress-letters-pdf = Каттар (PDF)
progress-remind = Эскертүү
progress-remind-question = Баарын бүтүрө элек болжол менен { $count } адамга кат барат: эмне калганы жана акыркы күнү.
progress-remind-once = Ар бирине күнүнө бирден ашык кат барбайт. Түнкүсүн жөнөтүлгөнү эртең менен жетет.
progress-remind-send = Жөнөтүү ({ $count })
progress-reminding = Жөнөтүлүүдө…
progress-reminded = { $count } адамга эскертме жөнөтүлдү.
progress-reminded-today = { $count } адамга бүгүн мурун эскертилген, кайра жөнөтүлгөн жок.
progress-reminded-unreachable = Электрондук дареги жок адамга кат жетпейт: аларга тизмени басып бериңиз.
progress-see-unreachable = Кат жетпегендерди көрүү

## By place

progress-order = Тартиби
progress-worst-first = Артта калгандары биринчи
progress-by-name = Аталышы боюнча
progress-by-position = Кызматы боюнча
progress-by-year = Стажы боюнча
progress-year-unknown = Белгисиз
progress-item = Элемент
progress-done = Бүткөнү
progress-trend-none = Мөөнөтү баштала элек.
progress-trend-title = Ар бир күндүн аягында, { $count } адамдан

## By name

progress-names-help = Баарын бүтүрө электер: артта калгандар да, үлгүрүүдөгүлөр да.
progress-filter-name = Аты боюнча издөө
progress-only-idle = Эч нерсе кыла электер гана
progress-print-all = Мектептер боюнча басуу
progress-print = Басып чыгаруу
progress-shown = { $count } адам
progress-shown-more = Алгачкылардан { $count } көрсөтүлдү, дагы бар.
progress-left-to-do = Калганы
progress-and-more = жана дагы { $count }
