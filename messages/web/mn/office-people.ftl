# The people of one’s part, their cards, and the tree of organisations.

people-title = Хүмүүс
people-text = Нэр, регистрийн дугаар
people-text-help = Кирилл, латин аль ч бичлэгээр, нэрээр эхлүүлж бичнэ үү.
people-contact = Захидал хүрэх эсэх
people-bounced = Захидал буцсан
people-unreachable = Хаяг алга, эсвэл захидал хүрэхгүй
people-no-address = Хаяггүй
people-off = Эрх хаасан
people-none = Ийм хүн олдсонгүй.
people-clear = Шүүлтийг арилгах
people-shown = { $count } хүн
people-shown-more = Эхний { $count } хүн

## A person

person-facts = Үндсэн мэдээлэл
person-service-began = Багшилж эхэлсэн
person-not-known = тодорхойгүй
person-off = Энэ хүний нэвтрэх эрхийг хаасан.
person-audit = Үйлдлийн бүртгэл
person-let-in-again = Дахин нэвтрүүлэх
person-not-in-care = Энэ хүн суралцагчаас өөр эрхтэй тул кодыг админ олгоно.
person-code-help = Нууц үгээ мартсан, захидал хүлээж авдаггүй хүнд сэргээх код олгоно. Кодоор нэг удаа шинэ нууц үг тавина.
person-code-issue = Сэргээх код олгох
person-card = Нэвтрэх карт хэвлэх
person-card-made = Нэвтрэх карт бэлэн боллоо
person-code-once = Кодыг одоо л харуулна. Хуудаснаас гарвал дахин харагдахгүй.
person-code-tell = Тухайн хүнд ингэж хэлнэ үү
person-code-step-open = { $address } хаягаар орж, нэвтрэх хуудасны “Надад код байна” дээр дарна.
person-code-step-name = Нэрээ ингэж бичнэ: { $name }
person-code-step-password = Кодыг бичээд шинэ нууц үг зохионо.
person-code-step-until = Код { $at } хүртэл хүчинтэй, нэг л удаа ажиллана.
person-code-told = Хэлсэн, кодыг нуух
person-contacts = Хаяг, утас
person-contacts-none = Хаяг, утас бүртгэлгүй.
person-contact-main = үндсэн
person-contact-verified = баталгаажсан
person-contact-add = Хаяг, утас нэмэх
person-contact-added = Нэмлээ
person-contact-help = Шууд хүчинтэй болно. Өмнөх бүх хаягаар нь тухайн хүнд мэдэгдэнэ.
person-contact-kind = Төрөл
person-contact-email = Цахим шуудангийн хаяг
person-contact-telephone = Утасны дугаар
person-credits = Кредит
person-credits-all = Нийт { $credits } кредит, { $hours } академик цаг
person-attestation-missing = Аттестатчилалд { $needed } кредит хэрэгтэйгээс { $earned } байна, { $missing } дутуу.
person-attestation-enough = Аттестатчилалд хэрэгтэй { $needed } кредит бүрдсэн ({ $earned }).
person-year = Он
person-credit = Кредит
person-hours = Академик цаг
person-placements = Ажилласан газар
person-placements-none = Ажилласан газар бүртгэлгүй.
person-now = одоо
person-placed-since = Эхэлсэн өдөр: { $day }
person-move = Шилжүүлэх
person-move-to = Аль байгууллагад
person-move-help = Өмнөх ажлын газар энэ өдрөөр дуусна. Түүх нь хадгалагдана.
person-moved = Шилжүүллээ
person-since = Эхний өдөр
person-subject = Заадаг хичээл
person-subject-help = Заавал биш.
person-take-back = Хасах
person-take-back-question = Энэ нь буруу бичигдсэн бол хасна. Өмнөх ажлын газар үргэлжилсэн болно.
person-taken-back = Хаслаа

## Sign-in cards

cards-help = Цахим шуудан ашигладаггүй хүнд нэвтрэх карт хэвлэж өгнө. QR кодыг уншуулаад, эсвэл доорх кодыг бичээд нэг удаа шинэ нууц үг тавина.
cards-print = Карт хэвлэх
cards-whom = Хэнд
cards-whom-school = Сургуулийн бүх хүнд
cards-whom-people = Зарим хүнд
cards-school = Сургууль, цэцэрлэг
cards-person = Хүн нэмэх
cards-leave-out = Хасах
cards-choose-first = Эхлээд хэнд хэвлэхээ сонгоно уу.
cards-print-help = Нэг хуудсанд арван карт. Шинэ карт хуучныг орлоно. Хүн бүрд хаягаар нь мэдэгдэнэ.
cards-print-button = PDF үүсгэх
cards-print-done = Картууд бэлэн. Файлыг хэвлээд, устгаарай.
cards-printed = Хэвлэсэн картууд
cards-none = Карт хэвлээгүй байна.
cards-of-some = Сонгосон хүмүүс
cards-valid = Хүчинтэй
cards-over = Хугацаа дууссан
cards-withdrawn = Хүчингүй болгосон
cards-count = { $count } карт
cards-until = { $at } хүртэл
cards-withdraw = Хүчингүй болгох
cards-withdraw-question = Ашиглаагүй үлдсэн картуудаар дахин нэвтэрч болохгүй болно. Хуудас алга болсон үед ингэнэ.
cards-withdrawn-done = Хүчингүй болголоо

## The tree

organisations-find = Байгууллага хайх
organisations-code = код
organisations-none-below = Доор нь байгууллага алга.
