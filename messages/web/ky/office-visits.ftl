# Planning visits at workplaces and pairs of mentors and new teachers.

visits-visits = Баруулар
visits-pairs = Насаатчылар
visits-help = Курстан кийинки барууларды пландаңыз. Эки тарапка тең дароо жана бир күн мурун кат барат.
visits-plan = Барууларды пландоо
visits-planned = Пландалды, баарына билдирилди
visits-plan-help = Бир нече адамга катары менен, тыныгуу менен барат. Баары пландалат же бири да эмес. Ар бири курска катталган болушу керек.
visits-course = Курс
visits-choose = Тандаңыз
visits-visitor = Баруучу
visits-other-visitor = Башка баруучу
visits-whom = Кимге баруу
visits-person = Адам кошуу
visits-leave-out = Алып салуу
visits-school = Мектептен тандоо
visits-school-choose = Мектеп же бала бакча
visits-school-none = Бул мектептен эч ким курста эмес.
visits-place = Кайда
visits-day = Күнү
visits-first = Биринчи баруу
visits-from = Башталышы
visits-until = Аякташы
visits-minutes = Ар бирине мүнөт
visits-pause = Тыныгуу, мүнөт
visits-form = Байкоо формасы
visits-form-none = Формасыз
visits-state = Абалы
visits-state-planned = Пландалган
visits-state-held = Өттү
visits-state-closed = Жабылды
visits-state-called_off = Жокко чыгарылды
visits-plan-none = Баруулар жок.
visits-move = Өзгөртүү
visits-moved = Өзгөртүлдү, баарына билдирилди
visits-call-off = Жокко чыгаруу
visits-call-off-question = Баруу жокко чыгат, эки тарапка билдирилет.
visits-called-off = Жокко чыгарылды

## Pairs

visits-pairs-help = Жаңы мугалимге насаатчы дайындаңыз. Канча жолу жолукканы экспортто көрүнөт.
visits-pair = Жупташтыруу
visits-paired = Жупташты
visits-teacher = Жаңы мугалим
visits-mentor = Насаатчы
visits-since = Биринчи күнү
visits-last-day = Акыркы күнү
visits-last-day-help = Белгисиз болсо, бош калтырыңыз.
visits-pair-course-help = Жаңы мугалимдин курсу. Милдеттүү эмес.
visits-no-course = Курссуз
visits-on = Ушул күнкү жуптар
visits-pairs-none = Жуптар жок.
visits-change-end = Акыркы күнүн коюу
