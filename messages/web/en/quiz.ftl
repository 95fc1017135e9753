# Quizzes: before a try, while it runs, and its result.

quiz-course = Course
quiz-attempt = Quiz
quiz-to-quiz = The quiz

## Before a try

quiz-time = Time
quiz-no-limit = No limit
quiz-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
quiz-terms-questions = Questions
quiz-terms-pass = To pass
quiz-terms-percent = { $percent } per cent or more
quiz-terms-tries = Tries
quiz-terms-any-tries = As many as you like
quiz-tries-left = Tries left: { $count }.
quiz-needs = You need { $percent } per cent to pass.
quiz-back-to-course = Back to the course
quiz-terms-best = The best one counts.
quiz-terms-first = The first one counts.
quiz-terms-last = The last one counts.
quiz-terms-average = The average counts.
quiz-terms-wait = Between two tries you wait { $minutes } minutes.
quiz-terms-how = How to answer
quiz-terms-sequential = One question after the other; there is no way back.
quiz-terms-penalty = A wrong answer costs { $percent } per cent of the question’s marks.
quiz-terms-certainty = You say how certain you are of each answer; the marks depend on it.
quiz-counts = Required or not
quiz-required = Required to complete the course
quiz-optional = Optional
quiz-open = Open
quiz-window-not_yet = Not open yet.
quiz-window-open = Open.
quiz-window-grace = Past its last day, but still taken.
quiz-window-closed = Closed.
quiz-opens-at = Opens: { $at }
quiz-closes-at = Closes: { $at }
quiz-closed-at = Closed: { $at }
quiz-begin = Begin the quiz
quiz-begin-again = Try again
quiz-begin-detail = Every answer is saved at once. You may pause and go on later.
quiz-begin-timed = The clock runs from the moment you start. Every answer is saved at once. You may go on if the connection breaks.
quiz-begin-needs-line = Starting needs a connection. After that you can work without one.
quiz-start = Start
quiz-goes-on = Unfinished attempt
quiz-goes-on-detail = Attempt { $number } is not finished. Your answers are saved.
quiz-continue = Continue
quiz-ahead = Fetch ahead
quiz-ahead-detail = On a weak connection, fetch the questions now. They stay closed until you begin, and beginning then takes almost no connection.
quiz-ahead-done = The sealed paper is on this device ({ $size } kB).
quiz-tries = Attempts
quiz-no-tries = You have not tried this quiz yet.
quiz-try = Attempt { $number }
quiz-try-counts = This attempt counts
quiz-state-created = Not started
quiz-state-open = Unfinished
quiz-state-overdue = Time is over
quiz-state-submitted = Waiting to be graded
quiz-state-abandoned = Not answered
quiz-not-started = This attempt has not been started. Open the quiz from the course to start it.

## While it runs

quiz-time-left = Time left
quiz-minutes-left = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
quiz-done = Answered: { $done } of { $of }
quiz-unsent = Not sent: { $count }
quiz-questions = All questions
quiz-question = Question { $number } of { $of }
quiz-question-number = Question { $number }
quiz-information = Information
quiz-worth = Marks: { $marks }
quiz-previous = Previous
quiz-next = Next
quiz-to-review = Review and submit
quiz-one-way = Once you answer the next question, this answer cannot be changed.
quiz-no-way-back = You have answered a later question, so this answer cannot be changed.
quiz-flag = Come back to this later
quiz-unflag = No need to come back
quiz-flagged = to come back to
quiz-answered = answered
quiz-not-answered = Not answered
quiz-not-saved = not saved
quiz-number-state = Question { $number }: { $state }
quiz-certainty = How certain are you?
quiz-certainty-low = Not very
quiz-certainty-middle = Fairly
quiz-certainty-high = Fully

## How an answer stands

quiz-writing = Being written…
quiz-sending = Being sent…
quiz-waiting = Kept on this device, waiting for the connection
quiz-saved-at = Saved at { $time }
quiz-late = It came after the time was over and does not count
quiz-refused = Not saved: { $why }
quiz-overtaken = A newer answer from another device counts. Your answer from here is kept as well.
quiz-use-mine = Use the one from here
quiz-use-other = Keep the present one

## Kinds of questions

