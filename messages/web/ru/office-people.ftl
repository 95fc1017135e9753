# The people of one’s part, their cards, and the tree of organisations.

people-title = Люди
people-text = Имя или регистрационный номер
people-text-help = В любом написании, начиная с имени.
people-contact = Доходят ли письма
people-bounced = Письма возвращаются
people-unreachable = Нет адреса или письма не доходят
people-no-address = Нет адреса
people-off = Отключён
people-none = Никого не нашлось.
people-clear = Сбросить отбор
people-shown = { $count } чел.
people-shown-more = Первые { $count } чел.

## A person

person-facts = Основное
person-service-began = Начало стажа
person-not-known = неизвестно
person-off = Вход для этого человека закрыт.
person-audit = Журнал действий
person-let-in-again = Вернуть доступ
person-not-in-care = У этого человека есть и другие роли: код выдаёт администратор.
person-code-help = Код восстановления – для тех, кто забыл пароль и не получает писем. По нему один раз задаётся новый пароль.
person-code-issue = Выдать код
person-card = Напечатать карточку
person-card-made = Карточка готова
person-code-once = Код виден только сейчас. Потом его уже не посмотреть.
person-code-tell = Скажите человеку
person-code-step-open = Откройте { $address } и на странице входа выберите «У меня есть код».
person-code-step-name = Вместо имени введите: { $name }
person-code-step-password = Введите код и придумайте новый пароль.
person-code-step-until = Код работает один раз, до { $at }.
person-code-told = Сообщил(а), скрыть код
person-contacts = Адреса и телефоны
person-contacts-none = Ни адреса, ни телефона нет.
person-contact-main = основной
person-contact-verified = подтверждён
person-contact-add = Добавить адрес или телефон
person-contact-added = Добавлено
person-contact-help = Действует сразу. Человеку сообщат по всем прежним адресам.
person-contact-kind = Вид
person-contact-email = Адрес электронной почты
person-contact-telephone = Номер телефона
person-credits = Кредиты
person-credits-all = Всего { $credits } кредитов, { $hours } академических часов
person-attestation-missing = К аттестации есть { $earned } из { $needed } кредитов, не хватает { $missing }.
person-attestation-enough = Для аттестации кредитов достаточно: { $earned } из { $needed }.
person-year = Год
person-credit = Кредиты
person-hours = Академ. часы
person-placements = Места работы
person-placements-none = Мест работы нет.
person-now = сейчас
person-placed-since = С { $day }
person-move = Перевести
person-move-to = В какую организацию
person-move-help = Прежнее место закончится этим днём. История сохранится.
person-moved = Переведён(а)
person-since = Первый день
person-subject = Предмет
person-subject-help = Необязательно.
person-take-back = Убрать
person-take-back-question = Уберите, если этого не было. Прежнее место продолжится.
person-taken-back = Убрано

## Sign-in cards

cards-help = Напечатайте карточки для тех, у кого нет почты. По QR-коду или коду под ним каждый один раз задаёт новый пароль.
cards-print = Печать карточек
cards-whom = Для кого
cards-whom-school = Для всей школы
cards-whom-people = Для некоторых
cards-school = Школа или детский сад
cards-person = Добавить человека
cards-leave-out = Убрать
cards-choose-first = Сначала выберите, для кого.
cards-print-help = Десять карточек на листе. Новая карточка заменяет прежнюю. Каждому сообщат по его адресам.
cards-print-button = Создать PDF
cards-print-done = Карточки готовы. Распечатайте файл и удалите его.
cards-printed = Напечатанные карточки
cards-none = Карточек ещё не печатали.
cards-of-some = Некоторые люди
cards-valid = Действуют
cards-over = Срок истёк
cards-withdrawn = Отозваны
cards-count =
    { $count ->
        [one] { $count } карточка
        [few] { $count } карточки
       *[many] { $count } карточек
    }
cards-until = до { $at }
cards-withdraw = Отозвать
cards-withdraw-question = Неиспользованные карточки перестанут работать. Сделайте так, если лист потерян.
cards-withdrawn-done = Отозвано

## The tree

organisations-find = Найти организацию
organisations-code = код
organisations-none-below = Ниже ничего нет.
