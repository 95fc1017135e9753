# What is around every page, and what many pages say.

product = Сургалт
menu = Меню
menu-today = Сегодня
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
delete = Удалить
search = Найти
back = Назад

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
sign-in-by-link = По письму
sign-in-name = Эл. почта, телефон или регистрационный номер
sign-in-name-help = Достаточно чего-то одного.
sign-in-password = Пароль
sign-in-send-link = Отправить ссылку
sign-in-link-sent = Если { $name } есть в реестре, ссылка для входа отправлена на эл. почту.
sign-in-link-sent-detail = Откройте письмо и перейдите по ссылке. Если письма нет, попросите код в школе.
sign-in-help = Забыли пароль или адрес? Ответственный вашей школы выдаст код для входа.
sign-in-with-code = У меня есть код
