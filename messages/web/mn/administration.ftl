# What an administrator looks after: people, organisations, the server.

## People

administration-people = Хүмүүс ба эрх
person-new = Хүн бүртгэх
person-new-about = Бүртгэсэн хүнд нууц үгээ үүсгэх урилга захидлаар очно.
person-invite = Бүртгээд урих
person-invited = Урилгыг илгээлээ
person-invite-again = Урилгыг дахин илгээх
person-search = Нэр эсвэл регистрийн дугаар
person-search-help = Нэрийн эхлэлийг бичихэд хангалттай. Үсэг зөрсөн ч олно.
person-nobody = Ийм хүн олдсонгүй.
person-no-email = цахим шуудангийн хаяггүй
person-inactive = Эрхийг хаасан
person-bounced = Захидал хүрээгүй
person-created = Бүртгэсэн: { $moment }
person-known = Мэдээлэл
person-surname = Эцэг/эхийн нэр
person-given-name = Нэр
person-email = Цахим шуудангийн хаяг
person-email-help = Урилга энэ хаягаар очно.
person-telephone = Утасны дугаар
person-sector-code = Салбарын код
person-service-began-on = Багшилж эхэлсэн огноо
person-organisation = Байгууллага
person-organisation-any = Бүх байгууллага
person-organisation-help = Боловсролын мэргэжилтэн энэ байгууллага болон түүнд харьяалагдах хүмүүсийг харна.
person-position = Албан тушаал
person-language-help = Захидал энэ хэлээр очно.
person-roles = Юу хийж болох
person-roles-title = Эрх
person-roles-give = Эрхийг хадгалах
person-roles-given = Эрхийг хадгаллаа
person-officer-part = Хариуцах хэсэг
person-officer-nowhere = байгууллага сонгоогүй тул хэнийг ч харахгүй
person-access = Нэвтрэх эрх
person-access-open = Энэ хүн нэвтэрч чадна.
person-access-closed = Энэ хүн нэвтэрч чадахгүй.
person-switch-off = Эрхийг хаах
person-switch-off-question = { $name } бүх төхөөрөмжөөс гарч, дахин нэвтрэх боломжгүй болно. Хаах уу?
person-switched-off = Эрхийг хаалаа
person-switch-on = Эрхийг нээх
person-switched-on = Эрхийг нээлээ

## Roles and positions

role-learner-about = Сургалтад суралцана.
role-methodologist-about = Сургалт бэлтгэж, вебинар хөтөлж, хариулт үнэлнэ.
role-officer-about = Өөрийн байгууллага болон түүнд харьяалагдах хүмүүсийг хариуцна.
role-registrar-about = Гэрчилгээний бүртгэлийг хөтөлнө.
role-administrator-about = Хүмүүс, эрх, байгууллага, системийг хариуцна.
position-teacher = Багш
position-director = Захирал
position-kindergarten-head = Цэцэрлэгийн эрхлэгч
position-training-manager = Сургалтын менежер
position-social-worker = Нийгмийн ажилтан
position-education-office-specialist = Боловсролын газрын мэргэжилтэн
position-specialist = Мэргэжилтэн
position-other = Бусад

## Organisations

administration-organisations = Байгууллагын бүтэц
organisation-about = Боловсролын мэргэжилтэн өөрийн байгууллага болон түүнд харьяалагдах бүхнийг харна.
organisation-none = Байгууллага бүртгээгүй байна.
organisation-nothing-below = Харьяа байгууллага алга.
organisation-below = Харьяа байгууллага
organisation-below-of = { $name }: харьяа байгууллага
organisation-new-root = Дээд байгууллага нэмэх
organisation-new-below = Харьяа байгууллага нэмэх
organisation-create = Нэмэх
organisation-created = Байгууллагыг нэмлээ
organisation-known = Мэдээлэл
organisation-name = Нэр
organisation-kind = Төрөл
organisation-code = Код
organisation-part-of = Харьяалал
organisation-is-root = дээд байгууллага
organisation-move = Харьяаллыг өөрчлөх
organisation-move-about = Харьяа байгууллага, хүмүүс нь хамт шилжинэ.
organisation-move-question = { $name } харьяа бүх байгууллагатайгаа шилжинэ. Мэргэжилтнүүдийн харах хүрээ шууд өөрчлөгдөнө. Шилжүүлэх үү?
organisation-moved = Харьяаллыг өөрчиллөө
organisation-people = Энэ байгууллагын хүмүүс
kind-ministry = Яам
kind-institute = Хүрээлэн
kind-province = Аймаг
kind-capital = Нийслэл
kind-district = Дүүрэг
kind-soum = Сум
kind-school = Сургууль
kind-kindergarten = Цэцэрлэг
kind-university = Их сургууль
kind-partner = Түнш байгууллага
kind-other = Бусад

