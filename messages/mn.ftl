# Системийн бүх бичвэр, монгол хэлээр.

## language: its own name

language-name = Монгол

## problem: what went wrong, and what to do (error.rs)

problem-malformed = Хүсэлтийг уншиж чадсангүй
    .detail = Хүсэлт гэмтсэн эсвэл зөв JSON биш байна. Шалгаад дахин илгээнэ үү.
problem-unauthenticated = Нэвтрээгүй байна
    .detail = Нэвтрээд дахин оролдоно уу.
problem-wrong-credentials = И-мэйл хаяг эсвэл нууц үг буруу байна
    .detail = Шалгаад дахин оролдох, эсвэл и-мэйлээр нэвтрэх холбоос аваарай.
problem-token-invalid = Холбоос хүчингүй байна
    .detail = Хугацаа нь дууссан эсвэл нэг удаа ашиглагдсан байна. Шинээр авна уу.
problem-forbidden = Танд энэ үйлдлийг хийх эрх байхгүй
    .detail = Эрх хэрэгтэй бол системийн админд хандана уу.
problem-not-found = Олдсонгүй
    .detail = Ийм зүйл байхгүй эсвэл танд хамаарахгүй. Хаягаа шалгана уу.
problem-method-not-allowed = Энэ хаягт ийм үйлдэл хийх боломжгүй
    .detail = API-ийн баримтаас зөвшөөрөгдсөн үйлдлийг харна уу.
problem-email-taken = Энэ и-мэйл хаяг бүртгэлтэй байна
    .detail = Өөр хаяг бичих эсвэл бүртгэлтэй хүнийг хайна уу.
problem-already-exists = Ийм зүйл аль хэдийн байна
    .detail = Өөр код эсвэл нэр сонгоно уу.
problem-last-administrator = Сүүлчийн админыг хасах боломжгүй
    .detail = Эхлээд өөр хүнд админы эрх өгнө үү.
problem-not-published = Сургалт нийтлэгдээгүй байна
    .detail = Эхлээд сургалтыг нийтэлнэ үү.
problem-in-use = Өөр зүйл үүнийг ашиглаж байна
    .detail = Эхлээд ашиглаж буй газраас нь хасна уу.
problem-no-tries-left = Оролдлогын тоо дууссан
    .detail = Нэмэлт оролдлого хэрэгтэй бол арга зүйчдээ хандана уу.
problem-attempt-closed = Оролдлого хаагдсан
    .detail = Илгээгдсэн тул хариулт өөрчлөгдөхгүй.
problem-attempt-not-started = Оролдлого эхлээгүй байна
    .detail = Эхлээд оролдлогоо эхлүүлнэ үү; хугацаа тэр үеэс тоологдоно.
problem-quiz-not-open = Сорил нээгдээгүй байна
    .detail = Сургалт дээр заасан цагт нээгдэнэ.
problem-quiz-closed = Сорил хаагдсан
    .detail = Хугацаандаа өгч амжаагүй бол арга зүйчдээ хандана уу.
problem-try-too-soon = Дараагийн оролдлогыг хүлээх шаардлагатай
    .detail = Хоёр оролдлогын хооронд заасан хугацаа өнгөрсний дараа дахин оролдоно уу.
problem-no-way-back = Өмнөх асуултад буцаж хариулах боломжгүй
    .detail = Энэ сорилын асуултад дараалан хариулна.
problem-not-gradable = Үүнийг үнэлэх боломжгүй
    .detail = Зөвхөн илгээгдсэн оролдлогын эсээг хүн үнэлнэ.
problem-already-marked = Та энэ хариултыг үнэлэх боломжгүй
    .detail = Та аль хэдийн үнэлсэн, эсвэл шаардлагатай үнэлгээнүүд бүрэн байна. Дараагийн өөрчлөлтийг гомдлоор шийднэ.
problem-too-many-files = Оролдлогод оруулах файлын тоо дууссан
    .detail = Өмнө нь оруулсан файлуудаа ашиглана уу.
problem-appeal-closed = Одоо гомдол гаргах боломжгүй
    .detail = Оноо мэдэгдсэнээс хойш тогтоосон хоногийн дотор л гомдол гаргаж болно.
problem-appeal-decided = Гомдлыг шийдвэрлэсэн байна
    .detail = Шийдвэр өөрчлөгдөхгүй. Гомдлыг нээж шийдвэрийг уншина уу.
problem-regrading = Асуултыг дахин үнэлж байна
    .detail = Өмнөх засварын дагуу үнэлж дуусаагүй байна. Түр хүлээгээд дахин оролдоно уу.
