# The people, groups and quizzes of a course.

enrolments-none = Бүртгэгдсэн хүн алга.
enrolment-person = Суралцагч
enrolment-progress = Явц
enrolment-since = Бүртгэсэн
enrolment-version = Хувилбар
enrolment-completed = Төгссөн: { $day }
enrolment-done = { $of }-с { $done } хийсэн
enrolment-move = { $version } дахь хувилбарт шилжүүлэх
enrolment-moved = Шилжүүллээ. Хийсэн бүхэн нь хадгалагдсан.
enrol-title = Сургалтад бүртгэх
enrol-unpublished = Сургалтыг нийтэлсний дараа хүмүүсийг бүртгэнэ.
enrol-who = Хэнийг
enrol-help = Өөрийн нэрийн эхний үсгүүд (дараа нь эцгийн нэр), регистрийн дугаар, и-мэйл эсвэл утсаар хайна: «Энхтуяа», «Энхтуяа Сү». Хүн бүр захидал авна; аль хэдийн бүртгэгдсэн хүнд юу ч өөрчлөгдөхгүй. Олон хүнийг хөтөлбөрийн ээлжээр нэг дор бүртгэнэ.
enrol = Бүртгэх ({ $count })
enrol-done = Бүртгэлээ
groups-help = Вебинарыг тодорхой бүлэгт зориулж товлож болно: бүлэгт ороогүй хүнд харагдахгүй.
groups-none = Бүлэг алга.
group-new = Шинэ бүлэг
group-make = Бүлэг үүсгэх
group-made = Бүлэг үүслээ
group-name = Бүлгийн нэр
group-people = Бүлгийн хүмүүс ({ $count })
group-people-help = Энэ сургалтад бүртгэгдсэн хүмүүсээс сонгоно.
quizzes-none = Энэ сургалтад сорил алга.
