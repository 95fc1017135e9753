# Quizzes: before a try, while it runs, and its result.

quiz-course = Курс
quiz-attempt = Тест
quiz-to-quiz = Страница теста

## Before a try

quiz-time = Время
quiz-no-limit = Без ограничения
quiz-minutes = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[other] { $minutes } минут
}
quiz-terms-questions = Вопросов
quiz-terms-pass = Чтобы сдать
quiz-terms-percent = { $percent } процентов или больше
quiz-terms-tries = Попытки
quiz-terms-any-tries = Сколько угодно
quiz-tries-left = Осталось попыток: { $count }.
quiz-needs = Чтобы сдать, нужно { $percent } процентов.
quiz-back-to-course = Назад к курсу
quiz-terms-best = Засчитывается лучшая.
quiz-terms-first = Засчитывается первая.
quiz-terms-last = Засчитывается последняя.
quiz-terms-average = Засчитывается среднее.
quiz-terms-wait = Между попытками нужно ждать { $minutes } мин.
quiz-terms-how = Как отвечать
quiz-terms-sequential = Вопрос за вопросом; вернуться нельзя.
quiz-terms-penalty = Неверный ответ стоит { $percent } процентов баллов вопроса.
quiz-terms-certainty = Для каждого ответа вы указываете, насколько уверены; от этого зависят баллы.
quiz-counts = Обязательность
quiz-required = Обязателен для завершения курса
quiz-optional = Необязательный
quiz-open = Доступ
quiz-window-not_yet = Ещё не открыт.
quiz-window-open = Открыт.
quiz-window-grace = Срок прошёл, но ещё принимается.
quiz-window-closed = Закрыт.
quiz-opens-at = Откроется: { $at }
quiz-closes-at = Закроется: { $at }
quiz-closed-at = Закрыт: { $at }
quiz-begin = Начать тест
quiz-begin-again = Пройти ещё раз
quiz-begin-detail = Каждый ответ сразу сохраняется. Можно сделать перерыв и продолжить позже.
quiz-begin-timed = Время пойдёт сразу после начала. Каждый ответ сразу сохраняется. Если связь прервётся, можно продолжать.
quiz-begin-needs-line = Чтобы начать, нужна связь. Потом можно работать и без неё.
quiz-start = Начать
quiz-goes-on = Незаконченная попытка
quiz-goes-on-detail = Попытка { $number } не закончена. Ваши ответы сохранены.
quiz-continue = Продолжить
quiz-ahead = Загрузить заранее
quiz-ahead-detail = При слабой связи загрузите вопросы сейчас. До начала они закрыты, а для начала связи почти не потребуется.
quiz-ahead-done = Запечатанный вариант на этом устройстве ({ $size } кБ).
quiz-tries = Попытки
quiz-no-tries = Вы ещё не проходили этот тест.
quiz-try = Попытка { $number }
quiz-try-counts = Засчитывается эта попытка
quiz-state-created = Не начата
quiz-state-open = Не закончена
quiz-state-overdue = Время вышло
quiz-state-submitted = Ожидает оценки
quiz-state-abandoned = Без ответов
quiz-not-started = Эта попытка ещё не начата. Откройте тест из курса, чтобы начать.

## While it runs

quiz-time-left = Осталось времени
quiz-minutes-left = { $minutes ->
    [one] Осталась { $minutes } минута
    [few] Осталось { $minutes } минуты
   *[other] Осталось { $minutes } минут
}
quiz-done = Отвечено: { $done } из { $of }
quiz-unsent = Не отправлено: { $count }
quiz-questions = Все вопросы
quiz-question = Вопрос { $number } из { $of }
quiz-question-number = Вопрос { $number }
quiz-information = Информация
quiz-worth = Баллы: { $marks }
quiz-previous = Назад
quiz-next = Дальше
quiz-to-review = Проверить и отправить
quiz-one-way = После ответа на следующий вопрос этот ответ изменить нельзя.
quiz-no-way-back = Вы ответили на следующий вопрос, поэтому этот ответ изменить нельзя.
quiz-flag = Вернуться позже
quiz-unflag = Не возвращаться
quiz-flagged = вернуться позже
quiz-answered = есть ответ
quiz-not-answered = Нет ответа
quiz-not-saved = не сохранён
quiz-number-state = Вопрос { $number }: { $state }
quiz-certainty = Насколько вы уверены?
quiz-certainty-low = Не очень
quiz-certainty-middle = Скорее да
quiz-certainty-high = Полностью

## How an answer stands

quiz-writing = Записывается…
quiz-sending = Отправляется…
quiz-waiting = Сохранено на устройстве, ждёт связи
quiz-saved-at = Сохранено в { $time }
quiz-late = Пришло после окончания времени и не засчитывается
quiz-refused = Не сохранено: { $why }
quiz-overtaken = Засчитывается более новый ответ с другого устройства. Ваш здешний ответ тоже сохранён.
quiz-use-mine = Взять здешний
quiz-use-other = Оставить нынешний

## Kinds of questions

