# The teacher's everyday: today, courses, lessons, cohorts (web/src/pages/today, web/src/pages/learning).

## Today

today-title = Бүгүн
today-tasks = Сиздин курстар
today-webinars = Жакынкы вебинарлар
today-surveys = Сиздин жообуңузду күткөн сурамжылоолор
today-open = Азыр ачык: { $count }
today-invited = Сизди агымга чакырышты: { $cohort }
today-see-invitation = Чакырууну көрүү
today-nothing-yet = Сиз азырынча бир да курска катталган жоксуз
today-nothing-yet-detail = Курс тандап катталыңыз же агымга кошулуңуз. Мектебиңиз чакырса, бул жерден көрөсүз.
today-all-done = Азыр аткара турган иш жок
today-all-done-detail = Жаңы вебинарлар менен сурамжылоолор бул жерге чыгат. Аяктаган курстарды кайра окусаңыз болот.

## Courses

course = Курс
courses-title = Курстар
courses-own = Менин курстарым
courses-own-none = Сиз азырынча бир да курска катталган жоксуз. Төмөндөн тандаңыз.
courses-offered = Баарына ачык
courses-offered-none = Азыр өзүңүз каттала турган башка курс жок. Агымдарды көрүңүз.
course-about = Курс жөнүндө
course-hours = { $hours } академиялык саат
course-since = Катталган күнү: { $day }
course-enrol = Катталуу
course-enrolled = «{ $course }» курсуна катталдыңыз
course-of = Угуучу: { $name }
course-progress = Курстун жүрүшү
course-done = Аткарылды: { $done } / { $all }
course-lacks = Сертификатка жетишпегени:
course-begin = Баштоо
course-continue = Улантуу
course-completed = Курс аяктады
course-completed-on = Курс аяктаган күн: { $day }
certificate-download = Сертификатты жүктөп алуу
certificate-waits-for-survey = Сертификатыңыз сиздин жоопторуңузду күтүүдө
certificate-on-its-way = Сертификат даярдалууда, жакында бул жерге чыгат.
survey-answer = Сурамжылоого жооп берүү

## Items

done-lesson = Окулду
done-quiz = Тесттен өттүңүз
done-webinar = Катыштыңыз
item-optional = Милдеттүү эмес
item-minutes = { $minutes } мүнөт
item-attended = Катышуу: { $share }
item-needed = Талап кылынат: { $share }
window-opens = Ачылат: { $at }
window-until = { $at } чейин
window-grace = Мөөнөт бүттү, { $at } чейин кабыл алынат
window-closed = Жабылды: { $at }
window-days = { $from } – { $until }

## Lesson

lesson = Сабак
lesson-to-course = Курска кайтуу
lesson-to-quiz = Тестке өтүү
lesson-files = Тиркелген файлдар
lesson-read = Окудум
lesson-read-and-on = Окудум, андан ары
lesson-neighbours = Мурунку жана кийинки
lesson-before = Мурунку
lesson-after = Кийинки
reads-waiting = Окулган { $count } сабактын белгиси байланыш пайда болгондо жөнөтүлөт.
reads-not-sent = Али жөнөтүлө элек
reads-refused = Окулду деп белгиленген жок: { $title }

## Webinars

webinar-times = Вебинар качан болот
webinar-no-times = Убактысы али белгилене элек. Белгиленгенде сизге кат келет.
webinar-scheduled = Белгиленген
webinar-ended = Бүттү

## Cohorts

cohorts-title = Агымдар
cohorts-none = Сиз азырынча бир да агымда жоксуз. Сизге ачык агымдар төмөндө көрсөтүлөт.
cohorts-offered = Кошула ала турган агымдар
cohort-grace = (кошумча күндөр: { $days })
cohort-last-day = Акыркы мөөнөт: { $day }
cohort-places = Орундардын саны: { $places }
cohort-needs-consent = Мектебиңиз макул болгондон кийин агымга кошуласыз.
cohort-join = Агымга кошулуу
cohort-apply = Арыз берүү
cohort-say-yes = Катышам
cohort-joined = Сиз агымга кошулдуңуз
cohort-applied = Арызыңыз мектебиңизге жөнөтүлдү
cohort-leave = Агымдан чыгуу
cohort-leave-question = Ордуңуз күтүп турган адамга берилет. Аткарганыңыз сакталат, курстарда катталган бойдон каласыз.
cohort-withdraw = Арызды кайтаруу
cohort-withdraw-question = Арызыңыз кайтарылат. Кайра берсеңиз, кезектин аягында болосуз.
cohort-left = Сиз агымдан чыктыңыз
cohort-timetable = Вебинарлардын жүгүртмөсү
cohort-timetable-empty = Вебинарлар али белгилене элек.
cohort-timetable-held = Өткөндөр
membership-invited = Чакырылган
membership-invited-detail = Сизге орун бар. Катышарыңызды ырастаңыз.
membership-member = Катышып жатасыз
membership-waiting = Күтүүдө
membership-waiting-detail = Орун бошогондо сизге кабарлайбыз.
membership-place = Күтүү тизмесиндеги ордуңуз: { $place }. Орун бошогондо сизге кабарлайбыз.
membership-applied = Арыз берилди
membership-applied-detail = Мектебиңиздин макулдугун күтүп жатабыз.
membership-refused = Кабыл алынган жок
membership-refused-detail = Мектебиңиз макул болгон жок. Мектебиңиздин жооптуу адисинен сураңыз.
membership-withdrawn = Чыккансыз
membership-withdrawn-detail = Сиз бул агымдан чыккансыз. Анын курстарын агымдын мөөнөтүндө уланта аласыз.

## Calendar

calendar-title = Өз календарыңызда
calendar-what = Вебинарларды жана агымдардын күндөрүн телефондун же компьютердин календарынан көрсөңүз болот: жашыруун дарек түзүп, аны календарь программасына киргизиңиз.
calendar-make = Дарек түзүү
calendar-made = Дарек даяр
calendar-replaces = Жаңы дарек түзсөңүз, мурункусу иштебей калат.
calendar-address = Календардын жашыруун дареги
calendar-secret = Даректи билген адам календарыңызды көрөт. Ал кайра көрсөтүлбөйт: азыр көчүрүп алыңыз.
calendar-copy = Даректи көчүрүү
calendar-copied = Көчүрүлдү
calendar-withdraw = Даректи жокко чыгаруу
calendar-withdraw-question = Бул дарек боюнча календарь мындан ары көрүнбөйт.
calendar-withdrawn = Дарек жокко чыгарылды
