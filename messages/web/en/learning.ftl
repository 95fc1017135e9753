# The teacher's everyday: today, courses, lessons, cohorts (web/src/pages/today, web/src/pages/learning).

## Today

today-title = Today
today-tasks = Your courses
today-webinars = Next webinars
today-surveys = Surveys that wait for you
today-open = Open now: { $count }
today-invited = You are invited to a cohort: { $cohort }
today-see-invitation = See the invitation
today-nothing-yet = You do not take any course yet
today-nothing-yet-detail = Choose a course and enrol, or join a cohort. If your school invites you, you see it here.
today-all-done = There is nothing to do at the moment
today-all-done-detail = New webinars and surveys will appear here. You can read your completed courses again.

## Courses

course = Course
courses-title = Courses
courses-own = My courses
courses-own-none = You do not take any course yet. Choose one below.
courses-offered = Open to everybody
courses-offered-none = At the moment there is no other course in which you can enrol by yourself. Have a look at the cohorts.
course-about = About the course
course-hours = { $hours ->
    [one] { $hours } academic hour
   *[other] { $hours } academic hours
}
course-since = Enrolled on { $day }
course-enrol = Enrol
course-enrolled = You are enrolled: { $course }
course-of = Learner: { $name }
course-progress = Progress in the course
course-done = { $done } of { $all } done
course-lacks = Missing for the certificate:
course-begin = Begin
course-continue = Continue
course-completed = Completed
course-completed-on = Completed on { $day }
certificate-download = Download the certificate
certificate-waits-for-survey = Your certificate waits for your answers
certificate-on-its-way = Your certificate is being made and will be here soon.
survey-answer = Answer the survey

## Items

done-lesson = Read
done-quiz = Passed
done-webinar = Attended
item-optional = Optional
item-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
item-attended = Attended: { $share }
item-needed = Needed: { $share }
window-opens = Opens: { $at }
window-until = Until { $at }
window-grace = The deadline is over; still taken until { $at }
window-closed = Closed: { $at }
window-days = { $from } – { $until }

## Lesson

lesson = Lesson
lesson-to-course = Back to the course
lesson-to-quiz = Go to the quiz
lesson-files = Attached files
lesson-read = I have read it
lesson-read-and-on = I have read it, go on
lesson-neighbours = Previous and next
lesson-before = Previous
lesson-after = Next
reads-waiting = { $count ->
    [one] { $count } lesson that you have read will be sent when you are connected.
   *[other] { $count } lessons that you have read will be sent when you are connected.
}
reads-not-sent = Not sent yet
reads-refused = Could not be marked as read: { $title }

## Webinars

webinar-times = When it is held
webinar-no-times = There is no time yet. You will get a letter when there is.
webinar-scheduled = Scheduled
webinar-ended = Over

## Cohorts

cohorts-title = Cohorts
cohorts-none = You are not in any cohort yet. Those that are open to you are shown below.
cohorts-offered = Cohorts that you can join
cohort-grace = { $days ->
    [one] (and { $days } day of grace)
   *[other] (and { $days } days of grace)
}
cohort-last-day = Deadline: { $day }
cohort-places = Places: { $places }
cohort-needs-consent = You are in once your school agrees.
cohort-join = Join the cohort
cohort-apply = Apply
cohort-say-yes = I take part
cohort-joined = You have joined the cohort
cohort-applied = Your application is with your school
cohort-leave = Leave the cohort
cohort-leave-question = Your place goes to somebody who waits. What you have done stays, and so does your enrolment in the courses.
cohort-withdraw = Withdraw
cohort-withdraw-question = You no longer ask for a place. If you ask again, you are the last in the queue.
cohort-left = You have left the cohort
cohort-timetable = Timetable of webinars
cohort-timetable-empty = No webinar has been scheduled yet.
cohort-timetable-held = Held
membership-invited = Invited
membership-invited-detail = You have a place. Please say whether you take part.
membership-member = Taking part
membership-waiting = Waiting
membership-waiting-detail = You will be told when there is a place.
membership-place = Your place on the waiting list: { $place }. You will be told when there is a place.
membership-applied = Applied
membership-applied-detail = Your school has to agree.
membership-refused = Not accepted
membership-refused-detail = Your school has not agreed. Please ask the officer of your school.
membership-withdrawn = Left
membership-withdrawn-detail = You have left this cohort. You may go on with its courses within its days.

## Calendar

calendar-title = In your own calendar
calendar-what = See your webinars and the days of your cohorts in the calendar of your phone or computer: make a secret address, and enter it in the calendar program.
calendar-make = Make an address
calendar-made = The address is ready
calendar-replaces = When you make a new address, the one before stops working.
calendar-address = Secret address of your calendar
calendar-secret = Whoever has the address sees your calendar. It is not shown again: copy it now.
calendar-copy = Copy the address
calendar-copied = Copied
calendar-withdraw = Withdraw the address
calendar-withdraw-question = Nobody will see your calendar under the address any more.
calendar-withdrawn = The address has been withdrawn