problem-webinar-closed = Вебинар нээлттэй биш байна
    .detail = Хараахан эхлээгүй эсвэл дууссан. Товыг шалгана уу.
problem-certificate-revoked = Гэрчилгээг хүчингүй болгосон
    .detail = Дэлгэрэнгүйг бүртгэгчээс лавлана уу.
problem-certificate-not-drawable = Гэрчилгээний файлыг бэлтгэх боломжгүй
    .detail = Нэр эсвэл гарчигт хэвлэх боломжгүй тэмдэгт байна. Бүртгэлийн ажилтанд хандана уу.
problem-idempotency-key-reused = Idempotency-Key өөр хүсэлтэд ашиглагдсан
    .detail = Хүсэлт бүрд шинэ түлхүүр хэрэглэнэ үү.
problem-changed = Өөр хүн үүнийг өөрчилсөн байна
    .detail = Шинэчлээд, өөрчлөлтөө дахин хийнэ үү.
problem-too-large = Хэт том байна
    .detail = Хэмжээг багасгаад дахин илгээнэ үү.
problem-unsupported-media-type = Ийм төрлийн өгөгдөл хүлээн авахгүй
    .detail = JSON хүсэлтэд application/json, файлд зөвшөөрөгдсөн төрөл хэрэглэнэ үү.
problem-range-not-satisfiable = Хүссэн хэсэг файлд байхгүй
    .detail = Файлын хэмжээг шалгаад дахин оролдоно уу.
problem-invalid = Талбарууд буруу байна
    .detail = Доор нэрлэсэн талбаруудыг засаад дахин илгээнэ үү.
problem-if-match-required = If-Match толгой дутуу байна
    .detail = Уншихад ирсэн ETag-ийг If-Match-д бичнэ үү.
problem-too-many-requests = Хэт олон оролдлого
    .detail = Retry-After толгойд заасан хугацааны дараа дахин оролдоно уу.
problem-internal = Серверт алдаа гарлаа
    .detail = Алдаа бүртгэгдсэн. Дахин оролдоод болохгүй бол админд мэдэгдэнэ үү.
problem-unavailable = Сервер түр ажиллахгүй байна
    .detail = Хэдэн секундын дараа дахин оролдоно уу.

## field: why a field was refused (http/json.rs)

field-empty = хоосон байна
field-too-short = дор хаяж { $min } тэмдэгт байх ёстой
field-too-long = { $max }-аас олонгүй байх ёстой
field-too-small = { $min }-аас багагүй байх ёстой
field-too-great = { $max }-аас ихгүй байх ёстой
field-email = и-мэйл хаяг биш байна
field-invalid = зөв биш байна
field-unreadable = уншиж чадсангүй: { $reason }
field-unknown = ийм зүйл байхгүй
field-name = эхэнд, төгсгөлд нь зай эсвэл үл харагдах тэмдэгт байж болохгүй
field-time-zone = цагийн бүсийн нэр биш байна (жишээ нь Asia/Ulaanbaatar)
field-exactly-one-correct = яг нэг зөв сонголттой байх ёстой
field-at-least-one-correct = дор хаяж нэг зөв сонголттой байх ёстой
field-not-a-number = тоо биш байна
field-zero = тэг байж болохгүй
field-too-few-points = дор хаяж гурван цэгтэй байх ёстой
field-not-after = эхлэх хугацаанаас хойш байх ёстой
field-formula-unreadable = томьёо биш байна
field-formula-unknown-variable = байхгүй хувьсагч нэрлэсэн байна
field-formula-set = бэлтгэсэн утгуудын аль нэгд утгагүй байна
field-too-many = асуултын зөвшөөрснөөс олон байна
field-one-of-person-and-organisation = хүн эсвэл байгууллагын аль нэг нь байх ёстой
field-unknown-choice = сорилд ийм дугаар байхгүй
field-repeated-choice = хоёр удаа орсон байна
field-order-incomplete = бүх зүйлийг багтаасан байх ёстой
field-not-the-questions-kind = асуултын төрөлд тохирохгүй хариулт байна
field-duplicate-identifier = хоёр дахь удаагаа орсон байна
field-identifier-jumps = өмнө нь өөр зүйлийг заадаг байсан
field-incomplete = дутуу байна: модуль, нэгж, асуулт бүрийг нэг удаа нэрлэнэ үү
field-media-type = файлын агуулга зарласан төрөлд нь таарахгүй байна
field-file-missing = { $file } файл алга
field-damaged-text = бичвэр гэмтсэн эсвэл бичвэр биш байна
field-exactly-one-content = lesson, quiz, webinar гурвын яг нэгтэй байх ёстой
field-not-the-question = засаж буй асуултын танигч биш байна
field-kind-changed = засвараар төрлийг өөрчилж болохгүй
field-parts-changed = засвараар хэсгүүдийн тоо, хариултад сугалсан утгыг өөрчилж болохгүй
field-part-moved = өмнө нь өөр байрлалд байсан: засвараар хэсгүүдийн дарааллыг өөрчилж болохгүй
field-nothing-corrected = өмнөхтэйгөө адил байна
field-one-level-each = үнэлгээний шалгуур бүрд нэг түвшин заах ёстой
field-unknown-level = үнэлгээний шалгуурт ийм түвшин байхгүй
field-by-rubric = шалгуурын түвшнээс тодорхойлогдох тул бичихгүй
field-without-rubric = энэ асуулт шалгуургүй тул бичихгүй
field-only-accepted = зөвхөн хүлээн авсан гомдолд бичнэ
field-nothing-answered = хариулаагүй тул хүлээн авах боломжгүй

