# Who did what to whom.

audit-action = Үйлдэл
audit-from = Эхлэх өдөр
audit-until = Дуусах өдөр
audit-by = Хэн
audit-whom = Хэнд хамаатай
audit-nobody = Систем
audit-gone = Бүртгэлээс хасагдсан хүн
audit-none = Ийм үйлдэл бүртгэгдээгүй байна.

## Details

audit-field-file-name = Файл
audit-field-rows = Мөр
audit-field-email = Цахим шуудангийн хаяг
audit-field-name = Нэр
audit-field-telephone = Утас
audit-field-value = Утга
audit-field-register-number = Регистрийн дугаар
audit-field-active = Нэвтрэх эрх
audit-field-decision = Шийдвэр
audit-field-title = Нэр
audit-field-kind = Төрөл
audit-field-what = Юу
audit-field-format = Хэлбэр
audit-field-count = Тоо
audit-field-people = Хүн
audit-field-cards = Карт
audit-field-reason = Шалтгаан
audit-field-roles = Эрх
audit-field-surname = Эцэг/эхийн нэр
audit-field-given-name = Нэр
audit-field-position = Албан тушаал
audit-field-subject = Заадаг хичээл
audit-field-since = Эхний өдөр
audit-field-until = Сүүлчийн өдөр
audit-yes = тийм
audit-no = үгүй

## Actions

audit-person-registered = Хүнийг бүртгэсэн
audit-person-changed = Хүний мэдээллийг өөрчилсөн
audit-person-switched-off = Хүний эрхийг хаасан
audit-person-switched-on = Хүний эрхийг нээсэн
audit-roles-given = Эрх өгсөн, хассан
audit-person-invited = Урилга илгээсэн
audit-password-set = Нууц үгийг сервер дээр тавьсан
audit-contact-added = Хаяг, дугаар нэмсэн
audit-recovery-code-issued = Сэргээх код олгосон
audit-recovery-code-used = Сэргээх код ашигласан
audit-sign-in-card-issued = Нэвтрэх карт олгосон
audit-sign-in-card-used = Нэвтрэх карт ашигласан
audit-sign-in-cards-revoked = Нэвтрэх картуудыг хүчингүй болгосон
audit-organisation-created = Байгууллага нэмсэн
audit-organisation-changed = Байгууллагыг өөрчилсөн
audit-placement-added = Ажилласан газар нэмсэн
audit-placement-corrected = Ажилласан газрыг зассан
audit-placement-removed = Ажилласан газрыг хассан
audit-roster-applied = Жагсаалтыг бүртгэлд оруулсан
audit-roster-undone = Жагсаалтаар орсныг буцаасан
audit-application-decided = Өргөдлийг шийдвэрлэсэн
audit-cohort-member-removed = Бүлгээс хассан
audit-extension-granted = Хугацаа сунгасан
audit-extension-withdrawn = Сунгалтыг буцаасан
audit-person-enrolled = Хүнийг сургалтад бүртгэсэн
audit-enrolment-moved = Сургалтын өөр хувилбарт шилжүүлсэн
audit-certificate-corrected = Гэрчилгээ зассан
audit-certificates-exported = Гэрчилгээ экспортолсон
audit-certificate-revoked = Гэрчилгээг хүчингүй болгосон
audit-attendance-corrected = Ирцийг зассан
audit-answer-marked = Хариултыг үнэлсэн
audit-appeal-decided = Гомдлыг шийдвэрлэсэн
audit-question-corrected = Нийтэлсэн асуултыг зассан
audit-indicator-value-entered = Үзүүлэлтийн утга оруулсан
audit-data-exported = Хувийн мэдээллийг файлаар гаргасан
audit-signing-key-replaced = Гарын үсгийн түлхүүрийг сольсон
audit-letter-given-up = Захидлыг илгээхээ больсон
