# The room of a webinar, and its replay.

room-parts = Parts of the room
room-connected = Connected
room-connected-plainly = Connected (the plain way)
room-connecting = Connecting…
room-cut = Connection lost. What you write is kept and sent when it is back.
room-again-in = Again in { $seconds } s
room-again-now = Now
room-unconfirmed = Not confirmed yet: { $count }
room-present = Present: { $shown }
room-thin = Save data
room-leave = Leave
room-not-begun = It has not begun yet. Wait here; the chat is open.
room-host-missing = The host is not connected right now. The webinar goes on; please wait.
room-lobby = You are in the lobby
room-lobby-detail = The room opens by itself when the host lets you in.
room-queue = All seats are taken: you are in the queue
room-queue-detail = You get in by yourself when a seat is free. Your place is kept for 90 seconds after a cut.
room-place = Your place: { $place }
room-out-ended = The webinar is over
room-out-ended-detail = Attendance and the replay are there in a few minutes.
room-out-removed = The host has removed you
room-out-removed-detail = If you think this is a mistake, write to the host.
room-out-elsewhere = The webinar was opened in another window
room-out-elsewhere-detail = You can continue here.
room-out-left = You have left
room-out-left-detail = You can join again at any time.
room-continue-here = Continue here
room-to-webinar = The webinar’s page

## Slides

slide = Slide
slides = Slides
slide-none = No slide is shown yet
slide-number = Slide { $slide }
slide-of = Slide { $slide } of { $count }
slide-before = Slide before
slide-after = Next slide
slide-follow = Back to the presenter

## Chat

chat = Chat
chat-lines = Lines of the chat
chat-none = Nobody has written yet.
chat-earlier = Earlier lines
chat-to-end = To the last line
chat-write = Write a line
chat-send = Send
chat-sending = On its way…
chat-to = To:
chat-to-everybody = everybody
chat-to-hosts = the hosts only
chat-to-group = my group
chat-closed = The chat is closed. You can write to the hosts.
chat-answering = Answering { $name }
chat-gone = This line was taken away
chat-edit = Edit
chat-edited = edited
chat-reply = Reply
chat-remove = Remove
chat-pin = Pin
chat-unpin = Unpin
chat-line-more = More: { $name }
chat-reaction = { $reaction }: { $people }
reactions = React
reaction-thumbs_up = Thumbs up
reaction-thumbs_down = Thumbs down
reaction-heart = Heart
reaction-applause = Applause
reaction-laugh = Laugh
reaction-surprise = Surprise
reaction-sad = Sad
reaction-puzzled = Puzzled

## Hands and people

hand-raise = Raise hand
hand-lower = Lower hand
hand-place = Your turn: { $place }
hand-is-up = Hand is up
hands = Raised hands
hands-none = Nobody has a hand up.
people = People
people-leading = Leading

## Questions

questions = Questions
question-text = Your question to the hosts
question-ask = Ask
questions-open = Open: { $count }
questions-answered = Answered: { $count }
questions-none = There are none.
question-votes = Votes: { $count }
question-waiting = Waits for a host
question-withdraw = Take back
question-approve = Show to all
question-answer-live = Answered live
question-answered-live = answered live
question-answer-write = Answer in writing
question-answer-send = Send the answer
question-dismiss = Dismiss

## Polls

polls = Polls
polls-none = No poll is closed yet.
poll-open = open
poll-closed = closed
poll-answer = Answer
poll-change = Change my answer
poll-counted = Your answer is counted
poll-words = Answer in a few words
poll-right = right
poll-own = yours
poll-people = People who answered: { $count }
poll-not-shown = The results are not shown yet.
poll-right-options = Right options
poll-close = Close
poll-close-and-show = Close and show
poll-show = Show results

## What everybody is told

check-question = Are you there?
check-answer = I am here
check-answered = Thank you, noted.
announcement-take-down = Take down
timer = Timer
groups-open = Breakout groups are open
groups-own = Your group: { $name }
notes = Notes
notes-none = There are no notes yet.
notes-text = A line of the notes
notes-add = Add

## Several people at one computer

companions = Sitting with me
companions-detail = Each teacher who sits at this computer is checked in by their own code.
companion-without-device = Without a device of your own?
companion-code = Check-in code
companion-code-help = Six letters and digits.
companion-check-in = Check in
companion-checked-in = Checked in
companion-check-out = Check out
companion-show-own = Show my code
companion-own-code = Your code:

## The replay

replay = Replay
replay-play = Play
replay-pause = Pause
replay-speed = Speed
replay-place = Place in the replay
replay-chapters = Chapters
replay-counts = What you watch is counted by itself.
