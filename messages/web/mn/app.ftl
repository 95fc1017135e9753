# What is around every page, and what many pages say.

product = Сургалт
menu = Цэс
menu-today = Өнөөдөр
menu-courses = Сургалтууд
menu-cohorts = Ээлж
menu-webinars = Вебинар
menu-register = Гэрчилгээний бүртгэл
menu-register-exports = Салбарын системд экспортлох
menu-register-credits = Багшийн кредит
menu-administration-people = Хүмүүс ба эрх
menu-administration-organisations = Байгууллагын бүтэц
menu-administration-mail = Захидлын дараалал
menu-administration-settings = Тохиргоо
menu-administration-health = Системийн байдал
menu-programmes = Хөтөлбөрүүд
menu-grading = Үнэлгээ
menu-forms = Маягтууд
menu-authoring = Сургалт бичих
menu-question-bank = Асуултын сан
menu-progress = Явц
menu-people = Хүмүүс
menu-organisations = Байгууллагууд
menu-sign-in-cards = Нэвтрэх карт
menu-rosters = Хүмүүсийн жагсаалт
menu-visits-plan = Айлчлал төлөвлөх
menu-audit-log = Үйлдлийн бүртгэл
menu-certificates = Гэрчилгээ
menu-visits = Айлчлал
menu-profile = Миний бүртгэл
skip-to-content = Агуулга руу шилжих
no-line = Холболт алга
language = Хэл

loading = Ачаалж байна…
more = Цааш үзэх
try-again = Дахин оролдох
save = Хадгалах
saved = Хадгаллаа
cancel = Болих
close = Хаах
dialog-leave = Цонхыг орхих
delete = Устгах
search = Хайх
back = Буцах
kept-copy = Энэ төхөөрөмжид хадгалсан хувь, { $at }
written-picture = Зураг
written-ticked = хийсэн
written-unticked = хийгээгүй
choose = Сонгох
clear = Арилгах
continue = Үргэлжлүүлэх
reason = Шалтгаан
organisation-choose = Байгууллага сонгох
organisation-find = Байгууллагын нэр эсвэл код
organisation-none-found = Ийм байгууллага олдсонгүй
as-table = Хүснэгтээр харах

no-such-page = Ийм хуудас алга
no-such-page-detail = Холбоос буруу, эсвэл энэ хуудас танд нээлттэй биш байна.

problem-no-line = Сервертэй холбогдож чадсангүй
problem-no-line-detail = Сүлжээ сэргэмэгц дахин оролдоорой.
problem-unknown = Алдаа гарлаа

## Signing in

sign-in = Нэвтрэх
sign-in-title = Сургалтад нэвтрэх
sign-in-welcome = Багш нарын мэргэжил дээшлүүлэх цахим сургалт
sign-in-ways = Нэвтрэх арга
sign-in-by-password = Нууц үгээр
sign-in-by-link = И-мэйлээр
sign-in-forgotten = Нууц үгээ мартсан: и-мэйлээр нэвтрэх
sign-in-name = И-мэйл, утасны дугаар эсвэл регистрийн дугаар
sign-in-name-help = Аль нэгийг нь бичихэд хангалттай.
sign-in-password = Нууц үг
sign-in-send-link = Холбоос илгээх
sign-in-link-sent = { $name } бүртгэлтэй бол нэвтрэх холбоос и-мэйл рүү нь явлаа.
sign-in-link-sent-detail = Захидлаа нээгээд холбоос дээр дарна уу. Ирээгүй бол сургуулиасаа код аваарай.
sign-in-help = И-мэйл хаягаа ч мартсан уу? Сургуулийнхаа хариуцсан ажилтнаас нэвтрэх код аваарай.
sign-in-with-code = Надад код байна

## What several areas say

role-learner = Суралцагч
role-methodologist = Арга зүйч
role-officer = Боловсролын мэргэжилтэн
role-registrar = Бүртгэлийн ажилтан
role-administrator = Администратор
kind-lesson = Хичээл
kind-quiz = Сорил
kind-webinar = Вебинар
webinar-live = Одоо явагдаж байна
webinar-awaited = Эхлэх цаг болсон, хөтлөгчийг хүлээж байна
webinar-cancelled = Цуцалсан
credits-credits = Кредит
credits-hours = Академик цаг
person-register-number = Регистрийн дугаар
cohort-self-paced = Бие даан суралцах хугацаа
cohort-webinars = Вебинарын хугацаа
cohort-time-zone = Цагийн бүс
