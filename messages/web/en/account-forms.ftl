# Answering surveys and filling in forms.

form-optional = (optional)
form-clear = Clear
form-unanswered = Not answered
form-answer-missing = Please answer this question.
form-incomplete = Some questions that need an answer are left.

survey = Survey
survey-anonymous = This survey is anonymous
survey-anonymous-why = Your answers are kept apart, without your name. Only that you have answered is noted, so nobody can learn who said what, neither methodologists nor administrators. What few people have answered is not shown by itself.
survey-named = Your answers are kept with your name.
survey-closes = It takes answers until { $moment }.
survey-then-certificate = Your certificate is issued as soon as you have answered.
survey-once = It is sent once, and cannot be changed afterwards.
survey-kept-here = A draft is kept on this device. Nobody else sees it until you send it.
survey-kept = A draft is saved. You can go on with it on another device.
survey-send = Send answers
survey-sent = Sent. Thank you!
survey-answered = You have answered. Thank you!
survey-certificate-issued = The certificate that was waiting for it is issued.
survey-nobody-knows = Your answers are not tied to your name, so they can be neither shown here nor changed.
survey-is-final = What was sent does not change.
survey-own-answers = My answers
survey-closed = The survey is closed ({ $moment })
survey-closed-detail = It takes no answers now. Nothing else is asked of you.
