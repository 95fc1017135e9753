# What is around every page, and what many pages say.

product = Сургалт
menu = Меню
menu-today = Сегодня
menu-courses = Курсы
menu-cohorts = Потоки
menu-webinars = Вебинары
menu-register = Реестр сертификатов
menu-register-exports = Экспорт в отраслевую систему
menu-register-credits = Кредиты учителей
menu-administration-people = Люди и роли
menu-administration-organisations = Структура организаций
menu-administration-mail = Очередь писем
menu-administration-settings = Настройки
menu-administration-health = Состояние системы
menu-programmes = Программы
menu-grading = Оценивание
menu-forms = Формы
menu-authoring = Создание курсов
menu-question-bank = Банк вопросов
menu-progress = Ход обучения
menu-people = Люди
menu-organisations = Организации
menu-sign-in-cards = Карточки для входа
menu-rosters = Списки людей
menu-visits-plan = План визитов
menu-audit-log = Журнал действий
menu-certificates = Сертификаты
menu-visits = Визиты
menu-profile = Мой профиль
skip-to-content = Перейти к содержанию
no-line = Нет связи
language = Язык

loading = Загрузка…
more = Показать ещё
try-again = Повторить
save = Сохранить
saved = Сохранено
cancel = Отмена
close = Закрыть
dialog-leave = Выйти отсюда
delete = Удалить
search = Найти
back = Назад
kept-copy = Копия на этом устройстве, { $at }
written-picture = Рисунок
written-ticked = сделано
written-unticked = не сделано
choose = Выбрать
clear = Очистить
continue = Продолжить
reason = Причина
organisation-choose = Выбор организации
organisation-find = Название или код организации
organisation-none-found = Такой организации нет
as-table = Показать таблицей

no-such-page = Такой страницы нет
no-such-page-detail = Ссылка неверна, или эта страница вам не открыта.

problem-no-line = Нет связи с сервером
problem-no-line-detail = Повторите, когда связь появится.
problem-unknown = Произошла ошибка

## Signing in

sign-in = Войти
sign-in-title = Вход в Сургалт
sign-in-welcome = Дистанционное повышение квалификации учителей
sign-in-ways = Способы входа
sign-in-by-password = По паролю
sign-in-by-link = По эл. почте
sign-in-forgotten = Забыли пароль? Войти по эл. почте
sign-in-name = Эл. почта, телефон или регистрационный номер
sign-in-name-help = Достаточно чего-то одного.
sign-in-password = Пароль
sign-in-send-link = Отправить ссылку
sign-in-link-sent = Если { $name } есть в реестре, ссылка для входа отправлена на эл. почту.
sign-in-link-sent-detail = Откройте письмо и перейдите по ссылке. Если письма нет, попросите код в школе.
sign-in-help = Забыли и адрес? Ответственный вашей школы выдаст код для входа.
sign-in-with-code = У меня есть код

## What several areas say

role-learner = Слушатель
role-methodologist = Методист
role-officer = Специалист управления образования
role-registrar = Регистратор
role-administrator = Администратор
kind-lesson = Занятие
kind-quiz = Тест
kind-webinar = Вебинар
webinar-live = Идёт сейчас
webinar-awaited = Время пришло, ждём ведущего
webinar-cancelled = Отменён
credits-credits = Кредиты
credits-hours = Академические часы
person-register-number = Регистрационный номер
cohort-self-paced = Самостоятельное обучение
cohort-webinars = Вебинары
cohort-time-zone = Часовой пояс
