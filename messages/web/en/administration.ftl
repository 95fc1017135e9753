# What an administrator looks after: people, organisations, the server.

## People

administration-people = People and roles
person-new = Register a person
person-new-about = The person gets an invitation by mail, and chooses a password with it.
person-invite = Register and invite
person-invited = The invitation is on its way
person-invite-again = Send the invitation again
person-search = Name or register number
person-search-help = The beginning of the name will do, in any spelling.
person-nobody = There is no such person.
person-no-email = no e-mail address
person-inactive = Switched off
person-bounced = Mail refused
person-created = Registered: { $moment }
person-known = What is known
person-surname = Surname
person-given-name = Given name
person-email = E-mail address
person-email-help = The invitation goes there.
person-telephone = Telephone number
person-sector-code = Code in the sector’s system
person-service-began-on = Service began on
person-organisation = Organisation
person-organisation-any = All organisations
person-organisation-help = An officer sees the people of this organisation and of those below it.
person-position = Position
person-language-help = Mails are written in it.
person-roles = What this person may do
person-roles-title = Roles
person-roles-give = Save the roles
person-roles-given = The roles are saved
person-officer-part = Part of the tree
person-officer-nowhere = nobody is seen: no organisation is chosen
person-access = Access
person-access-open = This person can sign in.
person-access-closed = This person cannot sign in.
person-switch-off = Switch off
person-switch-off-question = { $name } is signed out of every device and cannot sign in any more. Switch off?
person-switched-off = Switched off
person-switch-on = Switch on
person-switched-on = Switched on

## Roles and positions

role-learner-about = Takes courses.
role-methodologist-about = Writes courses, hosts webinars, grades answers.
role-officer-about = Looks after the people of the own organisation and of those below it.
role-registrar-about = Keeps the register of certificates.
role-administrator-about = Looks after people, roles, organisations and the system.
position-teacher = Teacher
position-director = Director
position-kindergarten-head = Kindergarten head
position-training-manager = Training manager
position-social-worker = Social worker
position-education-office-specialist = Education office specialist
position-specialist = Specialist
position-other = Other

## Organisations

administration-organisations = Tree of organisations
organisation-about = An officer sees the own organisation and everything below it.
organisation-none = There are no organisations yet.
organisation-nothing-below = There is nothing below it.
organisation-below = Below it
organisation-below-of = { $name }: below it
organisation-new-root = Add a root
organisation-new-below = Add below it
organisation-create = Add
organisation-created = The organisation is added
organisation-known = What is known
organisation-name = Name
organisation-kind = Kind
organisation-code = Code
organisation-part-of = Part of
organisation-is-root = nothing above it
organisation-move = Move
organisation-move-about = Everything below it and its people move with it.
organisation-move-question = { $name } moves with everything below it. What officers see changes at once. Move it?
organisation-moved = The organisation is moved
organisation-people = People of this organisation
kind-ministry = Ministry
kind-institute = Institute
kind-province = Province
kind-capital = Capital
kind-district = District of the capital
kind-soum = Soum
kind-school = School
kind-kindergarten = Kindergarten
kind-university = University
kind-partner = Partner
kind-other = Other

## How the server is

administration-health = How the system is
health-look = Look again
health-well = Well
health-look-here = Look here
health-alive = The server answers.
health-not-alive = The server does not answer.
health-ready = The database answers.
health-not-ready = The database does not answer, or the server is stopping.
health-requests = Requests: { $requests }, failures: { $failures }
health-failures = Share of failures of the server: { $share }
health-duration = Mean time of an answer: { $milliseconds } ms
health-queue-mail = Letters waiting: { $waiting }
health-queue-work = Jobs waiting: { $waiting }
health-queue-drawing = Slides waiting to be drawn: { $waiting }
health-oldest = The oldest waits for { $time }
health-mails = Letters sent: { $sent }
health-mails-failed = To be tried again: { $failed }, refused for good: { $refused }
health-since = Counted since the server began.
health-no-figures = Figures are not given out here (/metrics is closed).
health-at = Looked at { $time }
signing-title = Signing key
signing-about = The key that vouches for who is signed in. Replace it when it may have leaked. Nobody is signed out.
signing-now = The key now
signing-rotate = Replace the key
signing-question = A new key is used from now on, and the old one ends in a few minutes. Replace it?
signing-rotated = The key is replaced

## Mail queue

mail-title = Mail queue
mail-about = Letters leave by themselves as soon as the mail server takes them. What has failed is tried again, after longer and longer pauses.
mail-look = Look again
mail-troubled-only = Only those that could not be sent
mail-none = No letter waits.
mail-due = Next try: { $moment }
mail-at-work = Being sent right now
mail-tries = Tries: { $count }
mail-send-now = Send now
mail-tried = It is being sent
mail-give-up = Give up
mail-give-up-question = This letter will not be sent. That cannot be undone.
mail-given-up = The letter will not be sent
letter-invitation = Invitation
letter-magic-link = Sign-in link
letter-verify-address = Proof of an address
letter-password-changed = Password changed
letter-contacts-changed = Contacts changed
letter-recovery-issued = Recovery code issued
letter-enrolled = Enrolled in a course
letter-webinar-scheduled = Webinar scheduled
letter-webinar-soon = Webinar soon
letter-series-scheduled = Series of webinars planned
letter-certificate-issued = Certificate issued
letter-certificate-corrected = Certificate corrected
letter-visit-planned = Visit planned
letter-visit-soon = Visit tomorrow
letter-appeal-decided = Appeal decided
letter-cohort-joined = Joined a cohort
letter-cohort-refused = Not taken into a cohort
letter-reminder = Reminder
letter-officer-reminder = Officer’s reminder

## Settings

settings-title = Settings
settings-about = What the operator has set. It is changed in the configuration file or by variables of the environment, and holds from the next start of the server on.
settings-changed-only = Only what was changed
settings-none-changed = Nothing was changed.
settings-default = default
settings-changed = changed
