# What a registrar works with: the register of certificates, exports, credits.

## The register

register-title = Гэрчилгээний бүртгэл
register-certificate = Гэрчилгээ
register-search = Нэр эсвэл гэрчилгээний дугаар
register-search-help = Эцэг/эхийн нэр эсвэл нэрийн эхлэл, хоёуланг бичвэл эхлээд эцэг/эхийн нэр. Дугаарыг бүтнээр бичнэ.
register-filters = Шүүлтүүр
register-year = Төгссөн он
register-programme = Хөтөлбөр
register-place = Байгууллага
register-place-any = Бүх байгууллага
register-any = Бүгд
register-state = Төлөв
register-state-any = Бүгд
register-state-valid = Хүчинтэй
register-state-superseded = Залруулсан хувилбар
register-state-revoked = Хүчингүй болгосон
register-export = Салбарын систем
register-export-waiting = Илгээгээгүй
register-export-exported = Хариу хүлээж байна
register-export-registered = Бүртгэгдсэн
register-export-changed = Өөрчлөлт илгээгээгүй
register-export-refused = Татгалзсан
register-export-not_needed = Илгээх шаардлагагүй
register-version = Хувилбар { $number }
register-empty = Ийм гэрчилгээ олдсонгүй.
register-show-all = Бүх гэрчилгээг харах

## A certificate

register-surname = Эцэг/эхийн нэр
register-given-name = Нэр
register-course = Сургалт
register-size = Сургалтын хэмжээ
register-hours = { $hours } академик цаг
register-credits = { $credits } кредит
register-completed-on = Төгссөн огноо
register-issuer = Олгосон байгууллага
register-issued-at = Олгосон
register-corrected-at = Залруулсан
register-superseded-at = Залруулсан
register-code = Шалгах код
register-pdf = Гэрчилгээг татах (PDF)
register-credits-of = Энэ хүний кредит
register-not-drawn = Гэрчилгээний файлыг бэлтгэж чадсангүй
register-not-drawn-detail = Гэрчилгээ хүчинтэй. Нэрийг залруулбал файлыг дахин бэлтгэнэ.
register-versions = Хувилбарууд
register-versions-about = Одоо хүчинтэй хувилбар: { $number }. Залруулсан хувилбарууд ижил дугаартай бөгөөд шинэ хувилбар байгааг шалгасан хүн бүр мэднэ.

register-correct = Залруулах
register-correct-title = Гэрчилгээг залруулах
register-correct-about = { $number } дугаар хэвээр үлдэж, шинэ хувилбар гарна. Шинэ гэрчилгээг эзэмшигчид захидлаар илгээнэ.
register-correct-send = Шинэ хувилбар гаргах
register-corrected = Гэрчилгээг залрууллаа
register-reason-help = Зөвхөн бүртгэлд үлдэнэ. Гэрчилгээ шалгахад харагдахгүй.
register-revoke = Хүчингүй болгох
register-revoke-about = Хүчингүй болгосон гэрчилгээг сэргээх боломжгүй. Нэр буруу бол залруулна уу.
register-revoke-question = { $name }, { $number } дугаартай гэрчилгээг хүчингүй болгох уу? Буцаах боломжгүй.
register-revoked = Гэрчилгээг хүчингүй болголоо

## Exports to the sector's information system

