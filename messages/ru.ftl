# Все тексты продукта на русском языке.

## language: its own name

language-name = Русский

## problem: what went wrong, and what to do (error.rs)

problem-malformed = Запрос не удаётся прочитать
    .detail = Он повреждён или это не правильный JSON. Проверьте и отправьте снова.
problem-unauthenticated = Вы не вошли в систему
    .detail = Войдите и повторите попытку.
problem-wrong-credentials = Неверный адрес электронной почты или пароль
    .detail = Проверьте и повторите попытку или запросите ссылку для входа.
problem-token-invalid = Ссылка больше не действует
    .detail = Срок её действия истёк или она уже использована. Запросите новую.
problem-forbidden = У вас нет права на это действие
    .detail = Если оно вам нужно, обратитесь к администратору.
problem-not-found = Не найдено
    .detail = Такого нет или это вам недоступно. Проверьте адрес.
problem-method-not-allowed = Этот адрес не принимает такой метод
    .detail = Допустимые методы указаны в документации API.
problem-email-taken = Этот адрес электронной почты уже занят
    .detail = Укажите другой или найдите человека, которому он принадлежит.
problem-already-exists = Такое уже существует
    .detail = Выберите другой код или название.
problem-last-administrator = Нельзя убрать последнего администратора
    .detail = Сначала назначьте администратором другого человека.
problem-not-published = Курс ещё не опубликован
    .detail = Сначала опубликуйте его.
problem-in-use = Это где-то используется
    .detail = Сначала уберите его оттуда.
problem-no-tries-left = Попыток больше нет
    .detail = Если нужна ещё одна, обратитесь к методисту.
problem-attempt-closed = Попытка завершена
    .detail = Она отправлена; ответы больше не меняются.
problem-attempt-not-started = Попытка ещё не начата
    .detail = Сначала начните её: с этого момента пойдёт время.
problem-quiz-not-open = Тест ещё не открыт
    .detail = Он откроется в указанное в курсе время.
problem-quiz-closed = Тест закрыт
    .detail = Если вы не успели его пройти, обратитесь к методисту.
problem-try-too-soon = Следующую попытку нужно подождать
    .detail = Вернитесь, когда пройдёт время, которое автор установил между попытками.
problem-no-way-back = На предыдущий вопрос ответить уже нельзя
    .detail = В этом тесте на вопросы отвечают по порядку.
problem-not-gradable = Это нельзя оценить вручную
    .detail = Человек оценивает только эссе отправленной попытки.
problem-already-marked = Вы не можете оценить этот ответ
    .detail = Вы его уже оценили, или оценок достаточно. Дальнейшие изменения возможны только по апелляции.
problem-too-many-files = В попытке уже максимальное число файлов
    .detail = Используйте файлы, которые уже загружены.
problem-appeal-closed = Подать апелляцию сейчас нельзя
    .detail = Апелляцию подают после того, как оценка известна, и в течение установленного числа дней.
problem-appeal-decided = Решение по апелляции уже принято
    .detail = Решение не меняется. Откройте апелляцию, чтобы его прочитать.
problem-regrading = Вопрос сейчас переоценивается
    .detail = Предыдущее исправление ещё обрабатывается. Повторите чуть позже.
problem-webinar-closed = Вебинар не открыт
    .detail = Он ещё не начался или уже закончился. Проверьте время.
problem-certificate-revoked = Сертификат отозван
    .detail = Обратитесь к регистратору.
problem-certificate-not-drawable = Файл сертификата подготовить нельзя
    .detail = В имени или названии есть знак, который нельзя напечатать. Обратитесь к регистратору.
problem-idempotency-key-reused = Idempotency-Key уже использован для другого запроса
    .detail = Используйте новый ключ для каждого запроса.
problem-changed = Кто-то уже изменил это
    .detail = Обновите и повторите своё изменение.
problem-too-large = Слишком большой размер
    .detail = Уменьшите и отправьте снова.
problem-unsupported-media-type = Такой тип данных не принимается
    .detail = Используйте application/json для JSON или разрешённый тип для файлов.
problem-range-not-satisfiable = Запрошенный диапазон вне файла
    .detail = Проверьте размер файла и повторите.
problem-invalid = Некоторые поля заполнены неверно
    .detail = Исправьте перечисленные ниже поля и отправьте снова.
problem-if-match-required = Отсутствует заголовок If-Match
    .detail = Отправьте в нём прочитанный ETag.
