# Гэрчилгээ, кредит.

certificates-own = Миний гэрчилгээнүүд
certificates-none = Гэрчилгээ хараахан алга. Сургалтын хуудсанд юу дутуу байгаа нь харагдана; төгсмөгц гэрчилгээ энд гарна.
certificates-to-courses = Сургалтууд руу
certificate-kind = ГЭРЧИЛГЭЭ
certificate-issuer = Олгосон байгууллага
certificate-completed = Төгссөн
certificate-number = Гэрчилгээний дугаар
certificate-code = Шалгах код
certificate-file = PDF татах
certificate-share = Хуваалцах
certificate-copy = Холбоос хуулах
certificate-check = Хэн ч шалгаж болох хаяг:
certificate-revoked = Хүчингүй болгосон
certificate-revoked-detail = Файлыг нь дахиж өгөхгүй. Лавлах зүйл байвал бүртгэлийн ажилтанд хандана уу.
certificate-corrected = Залруулсан: { $day }. Дугаар нь хэвээр; өмнөх хувилбарын оронд энийг хэрэглэнэ.
certificate-being-drawn = Файлыг бэлтгэж байна. Түр хүлээгээд татна уу.
certificate-not-drawable = Файлыг бэлтгэж чадсангүй, бүртгэлийн ажилтанд мэдэгдсэн. Гэрчилгээ тань хүчинтэй.
copied = Хууллаа

hours-of = { $hours } академик цаг
credits-of = { $credits } кредит
credits = Кредит
credits-year = Жил
credits-total = Нийт
credits-elsewhere = Өөр газар
credits-none = Кредит хараахан алга. Сургалт төгсөхөд тооцогдоно.
attestation = Дараагийн аттестатчилал
attestation-unknown = Дараагийн аттестатчилалд юу хэрэгтэйг хэлж чадахгүй байна: ажилд орсон өдөр тань бүртгэлд алга. Сургуульдаа хэлж бичүүлээрэй.
attestation-missing = { $missing } кредит дутуу
attestation-enough = Кредит хүрэлцэж байна
attestation-earned = { $needed } кредитээс { $earned } цуглуулсан.
attestation-days = Тооцох хугацаа: { $since } – { $until }.
attestation-since = Тооцож эхэлсэн өдөр: { $since }.
elsewhere = Өөр газар авсан кредит
elsewhere-withdrawn = Хассан, тооцохгүй
elsewhere-evidence = Нотлох файл
