# What a registrar works with: the register of certificates, exports, credits.

## The register

register-title = Register of certificates
register-certificate = Certificate
register-search = Name or serial number
register-search-help = The beginning of a surname or a given name, or of both, the surname first; or a whole number.
register-filters = Filters
register-year = Year of completion
register-programme = Programme
register-place = Organisation
register-place-any = All organisations
register-any = All
register-state = State
register-state-any = All
register-state-valid = Valid
register-state-superseded = Corrected version
register-state-revoked = Revoked
register-export = Sector’s system
register-export-waiting = Not sent
register-export-exported = Waiting for an answer
register-export-registered = Registered
register-export-changed = Change not sent
register-export-refused = Refused
register-export-not_needed = Need not be sent
register-version = Version { $number }
register-empty = There is no such certificate.
register-show-all = Show all certificates

## A certificate

register-surname = Surname
register-given-name = Given name
register-course = Course
register-size = Size of the course
register-hours = Academic hours: { $hours }
register-credits = Credits: { $credits }
register-completed-on = Completed on
register-issuer = Issued by
register-issued-at = Issued
register-corrected-at = Corrected
register-superseded-at = Corrected
register-code = Verification code
register-pdf = Download the certificate (PDF)
register-credits-of = Credits of this person
register-not-drawn = The file of the certificate could not be made
register-not-drawn-detail = The certificate is valid. Once the name is corrected, the file is made again.
register-versions = Versions
register-versions-about = Version { $number } holds now. Corrected versions have the same number, and whoever checks one is told that a newer one holds.

register-correct = Correct
register-correct-title = Correct the certificate
register-correct-about = The number { $number } stays, and a new version is made. The new certificate is mailed to its owner.
register-correct-send = Make the new version
register-corrected = The certificate is corrected
register-reason-help = It stays in the register; who verifies the certificate does not see it.
register-revoke = Revoke
register-revoke-about = What is revoked cannot be made valid again. If a name is wrong, correct it instead.
register-revoke-question = Revoke certificate { $number } of { $name }? This cannot be undone.
register-revoked = The certificate is revoked

## Exports to the sector's information system

export-title = Export to the sector’s system
export-once = Each certificate is registered exactly once
export-once-detail = A batch takes only what is not registered yet, or has changed since it was. What waits for an answer comes into no other batch. Each row has its certificate’s lasting key, so sending it again makes no double.
export-step-begin = Make a batch. What is in it is frozen at that moment.
export-step-file = Download its file and put it into the sector’s information system.
export-step-answer = Bring the answers back here. The first answer to a row stands.
export-begin-title = New batch
export-begin-about = If you choose nothing, it takes every certificate that is due.
export-begin = Make a batch
export-begun = The batch is being prepared
export-batches = Batches
export-batch = Batch
export-none = There are no batches yet.
export-wanted-all = All certificates
export-wanted-year = Year { $year }
export-preparing = Being prepared
export-preparing-detail = It goes on if you close this page.
export-open = Waiting for answers
export-open-detail = Send the file, and bring the answers back below.
export-closed = Finished
export-closed-detail = Every row has been answered.
export-answered = Rows answered
export-taken = { $rows } of { $of } certificates taken
export-rows = In all: { $rows }
export-accepted = Registered: { $rows }
export-refused = Refused: { $rows }
export-waiting = Waiting: { $rows }
export-unchanged = Answered before: { $rows }
export-file = File to send
export-file-about = It is the same however often it is downloaded.
export-answer = Bring back answers
export-answer-file = File of answers (CSV or JSON)
export-answer-help = With the columns key, outcome (accepted or refused) and reason. The file you sent can be filled in and sent back. The same file twice changes nothing.
export-answer-send = Bring back answers
export-answer-taken = The answers are written down
export-contradicting = { $rows } rows had another answer before. The first answer stands:
export-row-by-row = Row by row
export-outcome = Filter by answer
export-row-sent = Not answered
export-row-accepted = Registered
export-row-refused = Refused
export-no-rows = There are no such rows.
export-change-new = New
export-change-changed = Correction
export-change-revoked = Revocation
export-register-number = Register number
export-release = Send again
export-release-all = Send all refused again
export-release-one = Shall the next batch take certificate { $number } again as it is?
export-release-question = Shall the next batch take all that were refused again as they are? Those that were corrected come by themselves.
export-released = Certificates that the next batch takes again: { $rows }

## Credits

credits-title = Credits of teachers
credits-about = See somebody’s credits, and enter those that were earned elsewhere.
credits-search = Name or register number
credits-nobody = There is no such person.
credits-attestation = Next attestation
credits-attestation-stands = The next attestation needs { $needed } credits. Earned: { $earned }, missing: { $missing }.
credits-until-unknown = day not known
credits-by-year = Year by year
credits-source = Where from
credits-earned-elsewhere = Credits earned elsewhere
credits-none-elsewhere = No credits earned elsewhere have been entered.
credits-enter-title = Add credits
credits-enter = Enter credits
credits-entered = The credits are entered
credits-course = Title of the course
credits-provider = Where
credits-grounds = Grounds
credits-grounds-help = Why they count, and what you were shown.
credits-evidence = File that proves it
credits-evidence-help = Optional: a picture of the certificate, a PDF.
credits-evidence-show = Download the proof
credits-withdraw = Withdraw
credits-withdraw-about = Withdraws what was entered wrongly. The entry stays to be seen, and no longer counts.
credits-withdraw-question = Withdraw “{ $title }”? This cannot be undone.
credits-withdrawn = Withdrawn
credits-withdrew = The entry is withdrawn
