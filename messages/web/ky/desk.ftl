# The desk of a webinar’s host, planning, and attendance lists.

desk-start = Вебинарды баштоо
desk-end = Вебинарды аяктоо
desk-end-question = Баары чыгат. Кайра баштоого болбойт.
desk-present = Катышууда
desk-waiting = Күтүүдө
desk-lost-many = Байланышы үзүлгөн
desk-weak = Байланышы начар
desk-tools = Куралдар
desk-rules = Эрежелер
desk-polls-closed = Аяктаган сурамжылоолор

## People

desk-find = Аты боюнча издөө
desk-found = Адам: { $shown }
desk-roll-failed = Катышууну жаңыртуу болгон жок; бир мүнөттөн кийин кайра.
desk-removed = чыгарылган
desk-lost = байланыш үзүлдү
desk-gone = чыкты
desk-cuts = Байланыш { $count } жолу үзүлдү
desk-person-more = Аракеттер: { $name }
desk-make = Кылуу: { $role }
desk-hand-over = Алып барууну берүү
desk-hand-over-question = Алып баруучу: { $name }.
desk-remove = Чыгаруу
desk-remove-question = { $name } чыгат, кайра киргизмейинче кире албайт.
desk-let-back = Кайра киргизүү
desk-hand-lower = Колун түшүрүү

## The door

desk-lobby = Күтүү залы: { $shown }
desk-admit = Киргизүү
desk-admit-all = Баарын киргизүү
desk-queue = Орун кезеги: { $shown }
desk-queue-detail = Орун көбөйсө, дароо киришет.

## Rules

rule-chat = Чат ачык
rule-hands = Кол көтөрсө болот
rule-questions_moderated = Суроолор алып баруучу уруксат бергенден кийин көрүнөт
rule-admission = Алып баруучу киргизет
rule-capacity = Орундар

## Slides

desk-slide-back = Артка
desk-slide-on = Алга
desk-slide-show = Слайддарды көрсөтүү
desk-slide-to = Слайдга
desk-slide-keys = Слайддар Page Up, Page Down баскычтары жана пульт менен которулат.
desk-slides = Слайддар
desk-slides-upload = Слайддарды жүктөө (PDF)
desk-slides-other = Башка PDF жүктөө
desk-slides-drawing = { $name }: слайддар даярдалууда…
desk-slides-failed = Бул файл окулган жок. Башка PDF тандаңыз.
desk-slides-remove = Бардык слайддарды өчүрүү
desk-slides-remove-question = Алар жазуудан да өчүрүлөт.

## Polls

desk-poll-new = Жаңы сурамжылоо
desk-poll-question = Эмне сурайсыз
desk-poll-kind = Түрү
poll-kind-single = Бир жооптуу
poll-kind-multiple = Бир нече жооптуу
poll-kind-quiz = Туура жообу бар
poll-kind-scale = Шкала
poll-kind-words = Сөз менен
desk-poll-options = Варианттар
desk-poll-option = Вариант { $number }
desk-poll-is-right = Вариант { $number } туура
desk-poll-right-help = Тууралары белгилеңиз; жабылганга чейин көрүнбөйт.
desk-poll-more = Вариант кошуу
desk-poll-fewer = Акыркысын алуу
desk-poll-from = Баштап
desk-poll-to = Чейин
desk-poll-open = Сурамжылоону баштоо
desk-poll-opened = Сурамжылоо башталды
desk-poll-later = Вебинар башталгандан кийин ачса болот.

## Tools

desk-check = Катышууну текшерүү
desk-check-open = Текшерүү
desk-check-close = Аяктоо
desk-check-answered = Жооп берди: { $count }
desk-seconds = Секунд
desk-minutes = Мүнөт
desk-announce = Жарыя
desk-announce-send = Жарыялоо
desk-timer-start = Баштоо
desk-timer-stop = Токтотуу
desk-groups = Топтор
desk-groups-count = Канча топ
desk-groups-open = Ачып, бөлүштүрүү
desk-groups-recall = Баарын кайра чакыруу
desk-group-name = { $number }-топ

## Planning

plan-title = Вебинар пландоо
plan-change-title = Вебинарды өзгөртүү
plan-course = Курс
plan-choose = Тандаңыз
plan-no-courses = Азырынча курс жок. Алгач курс түзүңүз.
plan-no-items = Бул курста вебинар элементи жок. Алгач кошуңуз.
plan-to-course = Курска кошуу
plan-item = Курстун элементи
plan-name = Аталышы
plan-name-help = Бош калса – элементтин аталышы.
plan-series = Кайталанат
plan-day = Күнү
plan-first-day = Биринчи күнү
plan-time = Башталышы
plan-minutes = Мүнөт
plan-zone = Саат алкагы
plan-groups = Ушул топтор үчүн гана
plan-groups-help = Тандалбаса – баарына.
plan-every = Кайталануу
plan-every-week = жума сайын
plan-every-day = күн сайын
plan-interval = Ар бир
plan-interval-help = 1: ар бири, 2: бирден кийин
plan-weekdays = Жуманын күндөрү
plan-ends = Аякташы
plan-ends-count = белгилүү сандан кийин
plan-ends-until = белгилүү күнү
plan-count = Канча жолу
plan-until = Акыркы күн
plan-except = Болбогон күндөр
plan-except-add = Күн кошуу
plan-send = Пландоо
plan-sent = Пландалды
plan-told = Катышуучуларга кат барат.
plan-told-again = Баарына кайра кат барат.
plan-leaves-series = Өзгөртүлсө, серияга баш ийбейт.
weekday-monday = Дш
weekday-tuesday = Шш
weekday-wednesday = Шр
weekday-thursday = Бш
weekday-friday = Жм
weekday-saturday = Иш
weekday-sunday = Жк
series-sessions = Жолугушуулар: { $count }
series-change = Серияны өзгөртүү
series-call-off = Серияны жокко чыгаруу
series-call-off-question = Баштала элек бардык жолугушуулар жокко чыгарылат. Кайтарууга болбойт.

## Attendance

attendance-none = Азырынча эч ким келген жок.
attendance-so-far = Алдын ала: вебинар аяктаганда эсептелет.
attendance-name = Аты
attendance-minutes = Мүнөт
attendance-share = Үлүш
attendance-active = Аракеттер
attendance-checks = Текшерүү
attendance-cuts = Үзүлүү
attendance-watched = Жазуу, мүн
attendance-corrected = Оңдоо, мүн
attendance-correct = Оңдоо
attendance-correct-of = Оңдоо: { $name }
corrections = Катышууну оңдоолор
correction-kind = Эмнени оңдоо
correction-kind-seconds = Мүнөт кошуу же алуу
correction-kind-added = Ушул убакта болгон
correction-kind-taken_away = Ушул убакта болгон эмес
correction-minutes = Мүнөт
correction-minutes-help = Алуу үчүн терс сан.
correction-from = Баштап
correction-to = Чейин
correction-reason = Себеп
correction-seconds = { $minutes } мүнөт
correction-added = кошулду: { $from } – { $to }
correction-taken_away = алынды: { $from } – { $to }
