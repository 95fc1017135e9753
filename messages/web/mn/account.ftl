# Нэвтрэх, бүртгэлээ сэргээх бүх арга, өөрийн бүртгэл.

## Нууц үг

password-show = Харуулах
password-rule = Дор хаяж { $least } тэмдэгт. Хэд хэдэн үгтэй өгүүлбэр байвал сайн, санахад ч амар.
password-lacks = Дахиад { $lacks } тэмдэгт хэрэгтэй.
password-long-enough = Урт нь хангалттай.
password-new = Шинэ нууц үг
password-is-set = Нууц үгийг хадгаллаа. Та нэвтэрлээ.

## Захидал, картаар орох

letter-code = Захидал дахь код
letter-code-help = Код эсвэл холбоосыг бүтнээр нь хуулж тавина уу.
letter-code-instead = Холбоос нээгдэхгүй байна уу? Кодоор нэвтрэх
link-signs-in = Нэвтэрч байна…
link-anew = Шинэ холбоос авах
go-on = Үргэлжлүүлэх
other-ways = Өөр аргаар нэвтрэх
other-way-sign-in = Нууц үгээр нэвтрэх
other-way-link = Нэвтрэх холбоосыг захидлаар авах
other-way-code = Сэргээх код эсвэл нэвтрэх картаа ашиглах

invitation-title = Нууц үгээ үүсгэх
invitation-welcome = Тавтай морил! Нууц үгээ үүсгэмэгц та шууд нэвтэрнэ.
invitation-needs-link = Урилгын захидал дахь холбоосыг нээх, эсвэл захидлын кодыг энд хуулж тавина уу.
invitation-accept = Нууц үг үүсгээд нэвтрэх
invitation-useless = Урилга нэг л удаа ажиллана, шинэ урилга хуучнаа орлоно. Нууц үгээ аль хэдийн үүсгэсэн бол түүгээрээ нэвтэрнэ үү. Үгүй бол урьсан ажилтнаас шинэ урилга аваарай.

address-title = Хаягаа баталгаажуулах
address-verifying = Баталгаажуулж байна…
address-verified = Хаяг баталгаажлаа
address-verified-detail = Захидал энэ хаяг руу ирэх боломжтой боллоо.
address-needs-link = Захидал дахь холбоосыг нээх, эсвэл кодыг нь энд хуулж тавина уу.
address-useless = Хаягаа өмнө нь баталгаажуулсан байж магадгүй: бүртгэлээсээ харна уу. Шинэ захидлыг ч тэндээс авна.
address-verify = Баталгаажуулах
to-profile = Миний бүртгэл рүү

recovery-title = Сэргээх код, нэвтрэх карт
recovery-welcome = Код нэг л удаа ажиллана. Түүгээр шинэ нууц үг тавиад шууд нэвтэрнэ.
recovery-code = Код
recovery-code-help = Том жижиг үсэг, зураас хамаагүй.
recovery-name-help = Картын кодод хэрэггүй.
recovery-use = Нууц үг тавиад нэвтрэх
recovery-signs-out = Бусад бүх төхөөрөмжөөс тань гарна.
recovery-no-code = Код байхгүй юу? Сургуулийнхаа хариуцсан ажилтан эсвэл боловсролын мэргэжилтнээс аваарай. И-мэйл хаягтай бол холбоосоор ч нэвтэрч болно.

## Миний бүртгэл

role-learner = Суралцагч
role-methodologist = Арга зүйч
role-officer = Боловсролын мэргэжилтэн
role-registrar = Бүртгэлийн ажилтан
role-administrator = Администратор
profile-names = Нэр гэрчилгээ, баримт бичигт орох тул админ засна. Буруу байвал сургуульдаа хэлнэ үү.
to-certificates = Миний гэрчилгээ, кредит
to-visits = Айлчлал, чиглүүлэг
sign-out = Системээс гарах

preferences = Тохиргоо
theme = Харагдац
theme-device = Төхөөрөмжийнхөөр
theme-light = Цайвар
theme-dark = Бараан
time-zone = Цагийн бүс
time-zone-help = Тэнд одоо { $time }. Захидалд цагийг энэ бүсээр бичнэ.
time-zones-near = Түгээмэл
time-zones-other = Бусад

addresses = И-мэйл, утас
addresses-help = Эдгээрийн аль нэгээр нэвтэрч болно. Захидал үндсэн хаяг руу ирнэ.
addresses-none = Хаяг, дугаар алга. И-мэйл хаягаа нэмбэл нууц үгээ мартсан үедээ холбоосоор нэвтэрнэ.
address-main = Үндсэн
address-is-verified = Баталгаажсан
address-unverified = Баталгаажаагүй
address-bounced = Захидал хүрэхгүй байна
address-bounced-detail = { $day }: шуудангийн сервер захидал хүлээж аваагүй тул энэ хаяг руу бичихээ больсон. Хаягаа шалгаад захидлыг дахин илгээх, эсвэл өөр хаяг нэмнэ үү.
address-send-again = Баталгаажуулах захидал илгээх
address-sent = Захидал явлаа: { $address }. Доторх холбоосыг нь нээнэ үү.
address-make-main = Үндсэн болгох
address-remove = Хасах
address-remove-question = { $address } бүртгэлээс тань хасагдана. Энэ хаягаар нэвтрэх, захидал авах боломжгүй болно.
address-removed = Хаслаа
address-add = И-мэйл эсвэл утас нэмэх
address-kind = Төрөл
address-email = И-мэйл хаяг
address-email-help = Энэ хаяг руу захидал очно; доторх холбоосыг нээснээр хүчинтэй болно.
address-telephone = Утасны дугаар
address-telephone-help = Монголын дугаарыг найман оронгоор бичихэд хангалттай. Дугаараар нэвтэрч болно.
address-added = Нэмлээ. Тэр хаяг руу очсон захидал дахь холбоосыг нээнэ үү.
add = Нэмэх

password-change = Нууц үг солих
password-change-help = Бусад төхөөрөмж системээс гарна, ашиглаагүй холбоос, код, карт хүчингүй болно. Хаягууд руу тань мэдэгдэнэ.
password-before = Одоогийн нууц үг
password-before-wrong = Одоогийн нууц үг биш байна.
password-changed = Нууц үг солигдлоо
password-forgotten = Одоогийн нууц үгээ мартсан уу? Кодоор шинээр тавих

devices = Төхөөрөмжүүд
devices-help = Таны нэвтэрсэн газрууд. Танихгүй нь байвал гаргаад, нууц үгээ солиорой.
devices-all = Бүгдийг үзэх ({ $count })
device-unknown = Тодорхойгүй төхөөрөмж
device-this = Энэ төхөөрөмж
device-used = Сүүлд: { $ago }
device-since = нэвтэрсэн: { $moment }
device-sign-out = Гаргах
device-sign-out-question = Тэр төхөөрөмж дээр дахин нэвтрэх шаардлагатай болно.
device-signed-out = Төхөөрөмжийг гаргалаа
sign-out-everywhere = Бүх төхөөрөмжөөс гарах
sign-out-everywhere-question = Энэ төхөөрөмж ч гэсэн гарна. Үргэлжлүүлэхийн тулд дахин нэвтрэх хэрэгтэй.

storage = Офлайн хичээлийн зай
storage-help = Сүлжээгүй үед үзэхээр хадгалсан хичээл энэ төхөөрөмжийн зайг эзэлнэ.
storage-used = Ашигласан нь { $used }, дээд хэмжээ { $budget }.
storage-budget = Хамгийн ихдээ
