# What the pages of an officer share: places, people, ways to choose.

office-choose-another = Өөрийг сонгох
office-found = { $count } олдлоо
office-place = Байгууллага
office-place-help = Нэрийнх нь нэг хэсгийг бичээд сонгоно уу.
office-person-help = Нэр, эсвэл регистрийн дугаарыг бичээд сонгоно уу.
office-way = Байгууллагын зам
office-as-table = Хүснэгтээр харах
office-day = Өдөр
office-name = Нэр
office-position = Албан тушаал
office-year = Ажилласан жил
office-year-of-service = Ажилласан { $year } дэх жил
office-all = Бүгд
office-filters = Шүүх
office-yes = Тийм
office-no = Үгүй

## Positions

office-position-unknown = Албан тушаал тодорхойгүй
office-position-teacher = Багш
office-position-director = Захирал
office-position-kindergarten-head = Цэцэрлэгийн эрхлэгч
office-position-training-manager = Сургалтын менежер
office-position-social-worker = Нийгмийн ажилтан
office-position-education-office-specialist = Боловсролын газрын мэргэжилтэн
office-position-specialist = Мэргэжилтэн
office-position-other = Бусад

## Kinds of organisations

office-kind-ministry = Яам
office-kind-institute = Институт
office-kind-province = Аймаг
office-kind-capital = Нийслэл
office-kind-district = Дүүрэг
office-kind-soum = Сум
office-kind-school = Сургууль
office-kind-kindergarten = Цэцэрлэг
office-kind-university = Их сургууль
office-kind-partner = Хамтрагч
office-kind-other = Байгууллага
