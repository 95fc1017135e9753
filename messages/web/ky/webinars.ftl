# The list of webinars, and a webinar before and after it.

webinars-title = Вебинарлар
webinars-plan = Вебинар пландоо
webinars-none = Сиз үчүн вебинарлар азырынча жок.
webinars-none-coming = Азырынча эч нерсе пландалган эмес.
webinars-zone = Убакыт сиздин саат алкагыңызда: { $zone }
webinars-now = Азыр
webinars-coming = Алдыда
webinars-past = Өткөндөр
webinar-cancelled-detail = Бул вебинар жокко чыгарылды. Жаңы убакыт дайындалса, сизге кат келет.
webinar-there = өткөрүлгөн жерде { $time } ({ $zone })
webinar-begins-in = Башталганга чейин
webinar-begins = Башталышы: { $when }
webinar-enter = Кошулуу
webinar-enter-host = Алып баруучунун столун ачуу
webinar-to-calendar = Календарга кошуу
webinar-how = Эмне кылуу керек
webinar-how-line = 10 мүнөт эрте кирип, байланышты текшериңиз.
webinar-how-silent = Бөлмө үн жана видео өткөрбөйт: слайддар, чат, суроолор жана добуш берүү менен өтөт. Баары өзү жазылат, кийин көрсө болот.
webinar-how-cut = Байланыш үзүлсө, баракты жаппаңыз: ал өзү кайра туташат, эч нерсе жоголбойт.
webinar-how-devices = Эки түзмөктөн кирсе болот; катышуу бир жолу эсептелет.
webinar-plan = Пландоо
webinar-change = Өзгөртүү
webinar-call-off = Вебинарды жокко чыгаруу
webinar-call-off-question = Бардык катышуучуларга кат барат. Муну кайтарууга болбойт.
webinar-called-off = Жокко чыгарылды
webinar-series = Вебинарлар сериясы
webinar-was = { $day }, { $from } – { $to }

## Attendance

attendance = Катышуу
attendance-mine = Менин катышуум
attendance-mine-none = Сиз катышкан жоксуз. Жазууну көргөнүңүз өзүнчө эсептелет.
attendance-mine-was = Сиз { $of } мүнөттүн { $minutes } мүнөтүнө катыштыңыз ({ $percent } %).
attendance-mine-watched = Жазуунун { $minutes } мүнөтүн көрдүңүз. Баары { $percent } %.
attendance-mine-checks = Катышууну текшерүү: { $of } ичинен { $answered } жооп.
attendance-mine-corrected = Оңдоо боюнча: { $minutes } мүнөт.
attendance-mine-detail = Ката болсо, алып баруучуга жазыңыз.

## Roles

role-host = алып баруучу
role-co_host = кошумча алып баруучу
role-presenter = баяндамачы
role-observer = байкоочу
role-participant = катышуучу
