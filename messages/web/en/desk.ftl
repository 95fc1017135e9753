# The desk of a webinar’s host, planning, and attendance lists.

desk-start = Start the webinar
desk-end = End the webinar
desk-end-question = Everybody goes out. It cannot begin again.
desk-present = Present
desk-waiting = Waiting
desk-lost-many = Cut now
desk-weak = Weak lines
desk-tools = Tools
desk-rules = Rules
desk-polls-closed = Closed polls

## People

desk-find = Find by name
desk-found = People: { $shown }
desk-roll-failed = Attendance could not be read; tried again in a minute.
desk-removed = removed
desk-lost = cut
desk-gone = gone
desk-cuts = The line broke { $count } times
desk-person-more = More: { $name }
desk-make = Make: { $role }
desk-hand-over = Hand over
desk-hand-over-question = { $name } will be the host.
desk-remove = Remove
desk-remove-question = { $name } goes out and cannot come back until let back.
desk-let-back = Let back
desk-hand-lower = Lower this hand

## The door

desk-lobby = Lobby: { $shown }
desk-admit = Let in
desk-admit-all = Let all in
desk-queue = Queue for seats: { $shown }
desk-queue-detail = They get in as soon as there are more seats.

## Rules

rule-chat = The chat is open
rule-hands = Hands are taken
rule-questions_moderated = Questions are shown when a host approves
rule-admission = A host lets people in
rule-capacity = Seats

## Slides

desk-slide-back = Back
desk-slide-on = Next
desk-slide-show = Show the slides
desk-slide-to = To slide
desk-slide-keys = Page Up, Page Down and a clicker turn the slides.
desk-slides = Slides
desk-slides-upload = Upload slides (PDF)
desk-slides-other = Upload another PDF
desk-slides-drawing = { $name }: the slides are being drawn…
desk-slides-failed = This file could not be read. Choose another PDF.
desk-slides-remove = Remove all slides
desk-slides-remove-question = They are taken from the replay as well.

## Polls

desk-poll-new = New poll
desk-poll-question = What is asked
desk-poll-kind = Kind
poll-kind-single = Single choice
poll-kind-multiple = Multiple choice
poll-kind-quiz = With right answers
poll-kind-scale = Scale
poll-kind-words = In words
desk-poll-options = Options
desk-poll-option = Option { $number }
desk-poll-is-right = Option { $number } is right
desk-poll-right-help = Tick the right ones; nobody sees them until it is closed.
desk-poll-more = One more option
desk-poll-fewer = Take the last away
desk-poll-from = From
desk-poll-to = To
desk-poll-open = Open the poll
desk-poll-opened = The poll is open
desk-poll-later = It can be opened once the webinar has begun.

## Tools

desk-check = Attendance check
desk-check-open = Ask
desk-check-close = Close
desk-check-answered = Answered: { $count }
desk-seconds = Seconds
desk-minutes = Minutes
desk-announce = Announcement
desk-announce-send = Announce
desk-timer-start = Start
desk-timer-stop = Stop
desk-groups = Breakout groups
desk-groups-count = How many
desk-groups-open = Open and deal by lot
desk-groups-recall = Call everybody back
desk-group-name = Group { $number }

## Planning

plan-title = Plan a webinar
plan-change-title = Change the webinar
plan-course = Course
plan-choose = Choose
plan-no-courses = There is no course yet. Make one first.
plan-no-items = This course has no webinar item. Add one to the course first.
plan-to-course = Add one to the course
plan-item = Item of the course
plan-name = Title
plan-name-help = Left empty it is the item’s title.
plan-series = It repeats
plan-day = Day
plan-first-day = First day
plan-time = Begins at
plan-minutes = Minutes
plan-zone = Time zone
plan-groups = For these groups only
plan-groups-help = None chosen: for everybody.
plan-every = Repeats
plan-every-week = by weeks
plan-every-day = by days
plan-interval = Every
plan-interval-help = 1: each, 2: every second
plan-weekdays = Weekdays
plan-ends = Ends
plan-ends-count = after so many
plan-ends-until = on a day
plan-count = How many
plan-until = Last day
plan-except = Days left out
plan-except-add = Add a day
plan-send = Plan
plan-sent = Planned
plan-told = Everybody for whom it is held gets a letter.
plan-told-again = Everybody is told again by a letter.
plan-leaves-series = Once changed it no longer follows its series.
weekday-monday = Mon
weekday-tuesday = Tue
weekday-wednesday = Wed
weekday-thursday = Thu
weekday-friday = Fri
weekday-saturday = Sat
weekday-sunday = Sun
series-sessions = Sessions: { $count }
series-change = Change the series
series-call-off = Call the series off
series-call-off-question = Every session that has not begun is called off. This cannot be undone.

## Attendance

attendance-none = Nobody has come yet.
attendance-so-far = As far as it has come: it is counted when the webinar is over.
attendance-name = Name
attendance-minutes = Minutes
attendance-share = Share
attendance-active = Deeds
attendance-checks = Checks
attendance-cuts = Cuts
attendance-watched = Replay, min
attendance-corrected = Corrected, min
attendance-correct = Correct
attendance-correct-of = Correct: { $name }
corrections = Corrections
correction-kind = What is corrected
correction-kind-seconds = Minutes given or taken
correction-kind-added = Was there from … to …
correction-kind-taken_away = Was not there from … to …
correction-minutes = Minutes
correction-minutes-help = Negative to take away.
correction-from = From
correction-to = To
correction-reason = Reason
correction-seconds = { $minutes } minutes
correction-added = added: { $from } – { $to }
correction-taken_away = taken away: { $from } – { $to }
