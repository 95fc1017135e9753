# The people, groups and quizzes of a course.

enrolments-none = Пока никто не зачислен.
enrolment-person = Слушатель
enrolment-progress = Ход обучения
enrolment-since = Зачислен(а)
enrolment-version = Версия
enrolment-completed = Курс завершён: { $day }
enrolment-done = Сделано: { $done } из { $of }
enrolment-move = Перевести на версию { $version }
enrolment-moved = Переведено, всё сделанное сохранено.
enrol-title = Зачислить на курс
enrol-unpublished = Зачислять можно после публикации курса.
enrol-who = Кого
enrol-help = Ищите по началу имени (затем фамилии), регистрационному номеру, эл. почте или телефону: «Энхтуяа», «Энхтуяа Сү». Каждый получит письмо; для уже зачисленных ничего не изменится. Много людей сразу зачисляет поток программы.
enrol = Зачислить ({ $count })
enrol-done = Зачислено
groups-help = Вебинар можно назначить отдельным группам: остальные его не увидят.
groups-none = Групп пока нет.
group-new = Новая группа
group-make = Создать группу
group-made = Группа создана
group-name = Название группы
group-people = Люди в группе ({ $count })
group-people-help = Они должны быть зачислены на курс.
quizzes-none = В этом курсе нет тестов.
