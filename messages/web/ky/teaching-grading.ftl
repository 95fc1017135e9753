# Grading by a person, and appeals.

grading-title = Баалоо
grading-parts = Баалоонун бөлүктөрү
grading-queue = Баалоону күтүүдө
grading-appeals = Апелляциялар
grading-course = Курс
grading-all-courses = Бардык курстар
grading-turn = Кимдин кезеги
grading-turn-any = Баары
grading-turn-first = Биринчи баалоо
grading-turn-second = Экинчи баалоо
grading-turn-reconciliation = Экөөнүн ортосунда чечим
grading-none = Баалоону күткөн эч нерсе жок.
grading-begin = Баалоону баштоо
grading-submitted = { $when } жөнөтүлгөн
grading-submitted-at = Жөнөтүлдү: { $moment }.
grading-answers = жооп: { $count }
grading-next = Кийинки
grading-keys = Ctrl+Enter — упай берүү; J же Alt+N — кийинки.
grading-all-done = Баары бааланды
grading-question = Суроо { $number }
grading-guidance = Эмнеге көңүл буруу керек
grading-empty = Жооп бош.
grading-marks = Упай
grading-marks-help = 0дөн { $most } чейин.
grading-marks-of = { $most } ичинен { $marks } упай
grading-comment = Түшүндүрмө
grading-comment-help = Муну угуучу окуйт.
grading-give = Упай берүү
grading-given = Упай сакталды
grading-change = Упайымды оңдоо
grading-stage-marking = баалоо
grading-stage-reconciliation = экөөнүн ортосундагы чечим
grading-stage-appeal = апелляция боюнча чечим
grading-by-you = сиз
grading-by-other = башка киши

## Appeals

appeals-none = Чечимди күткөн апелляциялар жок.
appeal-marks-before = Азыркы упай: { $marks }
appeal-answer-shown = Жоопту көрүү
appeal-by-rule = Бул жооп эреже боюнча бааланган, бул жерде көрсөтүлбөйт.
appeal-decision = Чечим
appeal-accept = Кабыл алуу: упай өзгөрөт
appeal-reject = Четке кагуу: упай калат
appeal-marks = Жаңы упай
appeal-answer = Жооп
appeal-answer-help = Угуучу муну кат менен алат. Чечим акыркы.
appeal-decide = Чечүү
appeal-decided = Апелляция чечилди
