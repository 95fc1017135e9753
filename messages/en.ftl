# Every text of the product, in English.

## language: its own name

language-name = English

## problem: what went wrong, and what to do (error.rs)

problem-malformed = The request cannot be read
    .detail = It is damaged or not valid JSON. Check it and send it again.
problem-unauthenticated = You are not signed in
    .detail = Sign in and try again.
problem-wrong-credentials = The e-mail address or the password is wrong
    .detail = Check both and try again, or ask for a link that signs you in.
problem-token-invalid = The link no longer works
    .detail = It has expired or was used before. Ask for a new one.
problem-forbidden = You may not do this
    .detail = Ask an administrator if you need to.
problem-not-found = Not found
    .detail = There is no such thing, or it is not open to you. Check the address.
problem-method-not-allowed = This address does not take this method
    .detail = See the API's documentation for those it takes.
problem-email-taken = The e-mail address belongs to somebody already
    .detail = Use another one, or look for the person who has it.
problem-already-exists = It exists already
    .detail = Choose another code or name.
problem-last-administrator = The last administrator cannot be taken away
    .detail = Make somebody else an administrator first.
problem-not-published = The course has not been published
    .detail = Publish it first.
problem-in-use = Something else uses it
    .detail = Take it out of there first.
problem-no-tries-left = No tries are left
    .detail = Ask the methodologist if you need another one.
problem-attempt-closed = The attempt is closed
    .detail = It was submitted; its answers no longer change.
problem-attempt-not-started = The attempt has not been started
    .detail = Start it first; its time runs from then on.
problem-quiz-not-open = The quiz is not open yet
    .detail = It opens at the time that the course shows.
problem-quiz-closed = The quiz is closed
    .detail = Ask the methodologist if you could not take it in time.
problem-try-too-soon = The next try has to wait
    .detail = Come back after the time that the author has set between two tries.
problem-no-way-back = An earlier question can no longer be answered
    .detail = In this quiz the questions are answered one after the other.
problem-not-gradable = This cannot be graded by hand
    .detail = Only essays of a submitted attempt are graded by a person.
problem-already-marked = You cannot mark this answer
    .detail = You have marked it already, or it has all the marks it needs. A later change goes by an appeal.
problem-too-many-files = The attempt has as many files as it may have
    .detail = Use the files that you have uploaded already.
problem-appeal-closed = An appeal is not possible now
    .detail = A mark can be appealed against once it is known, and for some days after that.
problem-appeal-decided = The appeal has been decided
    .detail = A decision is not changed. Read the appeal to see what was decided.
problem-regrading = The question is being graded anew
    .detail = An earlier correction is still being worked through. Try again in a moment.
problem-webinar-closed = The webinar is not open
    .detail = It has not begun, or it is over. Check the time.
problem-certificate-revoked = The certificate has been revoked
    .detail = Ask the registrar about it.
problem-certificate-not-drawable = The file of the certificate cannot be made
    .detail = A name or a title has a character that cannot be printed. Ask the registrar.
problem-idempotency-key-reused = The Idempotency-Key was used for another request
    .detail = Use a new key for each request.
problem-changed = Somebody has changed it meanwhile
    .detail = Read it again and repeat your change.
problem-too-large = It is too large
    .detail = Make it smaller and send it again.
problem-unsupported-media-type = This media type is not taken
    .detail = Use application/json for JSON, or a type that is allowed for files.
problem-range-not-satisfiable = The range lies outside the file
    .detail = Check the file's size and try again.
problem-invalid = Some fields do not fit
    .detail = Mend the fields named below and send it again.
problem-if-match-required = The header If-Match is missing
    .detail = Send the ETag that you have read.
problem-too-many-requests = Too many tries
    .detail = Try again after the time that Retry-After tells.
problem-internal = The server has a fault
    .detail = It was logged. Try again, and tell an administrator if it stays.
problem-unavailable = The server cannot answer now
    .detail = Try again in a few seconds.

## field: why a field was refused (http/json.rs)

field-empty = is empty
field-too-short = must have at least { $min } characters or entries
field-too-long = must have at most { $max } characters or entries
field-too-small = must be at least { $min }
field-too-great = must be at most { $max }
field-email = is not an e-mail address
field-invalid = does not fit
field-unreadable = cannot be read: { $reason }
field-unknown = does not exist
field-name = must not begin or end with a space or hold control characters
field-time-zone = is not the name of a time zone (for example Asia/Ulaanbaatar)
field-exactly-one-correct = must have exactly one right option
field-at-least-one-correct = must have at least one right option
field-not-a-number = is not a number
field-zero = must not be zero
field-too-few-points = must have at least three points
field-not-after = must be later than the beginning
field-formula-unreadable = is not a formula
field-formula-unknown-variable = names a variable that is not there
field-formula-set = has no value for one of the sets of values
field-too-many = are more than the question allows
field-one-of-person-and-organisation = must be either a person or an organisation
field-unknown-choice = is not on the paper
field-repeated-choice = is named twice
field-order-incomplete = must name every item
field-not-the-questions-kind = is not the kind of answer that the question asks for
field-duplicate-identifier = stands here a second time
field-identifier-jumps = stood for something else before
field-incomplete = something is missing: name every module, item and question once
field-media-type = the content is not what its media type says
field-file-missing = the file { $file } is not there
field-damaged-text = the text is damaged, or not text
field-exactly-one-content = must have exactly one of lesson, quiz and webinar
field-not-the-question = is not the identifier of the question that is corrected
field-kind-changed = a correction cannot change the kind
field-parts-changed = a correction cannot change how many parts there are, nor what answers were drawn from
field-part-moved = stood at another place: a correction cannot change the order of the parts
field-nothing-corrected = says the same as before
field-one-level-each = must name one level for each criterion of the rubric
field-unknown-level = the rubric has no such level
field-by-rubric = follows from the levels of the rubric: leave it out
field-without-rubric = the question has no rubric: leave it out
field-only-accepted = belongs to an appeal that is accepted
field-nothing-answered = cannot be accepted: nothing was answered

