# Quizzes: before a try, while it runs, and its result.

quiz-course = Сургалт
quiz-attempt = Сорил
quiz-to-quiz = Сорилын хуудас

## Before a try

quiz-time = Хугацаа
quiz-no-limit = Хязгааргүй
quiz-minutes = { $minutes } минут
quiz-terms-questions = Асуулт
quiz-terms-pass = Тэнцэх оноо
quiz-terms-percent = { $percent } хувиас дээш
quiz-terms-tries = Оролдох эрх
quiz-terms-any-tries = Хязгааргүй
quiz-tries-left = Үлдсэн оролдлого: { $count }.
quiz-needs = Тэнцэхэд { $percent } хувиас дээш оноо хэрэгтэй.
quiz-back-to-course = Сургалт руу буцах
quiz-terms-best = Хамгийн сайн нь тооцогдоно.
quiz-terms-first = Эхнийх нь тооцогдоно.
quiz-terms-last = Сүүлийнх нь тооцогдоно.
quiz-terms-average = Дундаж нь тооцогдоно.
quiz-terms-wait = Оролдлого хооронд { $minutes } минут хүлээнэ.
quiz-terms-how = Хариулах журам
quiz-terms-sequential = Асуултад дарааллаар нь хариулна, буцаж өөрчлөхгүй.
quiz-terms-penalty = Буруу хариулт асуултын онооны { $percent } хувийг хасна.
quiz-terms-certainty = Хариулт бүрдээ хэр итгэлтэй байгаагаа хэлнэ; оноо үүнээс хамаарна.
quiz-counts = Заавал эсэх
quiz-required = Сургалт төгсөхөд заавал өгнө
quiz-optional = Сайн дурын
quiz-open = Нээлттэй эсэх
quiz-window-not_yet = Хараахан нээгдээгүй.
quiz-window-open = Нээлттэй.
quiz-window-grace = Хугацаа нь дууссан ч нэмэлт хоногтой.
quiz-window-closed = Хаагдсан.
quiz-opens-at = Нээгдэх цаг: { $at }
quiz-closes-at = Хаагдах цаг: { $at }
quiz-closed-at = Хаагдсан цаг: { $at }
quiz-begin = Сорил эхлүүлэх
quiz-begin-again = Дахин өгөх
quiz-begin-detail = Хариулт бүр тань шууд хадгалагдана. Завсарлаад дараа үргэлжлүүлж болно.
quiz-begin-timed = Эхлүүлмэгц цаг явж эхэлнэ. Хариулт бүр тань шууд хадгалагдана. Дундуур нь холболт тасарсан ч үргэлжлүүлж болно.
quiz-begin-needs-line = Эхлүүлэхэд холболт хэрэгтэй. Дараа нь холболтгүй ажиллаж болно.
quiz-start = Эхлүүлэх
quiz-goes-on = Дуусаагүй оролдлого
quiz-goes-on-detail = Оролдлого { $number } дуусаагүй байна. Хариултууд тань хадгалагдсан.
quiz-continue = Үргэлжлүүлэх
quiz-ahead = Урьдчилан татах
quiz-ahead-detail = Холболт муу бол асуултуудаа одоо татаж аваарай. Эхлүүлтэл хаалттай байна; эхлүүлэхэд бараг холболт шаардахгүй.
quiz-ahead-done = Битүүмжилсэн хувилбар энэ төхөөрөмжид бэлэн байна ({ $size } kB).
quiz-tries = Оролдлогууд
quiz-no-tries = Та энэ сорилыг хараахан өгч үзээгүй байна.
quiz-try = Оролдлого { $number }
quiz-try-counts = Энэ оролдлого тооцогдоно
quiz-state-created = Эхлээгүй
quiz-state-open = Дуусаагүй
quiz-state-overdue = Хугацаа дууссан
quiz-state-submitted = Үнэлгээ хүлээж байна
quiz-state-abandoned = Хариулаагүй
quiz-not-started = Энэ оролдлого хараахан эхлээгүй байна. Сургалтын хуудсаас сорилоо нээж эхлүүлнэ үү.

## While it runs

