# Certificates and credits.

certificates-own = My certificates
certificates-none = No certificate yet. The page of a course shows what is still missing; once you complete it, the certificate appears here.
certificates-to-courses = To the courses
certificate-kind = CERTIFICATE
certificate-issuer = Issued by
certificate-completed = Completed
certificate-number = Serial number
certificate-code = Verification code
certificate-file = Download PDF
certificate-share = Share
certificate-copy = Copy link
certificate-check = Anybody can check it at
certificate-revoked = Revoked
certificate-revoked-detail = Its file is no longer given out. Ask the registrar if you have a question.
certificate-corrected = Corrected on { $day }. The number stays; use this version instead of the one before.
certificate-being-drawn = The file is being prepared. Wait a little before you download it.
certificate-not-drawable = The file could not be prepared, and the registrar knows. Your certificate is valid.
copied = Copied

hours-of = { $hours ->
    [one] { $hours } academic hour
   *[other] { $hours } academic hours
}
credits-of = credits: { $credits }
credits = Credits
credits-year = Year
credits-total = In all
credits-elsewhere = Elsewhere
credits-none = No credits yet. They count when you complete a course.
attestation = The next attestation
attestation-unknown = What the next attestation needs cannot be told: the day on which your service began is not registered. Ask your school to have it entered.
attestation-missing = Credits missing: { $missing }
attestation-enough = You have enough credits
attestation-earned = { $earned } of { $needed } credits earned.
attestation-days = Days that count: { $since } to { $until }.
attestation-since = Counted since { $since }.
elsewhere = Credits earned elsewhere
elsewhere-withdrawn = Withdrawn, does not count
elsewhere-evidence = File that proves it
