# Importing lists of people.

rosters-help = Сургуулиудын хүмүүсийн жагсаалтыг бүртгэлтэй тулгана. Та өөрөө хэрэгжүүлэх хүртэл юу ч өөрчлөгдөхгүй.
rosters-send = Жагсаалт импортлох
rosters-file = Файл
rosters-file-help = CSV, XLSX, эсвэл OneRoster (zip). Эхний мөрөнд баганын нэр байна.
rosters-day = Жагсаалтын өдөр
rosters-day-help = Жагсаалт аль өдрийн байдлаар гарсан бэ?
rosters-place = Байгууллагагүй мөрүүдийн байгууллага
rosters-complete = Жагсаалтад бүх хүн орсон
rosters-complete-yes = Нэрлэсэн сургуулиудад байсан, жагсаалтад байхгүй хүмүүсийг гарсан гэж үзнэ.
rosters-complete-no = Жагсаалтад байхгүй хүмүүст юу ч өөрчлөгдөхгүй.
rosters-compare = Илгээж, тулгах
rosters-sending = Илгээж байна…
rosters-imported = Өмнөх жагсаалтууд
rosters-none = Жагсаалт импортлоогүй байна.
rosters-rows = { $count } мөр

## States

roster-state = Байдал
roster-status-comparing = Тулгаж байна
roster-status-compared = Тулгасан, хэрэгжүүлээгүй
roster-status-applying = Хэрэгжүүлж байна
roster-status-applied = Хэрэгжүүлсэн
roster-status-undoing = Буцааж байна
roster-status-undone = Буцаасан
roster-at-work-comparing = Бүртгэлтэй тулгаж байна: { $done } / { $of }
roster-at-work-applying = Бүртгэлд оруулж байна: { $done } / { $of }
roster-at-work-undoing = Буцааж байна: { $done } / { $of }
roster-of-day = { $day } өдрийн байдлаар
roster-whole = бүрэн жагсаалт
roster-part = хэсэгчилсэн жагсаалт
roster-undecided = { $count } эргэлзээтэй мөрийг та шийдээгүй байна.
roster-apply = Хэрэгжүүлэх
roster-apply-help = Доорх ялгааг шалгаад хэрэгжүүлнэ үү. Хэнд ч захидал явахгүй.
roster-apply-question = Бүртгэл жагсаалтын дагуу өөрчлөгдөнө. Алдаатай мөр орохгүй. Дараа нь бүхэлд нь буцааж болно.
roster-apply-question-undecided = Шийдээгүй { $count } мөр болон алдаатай мөр орохгүй. Бусад нь бүртгэлд орно. Дараа нь бүхэлд нь буцааж болно.
roster-apply-begun = Хэрэгжүүлж эхэллээ
roster-nothing-changes = Өөрчлөх зүйл алга.
roster-undo = Бүхэлд нь буцаах
roster-undo-help = Шинэ хүмүүс нэвтрээгүй, сургалтад бүртгэгдээгүй байвал буцааж болно.
roster-undo-question = Шинэ хүмүүс бүртгэлээс хасагдаж, өөрчлөгдсөн нь урьдын хэвэнд орно.
roster-undo-begun = Буцааж эхэллээ
roster-remarks = Анхаарах зүйл
roster-rows = Мөрүүд
roster-row = Мөр: { $place }
roster-not-in-file = Файлд байхгүй
roster-outcome-applied = оруулсан
roster-outcome-skipped = орхисон
roster-outcome-undone = буцаасан
roster-outcome-kept = хэвээр үлдээсэн

## What rows mean

roster-difference-new = Шинэ
roster-difference-changed = Өөрчлөгдсөн
roster-difference-moved = Шилжсэн
roster-difference-left = Гарсан
roster-difference-doubtful = Эргэлзээтэй
roster-difference-unchanged = Хэвээр
roster-difference-error = Алдаатай
roster-difference-new-help = Бүртгэлд байхгүй байсан, шинээр орох хүмүүс.
roster-difference-changed-help = Мэдээлэл нь өөрчлөгдөх хүмүүс: хуучин → шинэ.
roster-difference-moved-help = Өөр байгууллагад шилжих хүмүүс.
roster-difference-left-help = Байгууллагаасаа гарсан гэж үзэх хүмүүс.
roster-difference-doubtful-help = Хэнийг хэлсэн нь тодорхойгүй: шийднэ үү. Шийдээгүй бол орхино.
roster-difference-unchanged-help = Бүртгэлтэй таарч байна.
roster-difference-error-help = Эдгээр мөр орохгүй. Файлаа засаад дахин илгээнэ үү.
roster-decide = Энэ хэн бэ?
roster-decided = Шийдвэрийг хадгаллаа
roster-same = Энэ хүн: { $name }
roster-decision-another_person = Өөр, шинэ хүн
roster-decision-leave_out = Орхих

## Columns

roster-column-register-number = Регистрийн дугаар
roster-column-sector-code = Багшийн код
roster-column-surname = Эцэг/эхийн нэр
roster-column-given-name = Нэр
roster-column-full-name = Овог нэр
roster-column-email = Цахим шуудангийн хаяг
roster-column-telephone = Утас
roster-column-organisation = Байгууллага
roster-column-organisation-code = Байгууллагын код
roster-column-position = Албан тушаал
roster-column-subject = Заадаг хичээл
roster-column-since = Ажилд орсон огноо
roster-column-service-began-on = Багшилж эхэлсэн огноо
roster-column-birth-date = Төрсөн огноо
