# What an administrator looks after: people, organisations, the server.

## People

administration-people = Люди и роли
person-new = Добавить человека
person-new-about = Человек получит приглашение по почте и сам задаст пароль.
person-invite = Добавить и пригласить
person-invited = Приглашение отправлено
person-invite-again = Отправить приглашение снова
person-search = Имя или регистрационный номер
person-search-help = Достаточно начала имени, в любом написании.
person-nobody = Такого человека нет.
person-no-email = нет адреса электронной почты
person-inactive = Отключён
person-bounced = Письмо не доставлено
person-created = Добавлен: { $moment }
person-known = Сведения
person-surname = Фамилия
person-given-name = Имя
person-email = Адрес электронной почты
person-email-help = Сюда придёт приглашение.
person-telephone = Номер телефона
person-sector-code = Код в отраслевой системе
person-service-began-on = Начало работы в образовании
person-organisation = Организация
person-organisation-any = Все организации
person-organisation-help = Специалист управления образования видит людей этой организации и всех ниже неё.
person-position = Должность
person-language-help = На этом языке приходят письма.
person-roles = Что может делать этот человек
person-roles-title = Роли
person-roles-give = Сохранить роли
person-roles-given = Роли сохранены
person-officer-part = Своя часть структуры
person-officer-nowhere = никого не видно: организация не выбрана
person-access = Доступ
person-access-open = Этот человек может войти.
person-access-closed = Этот человек не может войти.
person-switch-off = Отключить
person-switch-off-question = { $name }: выход со всех устройств, вход станет невозможен. Отключить?
person-switched-off = Отключено
person-switch-on = Включить
person-switched-on = Включено

## Roles and positions

role-learner-about = Проходит курсы.
role-methodologist-about = Готовит курсы, ведёт вебинары, оценивает ответы.
role-officer-about = Отвечает за людей своей организации и всех ниже неё.
role-registrar-about = Ведёт реестр сертификатов.
role-administrator-about = Отвечает за людей, роли, организации и систему.
position-teacher = Учитель
position-director = Директор
position-kindergarten-head = Заведующая детским садом
position-training-manager = Завуч
position-social-worker = Социальный работник
position-education-office-specialist = Специалист управления образования
position-specialist = Специалист
position-other = Другое

## Organisations

administration-organisations = Структура организаций
organisation-about = Специалист видит свою организацию и всё, что ниже неё.
organisation-none = Организаций пока нет.
organisation-nothing-below = Ниже ничего нет.
organisation-below = Ниже
organisation-below-of = { $name }: ниже
organisation-new-root = Добавить головную организацию
organisation-new-below = Добавить ниже
organisation-create = Добавить
organisation-created = Организация добавлена
organisation-known = Сведения
organisation-name = Название
organisation-kind = Вид
organisation-code = Код
organisation-part-of = Входит в
organisation-is-root = головная организация
organisation-move = Переместить
organisation-move-about = Всё, что ниже, и люди переместятся вместе с ней.
organisation-move-question = { $name } переместится со всем, что ниже. То, что видят специалисты, изменится сразу. Переместить?
organisation-moved = Организация перемещена
organisation-people = Люди этой организации
kind-ministry = Министерство
kind-institute = Институт
kind-province = Аймак
kind-capital = Столица
kind-district = Район столицы
kind-soum = Сомон
kind-school = Школа
kind-kindergarten = Детский сад
kind-university = Университет
kind-partner = Партнёр
kind-other = Другое

## How the server is

administration-health = Состояние системы
health-look = Проверить снова
health-well = В порядке
health-look-here = Внимание
health-alive = Сервер отвечает.
health-not-alive = Сервер не отвечает.
health-ready = База данных отвечает.
health-not-ready = База данных не отвечает или сервер останавливается.
health-requests = Запросов: { $requests }, сбоев: { $failures }
health-failures = Доля сбоев сервера: { $share }
health-duration = Среднее время ответа: { $milliseconds } мс
health-queue-mail = Писем в очереди: { $waiting }
health-queue-work = Заданий в очереди: { $waiting }
health-queue-drawing = Слайдов в очереди: { $waiting }
health-oldest = Дольше всего ждёт: { $time }
health-mails = Отправлено писем: { $sent }
health-mails-failed = Будет повтор: { $failed }, отклонено: { $refused }
health-since = Считается с запуска сервера.
health-no-figures = Показатели здесь недоступны (/metrics закрыт).
health-at = Проверено: { $time }
signing-title = Ключ подписи
signing-about = Ключ, который подтверждает вход. Замените его, если он мог утечь. Никто не выйдет из системы.
signing-now = Текущий ключ
signing-rotate = Заменить ключ
signing-question = С этого момента используется новый ключ, старый перестанет действовать через несколько минут. Заменить?
signing-rotated = Ключ заменён

## Mail queue

mail-title = Очередь писем
mail-about = Письма уходят сами, как только их принимает почтовый сервер. Неудачные отправки повторяются со всё более долгими паузами.
mail-look = Обновить
mail-troubled-only = Только те, что не удалось отправить
mail-none = Ожидающих писем нет.
mail-due = Следующая попытка: { $moment }
mail-at-work = Отправляется прямо сейчас
mail-tries = Попыток: { $count }
mail-send-now = Отправить сейчас
mail-tried = Письмо отправляется
mail-give-up = Отказаться
mail-give-up-question = Это письмо не будет отправлено. Отменить это нельзя.
mail-given-up = Письмо не будет отправлено
letter-invitation = Приглашение
letter-magic-link = Ссылка для входа
letter-verify-address = Подтверждение адреса
letter-password-changed = Пароль изменён
letter-contacts-changed = Контакты изменены
letter-recovery-issued = Выдан код восстановления
letter-enrolled = Зачисление на курс
letter-webinar-scheduled = Вебинар назначен
letter-webinar-soon = Вебинар скоро начнётся
letter-series-scheduled = Назначена серия вебинаров
letter-certificate-issued = Сертификат выдан
letter-certificate-corrected = Сертификат исправлен
letter-visit-planned = Визит назначен
letter-visit-soon = Визит завтра
letter-appeal-decided = Решение по апелляции
letter-cohort-joined = Зачисление в поток
letter-cohort-refused = Отказ в зачислении в поток
letter-reminder = Напоминание
letter-officer-reminder = Напоминание специалиста

## Settings

settings-title = Настройки
settings-about = Что задал оператор. Меняется в файле настроек или переменными окружения и действует после перезапуска сервера.
settings-changed-only = Только изменённые
settings-none-changed = Ничего не изменено.
settings-default = по умолчанию
settings-changed = изменено
