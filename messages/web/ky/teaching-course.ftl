# The people, groups and quizzes of a course.

enrolments-none = Азырынча эч ким каттала элек.
enrolment-person = Угуучу
enrolment-progress = Жүрүшү
enrolment-since = Катталган
enrolment-version = Версия
enrolment-completed = Аяктады: { $day }
enrolment-done = { $of } ичинен { $done } жасалды
enrolment-move = { $version }-версияга которуу
enrolment-moved = Которулду, жасалганы сакталды.
enrol-title = Курска каттоо
enrol-unpublished = Курс жарыялангандан кийин каттаса болот.
enrol-who = Кимди
enrol-help = Ысымдын башы (андан кийин фамилия), каттоо номери, эл. почта же телефон боюнча издеңиз: «Энхтуяа», «Энхтуяа Сү». Ар бири кат алат; катталгандар үчүн эч нерсе өзгөрбөйт. Көп адамды программанын агымы бир заматта каттайт.
enrol = Каттоо ({ $count })
enrol-done = Катталды
groups-help = Вебинарды айрым топторго гана белгилесе болот: калгандары аны көрбөйт.
groups-none = Топтор азырынча жок.
group-new = Жаңы топ
group-make = Топту түзүү
group-made = Топ түзүлдү
group-name = Топтун аталышы
group-people = Топтогулар ({ $count })
group-people-help = Алар курска катталган болушу керек.
quizzes-none = Бул курста тесттер жок.
