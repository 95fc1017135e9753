# What the desks of methodologists share: choosing, courses, kinds.

change = Change
remove = remove
take-back = Take back
taken-back = Taken back
nothing-found = Nothing found. Try another spelling.
first-day = First day
last-day = Last day
course-unpublished = Not published
course-version = Version { $number }
course-people = Learners
course-groups = Groups
course-quizzes = Quizzes
course-surveys = Surveys
course-parts = Parts of the course
programmes-title = Programmes
course-programme = To the programme
quiz-desk-statistics = Statistics
quiz-desk-corrections = Corrections
quiz-desk-accommodations = Accommodations
