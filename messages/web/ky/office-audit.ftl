# Who did what to whom.

audit-action = Аракет
audit-from = Кайсы күндөн
audit-until = Кайсы күнгө
audit-by = Ким
audit-whom = Ким тууралуу
audit-nobody = Система
audit-gone = Реестрде жок
audit-none = Мындай жазуу жок.

## Details

audit-field-file-name = Файл
audit-field-rows = Саптар
audit-field-email = Электрондук почта дареги
audit-field-name = Аталышы
audit-field-telephone = Телефон
audit-field-value = Мааниси
audit-field-register-number = Каттоо номери
audit-field-active = Кире алат
audit-field-decision = Чечим
audit-field-title = Аталышы
audit-field-kind = Түрү
audit-field-what = Эмне
audit-field-format = Форматы
audit-field-count = Саны
audit-field-people = Адамдар
audit-field-cards = Карточкалар
audit-field-reason = Себеби
audit-field-roles = Ролдору
audit-field-surname = Фамилия
audit-field-given-name = Аты
audit-field-position = Кызматы
audit-field-subject = Сабагы
audit-field-since = Биринчи күнү
audit-field-until = Акыркы күнү
audit-yes = ооба
audit-no = жок

## Actions

audit-person-registered = Адам катталды
audit-person-changed = Адамдын маалыматы өзгөртүлдү
audit-person-switched-off = Аккаунт өчүрүлдү
audit-person-switched-on = Аккаунт күйгүзүлдү
audit-roles-given = Ролдор өзгөртүлдү
audit-person-invited = Чакыруу жөнөтүлдү
audit-password-set = Сырсөз серверде коюлду
audit-contact-added = Дарек же номер кошулду
audit-recovery-code-issued = Калыбына келтирүү коду берилди
audit-recovery-code-used = Калыбына келтирүү коду колдонулду
audit-sign-in-card-issued = Кирүү карточкасы берилди
audit-sign-in-card-used = Кирүү карточкасы колдонулду
audit-sign-in-cards-revoked = Кирүү карточкалары жокко чыгарылды
audit-organisation-created = Уюм кошулду
audit-organisation-changed = Уюм өзгөртүлдү
audit-placement-added = Иштеген жери кошулду
audit-placement-corrected = Иштеген жери оңдолду
audit-placement-removed = Иштеген жери алынды
audit-roster-applied = Тизме реестрге киргизилди
audit-roster-undone = Тизменин киргизилиши жокко чыгарылды
audit-application-decided = Арыз чечилди
audit-cohort-member-removed = Адам агымдан чыгарылды
audit-extension-granted = Мөөнөт узартылды
audit-extension-withdrawn = Мөөнөттү узартуу жокко чыгарылды
audit-person-enrolled = Адам курска катталды
audit-enrolment-moved = Курстун башка версиясына которулду
audit-certificate-corrected = Сертификат оңдолду
audit-certificates-exported = Сертификаттар экспорттолду
audit-certificate-revoked = Сертификат жокко чыгарылды
audit-attendance-corrected = Катышуу оңдолду
audit-answer-marked = Жооп бааланды
audit-appeal-decided = Апелляция чечилди
audit-question-corrected = Жарыяланган суроо оңдолду
audit-indicator-value-entered = Көрсөткүчтүн мааниси киргизилди
audit-data-exported = Жеке маалымат файлга чыгарылды
audit-signing-key-replaced = Кол коюу ачкычы алмаштырылды
audit-letter-given-up = Кат жөнөтүүдөн баш тартылды