problem-too-many-requests = Слишком много попыток
    .detail = Повторите через время, указанное в Retry-After.
problem-internal = Ошибка сервера
    .detail = Она записана в журнал. Повторите, а если не поможет, сообщите администратору.
problem-unavailable = Сервер временно недоступен
    .detail = Повторите через несколько секунд.

## field: why a field was refused (http/json.rs)

field-empty = не заполнено
field-too-short = должно быть не меньше { $min } символов или элементов
field-too-long = должно быть не больше { $max } символов или элементов
field-too-small = должно быть не меньше { $min }
field-too-great = должно быть не больше { $max }
field-email = не является адресом электронной почты
field-invalid = неверно
field-unreadable = не удаётся прочитать: { $reason }
field-unknown = не существует
field-name = не должно начинаться или заканчиваться пробелом и содержать управляющие символы
field-time-zone = не является названием часового пояса (например, Asia/Ulaanbaatar)
field-exactly-one-correct = должен быть ровно один правильный вариант
field-at-least-one-correct = должен быть хотя бы один правильный вариант
field-not-a-number = не является числом
field-zero = не может быть нулём
field-too-few-points = должно быть не меньше трёх точек
field-not-after = должно быть позже начала
field-formula-unreadable = не является формулой
field-formula-unknown-variable = называет переменную, которой нет
field-formula-set = не имеет значения для одного из наборов значений
field-too-many = больше, чем допускает вопрос
field-one-of-person-and-organisation = должен быть указан либо человек, либо организация
field-unknown-choice = такого номера в тесте нет
field-repeated-choice = указано дважды
field-order-incomplete = нужно указать все элементы
field-not-the-questions-kind = ответ не того вида, которого требует вопрос
field-duplicate-identifier = указан второй раз
field-identifier-jumps = раньше обозначал другое
field-incomplete = чего-то не хватает: назовите каждый модуль, элемент и вопрос один раз
field-media-type = содержимое не соответствует заявленному типу
field-file-missing = файла { $file } нет
field-damaged-text = текст повреждён или это не текст
field-exactly-one-content = должно быть ровно одно из lesson, quiz и webinar
field-not-the-question = это не идентификатор исправляемого вопроса
field-kind-changed = исправление не может менять вид
field-parts-changed = исправление не может менять число частей и то, из чего выбирались значения
field-part-moved = стояло на другом месте: исправление не может менять порядок частей
field-nothing-corrected = совпадает с прежним
field-one-level-each = нужно указать по одному уровню для каждого критерия
field-unknown-level = такого уровня у критерия нет
field-by-rubric = следует из уровней критериев: не указывайте
field-without-rubric = у вопроса нет критериев: не указывайте
field-only-accepted = указывается только при удовлетворённой апелляции
field-nothing-answered = удовлетворить нельзя: ответа не было

## room: why a webinar's room refuses something (webinars/command.rs)

room-webinar-ended = Вебинар окончен
room-webinar-cancelled = Вебинар отменён
room-webinar-not-started = Вебинар ещё не начался
room-webinar-already-started = Вебинар уже начался
room-not-allowed = У вас нет права на это действие
room-room-full = Зал заполнен, попробуйте немного позже
room-too-many-devices = Вы вошли со слишком многих устройств, выйдите на одном из них
room-session-unknown = Соединение обновлено, войдите ещё раз
room-command-too-old = Это действие устарело
room-too-many-commands = Вы отправляете слишком быстро, подождите несколько секунд
room-text-invalid = Текст пуст или содержит недопустимые знаки
room-text-too-long = Текст слишком длинный
room-hand-already-raised = Ваша рука уже поднята
room-hand-not-raised = Рука не поднята
room-slide-invalid = Такого слайда нет
room-frame-invalid = Сообщение не удалось прочитать
room-room-busy = Зал перегружен, отправьте ещё раз

## date: dates and times (messages/dates.rs)

date-month-1 = января
date-month-2 = февраля
date-month-3 = марта
date-month-4 = апреля
date-month-5 = мая
date-month-6 = июня
date-month-7 = июля
date-month-8 = августа
date-month-9 = сентября
date-month-10 = октября
date-month-11 = ноября
date-month-12 = декабря
date-day = { $day } { $month } { $year } г.
date-moment = { $date }, { $time } ({ $zone })

## missing: what a course still asks for (completion/http.rs)

