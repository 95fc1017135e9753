# The list of webinars, and a webinar before and after it.

webinars-title = Вебинары
webinars-plan = Запланировать вебинар
webinars-none = Вебинаров для вас пока нет.
webinars-none-coming = Пока ничего не запланировано.
webinars-zone = Время в вашем часовом поясе: { $zone }
webinars-now = Сейчас
webinars-coming = Предстоящие
webinars-past = Прошедшие
webinar-cancelled-detail = Этот вебинар отменён. Если назначат новое время, вам придёт письмо.
webinar-there = { $time } по месту проведения ({ $zone })
webinar-begins-in = До начала
webinar-begins = Начало: { $when }
webinar-enter = Присоединиться
webinar-enter-host = Открыть пульт ведущего
webinar-to-calendar = Добавить в календарь
webinar-how = Что делать
webinar-how-line = Зайдите за 10 минут и проверьте связь.
webinar-how-silent = Комната не передаёт звук и видео: слайды, чат, вопросы и опросы. Всё записывается само, и потом это можно посмотреть.
webinar-how-cut = Если связь прервётся, не закрывайте страницу: она восстановится сама, и ничего не пропадёт.
webinar-how-devices = Можно войти с двух устройств сразу; присутствие считается один раз.
webinar-plan = Планирование
webinar-change = Изменить
webinar-call-off = Отменить вебинар
webinar-call-off-question = Все, для кого он проводится, получат письмо. Отменить это нельзя.
webinar-called-off = Отменено
webinar-series = Серия вебинаров
webinar-was = { $day }, { $from } – { $to }

## Attendance

attendance = Присутствие
attendance-mine = Моё присутствие
attendance-mine-none = Вас на вебинаре не было. Просмотр записи засчитывается отдельно.
attendance-mine-was = Вы присутствовали { $minutes } из { $of } минут ({ $percent } %).
attendance-mine-watched = Вы посмотрели { $minutes } минут записи. Вместе { $percent } %.
attendance-mine-checks = Проверки присутствия: ответов { $answered } из { $of }.
attendance-mine-corrected = По исправлению: { $minutes } минут.
attendance-mine-detail = Если это неверно, напишите ведущему.

## Roles

role-host = ведущий
role-co_host = соведущий
role-presenter = докладчик
role-observer = наблюдатель
role-participant = участник