## How the server is

administration-health = Системийн байдал
health-look = Дахин шалгах
health-well = Хэвийн
health-look-here = Анхаарах
health-alive = Сервер ажиллаж байна.
health-not-alive = Сервер хариу өгөхгүй байна.
health-ready = Өгөгдлийн сан хариу өгч байна.
health-not-ready = Өгөгдлийн сан хариу өгөхгүй, эсвэл сервер зогсож байна.
health-requests = Хүсэлт: { $requests }, алдаа: { $failures }
health-failures = Серверийн алдааны хувь: { $share }
health-duration = Хариу өгөх дундаж хугацаа: { $milliseconds } мс
health-queue-mail = Илгээгдэхийг хүлээж буй захидал: { $waiting }
health-queue-work = Хүлээж буй ажил: { $waiting }
health-queue-drawing = Бэлтгэхийг хүлээж буй слайд: { $waiting }
health-oldest = Хамгийн удсан нь: { $time }
health-mails = Илгээсэн захидал: { $sent }
health-mails-failed = Дахин оролдох: { $failed }, хүлээж аваагүй: { $refused }
health-since = Тоо нь сервер ассанаас хойших дүн.
health-no-figures = Тоон үзүүлэлтийг эндээс харах боломжгүй (/metrics хаалттай).
health-at = Шалгасан: { $time }
signing-title = Гарын үсгийн түлхүүр
signing-about = Нэвтрэлтийг баталгаажуулдаг түлхүүр. Алдагдсан байж болзошгүй бол солино. Хэн ч системээс гарахгүй.
signing-now = Одоогийн түлхүүр
signing-rotate = Түлхүүрийг солих
signing-question = Одооноос шинэ түлхүүр хэрэглэнэ. Хуучин нь хэдэн минутын дараа хүчингүй болно. Солих уу?
signing-rotated = Түлхүүрийг солилоо

## Mail queue

mail-title = Илгээгээгүй захидал
mail-about = Шуудангийн сервер авмагц захидлууд өөрөө явна. Бүтэлгүйтсэнийг улам уртсах завсартай дахин оролдоно.
mail-look = Дахин харах
mail-troubled-only = Зөвхөн илгээж чадаагүйг
mail-none = Хүлээж байгаа захидал алга.
mail-due = Дараагийн оролдлого: { $moment }
mail-at-work = Яг одоо илгээж байна
mail-tries = Оролдсон: { $count }
mail-send-now = Одоо илгээх
mail-tried = Одоо илгээж байна
mail-give-up = Илгээхээ болих
mail-give-up-question = Энэ захидлыг илгээхгүй. Үүнийг буцаах боломжгүй.
mail-given-up = Захидлыг илгээхгүй болсон
letter-invitation = Урилга
letter-magic-link = Нэвтрэх холбоос
letter-verify-address = Хаяг баталгаажуулах
letter-password-changed = Нууц үг солигдсон
letter-contacts-changed = Холбоо барих мэдээлэл өөрчлөгдсөн
letter-recovery-issued = Сэргээх код олгосон
letter-enrolled = Сургалтад бүртгэсэн
letter-webinar-scheduled = Вебинар товлосон
letter-webinar-soon = Вебинар удахгүй эхэлнэ
letter-series-scheduled = Цуврал вебинар товлосон
letter-certificate-issued = Гэрчилгээ олгосон
letter-certificate-corrected = Гэрчилгээг зассан
letter-visit-planned = Айлчлал товлосон
letter-visit-soon = Маргааш айлчлалтай
letter-appeal-decided = Гомдлыг шийдвэрлэсэн
letter-cohort-joined = Ээлжид орсон
letter-cohort-refused = Ээлжид оруулаагүй
letter-reminder = Сануулга
letter-officer-reminder = Мэргэжилтний сануулга

## Settings

settings-title = Тохиргоо
settings-about = Серверийг ажиллуулагчийн тогтоосон утгууд. Тохиргооны файл эсвэл орчны хувьсагчаар өөрчилж, серверийг дахин эхлүүлнэ.
settings-changed-only = Зөвхөн өөрчилснийг
settings-none-changed = Өөрчилсөн тохиргоо алга.
settings-default = анхны утга
settings-changed = өөрчилсөн
