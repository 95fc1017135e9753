# What is around every page, and what many pages say.

product = Сургалт
menu = Меню
menu-today = Бүгүн
menu-courses = Курстар
menu-cohorts = Агымдар
menu-webinars = Вебинарлар
menu-register = Сертификаттар реестри
menu-register-exports = Тармактык системага экспорт
menu-register-credits = Мугалимдердин кредиттери
menu-administration-people = Адамдар жана ролдор
menu-administration-organisations = Уюмдардын түзүмү
menu-administration-mail = Каттардын кезеги
menu-administration-settings = Жөндөөлөр
menu-administration-health = Системанын абалы
menu-programmes = Программалар
menu-grading = Баалоо
menu-forms = Формалар
menu-authoring = Курс жазуу
menu-question-bank = Суроолор банкы
menu-progress = Жүрүшү
menu-people = Адамдар
menu-organisations = Уюмдар
menu-sign-in-cards = Кирүү карточкалары
menu-rosters = Адамдардын тизмелери
menu-visits-plan = Барууларды пландоо
menu-audit-log = Аракеттер журналы
menu-certificates = Сертификаттар
menu-visits = Баруулар
menu-profile = Менин аккаунтум
skip-to-content = Мазмунга өтүү
no-line = Байланыш жок
language = Тил

loading = Жүктөлүүдө…
more = Дагы көрсөтүү
try-again = Кайра аракет кылуу
save = Сактоо
saved = Сакталды
cancel = Жокко чыгаруу
close = Жабуу
dialog-leave = Терезеден чыгуу
delete = Өчүрүү
search = Издөө
back = Артка
kept-copy = Бул түзмөктөгү көчүрмө, { $at }
written-picture = Сүрөт
written-ticked = аткарылды
written-unticked = аткарылган жок
choose = Тандоо
clear = Тазалоо
continue = Улантуу
reason = Себеп
organisation-choose = Уюмду тандоо
organisation-find = Уюмдун аталышы же коду
organisation-none-found = Мындай уюм табылган жок
as-table = Таблица түрүндө

no-such-page = Мындай барак жок
no-such-page-detail = Шилтеме туура эмес, же бул барак сизге ачык эмес.

problem-no-line = Сервер менен байланыш жок
problem-no-line-detail = Байланыш пайда болгондо кайра аракет кылыңыз.
problem-unknown = Ката кетти

## Signing in

sign-in = Кирүү
sign-in-title = Сургалтка кирүү
sign-in-welcome = Мугалимдердин квалификациясын онлайн жогорулатуу
sign-in-ways = Кирүү жолдору
sign-in-by-password = Сырсөз менен
sign-in-by-link = Эл. почта аркылуу
sign-in-forgotten = Сырсөздү унуттуңузбу? Эл. почта аркылуу кирүү
sign-in-name = Эл. почта, телефон же каттоо номери
sign-in-name-help = Бирөөсү эле жетиштүү.
sign-in-password = Сырсөз
sign-in-send-link = Шилтеме жөнөтүү
sign-in-link-sent = { $name } катталган болсо, кирүү шилтемеси эл. почтага жөнөтүлдү.
sign-in-link-sent-detail = Катты ачып, шилтемени басыңыз. Кат келбесе, мектебиңизден код алыңыз.
sign-in-help = Даректи да унуттуңузбу? Мектебиңиздин жооптуусу код берет.
sign-in-with-code = Менде код бар

## What several areas say

role-learner = Угуучу
role-methodologist = Методист
role-officer = Билим берүү бөлүмүнүн адиси
role-registrar = Каттоочу
role-administrator = Администратор
kind-lesson = Сабак
kind-quiz = Тест
kind-webinar = Вебинар
webinar-live = Азыр өтүп жатат
webinar-awaited = Убакыт келди, алып баруучу күтүлүүдө
webinar-cancelled = Жокко чыгарылды
credits-credits = Кредит
credits-hours = Академиялык саат
person-register-number = Каттоо номери
cohort-self-paced = Өз алдынча окуу
cohort-webinars = Вебинарлар
cohort-time-zone = Саат алкагы
