# Grading by a person, and appeals.

grading-title = Үнэлгээ
grading-parts = Үнэлгээний хэсгүүд
grading-queue = Үнэлгээ хүлээж байгаа
grading-appeals = Гомдол
grading-course = Сургалт
grading-all-courses = Бүх сургалт
grading-turn = Хэн үнэлэх
grading-turn-any = Бүгд
grading-turn-first = Анхны үнэлгээ
grading-turn-second = Хоёр дахь үнэлгээ
grading-turn-reconciliation = Зөрүүг шийдэх
grading-none = Үнэлэх зүйл алга.
grading-begin = Үнэлж эхлэх
grading-submitted = { $when } илгээсэн
grading-submitted-at = Илгээсэн: { $moment }.
grading-answers = хариулт: { $count }
grading-next = Дараагийнх
grading-keys = Ctrl+Enter: оноог хадгалах; J эсвэл Alt+N: дараагийнх.
grading-all-done = Бүгдийг үнэллээ
grading-question = Асуулт { $number }
grading-guidance = Юуг анхаарах вэ
grading-empty = Хариулт хоосон байна.
grading-marks = Оноо
grading-marks-help = 0-ээс { $most } хүртэл.
grading-marks-of = { $marks } / { $most } оноо
grading-comment = Тайлбар
grading-comment-help = Суралцагч үүнийг уншина.
grading-give = Оноо өгөх
grading-given = Оноог хадгаллаа
grading-change = Оноогоо засах
grading-stage-marking = үнэлгээ
grading-stage-reconciliation = зөрүүг шийдсэн
grading-stage-appeal = гомдлын шийдвэр
grading-by-you = та
grading-by-other = өөр хүн

## Appeals

appeals-none = Шийдвэрлэх гомдол алга.
appeal-marks-before = Одоогийн оноо: { $marks }
appeal-answer-shown = Хариултыг харах
appeal-by-rule = Энэ хариултыг дүрмээр үнэлсэн тул энд харагдахгүй.
appeal-decision = Шийдвэр
appeal-accept = Гомдлыг хүлээн авч, оноог өөрчилнө
appeal-reject = Оноог хэвээр үлдээнэ
appeal-marks = Шинэ оноо
appeal-answer = Хариу
appeal-answer-help = Суралцагч үүнийг захидлаар авна. Шийдвэр эцсийнх.
appeal-decide = Шийдвэрлэх
appeal-decided = Гомдлыг шийдвэрлэлээ
