# What a registrar works with: the register of certificates, exports, credits.

## The register

register-title = Сертификаттар реестри
register-certificate = Сертификат
register-search = Аты же сертификаттын номери
register-search-help = Фамилиянын же аттын башы, экөө болсо адегенде фамилия; же номер толугу менен.
register-filters = Чыпкалар
register-year = Аяктаган жылы
register-programme = Программа
register-place = Уюм
register-place-any = Бардык уюмдар
register-any = Баары
register-state = Абалы
register-state-any = Баары
register-state-valid = Жарактуу
register-state-superseded = Оңдолгон версия
register-state-revoked = Жокко чыгарылган
register-export = Тармактык система
register-export-waiting = Жөнөтүлгөн эмес
register-export-exported = Жооп күтүүдө
register-export-registered = Катталган
register-export-changed = Өзгөртүү жөнөтүлгөн эмес
register-export-refused = Четке кагылган
register-export-not_needed = Жөнөтүүнүн кереги жок
register-version = { $number }-версия
register-empty = Мындай сертификат табылган жок.
register-show-all = Бардык сертификаттарды көрсөтүү

## A certificate

register-surname = Фамилия
register-given-name = Аты
register-course = Курс
register-size = Курстун көлөмү
register-hours = { $hours } академиялык саат
register-credits = { $credits } кредит
register-completed-on = Аяктаган күнү
register-issuer = Ким берген
register-issued-at = Берилген
register-corrected-at = Оңдолгон
register-superseded-at = Оңдолгон
register-code = Текшерүү коду
register-pdf = Сертификатты жүктөп алуу (PDF)
register-credits-of = Бул адамдын кредиттери
register-not-drawn = Сертификаттын файлын түзүү мүмкүн болгон жок
register-not-drawn-detail = Сертификат жарактуу. Аты оңдолгондон кийин файл кайра түзүлөт.
register-versions = Версиялар
register-versions-about = Азыр { $number }-версия жарактуу. Оңдолгон версиялардын номери бирдей, текшергендерге жаңысы бар экени көрүнөт.

register-correct = Оңдоо
register-correct-title = Сертификатты оңдоо
register-correct-about = { $number } номери сакталат, жаңы версия чыгат. Жаңы сертификат ээсине кат менен жөнөтүлөт.
register-correct-send = Жаңы версияны чыгаруу
register-corrected = Сертификат оңдолду
register-reason-help = Реестрде гана калат, сертификатты текшергенде көрүнбөйт.
register-revoke = Жокко чыгаруу
register-revoke-about = Жокко чыгарылган сертификатты калыбына келтирүү мүмкүн эмес. Аты туура эмес болсо, оңдоңуз.
register-revoke-question = { $name }: { $number } номерлүү сертификат жокко чыгарылсынбы? Артка кайтаруу мүмкүн эмес.
register-revoked = Сертификат жокко чыгарылды

## Exports to the sector's information system

