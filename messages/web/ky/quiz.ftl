# Quizzes: before a try, while it runs, and its result.

quiz-course = Курс
quiz-attempt = Тест
quiz-to-quiz = Тесттин барагы

## Before a try

quiz-time = Убакыт
quiz-no-limit = Чектөө жок
quiz-minutes = { $minutes } мүнөт
quiz-terms-questions = Суроолор
quiz-terms-pass = Өтүү үчүн
quiz-terms-percent = { $percent } пайыз же андан көп
quiz-terms-tries = Аракеттер
quiz-terms-any-tries = Чексиз
quiz-tries-left = Калган аракеттер: { $count }.
quiz-needs = Өтүү үчүн { $percent } пайыз керек.
quiz-back-to-course = Курска кайтуу
quiz-terms-best = Эң жакшысы эсептелет.
quiz-terms-first = Биринчиси эсептелет.
quiz-terms-last = Акыркысы эсептелет.
quiz-terms-average = Орточосу эсептелет.
quiz-terms-wait = Аракеттердин ортосунда { $minutes } мүнөт күтүлөт.
quiz-terms-how = Жооп берүү тартиби
quiz-terms-sequential = Суроолорго ирети менен жооп берилет; артка кайтууга болбойт.
quiz-terms-penalty = Туура эмес жооп суроонун упайынын { $percent } пайызын алат.
quiz-terms-certainty = Ар бир жоопко канчалык ишенериңизди айтасыз; упай ошого жараша болот.
quiz-counts = Милдеттүүлүгү
quiz-required = Курсту аяктоо үчүн милдеттүү
quiz-optional = Милдеттүү эмес
quiz-open = Ачыктыгы
quiz-window-not_yet = Азырынча ачыла элек.
quiz-window-open = Ачык.
quiz-window-grace = Мөөнөтү өттү, бирок дагы кабыл алынат.
quiz-window-closed = Жабык.
quiz-opens-at = Ачылат: { $at }
quiz-closes-at = Жабылат: { $at }
quiz-closed-at = Жабылган: { $at }
quiz-begin = Тестти баштоо
quiz-begin-again = Кайра тапшыруу
quiz-begin-detail = Ар бир жооп дароо сакталат. Тыныгып, кийин улантсаңыз болот.
quiz-begin-timed = Баштаганда убакыт жүрө баштайт. Ар бир жооп дароо сакталат. Байланыш үзүлсө да уланта берсеңиз болот.
quiz-begin-needs-line = Баштоо үчүн байланыш керек. Андан кийин байланышсыз иштесеңиз болот.
quiz-start = Баштоо
quiz-goes-on = Бүтпөгөн аракет
quiz-goes-on-detail = { $number }-аракет бүтө элек. Жоопторуңуз сакталган.
quiz-continue = Улантуу
quiz-ahead = Алдын ала жүктөө
quiz-ahead-detail = Байланыш начар болсо, суроолорду азыр жүктөп алыңыз. Баштаганга чейин алар жабык турат, баштоого байланыш дээрлик керек болбойт.
quiz-ahead-done = Мөөрлөнгөн вариант бул түзмөктө даяр ({ $size } кБ).
quiz-tries = Аракеттер
quiz-no-tries = Бул тестти али тапшыра элексиз.
quiz-try = { $number }-аракет
quiz-try-counts = Ушул аракет эсептелет
quiz-state-created = Башталган эмес
quiz-state-open = Бүтө элек
quiz-state-overdue = Убакыт бүттү
quiz-state-submitted = Баалоону күтүүдө
quiz-state-abandoned = Жооп жок
quiz-not-started = Бул аракет али баштала элек. Баштоо үчүн тестти курстан ачыңыз.

## While it runs

