# Who is behind in one’s part, and what one sends them.

progress-title = Явц ба тайлан
progress-of = Ээлж эсвэл улирал
progress-season = { $year } оны бүх ээлж
progress-none = Одоогоор ээлж алга
progress-none-detail = Арга зүйч ээлж нээхэд явц нь энд харагдана.
progress-nobody = Энд уг ээлжид оролцож байгаа хүн алга.
progress-whole = Бүхэлд нь харах
progress-everywhere = Бүх байгууллага
progress-elsewhere = Байгууллага тодорхойгүй
progress-parts = Тайлангийн хэсгүүд
progress-places = Байгууллагаар
progress-names = Нэрээр
progress-trend = Өдрөөр
progress-groups = Албан тушаал, жилээр
progress-items = Нэгжээр
progress-standing = Одоогийн байдал
progress-people = { $count } хүн
progress-as-of = { $at } байдлаар
progress-behind = Хоцорсон
progress-on-track = Хугацаандаа яваа
progress-finished = Төгссөн
progress-started = Эхэлсэн
progress-certified = Гэрчилгээтэй
progress-waiting = Хүлээж байгаа
progress-left = Гарсан
progress-all = Нийт
progress-before = Төгссөн нь одоо { $now }. Өмнөх улиралд ({ $title }) энэ үед { $then }, эцэст нь { $end } байсан.

## What is sent

progress-actions = Юу илгээх вэ?
progress-unfinished = { $count } хүн бүгдийг хийж амжаагүй байна. Хүн бүрд үлдсэн нэгжийнх нь жагсаалт, эцсийн өдрийг захидлаар сануулна.
progress-all-finished = Бүгд төгссөн байна.
progress-choose-cohort = Нэрс харах, сануулахын тулд нэг ээлжийг сонгоно уу.
progress-letters = Тайлан, албан бичиг
progress-letters-help = PDF файлд доорх байгууллага бүрд хүргэх бэлэн бичиг тус тусдаа хуудсанд байна.
progress-letter-help = PDF файлд энэ байгууллагад хүргэх бэлэн бичиг байна.
progress-letters-pdf = Албан бичиг (PDF)
progress-remind = Сануулах
progress-remind-question = Бүгдийг хийж амжаагүй { $count } орчим хүнд үлдсэн ажил, эцсийн өдрийг нь захидлаар сануулна.
progress-remind-once = Нэг хүнд өдөрт нэг л удаа захидал очно. Шөнө илгээсэн бол өглөө хүрнэ.
progress-remind-send = Илгээх ({ $count })
progress-reminding = Илгээж байна…
progress-reminded = { $count } хүнд сануулга илгээлээ.
progress-reminded-today = { $count } хүнд өнөөдөр аль хэдийн сануулсан тул дахин илгээсэнгүй.
progress-reminded-unreachable = Цахим шуудангийн хаяггүй хүнд захидал хүрэхгүй: тэдэнд жагсаалтыг хэвлэж өгнө үү.
progress-see-unreachable = Хаяггүй хүмүүсийг харах

## By place

progress-order = Эрэмбэ
progress-worst-first = Хоцорсон нь эхэндээ
progress-by-name = Нэрээр
progress-by-position = Албан тушаалаар
progress-by-year = Ажилласан жилээр
progress-year-unknown = Тодорхойгүй
progress-item = Нэгж
progress-done = Хийсэн
progress-trend-none = Хугацаа нь эхлээгүй байна.
progress-trend-title = Өдөр бүрийн эцэст, { $count } хүнээс

## By name

progress-names-help = Бүгдийг хийж амжаагүй хүмүүс: хоцорсон нь ч, хугацаандаа яваа нь ч байна.
progress-filter-name = Нэрээр хайх
progress-only-idle = Зөвхөн юу ч хийгээгүй
progress-print-all = Сургуулиар хэвлэх
progress-print = Хэвлэх
progress-shown = { $count } хүн
progress-shown-more = Эхний хүмүүсээс { $count } харагдаж байна, цааш бий.
progress-left-to-do = Үлдсэн
progress-and-more = ба бусад { $count }
