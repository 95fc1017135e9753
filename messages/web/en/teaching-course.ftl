# The people, groups and quizzes of a course.

enrolments-none = Nobody is enrolled yet.
enrolment-person = Learner
enrolment-progress = Progress
enrolment-since = Enrolled
enrolment-version = Version
enrolment-completed = Completed: { $day }
enrolment-done = { $done } of { $of } done
enrolment-move = Move to version { $version }
enrolment-moved = Moved; what was done is kept.
enrol-title = Enrol people
enrol-unpublished = People can be enrolled once the course is published.
enrol-who = Who
enrol-help = Look by the beginning of the given name (then of the surname), by register number, e-mail or telephone: “Enkhtuya”, “Enkhtuya Su”. Everybody gets a letter; for who is enrolled already nothing changes. Many people are enrolled at once by a cohort of the programme.
enrol = Enrol ({ $count })
enrol-done = Enrolled
groups-help = A webinar may be held for some groups only; who is in none of them does not see it.
groups-none = No groups yet.
group-new = New group
group-make = Make the group
group-made = The group is made
group-name = Name of the group
group-people = People in it ({ $count })
group-people-help = They must be enrolled in the course.
quizzes-none = This course has no quizzes.
