# The list of webinars, and a webinar before and after it.

webinars-title = Вебинар
webinars-plan = Вебинар товлох
webinars-none = Танд харагдах вебинар одоогоор алга.
webinars-none-coming = Ойрын үед вебинар товлоогүй байна.
webinars-zone = Цаг нь таны цагийн бүсээр: { $zone }
webinars-now = Одоо
webinars-coming = Удахгүй болох
webinars-past = Болж өнгөрсөн
webinar-cancelled-detail = Энэ вебинар болохгүй болсон. Шинэ цаг товлогдвол танд захидал очно.
webinar-there = хөтлөгчийн цагаар { $time } ({ $zone })
webinar-begins-in = Эхлэхэд
webinar-begins = Эхлэх: { $when }
webinar-enter = Вебинарт орох
webinar-enter-host = Хөтлөгчийн ширээ нээх
webinar-to-calendar = Хуанлид нэмэх
webinar-how = Юу хийх вэ?
webinar-how-line = Цагаас 10 минутын өмнө орж, холболтоо шалгаарай.
webinar-how-silent = Энэ өрөө дуу, дүрс дамжуулахгүй: слайд, чат, асуулт, санал асуулгаар явна. Болсон бүхэн өөрөө бичигдэж, дараа нь үзэх боломжтой.
webinar-how-cut = Холболт тасарвал хуудсаа бүү хаагаарай: өөрөө дахин холбогдож, юу ч алдагдахгүй.
webinar-how-devices = Хоёр төхөөрөмжөөс зэрэг орж болно; ирцийг нэг удаа тооцно.
webinar-plan = Товлолт
webinar-change = Өөрчлөх
webinar-call-off = Вебинарыг цуцлах
webinar-call-off-question = Бүртгэгдсэн бүх хүнд захидал очно. Буцаах боломжгүй.
webinar-called-off = Цуцаллаа
webinar-series = Цуврал вебинар
webinar-was = { $day }, { $from } – { $to }

## Attendance

attendance = Ирц
attendance-mine = Миний ирц
attendance-mine-none = Та энэ вебинарт оролцоогүй байна. Бичлэгийг үзвэл хугацаа нь тусад нь тооцогдоно.
attendance-mine-was = Та { $of } минутаас { $minutes } минут оролцсон ({ $percent }%).
attendance-mine-watched = Бичлэгээс { $minutes } минут үзсэн. Нийлээд { $percent }%.
attendance-mine-checks = Ирц шалгалт: { $of }-өөс { $answered }-д хариулсан.
attendance-mine-corrected = Засвараар: { $minutes } минут.
attendance-mine-detail = Ирц буруу бол хөтлөгчид хандаарай.

## Roles

role-host = хөтлөгч
role-co_host = хамтран хөтлөгч
role-presenter = илтгэгч
role-observer = ажиглагч
role-participant = оролцогч
