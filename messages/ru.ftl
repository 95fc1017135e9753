# Все тексты продукта на русском языке.

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
problem-deadline-passed = Крайний срок прошёл
    .detail = Засчитываются ответы, сохранённые до этого времени.
problem-answer-superseded = Сохранён более новый ответ
    .detail = Откройте попытку заново, посмотрите сохранённый ответ и при желании ответьте ещё раз.
problem-not-gradable = Это нельзя оценить вручную
    .detail = Человек оценивает только эссе отправленной попытки.
problem-webinar-closed = Вебинар не открыт
    .detail = Он ещё не начался или уже закончился. Проверьте время.
problem-certificate-revoked = Сертификат отозван
    .detail = Обратитесь к регистратору.
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
field-unknown-choice = такого номера в тесте нет
field-repeated-choice = указано дважды
field-order-incomplete = нужно указать все элементы
field-not-the-questions-kind = ответ не того вида, которого требует вопрос

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