quiz-time-left = Үлдсэн хугацаа
quiz-minutes-left = { $minutes } минут үлдлээ
quiz-done = Хариулсан: { $done }/{ $of }
quiz-unsent = Илгээгээгүй: { $count }
quiz-questions = Бүх асуулт
quiz-question = Асуулт { $number }/{ $of }
quiz-question-number = Асуулт { $number }
quiz-information = Мэдээлэл
quiz-worth = Оноо: { $marks }
quiz-previous = Өмнөх
quiz-next = Дараах
quiz-to-review = Шалгаад илгээх
quiz-one-way = Дараагийн асуултад хариулсны дараа энэ хариултыг өөрчлөх боломжгүй.
quiz-no-way-back = Дараагийн асуултад хариулсан тул энэ хариултыг өөрчлөх боломжгүй.
quiz-flag = Дараа эргэж харах
quiz-unflag = Эргэж харахгүй
quiz-flagged = эргэж харах
quiz-answered = хариулсан
quiz-not-answered = Хариулаагүй
quiz-not-saved = хадгалагдаагүй
quiz-number-state = Асуулт { $number }: { $state }
quiz-certainty = Хариултдаа хэр итгэлтэй байна вэ?
quiz-certainty-low = Бага
quiz-certainty-middle = Дунд
quiz-certainty-high = Бүрэн

## How an answer stands

quiz-writing = Бичиж байна…
quiz-sending = Илгээж байна…
quiz-waiting = Төхөөрөмжид хадгалсан, холболт хүлээж байна
quiz-saved-at = Хадгалсан: { $time }
quiz-late = Хугацаанаас хойш ирсэн тул тооцогдохгүй
quiz-refused = Хадгалагдсангүй: { $why }
quiz-overtaken = Өөр төхөөрөмжөөс илүү сүүлд өгсөн хариулт тооцогдож байна. Эндхийн хариултыг тань ч хадгалсан.
quiz-use-mine = Эндхийг ашиглах
quiz-use-other = Одоогийнхыг үлдээх

## Kinds of questions

quiz-true = Үнэн
quiz-false = Худал
quiz-choose = Сонгоно уу
quiz-choose-many = Хэд хэдийг сонгож болно.
quiz-words = Үгийн тоо: { $words }
quiz-number-help = Тоогоор бичнэ үү.
quiz-units = Нэгж: { $units }
quiz-match-for = Харгалзах нь: { $prompt }
quiz-ordering-help = Зөв дараалалд оруулна уу: сумтай товчоор, сумтай товчлуураар, эсвэл чирж зөөнө.
quiz-order-stays = Энэ дарааллаар үлдээх
quiz-moved = { $item }: { $place }/{ $of }
quiz-drag = Зөөх: { $item }, одоо { $place }
quiz-up = Дээш: { $item }
quiz-down = Доош: { $item }
quiz-gap = Хоосон зай { $number }
quiz-hotspot-help = Зураг дээр зааж өгнө үү. Дээд тал нь: { $most }
quiz-board = Зураг: { $picture }. Сумтай товчлуураар зөөж, Enter дарж заана.
quiz-place = Байрлал { $number }
quiz-placed = Зураг дээр тавьсан
quiz-remove-point = Цэг { $number } устгах
quiz-labels-help = Нэрийг сонгоод, зураг дээр байрыг нь заана уу.
quiz-put-where = Хаана тавих вэ
quiz-take-back = Буцааж авах: { $item }
quiz-files-help = Файл хавсаргана уу. Дээд тал нь: { $most }
quiz-file = Файл
quiz-add-file = Файл сонгох
quiz-remove-file = Устгах: { $name }
quiz-file-waits = Төхөөрөмжид хадгалсан, илгээхийг хүлээж байна

## Submitting

quiz-review = Илгээхийн өмнө
quiz-review-answered = Хариулсан: { $answered }/{ $of }
quiz-review-open = Хариулаагүй асуулт: { $count }
quiz-review-flagged = Эргэж харах гэсэн асуулт: { $count }
quiz-review-refused = Хадгалагдаагүй хариулт: { $count }
quiz-review-waiting = Илгээхийг хүлээж байгаа хариулт: { $count }
quiz-submit = Илгээх
quiz-submit-final = Илгээсний дараа хариултаа өөрчлөх боломжгүй.
quiz-submit-without-line = Холболт алга. Илгээх дарвал хариултууд тань төхөөрөмжид үлдэж, холболт сэргэмэгц илгээгдэнэ.
quiz-back-to-questions = Асуултууд руу буцах
quiz-time-over = Хугацаа дууслаа
quiz-all-saved = Бүх хариулт тань хадгалагдсан. Үр дүнг тооцож байна.
quiz-overdue = Бүх хариулт тань хадгалагдсан. Өөр төхөөрөмж дээр илгээгээгүй хариулт үлдсэн бол эхлээд түүнийг холбоно уу ({ $until } хүртэл). Үгүй бол одоо илгээгээрэй.
quiz-late-counts = Хугацаандаа өгсөн { $count } хариулт энэ төхөөрөмжид байна. { $until } хүртэл илгээгдвэл тооцогдоно.
quiz-late-kept = { $count } хариулт хугацаандаа илгээгдэж амжсангүй. Түүхэд хадгалагдана, гэхдээ тооцогдохгүй байж магадгүй.
quiz-submitting = Илгээж байна
quiz-submitting-now = Хариултуудыг илгээж байна…
quiz-submitting-later = Илгээх хүсэлтийг тань хадгаллаа. Холболт сэргэмэгц илгээнэ.
quiz-stay-near = Холболт алга. Энэ хуудсыг хаасан ч хариултууд тань төхөөрөмжид үлдэнэ.

