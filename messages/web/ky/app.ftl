# What is around every page, and what many pages say.

product = Сургалт
menu = Меню
menu-today = Бүгүн
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
delete = Өчүрүү
search = Издөө
back = Артка

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
sign-in-by-link = Кат аркылуу
sign-in-name = Эл. почта, телефон же каттоо номери
sign-in-name-help = Бирөөсү эле жетиштүү.
sign-in-password = Сырсөз
sign-in-send-link = Шилтеме жөнөтүү
sign-in-link-sent = { $name } катталган болсо, кирүү шилтемеси эл. почтага жөнөтүлдү.
sign-in-link-sent-detail = Катты ачып, шилтемени басыңыз. Кат келбесе, мектебиңизден код алыңыз.
sign-in-help = Сырсөздү же даректи унуттуңузбу? Мектебиңиздин жооптуусу код берет.
sign-in-with-code = Менде код бар
