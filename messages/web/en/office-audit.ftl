# Who did what to whom.

audit-action = Action
audit-from = From day
audit-until = Until day
audit-by = By
audit-whom = About
audit-nobody = The system
audit-gone = No longer in the register
audit-none = There is nothing like that in the log.

## Details

audit-field-file-name = File
audit-field-rows = Rows
audit-field-email = E-mail address
audit-field-name = Name
audit-field-telephone = Telephone
audit-field-value = Value
audit-field-register-number = Register number
audit-field-active = Can sign in
audit-field-decision = Decision
audit-field-title = Title
audit-field-kind = Kind
audit-field-what = What
audit-field-format = Form
audit-field-count = Count
audit-field-people = People
audit-field-cards = Cards
audit-field-reason = Reason
audit-field-roles = Roles
audit-field-surname = Surname
audit-field-given-name = Given name
audit-field-position = Position
audit-field-subject = Subject
audit-field-since = First day
audit-field-until = Last day
audit-yes = yes
audit-no = no

## Actions

audit-person-registered = Registered a person
audit-person-changed = Changed a person
audit-person-switched-off = Switched a person off
audit-person-switched-on = Switched a person on
audit-roles-given = Changed roles
audit-person-invited = Sent an invitation
audit-password-set = Set a password on the server
audit-contact-added = Added an address or a number
audit-recovery-code-issued = Issued a recovery code
audit-recovery-code-used = Used a recovery code
audit-sign-in-card-issued = Issued a sign-in card
audit-sign-in-card-used = Used a sign-in card
audit-sign-in-cards-revoked = Revoked sign-in cards
audit-organisation-created = Added an organisation
audit-organisation-changed = Changed an organisation
audit-placement-added = Added where a person is or was
audit-placement-corrected = Corrected where a person is or was
audit-placement-removed = Took back where a person was
audit-roster-applied = Applied a roster
audit-roster-undone = Undid a roster
audit-application-decided = Decided an application
audit-cohort-member-removed = Took a person out of a cohort
audit-extension-granted = Granted a later last day
audit-extension-withdrawn = Took back a later last day
audit-person-enrolled = Enrolled a person
audit-enrolment-moved = Moved a person to another version of a course
audit-certificate-corrected = Corrected a certificate
audit-certificates-exported = Exported certificates
audit-certificate-revoked = Revoked a certificate
audit-attendance-corrected = Corrected attendance
audit-answer-marked = Marked an answer
audit-appeal-decided = Decided an appeal
audit-question-corrected = Corrected a published question
audit-indicator-value-entered = Entered the value of an indicator
audit-data-exported = Exported personal data
audit-signing-key-replaced = Replaced the signing key
audit-letter-given-up = Gave a letter up