## room: why a webinar's room refuses something (webinars/command.rs)

room-webinar-ended = The webinar has ended
room-webinar-cancelled = The webinar was called off
room-webinar-not-started = The webinar has not begun
room-webinar-already-started = The webinar has already begun
room-not-allowed = You may not do this here
room-room-full = The room is full; try again a little later
room-too-many-devices = You are connected from too many devices; leave with one of them
room-session-unknown = Your connection was renewed; come in again
room-command-too-old = This was sent too long ago
room-too-many-commands = You are sending too fast; wait a few seconds
room-text-invalid = The text is empty or holds characters that cannot be shown
room-text-too-long = The text is too long
room-hand-already-raised = Your hand is up already
room-hand-not-raised = The hand is not up
room-slide-invalid = There is no such slide
room-frame-invalid = The message cannot be read
room-room-busy = The room is busy; send it again

## date: dates and times (messages/dates.rs)

date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
date-day = { $day } { $month } { $year }
date-moment = { $date }, { $time } ({ $zone })

## missing: what a course still asks for (completion/http.rs)

missing-lesson-unread = Read the lesson
missing-quiz-not-passed = Pass the quiz
missing-webinar-not-attended = Attend at least { $needed }% of the webinar; your attendance is { $attended }%

## certificate: what stands on the paper, in the language of the course (certificates/wording.rs)

certificate-title = CERTIFICATE
certificate-presented-to = This certificate is awarded to
certificate-surname = Surname
certificate-given-name = Given name
certificate-statement = for the successful completion of the course
certificate-course = “{ $title }”
certificate-hours-label = Length of the course
certificate-hours = { $hours } academic hours
certificate-completed-on = Completed on
certificate-serial-number = Serial number
certificate-verification = Verify this certificate at

## verify: the page on which anybody checks a certificate (certificates/page.rs)

verify-brand = Surgalt · Certificate verification
verify-valid = The certificate is valid
    .lead = Compare what follows with what the certificate says.
verify-revoked = The certificate has been revoked
    .lead = It was issued, but it no longer holds.
verify-unknown = No certificate has this code
    .lead = Compare the code with the certificate and type it again.
verify-too-many = Too many certificates were verified from this address
    .lead = Try again in fifteen minutes.
verify-ask = Verify a certificate
    .lead = Type the code that stands on the certificate.
verify-code = Verification code
verify-button = Verify
verify-name = Awarded to
verify-course = Course
verify-issuer = Issued by

## letter: what the platform writes to people (mail/letters.rs)

letter-greeting = Dear { $name },
letter-footer = This letter was sent automatically; there is no need to answer it.
letter-token = If the link does not open, copy this code instead: { $token }
letter-fact-course = Course
letter-fact-webinar = Webinar
letter-fact-time = Time

letter-invitation =
    .subject = You are invited to Surgalt
    .lead = An account has been opened for you on Surgalt, where teachers learn at a distance. Choose a password to begin. You sign in as { $email }
    .button = Choose a password
    .note = The link works once, until { $until }.
letter-magic-link =
    .subject = Your link to sign in to Surgalt
    .lead = The link below signs you in without a password, as { $email }
    .button = Sign in
    .note = The link works once, until { $until }. If you did not ask for it, you can ignore this letter.
letter-password-changed =
    .subject = Your password was changed
    .lead = Your Surgalt password was changed, and all your other devices were signed out.
    .note = If it was not you, ask an administrator for a new invitation at once.
letter-enrolled =
    .subject = You are enrolled: { $course }
    .lead = You have been enrolled in the course “{ $course }”.
    .button = Open the course
    .note = The page of the course always shows what you still need to complete it.
letter-webinar-scheduled =
    .subject = Webinar: { $title }, { $time }
    .lead = A webinar of the course “{ $course }” has been scheduled. If you were told another time before, this one replaces it.
    .button = Open the webinar
    .note = A file for your calendar is attached.
letter-webinar-soon =
    .subject = The webinar begins soon: { $title }
    .lead = The webinar of the course “{ $course }” begins soon: { $time }.
    .button = Join the webinar
    .note = If the connection is lost, just join again: your attendance is kept.
letter-appeal-decided =
    .subject = Your appeal has been decided: { $course }
    .lead = Your appeal about “{ $item }” in the course “{ $course }” has been { $accepted ->
        [yes] accepted
       *[no] rejected
    }.
    .button = Open the attempt
    .note = The answer was: { $answer }
letter-fact-marks = Marks
letter-marks-changed = { $before } → { $after }
letter-certificate-issued =
    .subject = Your certificate: { $course }
    .lead = Congratulations! You have completed the course “{ $course }”. The certificate is attached.
    .button = Verify the certificate
    .note = Anybody can check at this address that the certificate is genuine.
letter-certificate-without-file = The file of the certificate could not be made: a name or the title of the course has a character that cannot be printed. The certificate is valid all the same, and the registrar has been told.
