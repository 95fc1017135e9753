# Planning visits at workplaces and pairs of mentors and new teachers.

visits-visits = Visits
visits-pairs = Mentors
visits-help = Plan visits that follow a course. Both sides are told by mail, at once and a day before.
visits-plan = Plan visits
visits-planned = Planned, and everybody is told
visits-plan-help = Several people are visited one after the other, with a pause between. All are planned, or none. Each must take the course.
visits-course = Course
visits-choose = Choose
visits-visitor = Visitor
visits-other-visitor = Another visitor
visits-whom = Whom to visit
visits-person = Add a person
visits-leave-out = Leave out
visits-school = Choose from a school
visits-school-choose = School or kindergarten
visits-school-none = Nobody of this school takes the course.
visits-place = Where
visits-day = Day
visits-first = First visit at
visits-from = From
visits-until = Until
visits-minutes = Minutes each
visits-pause = Minutes between
visits-form = Form of observation
visits-form-none = No form
visits-state = State
visits-state-planned = Planned
visits-state-held = Held
visits-state-closed = Closed
visits-state-called_off = Called off
visits-plan-none = There are no visits.
visits-move = Change
visits-moved = Changed, and everybody is told
visits-call-off = Call off
visits-call-off-question = The visit is called off, and both sides are told.
visits-called-off = Called off

## Pairs

visits-pairs-help = Pair a new teacher with an experienced one. How often they have met is in the export.
visits-pair = Pair
visits-paired = Paired
visits-teacher = New teacher
visits-mentor = Mentor
visits-since = First day
visits-last-day = Last day
visits-last-day-help = Leave empty when it is not known.
visits-pair-course-help = A course that the new teacher takes. Optional.
visits-no-course = No course
visits-on = Pairs on this day
visits-pairs-none = There are no pairs.
visits-change-end = Set the last day
