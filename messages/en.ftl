# Every text of the product, in English.

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
problem-deadline-passed = The deadline has passed
    .detail = Answers that had been saved by then count.
problem-answer-superseded = A newer answer is saved
    .detail = Read the attempt again to see what is saved, and answer once more if you wish.
problem-not-gradable = This cannot be graded by hand
    .detail = Only essays of a submitted attempt are graded by a person.
problem-webinar-closed = The webinar is not open
    .detail = It has not begun, or it is over. Check the time.
problem-certificate-revoked = The certificate has been revoked
    .detail = Ask the registrar about it.
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
field-unknown-choice = is not on the paper
field-repeated-choice = is named twice
field-order-incomplete = must name every item
field-not-the-questions-kind = is not the kind of answer that the question asks for

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
