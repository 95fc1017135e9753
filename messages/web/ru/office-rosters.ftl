# Importing lists of people.

rosters-help = Список людей школ сверяется с реестром. Ничего не меняется, пока вы его не примените.
rosters-send = Импорт списка
rosters-file = Файл
rosters-file-help = CSV, XLSX или OneRoster (zip). В первой строке – названия столбцов.
rosters-day = День списка
rosters-day-help = На какой день он составлен?
rosters-place = Организация для строк без неё
rosters-complete = В списке все
rosters-complete-yes = Кто был в этих школах и не в списке, считается выбывшим.
rosters-complete-no = Для тех, кого нет в списке, ничего не меняется.
rosters-compare = Отправить и сверить
rosters-sending = Отправляется…
rosters-imported = Прежние списки
rosters-none = Списков ещё нет.
rosters-rows =
    { $count ->
        [one] { $count } строка
        [few] { $count } строки
       *[many] { $count } строк
    }

## States

roster-state = Состояние
roster-status-comparing = Сверяется
roster-status-compared = Сверен, не применён
roster-status-applying = Применяется
roster-status-applied = Применён
roster-status-undoing = Отменяется
roster-status-undone = Отменён
roster-at-work-comparing = Сверяется с реестром: { $done } из { $of }
roster-at-work-applying = Применяется: { $done } из { $of }
roster-at-work-undoing = Отменяется: { $done } из { $of }
roster-of-day = на { $day }
roster-whole = полный список
roster-part = неполный список
roster-undecided =
    { $count ->
        [one] { $count } сомнительная строка ждёт решения.
        [few] { $count } сомнительные строки ждут решения.
       *[many] { $count } сомнительных строк ждут решения.
    }
roster-apply = Применить
roster-apply-help = Проверьте отличия ниже и примените. Писем никто не получит.
roster-apply-question = Реестр изменится по списку. Строки с ошибками пропускаются. Потом можно отменить целиком.
roster-apply-question-undecided = Нерешённые строки ({ $count }) и строки с ошибками пропускаются, остальные применяются. Потом можно отменить целиком.
roster-apply-begun = Применение началось
roster-nothing-changes = Менять нечего.
roster-undo = Отменить целиком
roster-undo-help = Отменить можно, пока никто из новых не вошёл и не зачислен на курс.
roster-undo-question = Новые люди удаляются из реестра, изменённое становится прежним.
roster-undo-begun = Отмена началась
roster-remarks = Замечания
roster-rows = Строки
roster-row = Строка: { $place }
roster-not-in-file = Нет в файле
roster-outcome-applied = применено
roster-outcome-skipped = пропущено
roster-outcome-undone = отменено
roster-outcome-kept = оставлено

## What rows mean

roster-difference-new = Новые
roster-difference-changed = Изменились
roster-difference-moved = Перешли
roster-difference-left = Выбыли
roster-difference-doubtful = Сомнительные
roster-difference-unchanged = Без изменений
roster-difference-error = С ошибками
roster-difference-new-help = Люди, которых ещё нет в реестре.
roster-difference-changed-help = Люди, у которых что-то меняется: было → станет.
roster-difference-moved-help = Люди, которые теперь в другом месте.
roster-difference-left-help = Люди, которые считаются выбывшими.
roster-difference-doubtful-help = Неясно, о ком речь: решите. Нерешённое пропускается.
roster-difference-unchanged-help = В реестре то же самое.
roster-difference-error-help = Эти строки пропускаются. Исправьте файл и отправьте снова.
roster-decide = Кто это?
roster-decided = Решение сохранено
roster-same = Это { $name }
roster-decision-another_person = Другой, новый человек
roster-decision-leave_out = Пропустить

## Columns

roster-column-register-number = Регистрационный номер
roster-column-sector-code = Код в системе
roster-column-surname = Фамилия
roster-column-given-name = Имя
roster-column-full-name = ФИО
roster-column-email = Адрес электронной почты
roster-column-telephone = Телефон
roster-column-organisation = Организация
roster-column-organisation-code = Код организации
roster-column-position = Должность
roster-column-subject = Предмет
roster-column-since = Дата назначения
roster-column-service-began-on = Начало стажа
roster-column-birth-date = Дата рождения
