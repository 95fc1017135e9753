# What the desks of methodologists share: choosing, courses, kinds.

change = Өзгөртүү
remove = алып салуу
take-back = Артка алуу
taken-back = Артка алынды
nothing-found = Эч нерсе табылган жок. Башкача жазып көрүңүз.
first-day = Биринчи күн
last-day = Акыркы күн
course-unpublished = Жарыялана элек
course-version = Версия { $number }
course-people = Угуучулар
course-groups = Топтор
course-quizzes = Тесттер
course-surveys = Сурамжылоолор
course-parts = Курстун бөлүктөрү
programmes-title = Программалар
course-programme = Программага
quiz-desk-statistics = Статистика
quiz-desk-corrections = Оңдоолор
quiz-desk-accommodations = Өзгөчө шарттар
