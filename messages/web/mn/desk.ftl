# The desk of a webinar’s host, planning, and attendance lists.

desk-start = Вебинарыг эхлүүлэх
desk-end = Вебинарыг дуусгах
desk-end-question = Бүх оролцогчид гарна. Дахин эхлүүлэх боломжгүй.
desk-present = Оролцож байгаа
desk-waiting = Хүлээж байгаа
desk-lost-many = Холболт тасарсан
desk-weak = Сул холболттой
desk-tools = Хэрэгсэл
desk-rules = Дүрэм
desk-polls-closed = Дууссан санал асуулга

## People

desk-find = Нэрээр хайх
desk-found = Хүн: { $shown }
desk-roll-failed = Ирцийг шинэчилж чадсангүй, минутын дараа дахин оролдоно.
desk-removed = гаргасан
desk-lost = холболт тасарсан
desk-gone = гарсан
desk-cuts = Холболт { $count } удаа тасарсан
desk-person-more = Үйлдэл: { $name }
desk-make = Үүрэг өгөх: { $role }
desk-hand-over = Хөтлөлтийг шилжүүлэх
desk-hand-over-question = { $name } хөтлөгч болно.
desk-remove = Вебинараас гаргах
desk-remove-question = { $name } вебинараас гарч, буцааж оруулах хүртэл орж чадахгүй.
desk-let-back = Буцааж оруулах
desk-hand-lower = Гарыг нь буулгах

## The door

desk-lobby = Хүлээлгийн танхим: { $shown }
desk-admit = Оруулах
desk-admit-all = Бүгдийг оруулах
desk-queue = Суудлын дараалал: { $shown }
desk-queue-detail = Суудлын тоог нэмбэл шууд орно.

## Rules

rule-chat = Чат нээлттэй
rule-hands = Гар өргөж болно
rule-questions_moderated = Асуултыг хөтлөгч зөвшөөрсний дараа харуулна
rule-admission = Хөтлөгч нэг бүрчлэн оруулна
rule-capacity = Суудлын тоо

## Slides

desk-slide-back = Өмнөх
desk-slide-on = Дараах
desk-slide-show = Слайдыг харуулах
desk-slide-to = Слайд руу
desk-slide-keys = Page Up, Page Down товч болон заагч удирдлагаар слайд солигдоно.
desk-slides = Слайд
desk-slides-upload = Слайд оруулах (PDF)
desk-slides-other = Өөр PDF оруулах
desk-slides-drawing = { $name }: слайдыг бэлтгэж байна…
desk-slides-failed = Энэ файлыг уншиж чадсангүй. Өөр PDF сонгоно уу.
desk-slides-remove = Бүх слайдыг устгах
desk-slides-remove-question = Слайд бичлэгээс ч хасагдана.

## Polls

desk-poll-new = Шинэ санал асуулга
desk-poll-question = Юу асуух вэ?
desk-poll-kind = Төрөл
poll-kind-single = Нэг сонголттой
poll-kind-multiple = Олон сонголттой
poll-kind-quiz = Зөв хариулттай
poll-kind-scale = Шаталбар
poll-kind-words = Хэдэн үгээр
desk-poll-options = Сонголт
desk-poll-option = Сонголт { $number }
desk-poll-is-right = Сонголт { $number } зөв
desk-poll-right-help = Зөв сонголтыг тэмдэглээрэй; дуустал оролцогчдод харагдахгүй.
desk-poll-more = Сонголт нэмэх
desk-poll-fewer = Сүүлчийнхийг хасах
desk-poll-from = Хамгийн бага
desk-poll-to = Хамгийн их
desk-poll-open = Санал асуулгыг эхлүүлэх
desk-poll-opened = Санал асуулга эхэллээ
desk-poll-later = Вебинар эхэлсний дараа эхлүүлж болно.

## Tools