missing-lesson-unread = Прочитайте занятие
missing-quiz-not-passed = Сдайте тест
missing-webinar-not-attended = Нужно присутствовать не менее { $needed } % времени вебинара; ваше присутствие — { $attended } %

## certificate: what stands on the paper, in the language of the course (certificates/wording.rs)

certificate-title = СЕРТИФИКАТ
certificate-presented-to = Настоящий сертификат подтверждает, что
certificate-surname = Фамилия
certificate-given-name = Имя
certificate-statement = успешно завершил(а) обучение по курсу
certificate-course = «{ $title }»
certificate-hours-label = Объём курса, академических часов
certificate-hours = { $hours }
certificate-completed-on = Дата завершения
certificate-serial-number = Номер сертификата
certificate-verification = Проверить сертификат

## verify: the page on which anybody checks a certificate (certificates/page.rs)

verify-brand = Surgalt · Проверка сертификата
verify-valid = Сертификат действителен
    .lead = Сверьте эти данные с тем, что написано на сертификате.
verify-revoked = Сертификат аннулирован
    .lead = Он был выдан, но больше не действует.
verify-unknown = Сертификат с таким кодом не найден
    .lead = Сверьте код с сертификатом и введите его ещё раз.
verify-too-many = С этого адреса проверено слишком много сертификатов
    .lead = Повторите попытку через пятнадцать минут.
verify-ask = Проверка сертификата
    .lead = Введите код, указанный на сертификате.
verify-code = Код проверки
verify-button = Проверить
verify-name = Кому выдан
verify-course = Курс
verify-issuer = Кем выдан

## letter: what the platform writes to people (mail/letters.rs)

letter-greeting = Здравствуйте, { $name }!
letter-footer = Это письмо отправлено автоматически, отвечать на него не нужно.
letter-token = Если ссылка не открывается, скопируйте этот код: { $token }
letter-fact-course = Курс
letter-fact-webinar = Вебинар
letter-fact-time = Время

letter-invitation =
    .subject = Приглашение в Surgalt
    .lead = Для вас создана учётная запись в Surgalt — системе дистанционного обучения учителей. Чтобы начать, задайте пароль. Адрес для входа: { $email }
    .button = Задать пароль
    .note = Ссылка одноразовая и действует до { $until }.
letter-magic-link =
    .subject = Ссылка для входа в Surgalt
    .lead = По ссылке ниже вы войдёте без пароля. Ваш адрес: { $email }
    .button = Войти
    .note = Ссылка одноразовая и действует до { $until }. Если вы её не запрашивали, просто не отвечайте на это письмо.
letter-password-changed =
    .subject = Ваш пароль изменён
    .lead = Пароль вашей учётной записи Surgalt изменён, все остальные устройства вышли из системы.
    .note = Если это сделали не вы, сразу попросите администратора прислать новое приглашение.
letter-enrolled =
    .subject = Вы зачислены на курс: { $course }
    .lead = Вы зачислены на курс «{ $course }».
    .button = Открыть курс
    .note = На странице курса всегда видно, что ещё осталось сделать для его завершения.
letter-webinar-scheduled =
    .subject = Вебинар: { $title }, { $time }
    .lead = Назначен вебинар курса «{ $course }». Если раньше вам сообщали другое время, действует это.
    .button = Открыть вебинар
    .note = Файл для календаря приложен.
letter-webinar-soon =
    .subject = Скоро начнётся вебинар: { $title }
    .lead = Скоро начнётся вебинар курса «{ $course }»: { $time }.
    .button = Присоединиться к вебинару
    .note = Если связь прервётся, подключитесь снова: ваше присутствие сохранится.
letter-appeal-decided =
    .subject = Решение по вашей апелляции: { $course }
    .lead = Ваша апелляция по тесту «{ $item }» курса «{ $course }» { $accepted ->
        [yes] удовлетворена
       *[no] отклонена
    }.
    .button = Открыть попытку
    .note = Ответ: { $answer }
letter-fact-marks = Баллы
letter-marks-changed = { $before } → { $after }
letter-certificate-issued =
    .subject = Ваш сертификат: { $course }
    .lead = Поздравляем! Вы завершили курс «{ $course }». Сертификат приложен.
    .button = Проверить сертификат
    .note = По этому адресу любой может убедиться, что сертификат подлинный.
letter-certificate-without-file = Файл сертификата подготовить не удалось: в имени или названии курса есть знак, который нельзя напечатать. Сертификат действителен, регистратор уже знает об этом.
