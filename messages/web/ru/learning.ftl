# The teacher's everyday: today, courses, lessons, cohorts (web/src/pages/today, web/src/pages/learning).

## Today

today-title = Сегодня
today-tasks = Ваши курсы
today-webinars = Ближайшие вебинары
today-surveys = Опросы, которые ждут вашего ответа
today-open = Открыто сейчас: { $count }
today-invited = Вас пригласили в поток: { $cohort }
today-see-invitation = Посмотреть приглашение
today-nothing-yet = Вы пока не записаны ни на один курс
today-nothing-yet-detail = Выберите курс и запишитесь или вступите в поток. Приглашение от школы появится здесь.
today-all-done = Сейчас делать нечего
today-all-done-detail = Новые вебинары и опросы появятся здесь. Завершённые курсы можно перечитать.

## Courses

course = Курс
courses-title = Курсы
courses-own = Мои курсы
courses-own-none = Вы пока не записаны ни на один курс. Выберите его ниже.
courses-offered = Открыты для всех
courses-offered-none = Сейчас нет других курсов, на которые можно записаться самостоятельно. Посмотрите потоки.
course-about = О курсе
course-hours = { $hours ->
    [one] { $hours } академический час
    [few] { $hours } академических часа
   *[other] { $hours } академических часов
}
course-since = Дата зачисления: { $day }
course-enrol = Записаться
course-enrolled = Вы записаны на курс «{ $course }»
course-of = Слушатель: { $name }
course-progress = Прохождение курса
course-done = Сделано { $done } из { $all }
course-lacks = Не хватает для сертификата:
course-begin = Начать
course-continue = Продолжить
course-completed = Курс завершён
course-completed-on = Дата завершения курса: { $day }
certificate-download = Скачать сертификат
certificate-waits-for-survey = Ваш сертификат ждёт ваших ответов
certificate-on-its-way = Сертификат готовится и скоро появится здесь.
survey-answer = Ответить на опрос

## Items

done-lesson = Прочитано
done-quiz = Тест сдан
done-webinar = Вы присутствовали
item-optional = Необязательно
item-minutes = { $minutes } мин
item-attended = Присутствие: { $share }
item-needed = Требуется: { $share }
window-opens = Откроется: { $at }
window-until = До { $at }
window-grace = Срок прошёл, работы принимаются до { $at }
window-closed = Закрыто: { $at }
window-days = { $from } – { $until }

## Lesson

lesson = Занятие
lesson-to-course = Назад к курсу
lesson-to-quiz = Перейти к тесту
lesson-files = Прикреплённые файлы
lesson-read = Прочитано
lesson-read-and-on = Прочитано, дальше
lesson-neighbours = Предыдущее и следующее
lesson-before = Назад
lesson-after = Дальше
reads-waiting = { $count ->
    [one] Отметка о { $count } прочитанном занятии будет отправлена, когда появится связь.
   *[other] Отметки о { $count } прочитанных занятиях будут отправлены, когда появится связь.
}
reads-not-sent = Ещё не отправлено
reads-refused = Не удалось отметить как прочитанное: { $title }

## Webinars

webinar-times = Когда проходит вебинар
webinar-no-times = Время ещё не назначено. Когда его назначат, вы получите письмо.
webinar-scheduled = Назначен
webinar-ended = Закончился

## Cohorts

cohorts-title = Потоки
cohorts-none = Вы пока не состоите ни в одном потоке. Открытые для вас потоки показаны ниже.
cohorts-offered = Потоки, в которые можно вступить
cohort-grace = (дополнительные дни: { $days })
cohort-last-day = Крайний срок: { $day }
cohort-places = Число мест: { $places }
cohort-needs-consent = Вы вступите в поток после согласия школы.
cohort-join = Вступить в поток
cohort-apply = Подать заявку
cohort-say-yes = Участвую
cohort-joined = Вы вступили в поток
cohort-applied = Заявка отправлена в вашу школу
cohort-leave = Выйти из потока
cohort-leave-question = Ваше место получит тот, кто ждёт. Сделанное сохранится, вы останетесь зачислены на курсы.
cohort-withdraw = Отозвать заявку
cohort-withdraw-question = Ваша заявка будет отозвана. Если подать её снова, вы окажетесь в конце очереди.
cohort-left = Вы вышли из потока
cohort-timetable = Расписание вебинаров
cohort-timetable-empty = Вебинары ещё не назначены.
cohort-timetable-held = Прошедшие
membership-invited = Вас пригласили
membership-invited-detail = Место за вами. Подтвердите, пожалуйста, участие.
membership-member = Вы участвуете
membership-waiting = Вы ждёте
membership-waiting-detail = Мы сообщим, когда освободится место.
membership-place = Ваш номер в листе ожидания: { $place }. Мы сообщим, когда освободится место.
membership-applied = Заявка подана
membership-applied-detail = Ждём согласия вашей школы.
membership-refused = Не принято
membership-refused-detail = Школа не дала согласия. Обратитесь к ответственному вашей школы.
membership-withdrawn = Вы вышли
membership-withdrawn-detail = Вы вышли из этого потока. Его курсы можно продолжать в сроки потока.

## Calendar

calendar-title = В вашем календаре
calendar-what = Вебинары и сроки потоков можно видеть в календаре телефона или компьютера: создайте секретный адрес и введите его в программе календаря.
calendar-make = Создать адрес
calendar-made = Адрес готов
calendar-replaces = Если создать новый адрес, прежний перестанет работать.
calendar-address = Секретный адрес календаря
calendar-secret = Кто знает адрес, видит ваш календарь. Он больше не будет показан: скопируйте его сейчас.
calendar-copy = Скопировать адрес
calendar-copied = Скопировано
calendar-withdraw = Отозвать адрес
calendar-withdraw-question = По этому адресу календарь больше не будет виден.
calendar-withdrawn = Адрес отозван
