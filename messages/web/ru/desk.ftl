# The desk of a webinar’s host, planning, and attendance lists.

desk-start = Начать вебинар
desk-end = Завершить вебинар
desk-end-question = Все участники выйдут. Начать снова нельзя.
desk-present = Присутствуют
desk-waiting = Ждут
desk-lost-many = Связь прервана
desk-weak = Слабая связь
desk-tools = Инструменты
desk-rules = Правила
desk-polls-closed = Завершённые опросы

## People

desk-find = Найти по имени
desk-found = Людей: { $shown }
desk-roll-failed = Не удалось обновить присутствие; повтор через минуту.
desk-removed = удалён
desk-lost = связь прервана
desk-gone = вышел
desk-cuts = Обрывов связи: { $count }
desk-person-more = Действия: { $name }
desk-make = Сделать: { $role }
desk-hand-over = Передать ведение
desk-hand-over-question = Ведущий: { $name }.
desk-remove = Удалить
desk-remove-question = { $name } выйдет и не сможет вернуться, пока вы не впустите.
desk-let-back = Впустить снова
desk-hand-lower = Опустить руку участника

## The door

desk-lobby = Зал ожидания: { $shown }
desk-admit = Впустить
desk-admit-all = Впустить всех
desk-queue = Очередь на места: { $shown }
desk-queue-detail = Они войдут, если увеличить число мест.

## Rules

rule-chat = Чат открыт
rule-hands = Можно поднимать руку
rule-questions_moderated = Вопросы видны после одобрения ведущего
rule-admission = Впускает ведущий
rule-capacity = Мест

## Slides

desk-slide-back = Назад
desk-slide-on = Дальше
desk-slide-show = Показать слайды
desk-slide-to = К слайду
desk-slide-keys = Слайды листаются клавишами Page Up, Page Down и пультом.
desk-slides = Слайды
desk-slides-upload = Загрузить слайды (PDF)
desk-slides-other = Загрузить другой PDF
desk-slides-drawing = { $name }: слайды готовятся…
desk-slides-failed = Этот файл не удалось прочитать. Выберите другой PDF.
desk-slides-remove = Удалить все слайды
desk-slides-remove-question = Они исчезнут и из записи.

## Polls

desk-poll-new = Новый опрос
desk-poll-question = Что спросить
desk-poll-kind = Вид
poll-kind-single = С одним ответом
poll-kind-multiple = С несколькими ответами
poll-kind-quiz = С правильным ответом
poll-kind-scale = Шкала
poll-kind-words = В словах
desk-poll-options = Варианты
desk-poll-option = Вариант { $number }
desk-poll-is-right = Вариант { $number } верный
desk-poll-right-help = Отметьте верные; участники увидят их после закрытия.
desk-poll-more = Ещё вариант
desk-poll-fewer = Убрать последний
desk-poll-from = От
desk-poll-to = До
desk-poll-open = Начать опрос
desk-poll-opened = Опрос начат
desk-poll-later = Опрос можно начать, когда вебинар идёт.

## Tools

desk-check = Проверка присутствия
desk-check-open = Проверить
desk-check-close = Завершить
desk-check-answered = Ответили: { $count }
desk-seconds = Секунды
desk-minutes = Минуты
desk-announce = Объявление
desk-announce-send = Объявить
desk-timer-start = Запустить
desk-timer-stop = Остановить
desk-groups = Группы
desk-groups-count = Сколько групп
desk-groups-open = Открыть и распределить
desk-groups-recall = Вернуть всех
desk-group-name = Группа { $number }

## Planning

plan-title = Запланировать вебинар
plan-change-title = Изменить вебинар
plan-course = Курс
plan-choose = Выберите
plan-no-courses = Курсов пока нет. Сначала создайте курс.
plan-no-items = В этом курсе нет элемента «вебинар». Сначала добавьте его.
plan-to-course = Добавить в курс
plan-item = Элемент курса
plan-name = Название
plan-name-help = Если пусто – название элемента.
plan-series = Повторяется
plan-day = День
plan-first-day = Первый день
plan-time = Начало
plan-minutes = Минут
plan-zone = Часовой пояс
plan-groups = Только для этих групп
plan-groups-help = Не выбрано – для всех.
plan-every = Повтор
plan-every-week = по неделям
plan-every-day = по дням
plan-interval = Через каждые
plan-interval-help = 1: каждый раз, 2: через раз
plan-weekdays = Дни недели
plan-ends = Окончание
plan-ends-count = после числа занятий
plan-ends-until = в день
plan-count = Сколько занятий
plan-until = Последний день
plan-except = Дни без занятий
plan-except-add = Добавить день
plan-send = Запланировать
plan-sent = Запланировано
plan-told = Все, для кого он проводится, получат письмо.
plan-told-again = Все получат новое письмо.
plan-leaves-series = После изменения он не следует серии.
weekday-monday = Пн
weekday-tuesday = Вт
weekday-wednesday = Ср
weekday-thursday = Чт
weekday-friday = Пт
weekday-saturday = Сб
weekday-sunday = Вс
series-sessions = Занятий: { $count }
series-change = Изменить серию
series-call-off = Отменить серию
series-call-off-question = Все не начавшиеся занятия отменятся. Вернуть нельзя.

## Attendance

attendance-none = Пока никого не было.
attendance-so-far = Предварительно: окончательно после завершения.
attendance-name = Имя
attendance-minutes = Минуты
attendance-share = Доля
attendance-active = Действия
attendance-checks = Проверки
attendance-cuts = Обрывы
attendance-watched = Запись, мин
attendance-corrected = Исправлено, мин
attendance-correct = Исправить
attendance-correct-of = Исправить: { $name }
corrections = Исправления присутствия
correction-kind = Что исправить
correction-kind-seconds = Добавить или снять минуты
correction-kind-added = Присутствовал с … до …
correction-kind-taken_away = Отсутствовал с … до …
correction-minutes = Минуты
correction-minutes-help = Отрицательное число – снять.
correction-from = С
correction-to = До
correction-reason = Причина
correction-seconds = { $minutes } минут
correction-added = добавлено: { $from } – { $to }
correction-taken_away = снято: { $from } – { $to }
