# Grading by a person, and appeals.

grading-title = Оценивание
grading-parts = Разделы оценивания
grading-queue = Ждут оценки
grading-appeals = Апелляции
grading-course = Курс
grading-all-courses = Все курсы
grading-turn = Чья очередь
grading-turn-any = Любая
grading-turn-first = Первая оценка
grading-turn-second = Вторая оценка
grading-turn-reconciliation = Решение между двумя
grading-none = Ничто не ждёт оценки.
grading-begin = Начать оценивание
grading-submitted = отправлено { $when }
grading-submitted-at = Отправлено: { $moment }.
grading-answers = ответов: { $count }
grading-next = Следующая
grading-keys = Ctrl+Enter — поставить баллы; J или Alt+N — следующая.
grading-all-done = Всё оценено
grading-question = Вопрос { $number }
grading-guidance = На что смотреть
grading-empty = Ответ пуст.
grading-marks = Баллы
grading-marks-help = От 0 до { $most }.
grading-marks-of = { $marks } из { $most } баллов
grading-comment = Комментарий
grading-comment-help = Его прочтёт слушатель.
grading-give = Поставить баллы
grading-given = Баллы сохранены
grading-change = Исправить свои баллы
grading-stage-marking = оценка
grading-stage-reconciliation = решение между двумя
grading-stage-appeal = решение по апелляции
grading-by-you = вы
grading-by-other = другой человек

## Appeals

appeals-none = Нет апелляций, ждущих решения.
appeal-marks-before = Сейчас баллов: { $marks }
appeal-answer-shown = Показать ответ
appeal-by-rule = Этот ответ оценён по правилу и здесь не показан.
appeal-decision = Решение
appeal-accept = Принять: баллы изменятся
appeal-reject = Отклонить: баллы останутся
appeal-marks = Новые баллы
appeal-answer = Ответ
appeal-answer-help = Слушатель получит это письмом. Решение окончательное.
appeal-decide = Решить
appeal-decided = Апелляция решена
