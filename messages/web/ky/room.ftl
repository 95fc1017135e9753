# The room of a webinar, and its replay.

room-parts = Вебинардын бөлүктөрү
room-connected = Туташты
room-connected-plainly = Туташты (кошумча жол менен)
room-connecting = Туташууда…
room-cut = Байланыш үзүлдү. Жазганыңыз сакталып, туташканда жөнөтүлөт.
room-again-in = { $seconds } сек кийин кайра
room-again-now = Азыр
room-unconfirmed = Азырынча тастыкталган эмес: { $count }
room-present = Катышып жатат: { $shown }
room-thin = Трафикти үнөмдөө
room-leave = Чыгуу
room-not-begun = Вебинар баштала элек. Ушул жерде күтүңүз, чат ачык.
room-host-missing = Алып баруучу азыр байланышта эмес. Вебинар уланат, күтө туруңуз.
room-lobby = Сиз күтүү залындасыз
room-lobby-detail = Алып баруучу киргизгенде вебинар өзү ачылат.
room-queue = Орундар толгон: сиз кезектесиз
room-queue-detail = Орун бошогондо өзүңүз киресиз. Байланыш үзүлсө, кезегиңиз 90 секунд сакталат.
room-place = Сиздин кезегиңиз: { $place }
room-out-ended = Вебинар аяктады
room-out-ended-detail = Катышуу жана жазуу бир нече мүнөттөн кийин чыгат.
room-out-removed = Алып баруучу сизди вебинардан чыгарды
room-out-removed-detail = Ката деп ойлосоңуз, алып баруучуга кайрылыңыз.
room-out-elsewhere = Вебинар башка терезеде ачылды
room-out-elsewhere-detail = Ушул жерден улантса болот.
room-out-left = Сиз чыктыңыз
room-out-left-detail = Каалаган убакта кайра кирсеңиз болот.
room-continue-here = Ушул жерден улантуу
room-to-webinar = Вебинардын барагы

## Slides

slide = Слайд
slides = Слайддар
slide-none = Азырынча слайд жок
slide-number = Слайд { $slide }
slide-of = Слайд { $slide } / { $count }
slide-before = Мурунку слайд
slide-after = Кийинки слайд
slide-follow = Баяндамачыга кайтуу

## Chat

chat = Чат
chat-lines = Чаттын жазуулары
chat-none = Азырынча эч ким жаза элек.
chat-earlier = Мурункулар
chat-to-end = Акыркысына
chat-write = Жазуу
chat-send = Жөнөтүү
chat-sending = Жөнөтүлүүдө…
chat-to = Кимге:
chat-to-everybody = баарына
chat-to-hosts = алып баруучуларга гана
chat-to-group = өз тобума
chat-closed = Чат жабык. Алып баруучуларга жазса болот.
chat-answering = Жооп: { $name }
chat-gone = Жазуу өчүрүлдү
chat-edit = Оңдоо
chat-edited = оңдолду
chat-reply = Жооп берүү
chat-remove = Алып салуу
chat-pin = Бекитүү
chat-unpin = Бошотуу
chat-line-more = Аракеттер: { $name }
chat-reaction = { $reaction }: { $people }
reactions = Реакциялар
reaction-thumbs_up = Жакты
reaction-thumbs_down = Жаккан жок
reaction-heart = Жүрөк
reaction-applause = Кол чабуу
reaction-laugh = Күлкү
reaction-surprise = Таң калуу
reaction-sad = Кайгы
reaction-puzzled = Түшүнүксүз

## Hands and people

hand-raise = Кол көтөрүү
hand-lower = Колду түшүрүү
hand-place = Кезегиңиз: { $place }
hand-is-up = Колу көтөрүлгөн
hands = Көтөрүлгөн колдор
hands-none = Эч ким кол көтөргөн жок.
people = Адамдар
people-leading = Алып баргандар

## Questions

questions = Суроолор
question-text = Алып баруучуларга суроо
question-ask = Суроо берүү
questions-open = Ачык: { $count }
questions-answered = Жооп берилген: { $count }
questions-none = Суроо жок.
question-votes = Добуш: { $count }
question-waiting = Алып баруучуну күтүүдө
question-withdraw = Кайтарып алуу
question-approve = Баарына көрсөтүү
question-answer-live = Оозеки жооп берилди
question-answered-live = оозеки жооп берилди
question-answer-write = Жазуу жүзүндө жооп
question-answer-send = Жоопту жөнөтүү
question-dismiss = Четке кагуу

## Polls

polls = Сурамжылоо
polls-none = Аяктаган сурамжылоо жок.
poll-open = ачык
poll-closed = жабык
poll-answer = Жооп берүү
poll-change = Жоопту өзгөртүү
poll-counted = Жообуңуз эсептелди
poll-words = Бир нече сөз менен жооп бериңиз
poll-right = туура
poll-own = сиздики
poll-people = Жооп бергендер: { $count }
poll-not-shown = Жыйынтык азырынча көрсөтүлө элек.
poll-right-options = Туура жооптор
poll-close = Жабуу
poll-close-and-show = Жаап, көрсөтүү
poll-show = Жыйынтыкты көрсөтүү

## What everybody is told

check-question = Сиз ушул жердесизби?
check-answer = Мен бул жердемин
check-answered = Рахмат, белгиленди.
announcement-take-down = Алып салуу
timer = Таймер
groups-open = Топтор иштеп жатат
groups-own = Сиздин топ: { $name }
notes = Эскертүүлөр
notes-none = Эскертүүлөр азырынча жок.
notes-text = Эскертүү сабы
notes-add = Кошуу

## Several people at one computer

companions = Чогуу отургандар
companions-detail = Бул компьютердеги ар бир мугалим өз коду менен белгиленет.
companion-without-device = Өз түзмөгүңүз жокпу?
companion-code = Белгиленүү коду
companion-code-help = Алты тамга жана сан.
companion-check-in = Белгилөө
companion-checked-in = Белгиленди
companion-check-out = Белгини алуу
companion-show-own = Менин кодумду көрсөтүү
companion-own-code = Сиздин код:

## The replay

replay = Жазууну көрүү
replay-play = Ойнотуу
replay-pause = Тыным
replay-speed = Ылдамдык
replay-place = Жазуудагы орун
replay-chapters = Бөлүмдөр
replay-counts = Көргөн убактыңыз өзү эсептелет.
