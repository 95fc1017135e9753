# What the desks of methodologists share: choosing, courses, kinds.

change = Изменить
remove = убрать
take-back = Отменить
taken-back = Отменено
nothing-found = Ничего не найдено. Попробуйте написать иначе.
first-day = Первый день
last-day = Последний день
course-unpublished = Не опубликован
course-version = Версия { $number }
course-people = Слушатели
course-groups = Группы
course-quizzes = Тесты
course-surveys = Опросы
course-parts = Разделы курса
programmes-title = Программы
course-programme = К программе
quiz-desk-statistics = Статистика
quiz-desk-corrections = Исправления
quiz-desk-accommodations = Особые условия
