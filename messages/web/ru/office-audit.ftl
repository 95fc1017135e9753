# Who did what to whom.

audit-action = Действие
audit-from = С какого дня
audit-until = По какой день
audit-by = Кто
audit-whom = О ком
audit-nobody = Система
audit-gone = Больше не в реестре
audit-none = Таких записей нет.

## Details

audit-field-file-name = Файл
audit-field-rows = Строк
audit-field-email = Адрес электронной почты
audit-field-name = Название
audit-field-telephone = Телефон
audit-field-value = Значение
audit-field-register-number = Регистрационный номер
audit-field-active = Может войти
audit-field-decision = Решение
audit-field-title = Название
audit-field-kind = Вид
audit-field-what = Что
audit-field-format = Формат
audit-field-count = Количество
audit-field-people = Людей
audit-field-cards = Карточек
audit-field-reason = Причина
audit-field-roles = Роли
audit-field-surname = Фамилия
audit-field-given-name = Имя
audit-field-position = Должность
audit-field-subject = Предмет
audit-field-since = Первый день
audit-field-until = Последний день
audit-yes = да
audit-no = нет

## Actions

audit-person-registered = Зарегистрирован человек
audit-person-changed = Изменены данные человека
audit-person-switched-off = Учётная запись отключена
audit-person-switched-on = Учётная запись включена
audit-roles-given = Изменены роли
audit-person-invited = Отправлено приглашение
audit-password-set = Пароль задан на сервере
audit-contact-added = Добавлен адрес или номер
audit-recovery-code-issued = Выдан код восстановления
audit-recovery-code-used = Использован код восстановления
audit-sign-in-card-issued = Выдана карточка для входа
audit-sign-in-card-used = Использована карточка для входа
audit-sign-in-cards-revoked = Отозваны карточки для входа
audit-organisation-created = Добавлена организация
audit-organisation-changed = Изменена организация
audit-placement-added = Место работы добавлено
audit-placement-corrected = Место работы исправлено
audit-placement-removed = Место работы удалено
audit-roster-applied = Список внесён в реестр
audit-roster-undone = Внесение списка отменено
audit-application-decided = Решение по заявке принято
audit-cohort-member-removed = Человек исключён из потока
audit-extension-granted = Срок продлён
audit-extension-withdrawn = Продление срока отменено
audit-person-enrolled = Человек зачислен на курс
audit-enrolment-moved = Перевод на другую версию курса
audit-certificate-corrected = Сертификат исправлен
audit-certificates-exported = Сертификаты выгружены
audit-certificate-revoked = Отозван сертификат
audit-attendance-corrected = Исправлена посещаемость
audit-answer-marked = Оценён ответ
audit-appeal-decided = Решена апелляция
audit-question-corrected = Исправлен опубликованный вопрос
audit-indicator-value-entered = Значение показателя внесено
audit-data-exported = Выгружены личные данные
audit-signing-key-replaced = Заменён ключ подписи
audit-letter-given-up = Отказались от отправки письма