## room: why a webinar's room refuses something (webinars/command.rs)

room-webinar-ended = Вебинар дууссан
room-webinar-cancelled = Вебинар цуцлагдсан
room-webinar-not-started = Вебинар эхлээгүй байна
room-webinar-already-started = Вебинар эхэлсэн байна
room-not-allowed = Танд үүнийг хийх эрх алга
room-room-full = Танхим дүүрсэн байна, түр хүлээгээд дахин оролдоно уу
room-too-many-devices = Та хэт олон төхөөрөмжөөс холбогдсон байна, аль нэгийг нь салгана уу
room-session-unknown = Холболт шинэчлэгдсэн байна, дахин орно уу
room-command-too-old = Энэ үйлдлийн хугацаа өнгөрсөн байна
room-too-many-commands = Хэт хурдан илгээж байна, хэдэн секунд хүлээнэ үү
room-text-invalid = Бичвэр хоосон эсвэл уншигдахгүй тэмдэгттэй байна
room-text-too-long = Бичвэр хэт урт байна
room-hand-already-raised = Таны гар өргөөтэй байна
room-hand-not-raised = Гар өргөөгүй байна
room-slide-invalid = Ийм слайд байхгүй
room-frame-invalid = Илгээсэн мессежийг уншиж чадсангүй
room-room-busy = Танхим ачаалалтай байна, дахин илгээнэ үү

## date: dates and times (messages/dates.rs)

date-month-1 = 1 дүгээр сарын
date-month-2 = 2 дугаар сарын
date-month-3 = 3 дугаар сарын
date-month-4 = 4 дүгээр сарын
date-month-5 = 5 дугаар сарын
date-month-6 = 6 дугаар сарын
date-month-7 = 7 дугаар сарын
date-month-8 = 8 дугаар сарын
date-month-9 = 9 дүгээр сарын
date-month-10 = 10 дугаар сарын
date-month-11 = 11 дүгээр сарын
date-month-12 = 12 дугаар сарын
date-day = { $year } оны { $month } { $day }
date-moment = { $date }, { $time } ({ $zone })

## missing: what a course still asks for (completion/http.rs)

missing-lesson-unread = Хичээлийг уншина уу
missing-quiz-not-passed = Сорилд тэнцэнэ үү
missing-webinar-not-attended = Вебинарын хугацааны дор хаяж { $needed }%-д оролцоно уу; одоогийн ирц { $attended }%

## certificate: what stands on the paper, in the language of the course (certificates/wording.rs)

certificate-title = ГЭРЧИЛГЭЭ
certificate-presented-to = Энэхүү гэрчилгээгээр
certificate-surname = Эцэг/эхийн нэр
certificate-given-name = Нэр
certificate-statement = нь дараах сургалтыг амжилттай төгссөн болохыг гэрчилж байна
certificate-course = “{ $title }”
certificate-hours-label = Сургалтын хэмжээ
certificate-hours = { $hours } академик цаг
certificate-completed-on = Төгссөн огноо
certificate-serial-number = Гэрчилгээний дугаар
certificate-verification = Гэрчилгээг шалгах хаяг

## verify: the page on which anybody checks a certificate (certificates/page.rs)

verify-brand = Surgalt · Гэрчилгээ шалгах
verify-valid = Гэрчилгээ хүчинтэй байна
    .lead = Доорх мэдээлэл гэрчилгээн дээрхтэй яг ижил эсэхийг тулгана уу.
verify-revoked = Гэрчилгээг хүчингүй болгосон
    .lead = Ийм гэрчилгээ олгосон боловч одоо хүчингүй.
