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
letter-certificate-issued =
    .subject = Таны гэрчилгээ: { $course }
    .lead = Баяр хүргэе! Та “{ $course }” сургалтыг амжилттай төгслөө. Гэрчилгээг хавсаргав.
    .button = Гэрчилгээг шалгах
    .note = Гэрчилгээний жинхэнэ эсэхийг хэн ч энэ хаягаар шалгаж болно.
letter-certificate-without-file = Гэрчилгээний файлыг бэлтгэж чадсангүй: нэр эсвэл сургалтын гарчигт хэвлэх боломжгүй тэмдэгт байна. Гэрчилгээ тань хүчинтэй бөгөөд бүртгэлийн ажилтанд мэдэгдсэн.

# --- import and export: qti and packages
import-archive-unreadable = файл нь уншигдах zip багц биш байна: дахин багцална уу
import-archive-entries = багцад { $most }-аас олон файл байна: хувааж илгээнэ үү
import-archive-duplicate = багцад ижил нэртэй хоёр файл байна: нэгийг нь өөрөөр нэрлэнэ үү
import-archive-path = багцад гадагш заасан нэр эсвэл холбоос файл байна: энгийн файлуудыг багцална уу
import-archive-encrypted = багц нууц үгээр хамгаалагдсан байна: нууц үггүйгээр багцална уу
import-archive-damaged = багцын файл гэмтсэн эсвэл танигдахгүй аргаар багцлагдсан байна: дахин багцална уу
import-archive-too-large = багц задлахад хэт том болж байна: хуваах эсвэл зургийг нь жижгэсгэнэ үү
import-package-file-missing = { $file } файл багцад алга: нэмнэ үү
import-qti-nothing = файлд QTI асуулт алга: QTI хэлбэрээр дахин экспортолно уу
import-qti-no-manifest = багцад imsmanifest.xml файл ч, асуулт ч алга
import-qti-test-alone = файл нь асуултуудаа зөвхөн нэрлэсэн тест байна: багцыг бүхлээр нь илгээнэ үү
import-qti-test = тестийн дараалал, хэсгүүдийг авсангүй, асуултуудыг нь авлаа
import-qti-stylesheet = загварын файлыг орхилоо
import-qti-adaptive = дасан зохицдог даалгаварт тохирох зүйл энд алга
import-qti-randomised = нэг томьёоны тооноос өөр зүйлийг санамсаргүй сонгодог даалгаварт тохирох зүйл энд алга
import-qti-interaction = { $interaction } хэлбэрийн хариултад тохирох зүйл энд алга
import-qti-several-interactions = нэг даалгаварт хэд хэдэн өөр хариулт байгаа нь энд тохирохгүй: тусдаа асуулт болгоно уу
import-qti-no-interaction = даалгаварт дүгнэх хариулт байгаа боловч хариулах талбар алга
import-qti-no-key = аль хариулт зөв болохыг даалгавар заагаагүй байна: зөв хариулт эсвэл дүрэм өгнө үү
import-qti-one-option = сонгох зүйл ганц байна: нэмнэ үү
import-qti-several-matches = зарим зүйлд хэд хэдэн зөв хос байна, эсвэл огт алга: энд тус бүр нэг хостой
import-qti-partial-order = зөвхөн зарим зүйлийг дараалуулахаар байна: энд бүгдийг дараалуулна
import-qti-gap-without-answer = зөв хариултгүй нөхөх зай байна: зөв хариултыг нь өгнө үү
import-qti-pattern = зөв хариултууд нь үгээр бичих боломжгүй загвар байна
import-qti-picture-missing = асуултад хэрэгтэй зураг алга, эсвэл хэмжээ нь тодорхойгүй
import-qti-shape = зураг дээрх байр уншигдахгүй, эсвэл зургаас гадуур байна
import-qti-ellipse = эллипсийг олон өнцөгт болголоо
import-qti-place-without-label = юу ч харгалзахгүй байрыг орхилоо
import-qti-empty = даалгавар хоосон байна
import-qti-asks-nothing = даалгавар оноотой боловч юу ч асуугаагүй: мэдээлэл болголоо
import-qti-invalid = асуулт энд мөрдөх дүрэмд нийцэхгүй байна: { $problem }
import-qti-rule-unknown = дүгнэх дүрэмд танигдахгүй { $rule } хэрэглэсэн: оронд нь заасан зөв хариултуудыг авлаа
import-qti-no-rule = даалгаварт дүгнэх дүрэм алга: заасан зөв хариултуудыг авлаа
import-qti-scoring-differs = оноо нь даалгаврынхаас ялгаатай: туршсан { $tried } хариултаас { $agree }-д нь таарч байна
import-qti-marks-rounded = { $marks } оноог 1-ээс 1000 хүртэлх бүхэл тоо болголоо
import-qti-feedback = сонголт юм уу хариултын зөв эсэхээс өөр зүйлээс хамаарах тайлбарыг орхилоо
import-qti-comments = тусдаа хариултын тайлбаруудыг орхилоо
import-qti-units = нэгжийг орхилоо: бусад систем зөвхөн тоог асууна
import-qti-template = талбарт эхлээд байх бичвэрийг орхилоо
import-qti-rubric = рубрикийг үнэлэгчид зориулсан хүснэгт болголоо
import-qti-one-file = бусад систем ганцхан файл авна
import-qti-calculated = тооцоолдог асуултыг QTI хэлбэрээр бичих боломжгүй
import-qti-places-shown = бусад систем зураг дээрх байруудыг харуулна
import-qti-label-in-words = зарим систем зөвхөн зураг авдаг газарт үгэн шошго байна
import-qti-dragged-selected = нөхөх зайд чирж тавих зүйлийг бусад системд жагсаалтаас сонгоно
import-qti-words-only = нөхөх зайн сонголтын хэлбэршүүлэлт, зургийг орхилоо
import-qti-twins = дарааллын хоёр зүйл ижил байна: бусад систем тэднийг ялгана