quiz-true = True
quiz-false = False
quiz-choose = Choose
quiz-choose-many = You may choose several.
quiz-words = Words: { $words }
quiz-number-help = Write a number.
quiz-units = Units: { $units }
quiz-match-for = Match for: { $prompt }
quiz-ordering-help = Put them in the right order: with the arrow buttons, the arrow keys, or by dragging.
quiz-order-stays = Keep this order
quiz-moved = { $item }: { $place } of { $of }
quiz-drag = Move: { $item }, now { $place }
quiz-up = Up: { $item }
quiz-down = Down: { $item }
quiz-gap = Gap { $number }
quiz-hotspot-help = Point at the picture. At most: { $most }
quiz-board = Picture: { $picture }. Move with the arrow keys, point with Enter.
quiz-place = Place { $number }
quiz-placed = On the picture
quiz-remove-point = Remove point { $number }
quiz-labels-help = Choose a label, then point at its place on the picture.
quiz-put-where = Where to put it
quiz-take-back = Take back: { $item }
quiz-files-help = Attach files. At most: { $most }
quiz-file = File
quiz-add-file = Choose a file
quiz-remove-file = Remove: { $name }
quiz-file-waits = Kept on this device, waiting to be sent

## Submitting

quiz-review = Before you submit
quiz-review-answered = Answered: { $answered } of { $of }
quiz-review-open = Questions without an answer: { $count }
quiz-review-flagged = To come back to: { $count }
quiz-review-refused = Answers that were not saved: { $count }
quiz-review-waiting = Answers waiting to be sent: { $count }
quiz-submit = Submit
quiz-submit-final = Once submitted, answers cannot be changed.
quiz-submit-without-line = There is no connection. If you submit now, your answers stay on this device and are sent as soon as it is back.
quiz-back-to-questions = Back to the questions
quiz-time-over = The time is over
quiz-all-saved = All your answers are saved. The result is being worked out.
quiz-overdue = All your answers are saved. If another device still has answers, connect it first (by { $until }). If not, submit now.
quiz-late-counts = Answers made in time and still on this device: { $count }. They count if they are sent by { $until }.
quiz-late-kept = Answers that could not be sent in time: { $count }. They are kept in the history, but may not count.
quiz-submitting = Submitting
quiz-submitting-now = Your answers are being sent…
quiz-submitting-later = Your wish to submit is kept. It is sent as soon as there is a connection.
quiz-stay-near = No connection. Your answers stay on this device even if you close this page.

## The result

quiz-result = Result
quiz-passed = Passed
quiz-not-passed = Not passed
quiz-being-graded = Waiting to be graded
quiz-being-graded-detail = A person grades some of the answers. You get a letter when that is done.
quiz-abandoned = Not answered
quiz-abandoned-detail = No answer came while there was time.
quiz-marks-of = { $marks } of { $most } marks
quiz-submitted-at = Attempt { $number }. Submitted: { $at }
quiz-does-not-count = Another attempt counts.
quiz-lost = Answers that do not count
quiz-lost-detail = Answers on this device that do not count: { $count }. They are shown below with their questions.
quiz-answers = Answers
quiz-your-answer = Your answer
quiz-on-device = The answer on this device
quiz-right-answer = Right answer
quiz-explanation = Explanation
quiz-came-late = It came after the time was over.
quiz-grader = From the person who graded it
quiz-mark-changes = Changes of the mark
quiz-why-graded = graded by rule
quiz-why-regraded = graded anew
quiz-why-marked = marked by a person
quiz-why-reconciled = two marks were brought together
quiz-why-appeal = changed after an appeal

quiz-appeal = Appeal
quiz-appeal-make = Appeal against the mark
quiz-appeal-why = Why is the mark not right?
quiz-appeal-help = There is one appeal for each question.
quiz-appeal-send = Send the appeal
quiz-appeal-sent = The appeal is sent
quiz-appeal-waits = It waits for a decision.
quiz-appeal-accepted = The appeal was accepted.
quiz-appeal-refused = The mark stays.
quiz-appeal-marks = Marks: { $before } → { $after }

## The history

quiz-history = History and receipts
quiz-history-detail = Everything that happened in this attempt is written here, and nothing of it can be changed. When checking, this device computes every entry itself and compares it with the receipts it holds.
quiz-check = Check the receipts
quiz-intact = All is as it was: { $entries } entries, { $receipts } receipts of this device.
quiz-broken = A difference was found. Entry: { $number }, receipts that do not match: { $missing }. Please tell whoever is responsible for the course.
quiz-entry = No.
quiz-entry-when = When
quiz-entry-what = What
quiz-entry-receipt = Receipt
quiz-entry-created = Made
quiz-entry-started = Started
quiz-entry-answered = Answer saved
quiz-entry-superseded = Answer kept (a newer one counts)
quiz-entry-late = Answer came late
quiz-entry-observed = Noticed by the device
quiz-entry-extended = Time extended
quiz-entry-submitted = Submitted
quiz-entry-closed = Closed at the deadline