quiz-time-left = Калган убакыт
quiz-minutes-left = { $minutes } мүнөт калды
quiz-done = Жооп берилди: { $done }/{ $of }
quiz-unsent = Жөнөтүлө элек: { $count }
quiz-questions = Бардык суроолор
quiz-question = Суроо { $number }/{ $of }
quiz-question-number = Суроо { $number }
quiz-information = Маалымат
quiz-worth = Упай: { $marks }
quiz-previous = Мурунку
quiz-next = Кийинки
quiz-to-review = Текшерип жөнөтүү
quiz-one-way = Кийинки суроого жооп бергенден кийин бул жоопту өзгөртүүгө болбойт.
quiz-no-way-back = Кийинки суроого жооп бергенсиз, ошондуктан бул жоопту өзгөртүүгө болбойт.
quiz-flag = Кийин кайрылуу
quiz-unflag = Кайрылбайм
quiz-flagged = кийин кайрылуу
quiz-answered = жооп берилген
quiz-not-answered = Жооп жок
quiz-not-saved = сакталган эмес
quiz-number-state = Суроо { $number }: { $state }
quiz-certainty = Жообуңузга канчалык ишенесиз?
quiz-certainty-low = Анча эмес
quiz-certainty-middle = Орточо
quiz-certainty-high = Толук

## How an answer stands

quiz-writing = Жазылууда…
quiz-sending = Жөнөтүлүүдө…
quiz-waiting = Түзмөктө сакталды, байланышты күтүүдө
quiz-saved-at = Сакталды: { $time }
quiz-late = Убакыт бүткөндөн кийин келди, эсептелбейт
quiz-refused = Сакталган жок: { $why }
quiz-overtaken = Башка түзмөктөн берилген жаңыраак жооп эсептелет. Бул жердеги жообуңуз да сакталды.
quiz-use-mine = Бул жердегини колдонуу
quiz-use-other = Азыркысын калтыруу

## Kinds of questions

quiz-true = Туура
quiz-false = Туура эмес
quiz-choose = Тандаңыз
quiz-choose-many = Бир нечесин тандасаңыз болот.
quiz-words = Сөздөр: { $words }
quiz-number-help = Сан менен жазыңыз.
quiz-units = Бирдиктер: { $units }
quiz-match-for = Дал келгени: { $prompt }
quiz-ordering-help = Туура иретке келтириңиз: жебелүү баскычтар, баскычтоптогу жебелер же сүйрөө менен.
quiz-order-stays = Ушул ирет калсын
quiz-moved = { $item }: { $place }/{ $of }
quiz-drag = Жылдыруу: { $item }, азыр { $place }
quiz-up = Өйдө: { $item }
quiz-down = Ылдый: { $item }
quiz-gap = Бош жер { $number }
quiz-hotspot-help = Сүрөттөн көрсөтүңүз. Эң көп: { $most }
quiz-board = Сүрөт: { $picture }. Жебелер менен жылдырып, Enter менен көрсөтүңүз.
quiz-place = Орун { $number }
quiz-placed = Сүрөттө
quiz-remove-point = { $number }-чекитти алуу
quiz-labels-help = Жазууну тандап, сүрөттөгү ордун көрсөтүңүз.
quiz-put-where = Кайда коюу керек
quiz-take-back = Кайра алуу: { $item }
quiz-files-help = Файлдарды тиркеңиз. Эң көп: { $most }
quiz-file = Файл
quiz-add-file = Файл тандоо
quiz-remove-file = Алуу: { $name }
quiz-file-waits = Түзмөктө сакталды, жөнөтүүнү күтүүдө

## Submitting

quiz-review = Жөнөтөрдөн мурун
quiz-review-answered = Жооп берилди: { $answered }/{ $of }
quiz-review-open = Жоопсуз суроолор: { $count }
quiz-review-flagged = Кайрыла турган суроолор: { $count }
quiz-review-refused = Сакталбаган жооптор: { $count }
quiz-review-waiting = Жөнөтүүнү күткөн жооптор: { $count }
quiz-submit = Жөнөтүү
quiz-submit-final = Жөнөткөндөн кийин жоопторду өзгөртүүгө болбойт.
quiz-submit-without-line = Байланыш жок. Азыр жөнөтсөңүз, жоопторуңуз түзмөктө калып, байланыш келгенде жөнөтүлөт.
quiz-back-to-questions = Суроолорго кайтуу
quiz-time-over = Убакыт бүттү
quiz-all-saved = Бардык жоопторуңуз сакталды. Жыйынтык эсептелүүдө.
quiz-overdue = Бардык жоопторуңуз сакталды. Башка түзмөктө жооптор калган болсо, адегенде аны байланыштырыңыз ({ $until } чейин). Калбаса, азыр жөнөтүңүз.
quiz-late-counts = Убагында берилип, али жөнөтүлө элек жооптор: { $count }. { $until } чейин жөнөтүлсө, эсептелет.
quiz-late-kept = Убагында жөнөтүлбөй калган жооптор: { $count }. Алар тарыхта сакталат, бирок эсептелбеши мүмкүн.
quiz-submitting = Жөнөтүү
quiz-submitting-now = Жоопторуңуз жөнөтүлүүдө…
quiz-submitting-later = Жөнөтүү чечимиңиз сакталды. Байланыш келгенде жөнөтүлөт.
quiz-stay-near = Байланыш жок. Бул баракты жапсаңыз да, жоопторуңуз түзмөктө калат.

