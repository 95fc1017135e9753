# Who is behind in one’s part, and what one sends them.

progress-title = Progress and reports
progress-of = Cohort or season
progress-season = All cohorts of { $year }
progress-none = There is no cohort yet
progress-none-detail = When a methodologist opens a cohort, its progress is shown here.
progress-nobody = Nobody from here takes part.
progress-whole = See the whole
progress-everywhere = All organisations
progress-elsewhere = No organisation below
progress-parts = Parts of the report
progress-places = By place
progress-names = By name
progress-trend = Over time
progress-groups = By position and year
progress-items = By item
progress-standing = How it stands
progress-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
progress-as-of = as of { $at }
progress-behind = Behind
progress-on-track = On track
progress-finished = Finished
progress-started = Started
progress-certified = Certified
progress-waiting = Waiting
progress-left = Left
progress-all = All
progress-before = Finished now: { $now }. The season before ({ $title }): { $then } at this time, { $end } in the end.

## What is sent

progress-actions = What to send
progress-unfinished =
    { $count ->
        [one] { $count } person has not done everything yet. A letter says what is left to do, and until when.
       *[other] { $count } people have not done everything yet. A letter tells each what is left to do, and until when.
    }
progress-all-finished = Everybody has finished.
progress-choose-cohort = To see names and to remind, choose one cohort.
progress-letters = Reports and letters
progress-letters-help = The PDF has a letter for each organisation directly below, ready to be sent.
progress-letter-help = The PDF is a letter to this organisation, ready to be sent.
progress-letters-pdf = Letters (PDF)
progress-remind = Remind
progress-remind-question =
    { $count ->
        [one] About { $count } person who has not done everything gets a letter: what is left, and until when.
       *[other] About { $count } people who have not done everything get a letter: what is left, and until when.
    }
progress-remind-once = Each gets at most one such letter a day. What is sent at night arrives in the morning.
progress-remind-send = Send ({ $count })
progress-reminding = Sending…
progress-reminded =
    { $count ->
        [one] { $count } reminder is on its way.
       *[other] { $count } reminders are on their way.
    }
progress-reminded-today =
    { $count ->
        [one] { $count } person has been reminded today already, and was not written to again.
       *[other] { $count } people have been reminded today already, and were not written to again.
    }
progress-reminded-unreachable = Whoever has no e-mail address gets no letter: print the list for them.
progress-see-unreachable = See who cannot be reached

## By place

progress-order = Order
progress-worst-first = Worst first
progress-by-name = By name
progress-by-position = By position
progress-by-year = By year of service
progress-year-unknown = Not known
progress-item = Item
progress-done = Done
progress-trend-none = Its days have not begun.
progress-trend-title = At the end of each day, of { $count } people

## By name

progress-names-help = Who has not done everything yet: those who are behind, and those who are on track.
progress-filter-name = Filter by name
progress-only-idle = Only who has done nothing
progress-print-all = Print by school
progress-print = Print
progress-shown = { $count } people
progress-shown-more = { $count } of the first ones are shown, there are more.
progress-left-to-do = Left to do
progress-and-more = and { $count } more