quiz-true = Верно
quiz-false = Неверно
quiz-choose = Выберите
quiz-choose-many = Можно выбрать несколько.
quiz-words = Слов: { $words }
quiz-number-help = Напишите число.
quiz-units = Единицы: { $units }
quiz-match-for = Пара для: { $prompt }
quiz-ordering-help = Расположите по порядку: кнопками со стрелками, клавишами со стрелками или перетаскиванием.
quiz-order-stays = Оставить этот порядок
quiz-moved = { $item }: { $place } из { $of }
quiz-drag = Переместить: { $item }, сейчас { $place }
quiz-up = Выше: { $item }
quiz-down = Ниже: { $item }
quiz-gap = Пропуск { $number }
quiz-hotspot-help = Укажите на рисунке. Не более: { $most }
quiz-board = Рисунок: { $picture }. Двигайте стрелками, указывайте клавишей Enter.
quiz-place = Место { $number }
quiz-placed = На рисунке
quiz-remove-point = Убрать точку { $number }
quiz-labels-help = Выберите подпись, затем укажите её место на рисунке.
quiz-put-where = Куда поместить
quiz-take-back = Убрать: { $item }
quiz-files-help = Прикрепите файлы. Не более: { $most }
quiz-file = Файл
quiz-add-file = Выбрать файл
quiz-remove-file = Убрать: { $name }
quiz-file-waits = Сохранено на устройстве, ждёт отправки

## Submitting

quiz-review = Перед отправкой
quiz-review-answered = Отвечено: { $answered } из { $of }
quiz-review-open = Вопросов без ответа: { $count }
quiz-review-flagged = Вернуться позже: { $count }
quiz-review-refused = Не сохранено ответов: { $count }
quiz-review-waiting = Ответов ждёт отправки: { $count }
quiz-submit = Отправить
quiz-submit-final = После отправки изменить ответы нельзя.
quiz-submit-without-line = Связи нет. Если отправить сейчас, ответы останутся на устройстве и уйдут, как только связь появится.
quiz-back-to-questions = Вернуться к вопросам
quiz-time-over = Время вышло
quiz-all-saved = Все ваши ответы сохранены. Подсчитываем результат.
quiz-overdue = Все ваши ответы сохранены. Если на другом устройстве остались ответы, сначала подключите его (до { $until }). Если нет, отправляйте сейчас.
quiz-late-counts = Ответов, данных вовремя и ещё не отправленных: { $count }. Они засчитываются, если уйдут до { $until }.
quiz-late-kept = Ответов, не отправленных вовремя: { $count }. Они сохранятся в истории, но могут не засчитаться.
quiz-submitting = Отправка
quiz-submitting-now = Ваши ответы отправляются…
quiz-submitting-later = Ваше решение сохранено. Тест будет отправлен, как только появится связь.
quiz-stay-near = Связи нет. Ответы останутся на устройстве, даже если закрыть эту страницу.

## The result

quiz-result = Результат
quiz-passed = Тест сдан
quiz-not-passed = Тест не сдан
quiz-being-graded = Ожидает оценки
quiz-being-graded-detail = Часть ответов оценивает человек. Когда всё будет готово, придёт письмо.
quiz-abandoned = Без ответов
quiz-abandoned-detail = За отведённое время не пришло ни одного ответа.
quiz-marks-of = { $marks } из { $most } баллов
quiz-submitted-at = Попытка { $number }. Отправлена: { $at }
quiz-does-not-count = Засчитывается другая попытка.
quiz-lost = Незасчитанные ответы
quiz-lost-detail = На этом устройстве есть незасчитанные ответы: { $count }. Они показаны ниже у своих вопросов.
quiz-answers = Ответы
quiz-your-answer = Ваш ответ
quiz-on-device = Ответ на этом устройстве
quiz-right-answer = Правильный ответ
quiz-explanation = Пояснение
quiz-came-late = Пришёл после окончания времени.
quiz-grader = Комментарий проверяющего
quiz-mark-changes = Изменения балла
quiz-why-graded = оценено автоматически
quiz-why-regraded = оценено заново
quiz-why-marked = оценено человеком
quiz-why-reconciled = сведены две оценки
quiz-why-appeal = изменено по апелляции

quiz-appeal = Апелляция
quiz-appeal-make = Подать апелляцию
quiz-appeal-why = Почему балл неверен?
quiz-appeal-help = По каждому вопросу подаётся одна апелляция.
quiz-appeal-send = Отправить апелляцию
quiz-appeal-sent = Апелляция отправлена
quiz-appeal-waits = Ожидает решения.
quiz-appeal-accepted = Апелляция принята.
quiz-appeal-refused = Балл остаётся прежним.
quiz-appeal-marks = Баллы: { $before } → { $after }

## The history

quiz-history = История и квитанции
quiz-history-detail = Здесь записано всё, что происходило в этой попытке, и ничего нельзя изменить. При проверке устройство само пересчитывает каждую запись и сверяет её со своими квитанциями.
quiz-check = Проверить квитанции
quiz-intact = Всё на месте: записей { $entries }, квитанций этого устройства { $receipts }.
quiz-broken = Найдено расхождение. Запись: { $number }, несовпавших квитанций: { $missing }. Сообщите ответственному за курс.
quiz-entry = №
quiz-entry-when = Когда
quiz-entry-what = Что
quiz-entry-receipt = Квитанция
quiz-entry-created = Создана
quiz-entry-started = Начата
quiz-entry-answered = Ответ сохранён
quiz-entry-superseded = Ответ сохранён (засчитывается более новый)
quiz-entry-late = Ответ пришёл поздно
quiz-entry-observed = Замечено устройством
quiz-entry-extended = Срок продлён
quiz-entry-submitted = Отправлена
quiz-entry-closed = Закрыта по окончании времени