verify-unknown = Ийм кодтой гэрчилгээ олдсонгүй
    .lead = Кодыг гэрчилгээнээс дахин нягталж бичнэ үү.
verify-too-many = Энэ хаягаас хэт олон удаа шалгасан байна
    .lead = Арван таван минутын дараа дахин оролдоно уу.
verify-ask = Гэрчилгээ шалгах
    .lead = Гэрчилгээн дээрх кодыг бичнэ үү.
verify-code = Шалгах код
verify-button = Шалгах
verify-name = Гэрчилгээ эзэмшигч
verify-course = Сургалт
verify-issuer = Олгосон байгууллага

## letter: what the platform writes to people (mail/letters.rs)

letter-greeting = Сайн байна уу, { $name }!
letter-footer = Энэ захидлыг систем автоматаар илгээсэн тул хариу бичих шаардлагагүй.
letter-token = Холбоос нээгдэхгүй бол энэ кодыг хуулж оруулна уу: { $token }
letter-fact-course = Сургалт
letter-fact-webinar = Вебинар
letter-fact-time = Товлосон цаг

letter-invitation =
    .subject = Surgalt системд урьж байна
    .lead = Багш нарын зайн сургалтын Surgalt системд танд бүртгэл нээлээ. Нууц үгээ үүсгээд суралцаж эхлээрэй. Нэвтрэх хаяг: { $email }
    .button = Нууц үг үүсгэх
    .note = Холбоос нэг удаагийнх бөгөөд { $until } хүртэл хүчинтэй.
letter-magic-link =
    .subject = Surgalt системд нэвтрэх холбоос
    .lead = Доорх холбоосоор нууц үггүйгээр нэвтэрнэ үү. Таны хаяг: { $email }
    .button = Нэвтрэх
    .note = Холбоос нэг удаагийнх бөгөөд { $until } хүртэл хүчинтэй. Та нэвтрэх холбоос хүсээгүй бол энэ захидлыг үл тоомсорлоно уу.
letter-password-changed =
    .subject = Таны нууц үг солигдлоо
    .lead = Таны Surgalt системийн нууц үг солигдож, бусад бүх төхөөрөмж системээс гарлаа.
    .note = Хэрэв та өөрөө солиогүй бол нэн даруй администраторт хандаж шинэ урилга авна уу.
letter-enrolled =
    .subject = Та сургалтад бүртгэгдлээ: { $course }
    .lead = Таныг “{ $course }” сургалтад бүртгэлээ.
    .button = Сургалтыг нээх
    .note = Сургалтыг төгсөхөд юу дутуу байгааг сургалтын хуудсаас хэдийд ч харж болно.
letter-webinar-scheduled =
    .subject = Вебинар: { $title }, { $time }
    .lead = “{ $course }” сургалтын вебинарын цагийг товлолоо. Өмнө нь өөр цаг мэдэгдсэн бол энэ цаг түүнийг орлоно.
    .button = Вебинарыг нээх
    .note = Хуанлид нэмэх файлыг хавсаргав.
letter-webinar-soon =
    .subject = Вебинар удахгүй эхэлнэ: { $title }
    .lead = “{ $course }” сургалтын вебинар удахгүй эхэлнэ: { $time }.
    .button = Вебинарт орох
    .note = Холболт тасарвал дахин орж болно, таны ирц хадгалагдана.
letter-appeal-decided =
    .subject = Таны гомдлыг шийдвэрлэлээ: { $course }
    .lead = “{ $course }” сургалтын “{ $item }” сорилын талаарх таны гомдлыг { $accepted ->
        [yes] хүлээн авлаа
       *[no] хүлээн аваагүй
    }.
    .button = Оролдлогыг нээх
    .note = Хариу: { $answer }
letter-fact-marks = Оноо
letter-marks-changed = { $before } → { $after }
letter-certificate-issued =
    .subject = Таны гэрчилгээ: { $course }
    .lead = Баяр хүргэе! Та “{ $course }” сургалтыг амжилттай төгслөө. Гэрчилгээг хавсаргав.
    .button = Гэрчилгээг шалгах
    .note = Гэрчилгээний жинхэнэ эсэхийг хэн ч энэ хаягаар шалгаж болно.
letter-certificate-without-file = Гэрчилгээний файлыг бэлтгэж чадсангүй: нэр эсвэл сургалтын гарчигт хэвлэх боломжгүй тэмдэгт байна. Гэрчилгээ тань хүчинтэй бөгөөд бүртгэлийн ажилтанд мэдэгдсэн.
