# The teacher's everyday: today, courses, lessons, cohorts (web/src/pages/today, web/src/pages/learning).

## Today

today-title = Өнөөдөр
today-tasks = Таны сургалтууд
today-webinars = Ойрын вебинар
today-surveys = Таны хариултыг хүлээж буй санал асуулга
today-open = Одоо хийх боломжтой: { $count }
today-invited = Таныг ээлжид урьсан байна: { $cohort }
today-see-invitation = Урилгыг үзэх
today-nothing-yet = Та одоогоор сургалтад бүртгүүлээгүй байна
today-nothing-yet-detail = Сургалт сонгож бүртгүүлэх, эсвэл ээлжид нэгдэх боломжтой. Сургуулиас тань урьсан бол энд харагдана.
today-all-done = Одоогоор хийх зүйл алга
today-all-done-detail = Шинэ вебинар, санал асуулга гарвал энд харагдана. Төгссөн сургалтуудаа дахин уншиж болно.

## Courses

course = Сургалт
courses-title = Сургалтууд
courses-own = Миний сургалтууд
courses-own-none = Та одоогоор ямар ч сургалтад бүртгүүлээгүй байна. Доорхоос сонгоорой.
courses-offered = Бүртгүүлж болох сургалтууд
courses-offered-none = Одоогоор өөрөө бүртгүүлэх шинэ сургалт алга. Ээлжүүдийг үзнэ үү.
course-about = Сургалтын тухай
course-hours = { $hours } академик цаг
course-since = Бүртгүүлсэн өдөр: { $day }
course-enrol = Бүртгүүлэх
course-enrolled = “{ $course }” сургалтад бүртгүүллээ
course-of = Суралцагч: { $name }
course-progress = Сургалтын явц
course-done = Хийсэн: { $done } / { $all }
course-lacks = Гэрчилгээ авахад дутуу:
course-begin = Эхлэх
course-continue = Үргэлжлүүлэх
course-completed = Төгссөн
course-completed-on = Сургалтыг төгссөн өдөр: { $day }
certificate-download = Гэрчилгээг татах
certificate-waits-for-survey = Гэрчилгээ тань таны хариултыг хүлээж байна
certificate-on-its-way = Гэрчилгээг бэлтгэж байна. Удахгүй энд гарна.
survey-answer = Санал асуулгад хариулах

## Items

done-lesson = Уншсан
done-quiz = Тэнцсэн
done-webinar = Оролцсон
item-optional = Сайн дурын
item-minutes = { $minutes } минут
item-attended = Оролцсон хугацаа: { $share }
item-needed = Шаардах хугацаа: { $share }
window-opens = Нээгдэнэ: { $at }
window-until = { $at } хүртэл
window-grace = Эцсийн хугацаа дууссан, { $at } хүртэл хүлээж авна
window-closed = Хаагдсан: { $at }
window-days = { $from } – { $until }

## Lesson

lesson = Хичээл
lesson-to-course = Сургалт руу буцах
lesson-to-quiz = Сорил руу орох
lesson-files = Хавсаргасан файл
lesson-read = Уншлаа
lesson-read-and-on = Уншлаа, цааш үргэлжлүүлэх
lesson-neighbours = Өмнөх ба дараагийн нэгж
lesson-before = Өмнөх
lesson-after = Дараагийнх
reads-waiting = Уншсан { $count } хичээлийн тэмдэглэгээг холболт сэргэмэгц илгээнэ.
reads-not-sent = Илгээгээгүй байна
reads-refused = Уншсан гэж тэмдэглэж чадсангүй: { $title }

## Webinars

webinar-times = Вебинарын цаг
webinar-no-times = Цагийг нь хараахан товлоогүй байна. Товлосон үед танд захидал очно.
webinar-scheduled = Товлосон
webinar-ended = Дууссан

## Cohorts

cohorts-title = Ээлж
cohorts-none = Та одоогоор ямар ч ээлжид ороогүй байна. Танд нээлттэй ээлж байвал доор харагдана.
cohorts-offered = Өөрөө орж болох ээлжүүд
cohort-grace = (нэмэлт хоног: { $days })
cohort-last-day = Эцсийн хугацаа: { $day }
cohort-places = Суудлын тоо: { $places }
cohort-needs-consent = Сургууль тань зөвшөөрсний дараа та ээлжид орно.
cohort-join = Ээлжид орох
cohort-apply = Хүсэлт гаргах
cohort-say-yes = Оролцоно
cohort-joined = Таныг ээлжид бүртгэлээ
cohort-applied = Хүсэлтийг тань сургуульд тань илгээлээ
cohort-leave = Ээлжээс гарах
cohort-leave-question = Таны суудлыг хүлээж буй хүнд өгнө. Хийсэн зүйл тань хадгалагдана, сургалтдаа бүртгэлтэй хэвээр үлдэнэ.
cohort-withdraw = Хүсэлтээ буцаах
cohort-withdraw-question = Таны хүсэлтийг хүчингүй болгоно. Дахин хүсвэл дарааллын төгсгөлд орно.
cohort-left = Та ээлжээс гарлаа
cohort-timetable = Вебинарын хуваарь
cohort-timetable-empty = Вебинарын цагийг хараахан товлоогүй байна.
cohort-timetable-held = Болж өнгөрсөн
membership-invited = Урьсан
membership-invited-detail = Та суудалтай. Оролцох эсэхээ хэлнэ үү.
membership-member = Оролцож байна
membership-waiting = Хүлээж байна
membership-waiting-detail = Суудал чөлөөлөгдвөл танд мэдэгдэнэ.
membership-place = Хүлээлгийн жагсаалтад таны байр: { $place }. Суудал чөлөөлөгдвөл танд мэдэгдэнэ.
membership-applied = Хүсэлт гаргасан
membership-applied-detail = Сургуулийн тань зөвшөөрлийг хүлээж байна.
membership-refused = Зөвшөөрөөгүй
membership-refused-detail = Сургууль тань зөвшөөрөөгүй байна. Сургуулийнхаа хариуцсан ажилтнаас тодруулна уу.
membership-withdrawn = Гарсан
membership-withdrawn-detail = Та энэ ээлжээс гарсан. Сургалтаа ээлжийн хугацаанд үргэлжлүүлж болно.

## Calendar

calendar-title = Хуанлидаа холбох
calendar-what = Вебинар, ээлжийнхээ өдрүүдийг утас, компьютерынхээ хуанлид харж болно. Үүний тулд нууц хаяг үүсгээд хуанлийн програмдаа оруулна.
calendar-make = Хаяг үүсгэх
calendar-made = Хаяг бэлэн боллоо
calendar-replaces = Шинэ хаяг үүсгэвэл өмнөх хаяг ажиллахаа болино.
calendar-address = Хуанлийн нууц хаяг
calendar-secret = Хаягийг мэдсэн хүн хуанлийг тань харна. Дахин харуулахгүй тул одоо хуулж аваарай.
calendar-copy = Хаягийг хуулах
calendar-copied = Хаягийг хууллаа
calendar-withdraw = Хаягийг хүчингүй болгох
calendar-withdraw-question = Энэ хаягаар хуанли цаашид харагдахгүй.
calendar-withdrawn = Хуанлийн хаягийг хүчингүй болголоо