desk-check = Ирц шалгалт
desk-check-open = Ирц шалгах
desk-check-close = Дуусгах
desk-check-answered = Хариулсан: { $count }
desk-seconds = Секунд
desk-minutes = Минут
desk-announce = Зарлал
desk-announce-send = Бүгдэд зарлах
desk-timer-start = Эхлүүлэх
desk-timer-stop = Зогсоох
desk-groups = Бүлэг
desk-groups-count = Хэдэн бүлэг
desk-groups-open = Хувааж эхлүүлэх
desk-groups-recall = Бүгдийг буцааж дуудах
desk-group-name = { $number } дүгээр бүлэг

## Planning

plan-title = Вебинар товлох
plan-change-title = Вебинарыг өөрчлөх
plan-course = Сургалт
plan-choose = Сонгоно уу
plan-no-courses = Танд сургалт алга. Эхлээд сургалт үүсгэнэ үү.
plan-no-items = Энэ сургалтад вебинар нэгж алга. Эхлээд сургалтад нэмнэ үү.
plan-to-course = Сургалтад нэмэх
plan-item = Сургалтын нэгж
plan-name = Нэр
plan-name-help = Хоосон орхивол нэгжийн нэр болно.
plan-series = Хэд хэдэн удаа давтана
plan-day = Өдөр
plan-first-day = Эхний өдөр
plan-time = Эхлэх цаг
plan-minutes = Хэдэн минут
plan-zone = Цагийн бүс
plan-groups = Зөвхөн эдгээр бүлэгт
plan-groups-help = Сонгохгүй бол бүгдэд.
plan-every = Давтамж
plan-every-week = долоо хоногоор
plan-every-day = өдрөөр
plan-interval = Хэд тутамд
plan-interval-help = 1: тасралтгүй, 2: нэг алгасаад
plan-weekdays = Гарагууд
plan-ends = Дуусах
plan-ends-count = тодорхой тооны дараа
plan-ends-until = тодорхой өдөр
plan-count = Хэдэн удаа
plan-until = Сүүлчийн өдөр
plan-except = Болохгүй өдрүүд
plan-except-add = Өдөр нэмэх
plan-send = Товлох
plan-sent = Товлолоо
plan-told = Суралцагч бүрд захидал очно.
plan-told-again = Хадгалмагц суралцагч бүрд дахин захидал очно.
plan-leaves-series = Өөрчилбөл цувралыг дагахаа болино.
weekday-monday = Да
weekday-tuesday = Мя
weekday-wednesday = Лх
weekday-thursday = Пү
weekday-friday = Ба
weekday-saturday = Бя
weekday-sunday = Ня
series-sessions = Удаагийн вебинар: { $count }
series-change = Цувралыг өөрчлөх
series-call-off = Цувралыг цуцлах
series-call-off-question = Эхлээгүй бүх вебинар цуцлагдана. Буцаах боломжгүй.

## Attendance

attendance-none = Одоогоор хэн ч ороогүй байна.
attendance-so-far = Вебинар дуустал ирц урьдчилсан байна.
attendance-name = Нэр
attendance-minutes = Минут
attendance-share = Хувь
attendance-active = Үйлдэл
attendance-checks = Ирц шалгалт
attendance-cuts = Тасалдал
attendance-watched = Бичлэг, мин
attendance-corrected = Засвар, мин
attendance-correct = Ирц засах
attendance-correct-of = Ирц засах: { $name }
corrections = Ирцийн засвар
correction-kind = Юуг засах
correction-kind-seconds = Минут нэмэх, хасах
correction-kind-added = Энэ хугацаанд байсан
correction-kind-taken_away = Энэ хугацаанд байгаагүй
correction-minutes = Минут
correction-minutes-help = Хасах бол сөрөг тоо бичнэ.
correction-from = Эхэлсэн цаг
correction-to = Дууссан цаг
correction-reason = Шалтгаан
correction-seconds = { $minutes } минут
correction-added = нэмсэн: { $from } – { $to }
correction-taken_away = хассан: { $from } – { $to }