## The result

quiz-result = Жыйынтык
quiz-passed = Тесттен өттү
quiz-not-passed = Тесттен өткөн жок
quiz-being-graded = Баалоону күтүүдө
quiz-being-graded-detail = Айрым жоопторду адам баалайт. Даяр болгондо кат келет.
quiz-abandoned = Жооп жок
quiz-abandoned-detail = Берилген убакытта бир да жооп келген жок.
quiz-marks-of = { $marks }/{ $most } упай
quiz-submitted-at = { $number }-аракет. Жөнөтүлдү: { $at }
quiz-does-not-count = Башка аракет эсептелет.
quiz-lost = Эсептелбеген жооптор
quiz-lost-detail = Бул түзмөктө эсептелбеген жооптор бар: { $count }. Алар төмөндө суроолору менен көрсөтүлдү.
quiz-answers = Жооптор
quiz-your-answer = Сиздин жооп
quiz-on-device = Бул түзмөктөгү жооп
quiz-right-answer = Туура жооп
quiz-explanation = Түшүндүрмө
quiz-came-late = Убакыт бүткөндөн кийин келди.
quiz-grader = Баалаган адамдын түшүндүрмөсү
quiz-mark-changes = Упайдын өзгөрүшү
quiz-why-graded = автоматтык түрдө бааланды
quiz-why-regraded = кайра бааланды
quiz-why-marked = адам баалады
quiz-why-reconciled = эки баа бириктирилди
quiz-why-appeal = апелляция боюнча өзгөртүлдү

quiz-appeal = Апелляция
quiz-appeal-make = Апелляция берүү
quiz-appeal-why = Упай эмне үчүн туура эмес?
quiz-appeal-help = Ар бир суроо боюнча бир апелляция берилет.
quiz-appeal-send = Апелляцияны жөнөтүү
quiz-appeal-sent = Апелляция жөнөтүлдү
quiz-appeal-waits = Чечимди күтүүдө.
quiz-appeal-accepted = Апелляция кабыл алынды.
quiz-appeal-refused = Упай өзгөргөн жок.
quiz-appeal-marks = Упай: { $before } → { $after }

## The history

quiz-history = Тарых жана дүмүрчөктөр
quiz-history-detail = Бул аракетте болгондун баары ушунда жазылган, эч нерсесин өзгөртүүгө болбойт. Текшергенде түзмөк ар бир жазууну өзү эсептеп, өз дүмүрчөктөрү менен салыштырат.
quiz-check = Дүмүрчөктөрдү текшерүү
quiz-intact = Баары ордунда: жазуулар { $entries }, бул түзмөктүн дүмүрчөктөрү { $receipts }.
quiz-broken = Айырма табылды. Жазуу: { $number }, дал келбеген дүмүрчөктөр: { $missing }. Курстун жооптуусуна кабарлаңыз.
quiz-entry = №
quiz-entry-when = Качан
quiz-entry-what = Эмне
quiz-entry-receipt = Дүмүрчөк
quiz-entry-created = Түзүлдү
quiz-entry-started = Башталды
quiz-entry-answered = Жооп сакталды
quiz-entry-superseded = Жооп сакталды (жаңыраагы эсептелет)
quiz-entry-late = Жооп кеч келди
quiz-entry-observed = Түзмөк байкады
quiz-entry-extended = Мөөнөт узартылды
quiz-entry-submitted = Жөнөтүлдү
quiz-entry-closed = Убакыт бүтүп жабылды