export-title = Салбарын системд экспортлох
export-once = Гэрчилгээ бүр нэг л удаа бүртгэгдэнэ
export-once-detail = Багцад зөвхөн бүртгэгдээгүй, эсвэл бүртгэгдсэнээс хойш өөрчлөгдсөн гэрчилгээ орно. Хариу хүлээж байгаа гэрчилгээ өөр багцад орохгүй. Мөр бүр гэрчилгээний тогтмол түлхүүртэй тул дахин илгээсэн ч давхардахгүй.
export-step-begin = Багц үүсгэнэ. Агуулга нь тэр мөчийнхөөрөө хадгалагдана.
export-step-file = Файлыг татаж, салбарын мэдээллийн системд оруулна.
export-step-answer = Ирсэн хариуг энд оруулна. Мөр бүрийн эхний хариу хүчинтэй.
export-begin-title = Шинэ багц
export-begin-about = Юу ч сонгохгүй бол илгээх ёстой бүх гэрчилгээг авна.
export-begin = Багц үүсгэх
export-begun = Багцыг бэлтгэж эхэллээ
export-batches = Багцууд
export-batch = Багц
export-none = Одоогоор багц алга.
export-wanted-all = Бүх гэрчилгээ
export-wanted-year = { $year } он
export-preparing = Бэлтгэж байна
export-preparing-detail = Хуудсыг хаасан ч бэлтгэл үргэлжилнэ.
export-open = Хариу хүлээж байна
export-open-detail = Файлыг илгээж, ирсэн хариуг доор оруулна уу.
export-closed = Дууссан
export-closed-detail = Бүх мөрөнд хариу ирсэн.
export-answered = Хариу ирсэн мөр
export-taken = { $of } гэрчилгээнээс { $rows } нь орсон
export-rows = Нийт: { $rows }
export-accepted = Бүртгэгдсэн: { $rows }
export-refused = Татгалзсан: { $rows }
export-waiting = Хүлээж байгаа: { $rows }
export-unchanged = Өмнө хариулсан: { $rows }
export-file = Илгээх файл
export-file-about = Хэдэн ч удаа татсан агуулга нь ижил байна.
export-answer = Хариу оруулах
export-answer-file = Хариуны файл (CSV эсвэл JSON)
export-answer-help = key, outcome (accepted эсвэл refused), reason гэсэн баганатай. Илгээсэн файлаа нөхөөд буцаан оруулж болно. Нэг файлыг хоёр оруулсан ч юу ч өөрчлөгдөхгүй.
export-answer-send = Хариу оруулах
export-answer-taken = Хариуг бүртгэлээ
export-contradicting = { $rows } мөрийн өмнөх хариу өөр байсан. Эхний хариу хэвээр үлдсэн:
export-row-by-row = Мөр бүрээр
export-outcome = Хариугаар шүүх
export-row-sent = Хариу ирээгүй
export-row-accepted = Бүртгэгдсэн
export-row-refused = Татгалзсан
export-no-rows = Ийм мөр алга.
export-change-new = Шинэ
export-change-changed = Залруулга
export-change-revoked = Хүчингүй болсон
export-register-number = Регистрийн дугаар
export-release = Дахин илгээх
export-release-all = Татгалзсан бүгдийг дахин илгээх
export-release-one = { $number } дугаартай гэрчилгээг дараагийн багцад байгаагаар нь оруулах уу?
export-release-question = Татгалзсан бүх гэрчилгээг дараагийн багцад байгаагаар нь оруулах уу? Залруулсан гэрчилгээ өөрөө орно.
export-released = Дараагийн багцад орох гэрчилгээ: { $rows }

## Credits

credits-title = Багшийн кредит
credits-about = Хүний кредитийг харж, өөр газар авсан кредитийг бүртгэнэ.
credits-search = Нэр эсвэл регистрийн дугаар
credits-nobody = Ийм хүн олдсонгүй.
credits-attestation = Дараагийн аттестатчилал
credits-attestation-stands = Дараагийн аттестатчилалд { $needed } кредит шаардлагатай. Цуглуулсан: { $earned }, дутуу: { $missing }.
credits-until-unknown = огноо тодорхойгүй
credits-by-year = Он оноор
credits-source = Хаанаас
credits-earned-elsewhere = Өөр газар авсан кредит
credits-none-elsewhere = Өөр газар авсан кредит бүртгэгдээгүй байна.
credits-enter-title = Кредит нэмэх
credits-enter = Кредит бүртгэх
credits-entered = Кредитийг бүртгэлээ
credits-course = Сургалтын нэр
credits-provider = Хаана
credits-grounds = Үндэслэл
credits-grounds-help = Яагаад тооцох, ямар баримт үзсэнээ бичнэ үү.
credits-evidence = Баримтын файл
credits-evidence-help = Заавал биш. Гэрчилгээний зураг, PDF гэх мэт.
credits-evidence-show = Баримтыг татах
credits-withdraw = Хасах
credits-withdraw-about = Буруу бүртгэсэн кредитийг хасна. Бичилт харагдах боловч цаашид тооцогдохгүй.
credits-withdraw-question = “{ $title }” бичилтийг хасах уу? Буцаах боломжгүй.
credits-withdrawn = Хассан
credits-withdrew = Бичилтийг хаслаа
