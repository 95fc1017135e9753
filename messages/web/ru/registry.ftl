# What a registrar works with: the register of certificates, exports, credits.

## The register

register-title = Реестр сертификатов
register-certificate = Сертификат
register-search = Имя или номер сертификата
register-search-help = Начало фамилии или имени, или обоих (сначала фамилия); либо номер целиком.
register-filters = Фильтры
register-year = Год завершения
register-programme = Программа
register-place = Организация
register-place-any = Все организации
register-any = Все
register-state = Состояние
register-state-any = Все
register-state-valid = Действителен
register-state-superseded = Исправленная версия
register-state-revoked = Аннулирован
register-export = Отраслевая система
register-export-waiting = Не отправлен
register-export-exported = Ожидает ответа
register-export-registered = Зарегистрирован
register-export-changed = Изменение не отправлено
register-export-refused = Отклонён
register-export-not_needed = Отправлять не нужно
register-version = Версия { $number }
register-empty = Таких сертификатов нет.
register-show-all = Показать все сертификаты

## A certificate

register-surname = Фамилия
register-given-name = Имя
register-course = Курс
register-size = Объём курса
register-hours = Академических часов: { $hours }
register-credits = Кредитов: { $credits }
register-completed-on = Дата завершения
register-issuer = Кем выдан
register-issued-at = Выдан
register-corrected-at = Исправлен
register-superseded-at = Исправлена
register-code = Код проверки
register-pdf = Скачать сертификат (PDF)
register-credits-of = Кредиты этого человека
register-not-drawn = Не удалось создать файл сертификата
register-not-drawn-detail = Сертификат действителен. После исправления имени файл создаётся заново.
register-versions = Версии
register-versions-about = Сейчас действует версия { $number }. У исправленных версий тот же номер, и при проверке видно, что есть более новая.

register-correct = Исправить
register-correct-title = Исправление сертификата
register-correct-about = Номер { $number } сохранится, появится новая версия. Владелец получит новый сертификат по почте.
register-correct-send = Выпустить новую версию
register-corrected = Сертификат исправлен
register-reason-help = Остаётся в реестре; при проверке сертификата её не видно.
register-revoke = Аннулировать
register-revoke-about = Аннулированный сертификат нельзя восстановить. Если имя неверно, исправьте его.
register-revoke-question = Аннулировать сертификат { $number } ({ $name })? Отменить это нельзя.
register-revoked = Сертификат аннулирован

## Exports to the sector's information system

export-title = Экспорт в отраслевую систему
export-once = Каждый сертификат регистрируется ровно один раз
export-once-detail = В пакет входит только то, что ещё не зарегистрировано или изменилось после регистрации. То, что ожидает ответа, в другой пакет не попадёт. У каждой строки постоянный ключ сертификата, поэтому повторная отправка не создаёт дубликатов.
export-step-begin = Создайте пакет. Его содержание фиксируется в этот момент.
export-step-file = Скачайте файл и загрузите его в отраслевую информационную систему.
export-step-answer = Загрузите сюда ответы. Первый ответ на строку остаётся в силе.
export-begin-title = Новый пакет
export-begin-about = Если ничего не выбрать, войдут все сертификаты, которые пора отправить.
export-begin = Создать пакет
export-begun = Пакет готовится
export-batches = Пакеты
export-batch = Пакет
export-none = Пакетов пока нет.
export-wanted-all = Все сертификаты
export-wanted-year = { $year } год
export-preparing = Готовится
export-preparing-detail = Подготовка продолжится, даже если закрыть страницу.
export-open = Ожидает ответов
export-open-detail = Отправьте файл и загрузите ответы ниже.
export-closed = Завершён
export-closed-detail = Ответы получены на все строки.
export-answered = Строки с ответом
export-taken = Вошло { $rows } из { $of }
export-rows = Всего: { $rows }
export-accepted = Зарегистрировано: { $rows }
export-refused = Отклонено: { $rows }
export-waiting = Ожидает: { $rows }
export-unchanged = Было с ответом: { $rows }
export-file = Файл для отправки
export-file-about = Сколько бы раз вы его ни скачали, он один и тот же.
export-answer = Загрузить ответы
export-answer-file = Файл ответов (CSV или JSON)
export-answer-help = Столбцы key, outcome (accepted или refused) и reason. Можно заполнить и вернуть отправленный файл. Повторная загрузка того же файла ничего не меняет.
export-answer-send = Загрузить ответы
export-answer-taken = Ответы записаны
export-contradicting = Строк с другим прежним ответом: { $rows }. Первый ответ остаётся в силе:
export-row-by-row = По строкам
export-outcome = Фильтр по ответу
export-row-sent = Нет ответа
export-row-accepted = Зарегистрирован
export-row-refused = Отклонён
export-no-rows = Таких строк нет.
export-change-new = Новый
export-change-changed = Исправление
export-change-revoked = Аннулирование
export-register-number = Регистрационный номер
export-release = Отправить снова
export-release-all = Отправить снова всё отклонённое
export-release-one = Включить сертификат { $number } в следующий пакет без изменений?
export-release-question = Включить все отклонённые в следующий пакет без изменений? Исправленные войдут сами.
export-released = Войдёт в следующий пакет: { $rows }

## Credits

credits-title = Кредиты учителей
credits-about = Посмотрите кредиты человека и внесите полученные в другом месте.
credits-search = Имя или регистрационный номер
credits-nobody = Такого человека нет.
credits-attestation = Следующая аттестация
credits-attestation-stands = Для следующей аттестации нужно кредитов: { $needed }. Получено: { $earned }, не хватает: { $missing }.
credits-until-unknown = день неизвестен
credits-by-year = По годам
credits-source = Откуда
credits-earned-elsewhere = Кредиты, полученные в другом месте
credits-none-elsewhere = Кредиты, полученные в другом месте, не внесены.
credits-enter-title = Добавить кредиты
credits-enter = Внести кредиты
credits-entered = Кредиты внесены
credits-course = Название курса
credits-provider = Где
credits-grounds = Основание
credits-grounds-help = Почему они засчитываются и что вам показали.
credits-evidence = Подтверждающий файл
credits-evidence-help = Необязательно: фотография сертификата, PDF.
credits-evidence-show = Скачать подтверждение
credits-withdraw = Отозвать
credits-withdraw-about = Отзывает внесённое по ошибке. Запись остаётся видимой, но больше не учитывается.
credits-withdraw-question = Отозвать запись «{ $title }»? Отменить это нельзя.
credits-withdrawn = Отозвано
credits-withdrew = Запись отозвана
