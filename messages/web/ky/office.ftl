# What the pages of an officer share: places, people, ways to choose.

office-choose-another = Башкасын тандоо
office-found = { $count } табылды
office-place = Уюм
office-place-help = Аталышынын бир бөлүгүн жазып, тандаңыз.
office-person-help = Атын же каттоо номерин жазып, тандаңыз.
office-way = Уюмдардын жолу
office-as-table = Таблица түрүндө көрүү
office-day = Күн
office-name = Аты-жөнү
office-position = Кызматы
office-year = Стаж жылы
office-year-of-service = Стаждын { $year }-жылы
office-all = Баары
office-filters = Тандап алуу
office-yes = Ооба
office-no = Жок

## Positions

office-position-unknown = Кызматы белгисиз
office-position-teacher = Мугалим
office-position-director = Директор
office-position-kindergarten-head = Бала бакчанын башчысы
office-position-training-manager = Окуу бөлүмүнүн башчысы
office-position-social-worker = Социалдык кызматкер
office-position-education-office-specialist = Билим берүү бөлүмүнүн адиси
office-position-specialist = Адис
office-position-other = Башка

## Kinds of organisations

office-kind-ministry = Министрлик
office-kind-institute = Институт
office-kind-province = Аймак
office-kind-capital = Борбор калаа
office-kind-district = Район
office-kind-soum = Сомон
office-kind-school = Мектеп
office-kind-kindergarten = Бала бакча
office-kind-university = Университет
office-kind-partner = Өнөктөш
office-kind-other = Уюм
