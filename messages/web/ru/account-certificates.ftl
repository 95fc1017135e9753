# Сертификаты и кредиты.

certificates-own = Мои сертификаты
certificates-none = Сертификатов пока нет. На странице курса видно, чего не хватает; как только вы его завершите, сертификат появится здесь.
certificates-to-courses = К курсам
certificate-kind = СЕРТИФИКАТ
certificate-issuer = Кем выдан
certificate-completed = Курс завершён
certificate-number = Номер сертификата
certificate-code = Код проверки
certificate-file = Скачать PDF
certificate-share = Поделиться
certificate-copy = Скопировать ссылку
certificate-check = Проверить может каждый:
certificate-revoked = Аннулирован
certificate-revoked-detail = Файл больше не выдаётся. С вопросами обращайтесь к регистратору.
certificate-corrected = Исправлен: { $day }. Номер прежний; используйте эту версию вместо предыдущей.
certificate-being-drawn = Файл готовится. Подождите немного и скачайте его.
certificate-not-drawable = Файл подготовить не удалось, регистратор об этом знает. Ваш сертификат действителен.
copied = Скопировано

hours-of = { $hours ->
    [one] { $hours } академический час
    [few] { $hours } академических часа
   *[other] { $hours } академических часов
}
credits-of = кредиты: { $credits }
credits = Кредиты
credits-year = Год
credits-total = Всего
credits-elsewhere = В другом месте
credits-none = Кредитов пока нет. Они засчитываются после завершения курса.
attestation = Следующая аттестация
attestation-unknown = Что нужно для следующей аттестации, сказать нельзя: в реестре нет дня начала вашей работы. Попросите школу его внести.
attestation-missing = Не хватает кредитов: { $missing }
attestation-enough = Кредитов достаточно
attestation-earned = Получено { $earned } из { $needed } кредитов.
attestation-days = Учитываются дни: { $since } – { $until }.
attestation-since = Учитывается с { $since }.
elsewhere = Кредиты, полученные в другом месте
elsewhere-withdrawn = Снято, не учитывается
elsewhere-evidence = Подтверждающий файл