export-title = Тармактык системага экспорт
export-once = Ар бир сертификат бир гана жолу катталат
export-once-detail = Топтомго катталбаган же катталгандан кийин өзгөргөн сертификаттар гана кирет. Жооп күтүп жаткандар башка топтомго кирбейт. Ар бир сапта сертификаттын туруктуу ачкычы бар, ошондуктан кайра жөнөтүлсө да кайталанбайт.
export-step-begin = Топтом түзүңүз. Анын мазмуну ошол учурда бекитилет.
export-step-file = Файлды жүктөп алып, тармактык маалымат системасына киргизиңиз.
export-step-answer = Келген жоопторду бул жерге киргизиңиз. Ар бир саптын биринчи жообу күчүндө калат.
export-begin-title = Жаңы топтом
export-begin-about = Эч нерсе тандалбаса, жөнөтүлүүчү бардык сертификаттар кирет.
export-begin = Топтом түзүү
export-begun = Топтом даярдалууда
export-batches = Топтомдор
export-batch = Топтом
export-none = Азырынча топтом жок.
export-wanted-all = Бардык сертификаттар
export-wanted-year = { $year }-жыл
export-preparing = Даярдалууда
export-preparing-detail = Баракты жапсаңыз да даярдоо уланат.
export-open = Жооп күтүүдө
export-open-detail = Файлды жөнөтүп, жоопторду төмөндө киргизиңиз.
export-closed = Бүттү
export-closed-detail = Бардык саптарга жооп келди.
export-answered = Жооп келген саптар
export-taken = { $of } сертификаттан { $rows } кирди
export-rows = Баары: { $rows }
export-accepted = Катталган: { $rows }
export-refused = Четке кагылган: { $rows }
export-waiting = Күтүүдө: { $rows }
export-unchanged = Мурда жооп берилген: { $rows }
export-file = Жөнөтүлүүчү файл
export-file-about = Канча жолу жүктөп алсаңыз да мазмуну бирдей.
export-answer = Жоопторду киргизүү
export-answer-file = Жооптор файлы (CSV же JSON)
export-answer-help = key, outcome (accepted же refused) жана reason мамычалары менен. Жөнөтүлгөн файлды толтуруп кайра киргизсе болот. Ошол эле файл экинчи жолу эч нерсени өзгөртпөйт.
export-answer-send = Жоопторду киргизүү
export-answer-taken = Жооптор жазылды
export-contradicting = { $rows } саптын мурдагы жообу башка болгон. Биринчи жооп күчүндө калды:
export-row-by-row = Саптар боюнча
export-outcome = Жооп боюнча чыпкалоо
export-row-sent = Жооп жок
export-row-accepted = Катталган
export-row-refused = Четке кагылган
export-no-rows = Мындай сап жок.
export-change-new = Жаңы
export-change-changed = Оңдоо
export-change-revoked = Жокко чыгаруу
export-register-number = Каттоо номери
export-release = Кайра жөнөтүү
export-release-all = Четке кагылгандардын баарын кайра жөнөтүү
export-release-one = { $number } номерлүү сертификат кийинки топтомго ошол бойдон кирсинби?
export-release-question = Четке кагылгандардын баары кийинки топтомго ошол бойдон кирсинби? Оңдолгондор өзү кирет.
export-released = Кийинки топтомго кирүүчү сертификаттар: { $rows }

## Credits

credits-title = Мугалимдердин кредиттери
credits-about = Адамдын кредиттерин көрүңүз жана башка жерден алынгандарын киргизиңиз.
credits-search = Аты же каттоо номери
credits-nobody = Мындай адам табылган жок.
credits-attestation = Кийинки аттестация
credits-attestation-stands = Кийинки аттестацияга { $needed } кредит керек. Топтолгону: { $earned }, жетпегени: { $missing }.
credits-until-unknown = күнү белгисиз
credits-by-year = Жылдар боюнча
credits-source = Кайдан
credits-earned-elsewhere = Башка жерден алынган кредиттер
credits-none-elsewhere = Башка жерден алынган кредиттер киргизилген эмес.
credits-enter-title = Кредит кошуу
credits-enter = Кредит киргизүү
credits-entered = Кредиттер киргизилди
credits-course = Курстун аталышы
credits-provider = Кайда
credits-grounds = Негиз
credits-grounds-help = Эмне үчүн эсептелерин жана эмне көрсөтүлгөнүн жазыңыз.
credits-evidence = Далилдөөчү файл
credits-evidence-help = Милдеттүү эмес: сертификаттын сүрөтү, PDF.
credits-evidence-show = Далилди жүктөп алуу
credits-withdraw = Алып салуу
credits-withdraw-about = Ката киргизилгенди алып салат. Жазуу көрүнүп калат, бирок эсептелбейт.
credits-withdraw-question = «{ $title }» жазуусу алып салынсынбы? Артка кайтаруу мүмкүн эмес.
credits-withdrawn = Алынып салынды
credits-withdrew = Жазуу алынып салынды
