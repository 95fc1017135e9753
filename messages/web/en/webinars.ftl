# The list of webinars, and a webinar before and after it.

webinars-title = Webinars
webinars-plan = Plan a webinar
webinars-none = There are no webinars for you yet.
webinars-none-coming = None is planned at the moment.
webinars-zone = Times in your time zone: { $zone }
webinars-now = Now
webinars-coming = Coming
webinars-past = Past
webinar-cancelled-detail = This webinar was called off. You will get a letter if a new time is planned.
webinar-there = { $time } where it is held ({ $zone })
webinar-begins-in = Begins in
webinar-begins = Begins { $when }
webinar-enter = Join
webinar-enter-host = Open the host’s desk
webinar-to-calendar = Add to calendar
webinar-how = What to do
webinar-how-line = Join ten minutes early and see that the connection works.
webinar-how-silent = The room carries no sound or video: it runs on slides, chat, questions and polls. All of it is recorded by itself, to be seen later.
webinar-how-cut = If the connection is lost, keep the page open: it comes back by itself and nothing is missed.
webinar-how-devices = You may join on two devices at once; attendance counts once.
webinar-plan = Planning
webinar-change = Change
webinar-call-off = Call the webinar off
webinar-call-off-question = Everybody for whom it is held gets a letter. This cannot be undone.
webinar-called-off = Called off
webinar-series = The series
webinar-was = { $day }, { $from } – { $to }

## Attendance

attendance = Attendance
attendance-mine = My attendance
attendance-mine-none = You were not there. What you watch of the replay is counted separately.
attendance-mine-was = You were there for { $minutes } of { $of } minutes ({ $percent }%).
attendance-mine-watched = You watched { $minutes } minutes of the replay. Together { $percent }%.
attendance-mine-checks = Attendance checks: { $answered } of { $of } answered.
attendance-mine-corrected = By correction: { $minutes } minutes.
attendance-mine-detail = If this is wrong, write to the host.

## Roles

role-host = host
role-co_host = co-host
role-presenter = presenter
role-observer = observer
role-participant = participant
