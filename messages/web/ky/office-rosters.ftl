# Importing lists of people.

rosters-help = Мектептердин адамдарынын тизмеси реестр менен салыштырылат. Колдонмоюнча эч нерсе өзгөрбөйт.
rosters-send = Тизмени импорттоо
rosters-file = Файл
rosters-file-help = CSV, XLSX же OneRoster (zip). Биринчи сапта мамычалардын аттары.
rosters-day = Тизменин күнү
rosters-day-help = Кайсы күнгө карата?
rosters-place = Уюму жок саптардын уюму
rosters-complete = Тизмеде баары бар
rosters-complete-yes = Бул мектептерде болуп, тизмеде жоктор кеткен болуп эсептелет.
rosters-complete-no = Тизмеде жоктор үчүн эч нерсе өзгөрбөйт.
rosters-compare = Жөнөтүп, салыштыруу
rosters-sending = Жөнөтүлүүдө…
rosters-imported = Мурунку тизмелер
rosters-none = Тизме импорттоло элек.
rosters-rows = { $count } сап

## States

roster-state = Абалы
roster-status-comparing = Салыштырылууда
roster-status-compared = Салыштырылды, колдонула элек
roster-status-applying = Колдонулууда
roster-status-applied = Колдонулду
roster-status-undoing = Кайтарылууда
roster-status-undone = Кайтарылды
roster-at-work-comparing = Реестр менен салыштырылууда: { $done } / { $of }
roster-at-work-applying = Колдонулууда: { $done } / { $of }
roster-at-work-undoing = Кайтарылууда: { $done } / { $of }
roster-of-day = { $day } карата
roster-whole = толук тизме
roster-part = толук эмес тизме
roster-undecided = { $count } шектүү сап чечимиңизди күтөт.
roster-apply = Колдонуу
roster-apply-help = Төмөнкү айырмаларды карап, колдонуңуз. Эч кимге кат жөнөтүлбөйт.
roster-apply-question = Реестр тизме боюнча өзгөрөт. Катасы бар саптар кирбейт. Кийин бүт бойдон кайтарса болот.
roster-apply-question-undecided = Чечилбеген { $count } сап жана катасы барлар кирбейт, калганы колдонулат. Кийин бүт бойдон кайтарса болот.
roster-apply-begun = Колдонуу башталды
roster-nothing-changes = Өзгөртө турган нерсе жок.
roster-undo = Бүт бойдон кайтаруу
roster-undo-help = Жаңылардан эч ким кирбесе жана курска катталбаса, кайтарса болот.
roster-undo-question = Жаңы адамдар реестрден чыгат, өзгөргөндөр мурункудай болот.
roster-undo-begun = Кайтаруу башталды
roster-remarks = Эскертүүлөр
roster-rows = Саптар
roster-row = Сап: { $place }
roster-not-in-file = Файлда жок
roster-outcome-applied = колдонулду
roster-outcome-skipped = калтырылды
roster-outcome-undone = кайтарылды
roster-outcome-kept = сакталды

## What rows mean

roster-difference-new = Жаңы
roster-difference-changed = Өзгөргөн
roster-difference-moved = Которулган
roster-difference-left = Кеткен
roster-difference-doubtful = Шектүү
roster-difference-unchanged = Өзгөрүүсүз
roster-difference-error = Катасы бар
roster-difference-new-help = Реестрде жок адамдар.
roster-difference-changed-help = Маалыматы өзгөргөндөр: мурунку → жаңы.
roster-difference-moved-help = Башка жакка которулгандар.
roster-difference-left-help = Кетти деп эсептелгендер.
roster-difference-doubtful-help = Ким экени так эмес: чечиңиз. Чечилбегени калтырылат.
roster-difference-unchanged-help = Реестрде да ушундай.
roster-difference-error-help = Бул саптар кирбейт. Файлды оңдоп, кайра жөнөтүңүз.
roster-decide = Бул ким?
roster-decided = Чечим сакталды
roster-same = Бул адам: { $name }
roster-decision-another_person = Башка, жаңы адам
roster-decision-leave_out = Калтыруу

## Columns

roster-column-register-number = Каттоо номери
roster-column-sector-code = Тармактагы коду
roster-column-surname = Фамилиясы
roster-column-given-name = Аты
roster-column-full-name = Аты-жөнү
roster-column-email = Электрондук почта дареги
roster-column-telephone = Телефону
roster-column-organisation = Уюм
roster-column-organisation-code = Уюмдун коду
roster-column-position = Кызматы
roster-column-subject = Предмети
roster-column-since = Дайындалган күнү
roster-column-service-began-on = Стажынын башталышы
roster-column-birth-date = Туулган күнү
