# Importing lists of people.

rosters-help = A list of the people of schools is compared with the register. Nothing changes until you apply it.
rosters-send = Import a list
rosters-file = File
rosters-file-help = CSV, XLSX or OneRoster (zip). The first row names the columns.
rosters-day = Day of the list
rosters-day-help = As of which day is it?
rosters-place = Organisation of rows that name none
rosters-complete = The list has everybody
rosters-complete-yes = Whoever was in these schools and is not in the list has left.
rosters-complete-no = Nothing changes for whoever is not in the list.
rosters-compare = Send and compare
rosters-sending = Sending…
rosters-imported = Lists that were imported
rosters-none = No list has been imported.
rosters-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }

## States

roster-state = State
roster-status-comparing = Comparing
roster-status-compared = Compared, not applied
roster-status-applying = Applying
roster-status-applied = Applied
roster-status-undoing = Undoing
roster-status-undone = Undone
roster-at-work-comparing = Comparing with the register: { $done } of { $of }
roster-at-work-applying = Applying: { $done } of { $of }
roster-at-work-undoing = Undoing: { $done } of { $of }
roster-of-day = as of { $day }
roster-whole = complete list
roster-part = partial list
roster-undecided =
    { $count ->
        [one] { $count } doubtful row waits for your decision.
       *[other] { $count } doubtful rows wait for your decision.
    }
roster-apply = Apply
roster-apply-help = Look at the differences below, then apply. Nobody is written to.
roster-apply-question = The register comes to say what the list says. Rows with errors are left out. It can be undone as a whole.
roster-apply-question-undecided = The { $count } rows that are not decided and rows with errors are left out; the others are applied. It can be undone as a whole.
roster-apply-begun = Applying has begun
roster-nothing-changes = There is nothing to change.
roster-undo = Undo as a whole
roster-undo-help = It can be undone as long as nobody new has signed in or been enrolled.
roster-undo-question = New people are taken out of the register, and what was changed is as before.
roster-undo-begun = Undoing has begun
roster-remarks = Remarks
roster-rows = Rows
roster-row = Row: { $place }
roster-not-in-file = Not in the file
roster-outcome-applied = applied
roster-outcome-skipped = left out
roster-outcome-undone = undone
roster-outcome-kept = kept

## What rows mean

roster-difference-new = New
roster-difference-changed = Changed
roster-difference-moved = Moved
roster-difference-left = Left
roster-difference-doubtful = Doubtful
roster-difference-unchanged = Unchanged
roster-difference-error = With errors
roster-difference-new-help = People who are not in the register yet.
roster-difference-changed-help = People of whom something changes: before → after.
roster-difference-moved-help = People who are elsewhere now.
roster-difference-left-help = People who are taken to have left.
roster-difference-doubtful-help = It is not clear who is meant: decide. What is not decided is left out.
roster-difference-unchanged-help = The register says the same.
roster-difference-error-help = These rows are left out. Mend the file and send it again.
roster-decide = Who is it?
roster-decided = Decided
roster-same = This person: { $name }
roster-decision-another_person = Somebody else, who is new
roster-decision-leave_out = Leave out

## Columns

roster-column-register-number = Register number
roster-column-sector-code = Sector code
roster-column-surname = Surname
roster-column-given-name = Given name
roster-column-full-name = Full name
roster-column-email = E-mail address
roster-column-telephone = Telephone
roster-column-organisation = Organisation
roster-column-organisation-code = Organisation code
roster-column-position = Position
roster-column-subject = Subject
roster-column-since = Since
roster-column-service-began-on = Service began on
roster-column-birth-date = Birth date
