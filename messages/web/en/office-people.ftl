# The people of one’s part, their cards, and the tree of organisations.

people-title = People
people-text = Name or register number
people-text-help = In any spelling, beginning with the given name.
people-contact = Whether letters arrive
people-bounced = Letters come back
people-unreachable = No address, or letters do not arrive
people-no-address = No address
people-off = Switched off
people-none = Nobody like that was found.
people-clear = Clear the filters
people-shown = { $count } people
people-shown-more = The first { $count } people

## A person

person-facts = Facts
person-service-began = Service began
person-not-known = not known
person-off = This person cannot sign in.
person-audit = Audit log
person-let-in-again = Letting in again
person-not-in-care = This person is more than a learner: an administrator issues the code.
person-code-help = A recovery code is for who has lost the password and gets no letters. With it a new password is set, once.
person-code-issue = Issue a recovery code
person-card = Print a sign-in card
person-card-made = The sign-in card is ready
person-code-once = The code is shown only now. Once you leave, it cannot be seen again.
person-code-tell = Tell the person
person-code-step-open = Go to { $address } and choose “I have a code” on the page to sign in.
person-code-step-name = As your name write: { $name }
person-code-step-password = Write the code, then choose a new password.
person-code-step-until = The code works once, until { $at }.
person-code-told = I have told it, hide the code
person-contacts = Addresses and numbers
person-contacts-none = No address or number is known.
person-contact-main = main
person-contact-verified = verified
person-contact-add = Add an address or a number
person-contact-added = Added
person-contact-help = It counts at once. The person is told at every address there was.
person-contact-kind = Kind
person-contact-email = E-mail address
person-contact-telephone = Telephone number
person-credits = Credits
person-credits-all = { $credits } credits, { $hours } academic hours in all
person-attestation-missing = For the attestation { $earned } of { $needed } credits are there, { $missing } are missing.
person-attestation-enough = The { $needed } credits for the attestation are there ({ $earned }).
person-year = Year
person-credit = Credits
person-hours = Academic hours
person-placements = Places of work
person-placements-none = No place of work is known.
person-now = now
person-placed-since = Since { $day }
person-move = Move
person-move-to = To which organisation
person-move-help = The place before ends on that day. The history stays.
person-moved = Moved
person-since = First day
person-subject = Subject
person-subject-help = Optional.
person-take-back = Take back
person-take-back-question = Take this back when it was never so. The place before it goes on.
person-taken-back = Taken back

## Sign-in cards

cards-help = Print sign-in cards for people who use no e-mail. With the QR code, or the code below it, each sets a new password once.
cards-print = Print cards
cards-whom = For whom
cards-whom-school = For a whole school
cards-whom-people = For some people
cards-school = School or kindergarten
cards-person = Add a person
cards-leave-out = Leave out
cards-choose-first = Choose first for whom.
cards-print-help = Ten cards on a page. A newer card takes the place of an older one. Each person is told at every address.
cards-print-button = Make the PDF
cards-print-done = The cards are ready. Print the file, then delete it.
cards-printed = Printed cards
cards-none = No cards have been printed.
cards-of-some = Some people
cards-valid = Valid
cards-over = Over
cards-withdrawn = Withdrawn
cards-count =
    { $count ->
        [one] { $count } card
       *[other] { $count } cards
    }
cards-until = until { $at }
cards-withdraw = Withdraw
cards-withdraw-question = The cards that have not been used do not work any more. Do this when a sheet is lost.
cards-withdrawn-done = Withdrawn

## The tree

organisations-find = Find an organisation
organisations-code = code
organisations-none-below = There is nothing below.
