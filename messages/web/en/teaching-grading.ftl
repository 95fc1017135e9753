# Grading by a person, and appeals.

grading-title = Grading
grading-parts = Parts of grading
grading-queue = Waiting to be graded
grading-appeals = Appeals
grading-course = Course
grading-all-courses = All courses
grading-turn = Whose turn
grading-turn-any = Any
grading-turn-first = First mark
grading-turn-second = Second mark
grading-turn-reconciliation = A decision between two
grading-none = Nothing waits to be graded.
grading-begin = Begin grading
grading-submitted = submitted { $when }
grading-submitted-at = Submitted: { $moment }.
grading-answers = answers: { $count }
grading-next = Next
grading-keys = Ctrl+Enter gives the marks; J or Alt+N goes to the next.
grading-all-done = Everything is graded
grading-question = Question { $number }
grading-guidance = What to look for
grading-empty = The answer is empty.
grading-marks = Marks
grading-marks-help = From 0 to { $most }.
grading-marks-of = { $marks } of { $most } marks
grading-comment = Comment
grading-comment-help = The learner reads this.
grading-give = Give the marks
grading-given = Marks saved
grading-change = Correct my marks
grading-stage-marking = mark
grading-stage-reconciliation = decision between two
grading-stage-appeal = decision on an appeal
grading-by-you = you
grading-by-other = somebody else

## Appeals

appeals-none = No appeals wait for a decision.
appeal-marks-before = Marks now: { $marks }
appeal-answer-shown = See the answer
appeal-by-rule = This answer was marked by rule and is not shown here.
appeal-decision = Decision
appeal-accept = Accept: the marks change
appeal-reject = Reject: the marks stay
appeal-marks = New marks
appeal-answer = Answer
appeal-answer-help = The learner gets this by mail. The decision is final.
appeal-decide = Decide
appeal-decided = The appeal is decided
