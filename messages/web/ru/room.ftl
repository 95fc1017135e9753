# The room of a webinar, and its replay.

room-parts = Разделы вебинара
room-connected = Подключено
room-connected-plainly = Подключено (запасным способом)
room-connecting = Подключение…
room-cut = Связь прервалась. Написанное сохранится и отправится, когда она вернётся.
room-again-in = Повтор через { $seconds } с
room-again-now = Сейчас
room-unconfirmed = Ещё не подтверждено: { $count }
room-present = Присутствуют: { $shown }
room-thin = Экономить трафик
room-leave = Выйти
room-not-begun = Вебинар ещё не начался. Подождите здесь, чат открыт.
room-host-missing = Ведущий сейчас не на связи. Вебинар продолжается, подождите.
room-lobby = Вы в зале ожидания
room-lobby-detail = Вебинар откроется сам, когда ведущий вас впустит.
room-queue = Все места заняты: вы в очереди
room-queue-detail = Вы войдёте автоматически, как только освободится место. При обрыве связи место хранится 90 секунд.
room-place = Ваше место: { $place }
room-out-ended = Вебинар завершён
room-out-ended-detail = Присутствие и запись появятся через несколько минут.
room-out-removed = Ведущий удалил вас с вебинара
room-out-removed-detail = Если это ошибка, обратитесь к ведущему.
room-out-elsewhere = Вебинар открыт в другом окне
room-out-elsewhere-detail = Можно продолжить здесь.
room-out-left = Вы вышли
room-out-left-detail = Можно вернуться в любой момент.
room-continue-here = Продолжить здесь
room-to-webinar = Страница вебинара

## Slides

slide = Слайд
slides = Слайды
slide-none = Слайда пока нет
slide-number = Слайд { $slide }
slide-of = Слайд { $slide } из { $count }
slide-before = Предыдущий слайд
slide-after = Следующий слайд
slide-follow = К докладчику

## Chat

chat = Чат
chat-lines = Сообщения чата
chat-none = Пока никто не написал.
chat-earlier = Более ранние
chat-to-end = К последнему
chat-write = Написать сообщение
chat-send = Отправить
chat-sending = Отправляется…
chat-to = Кому:
chat-to-everybody = всем
chat-to-hosts = только ведущим
chat-to-group = своей группе
chat-closed = Чат закрыт. Можно написать ведущим.
chat-answering = Ответ: { $name }
chat-gone = Сообщение удалено
chat-edit = Изменить
chat-edited = изменено
chat-reply = Ответить
chat-remove = Убрать
chat-pin = Закрепить
chat-unpin = Открепить
chat-line-more = Действия: { $name }
chat-reaction = { $reaction }: { $people }
reactions = Реакции
reaction-thumbs_up = Нравится
reaction-thumbs_down = Не нравится
reaction-heart = Сердце
reaction-applause = Аплодисменты
reaction-laugh = Смешно
reaction-surprise = Удивление
reaction-sad = Грустно
reaction-puzzled = Непонятно

## Hands and people

hand-raise = Поднять руку
hand-lower = Опустить руку
hand-place = Ваша очередь: { $place }
hand-is-up = Рука поднята
hands = Поднятые руки
hands-none = Никто не поднял руку.
people = Люди
people-leading = Ведут

## Questions

questions = Вопросы
question-text = Ваш вопрос ведущим
question-ask = Спросить
questions-open = Открытые: { $count }
questions-answered = Отвеченные: { $count }
questions-none = Вопросов нет.
question-votes = Голоса: { $count }
question-waiting = Ждёт ведущего
question-withdraw = Отозвать
question-approve = Показать всем
question-answer-live = Ответили устно
question-answered-live = ответ дан устно
question-answer-write = Ответить письменно
question-answer-send = Отправить ответ
question-dismiss = Отклонить

## Polls

polls = Опросы
polls-none = Завершённых опросов нет.
poll-open = идёт
poll-closed = завершён
poll-answer = Ответить
poll-change = Изменить ответ
poll-counted = Ваш ответ учтён
poll-words = Ответьте в нескольких словах
poll-right = верно
poll-own = ваш ответ
poll-people = Ответили: { $count }
poll-not-shown = Результаты пока не показаны.
poll-right-options = Правильные ответы
poll-close = Закрыть
poll-close-and-show = Закрыть и показать
poll-show = Показать результаты

## What everybody is told

check-question = Вы здесь?
check-answer = Я здесь
check-answered = Спасибо, отмечено.
announcement-take-down = Снять
timer = Таймер
groups-open = Работа в группах
groups-own = Ваша группа: { $name }
notes = Заметки
notes-none = Заметок пока нет.
notes-text = Строка заметок
notes-add = Добавить

## Several people at one computer

companions = Рядом со мной
companions-detail = Каждый учитель за этим компьютером отмечается своим кодом.
companion-without-device = Нет своего устройства?
companion-code = Код отметки
companion-code-help = Шесть букв и цифр.
companion-check-in = Отметить
companion-checked-in = Отмечено
companion-check-out = Снять отметку
companion-show-own = Показать мой код
companion-own-code = Ваш код:

## The replay

replay = Запись
replay-play = Смотреть
replay-pause = Пауза
replay-speed = Скорость
replay-place = Место в записи
replay-chapters = Разделы
replay-counts = Просмотр засчитывается сам.
