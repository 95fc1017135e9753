# What the pages of an officer share: places, people, ways to choose.

office-choose-another = Выбрать другое
office-found = Найдено: { $count }
office-place = Организация
office-place-help = Напишите часть названия и выберите.
office-person-help = Напишите имя или регистрационный номер и выберите.
office-way = Путь по организациям
office-as-table = Показать таблицей
office-day = День
office-name = Имя
office-position = Должность
office-year = Год стажа
office-year-of-service = { $year }-й год стажа
office-all = Все
office-filters = Отбор
office-yes = Да
office-no = Нет

## Positions

office-position-unknown = Должность неизвестна
office-position-teacher = Учитель
office-position-director = Директор
office-position-kindergarten-head = Заведующий детским садом
office-position-training-manager = Завуч
office-position-social-worker = Социальный работник
office-position-education-office-specialist = Специалист управления образования
office-position-specialist = Специалист
office-position-other = Другая

## Kinds of organisations

office-kind-ministry = Министерство
office-kind-institute = Институт
office-kind-province = Аймак
office-kind-capital = Столица
office-kind-district = Район
office-kind-soum = Сомон
office-kind-school = Школа
office-kind-kindergarten = Детский сад
office-kind-university = Университет
office-kind-partner = Партнёр
office-kind-other = Организация
