# What is around every page, and what many pages say.

product = Surgalt
menu = Menu
menu-today = Today
menu-courses = Courses
menu-cohorts = Cohorts
menu-webinars = Webinars
menu-register = Register of certificates
menu-register-exports = Export to the sector
menu-register-credits = Credits of teachers
menu-administration-people = People and roles
menu-administration-organisations = Tree of organisations
menu-administration-mail = Mail queue
menu-administration-settings = Settings
menu-administration-health = How the system is
menu-programmes = Programmes
menu-grading = Grading
menu-forms = Forms
menu-authoring = Write courses
menu-question-bank = Question bank
menu-progress = Progress
menu-people = People
menu-organisations = Organisations
menu-sign-in-cards = Sign-in cards
menu-rosters = Rosters
menu-visits-plan = Planning visits
menu-audit-log = Audit log
menu-certificates = Certificates
menu-visits = Visits
menu-profile = My account
skip-to-content = Skip to content
no-line = No connection
language = Language

loading = Loading…
more = Show more
try-again = Try again
save = Save
saved = Saved
cancel = Cancel
close = Close
dialog-leave = Leave this
delete = Delete
search = Search
back = Back
kept-copy = Copy kept on this device, { $at }
written-picture = Picture
written-ticked = done
written-unticked = not done
choose = Choose
clear = Clear
continue = Continue
reason = Reason
organisation-choose = Choose an organisation
organisation-find = Name or code of the organisation
organisation-none-found = There is no such organisation
as-table = As a table

no-such-page = There is no such page
no-such-page-detail = The link is wrong, or this page is not open to you.

problem-no-line = The server cannot be reached
problem-no-line-detail = Try again when you are connected.
problem-unknown = Something went wrong

## Signing in

sign-in = Sign in
sign-in-title = Sign in to Surgalt
sign-in-welcome = Online training for teachers
sign-in-ways = Ways to sign in
sign-in-by-password = By password
sign-in-by-link = By e-mail
sign-in-forgotten = Forgotten your password? Sign in by e-mail
sign-in-name = E-mail, telephone or register number
sign-in-name-help = Any one of them will do.
sign-in-password = Password
sign-in-send-link = Send a link
sign-in-link-sent = If { $name } is registered, a link to sign in is on its way by e-mail.
sign-in-link-sent-detail = Open the letter and follow the link. If none comes, ask your school for a code.
sign-in-help = Forgotten the address as well? The officer of your school can give you a code.
sign-in-with-code = I have a code

## What several areas say

role-learner = Learner
role-methodologist = Methodologist
role-officer = Officer
role-registrar = Registrar
role-administrator = Administrator
kind-lesson = Lesson
kind-quiz = Quiz
kind-webinar = Webinar
webinar-live = On now
webinar-awaited = It is time; the host is awaited
webinar-cancelled = Called off
credits-credits = Credits
credits-hours = Academic hours
person-register-number = Register number
cohort-self-paced = At your own pace
cohort-webinars = Webinars
cohort-time-zone = Time zone