## The result

quiz-result = Үр дүн
quiz-passed = Тэнцсэн
quiz-not-passed = Тэнцээгүй
quiz-being-graded = Үнэлгээ хүлээж байна
quiz-being-graded-detail = Зарим хариултыг хүн үнэлнэ. Үнэлж дуусмагц захидлаар мэдэгдэнэ.
quiz-abandoned = Хариулаагүй
quiz-abandoned-detail = Хугацаанд нь нэг ч хариулт ирээгүй.
quiz-marks-of = { $marks }/{ $most } оноо
quiz-submitted-at = Оролдлого { $number }. Илгээсэн: { $at }
quiz-does-not-count = Өөр оролдлого тооцогдож байна.
quiz-lost = Тооцогдоогүй хариулт
quiz-lost-detail = Энэ төхөөрөмжид тооцогдоогүй { $count } хариулт байна. Доор асуулт тус бүрийн хамт харуулав.
quiz-answers = Хариултууд
quiz-your-answer = Таны хариулт
quiz-on-device = Энэ төхөөрөмж дээрх хариулт
quiz-right-answer = Зөв хариулт
quiz-explanation = Тайлбар
quiz-came-late = Хугацаанаас хойш ирсэн.
quiz-grader = Үнэлсэн хүний тайлбар
quiz-mark-changes = Онооны өөрчлөлт
quiz-why-graded = автоматаар үнэлсэн
quiz-why-regraded = дахин үнэлсэн
quiz-why-marked = хүн үнэлсэн
quiz-why-reconciled = хоёр үнэлгээг нэгтгэсэн
quiz-why-appeal = гомдлоор өөрчилсөн

quiz-appeal = Гомдол
quiz-appeal-make = Оноог эсэргүүцэх
quiz-appeal-why = Оноо яагаад буруу вэ?
quiz-appeal-help = Нэг асуултад нэг л удаа гомдол гаргана.
quiz-appeal-send = Гомдол илгээх
quiz-appeal-sent = Гомдлыг илгээлээ
quiz-appeal-waits = Шийдвэр хүлээж байна.
quiz-appeal-accepted = Гомдлыг хүлээж авсан.
quiz-appeal-refused = Оноо хэвээр үлдсэн.
quiz-appeal-marks = Оноо: { $before } → { $after }

## The history

quiz-history = Түүх, баримт
quiz-history-detail = Энэ оролдлогод болсон бүхэн энд бичигдсэн бөгөөд юуг ч өөрчлөх боломжгүй. Шалгахад энэ төхөөрөмж бүх бичлэгийг өөрөө тооцож, өөрт байгаа баримттай тулгана.
quiz-check = Баримтыг шалгах
quiz-intact = Бүх зүйл хэвээрээ: бичлэг { $entries }, энэ төхөөрөмжийн баримт { $receipts }.
quiz-broken = Зөрүү олдлоо. Бичлэг: { $number }, таараагүй баримт: { $missing }. Сургалтын хариуцагчид мэдэгдэнэ үү.
quiz-entry = №
quiz-entry-when = Цаг
quiz-entry-what = Юу болсон
quiz-entry-receipt = Баримт
quiz-entry-created = Үүсгэсэн
quiz-entry-started = Эхэлсэн
quiz-entry-answered = Хариулт хадгалсан
quiz-entry-superseded = Хариулт хадгалсан (илүү шинэ хариулт тооцогдоно)
quiz-entry-late = Хариулт хоцорч ирсэн
quiz-entry-observed = Төхөөрөмжийн тэмдэглэл
quiz-entry-extended = Хугацаа сунгасан
quiz-entry-submitted = Илгээсэн
quiz-entry-closed = Хугацаа дуусаж хаагдсан
