# Who is behind in one’s part, and what one sends them.

progress-title = Ход обучения и отчёты
progress-of = Поток или сезон
progress-season = Все потоки { $year } года
progress-none = Пока нет потоков
progress-none-detail = Когда методист откроет поток, ход обучения появится здесь.
progress-nobody = Отсюда никто не участвует.
progress-whole = Показать целиком
progress-everywhere = Все организации
progress-elsewhere = Без нижестоящей организации
progress-parts = Части отчёта
progress-places = По организациям
progress-names = По именам
progress-trend = По дням
progress-groups = По должности и стажу
progress-items = По элементам
progress-standing = Как обстоят дела
progress-people =
    { $count ->
        [one] { $count } человек
        [few] { $count } человека
       *[many] { $count } человек
    }
progress-as-of = на { $at }
progress-behind = Отстают
progress-on-track = Успевают
progress-finished = Завершили
progress-started = Начали
progress-certified = С сертификатом
progress-waiting = Ожидают
progress-left = Вышли
progress-all = Всего
progress-before = Завершили сейчас: { $now }. В прошлом сезоне ({ $title }): { $then } к этому времени, { $end } в итоге.

## What is sent

progress-actions = Что отправить
progress-unfinished =
    { $count ->
        [one] { $count } человек ещё не всё сделал. Письмо напомнит, что осталось и до какого дня.
        [few] { $count } человека ещё не всё сделали. Письмо напомнит каждому, что осталось и до какого дня.
       *[many] { $count } человек ещё не всё сделали. Письмо напомнит каждому, что осталось и до какого дня.
    }
progress-all-finished = Все завершили.
progress-choose-cohort = Чтобы увидеть имена и напомнить, выберите один поток.
progress-letters = Отчёты и письма
progress-letters-help = В PDF – готовое письмо для каждой нижестоящей организации.
progress-letter-help = PDF – готовое письмо для этой организации.
progress-letters-pdf = Письма (PDF)
progress-remind = Напомнить
progress-remind-question = Примерно { $count } чел., которые ещё не всё сделали, получат письмо: что осталось и до какого дня.
progress-remind-once = Каждый получает не больше одного такого письма в день. Отправленное ночью придёт утром.
progress-remind-send = Отправить ({ $count })
progress-reminding = Отправляется…
progress-reminded =
    { $count ->
        [one] Отправлено { $count } напоминание.
        [few] Отправлено { $count } напоминания.
       *[many] Отправлено { $count } напоминаний.
    }
progress-reminded-today = { $count } чел. сегодня уже получили напоминание, повторно не отправлено.
progress-reminded-unreachable = До тех, у кого нет адреса, письмо не дойдёт: распечатайте для них список.
progress-see-unreachable = Показать, до кого не дойдёт

## By place

progress-order = Порядок
progress-worst-first = Сначала отстающие
progress-by-name = По названию
progress-by-position = По должности
progress-by-year = По стажу
progress-year-unknown = Неизвестно
progress-item = Элемент
progress-done = Сделано
progress-trend-none = Срок ещё не начался.
progress-trend-title = На конец каждого дня, из { $count } чел.

## By name

progress-names-help = Кто ещё не всё сделал: и отстающие, и успевающие.
progress-filter-name = Отбор по имени
progress-only-idle = Только кто ничего не сделал
progress-print-all = Печать по школам
progress-print = Печать
progress-shown = { $count } чел.
progress-shown-more = Показано { $count } из первых, есть ещё.
progress-left-to-do = Осталось
progress-and-more = и ещё { $count }
