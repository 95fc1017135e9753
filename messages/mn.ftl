# Системийн бүх бичвэр, монгол хэлээр.

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
problem-deadline-passed = Эцсийн хугацаа өнгөрсөн
    .detail = Хугацаа дуусахаас өмнө хадгалсан хариултыг тооцно.
problem-answer-superseded = Илүү шинэ хариулт хадгалагдсан байна
    .detail = Оролдлогыг дахин нээж хадгалсан хариултаа шалгаад, хэрэгтэй бол дахин хариулна уу.
problem-not-gradable = Үүнийг үнэлэх боломжгүй
    .detail = Зөвхөн илгээгдсэн оролдлогын эсээг хүн үнэлнэ.
problem-webinar-closed = Вебинар нээлттэй биш байна
    .detail = Хараахан эхлээгүй эсвэл дууссан. Товыг шалгана уу.
problem-certificate-revoked = Гэрчилгээг хүчингүй болгосон
    .detail = Дэлгэрэнгүйг бүртгэгчээс лавлана уу.
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
field-unknown-choice = сорилд ийм дугаар байхгүй
field-repeated-choice = хоёр удаа орсон байна
field-order-incomplete = бүх зүйлийг багтаасан байх ёстой
field-not-the-questions-kind = асуултын төрөлд тохирохгүй хариулт байна

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
