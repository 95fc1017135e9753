# What the desks of methodologists share: choosing, courses, kinds.

change = Өөрчлөх
remove = хасах
take-back = Буцаах
taken-back = Буцаалаа
nothing-found = Олдсонгүй. Өөрөөр бичиж үзээрэй.
first-day = Эхний өдөр
last-day = Сүүлийн өдөр
course-unpublished = Нийтлээгүй
course-version = Хувилбар { $number }
course-people = Суралцагчид
course-groups = Бүлгүүд
course-quizzes = Сорилууд
course-surveys = Санал асуулга
course-parts = Сургалтын хэсгүүд
programmes-title = Хөтөлбөрүүд
course-programme = Хөтөлбөр рүү
quiz-desk-statistics = Статистик
quiz-desk-corrections = Асуултын засвар
quiz-desk-accommodations = Тусгай нөхцөл
