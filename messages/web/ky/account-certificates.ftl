# Сертификаттар жана кредиттер.

certificates-own = Менин сертификаттарым
certificates-none = Азырынча сертификат жок. Курстун барагында эмне жетишпегени көрүнөт; аяктаганда сертификат ушул жерге чыгат.
certificates-to-courses = Курстарга
certificate-kind = СЕРТИФИКАТ
certificate-issuer = Берген уюм
certificate-completed = Курс аяктаган күн
certificate-number = Сертификаттын номери
certificate-code = Текшерүү коду
certificate-file = PDF жүктөп алуу
certificate-share = Бөлүшүү
certificate-copy = Шилтемени көчүрүү
certificate-check = Каалаган адам текшере алат:
certificate-revoked = Жокко чыгарылды
certificate-revoked-detail = Анын файлы мындан ары берилбейт. Суроо болсо, каттоочуга кайрылыңыз.
certificate-corrected = Оңдолду: { $day }. Номери мурункудай; мурунку версиянын ордуна ушуну колдонуңуз.
certificate-being-drawn = Файл даярдалууда. Бир аз күтүп, жүктөп алыңыз.
certificate-not-drawable = Файлды даярдоо мүмкүн болгон жок, каттоочу билет. Сертификатыңыз жарактуу.
copied = Көчүрүлдү

hours-of = { $hours } академиялык саат
credits-of = { $credits } кредит
credits = Кредиттер
credits-year = Жыл
credits-total = Баары
credits-elsewhere = Башка жерде
credits-none = Азырынча кредит жок. Курсту аяктаганда эсептелет.
attestation = Кийинки аттестация
attestation-unknown = Кийинки аттестацияга эмне керек экенин айта албайбыз: ишке киришкен күнүңүз реестрде жок. Мектебиңизден жаздырууну сураңыз.
attestation-missing = { $missing } кредит жетишпейт
attestation-enough = Кредит жетиштүү
attestation-earned = { $needed } кредиттин { $earned } чогулду.
attestation-days = Эсептелген күндөр: { $since } – { $until }.
attestation-since = Эсептеле баштаган күн: { $since }.
elsewhere = Башка жерде алынган кредиттер
elsewhere-withdrawn = Алынып салынган, эсептелбейт
elsewhere-evidence = Далилдөөчү файл
