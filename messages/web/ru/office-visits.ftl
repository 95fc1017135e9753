# Planning visits at workplaces and pairs of mentors and new teachers.

visits-visits = Визиты
visits-pairs = Наставники
visits-help = Планируйте визиты после курса. Обеим сторонам придёт письмо сразу и за день.
visits-plan = Запланировать визиты
visits-planned = Запланировано, всем сообщено
visits-plan-help = Нескольких посещают друг за другом с перерывом. Планируются все или ни одного. Каждый должен быть зачислен на курс.
visits-course = Курс
visits-choose = Выберите
visits-visitor = Кто посещает
visits-other-visitor = Другой посещающий
visits-whom = Кого посетить
visits-person = Добавить человека
visits-leave-out = Убрать
visits-school = Выбрать из школы
visits-school-choose = Школа или детский сад
visits-school-none = В этой школе никто не проходит курс.
visits-place = Где
visits-day = День
visits-first = Первый визит в
visits-from = С
visits-until = До
visits-minutes = Минут на визит
visits-pause = Перерыв, минут
visits-form = Форма наблюдения
visits-form-none = Без формы
visits-state = Состояние
visits-state-planned = Запланирован
visits-state-held = Состоялся
visits-state-closed = Закрыт
visits-state-called_off = Отменён
visits-plan-none = Визитов нет.
visits-move = Изменить
visits-moved = Изменено, всем сообщено
visits-call-off = Отменить
visits-call-off-question = Визит отменяется, обеим сторонам сообщат.
visits-called-off = Отменено

## Pairs

visits-pairs-help = Назначьте новому учителю наставника. Сколько раз они встречались, видно в экспорте.
visits-pair = Назначить
visits-paired = Назначено
visits-teacher = Новый учитель
visits-mentor = Наставник
visits-since = Первый день
visits-last-day = Последний день
visits-last-day-help = Оставьте пустым, если неизвестен.
visits-pair-course-help = Курс нового учителя. Необязательно.
visits-no-course = Без курса
visits-on = Пары на этот день
visits-pairs-none = Пар нет.
visits-change-end = Указать последний день
