# Planning visits at workplaces and pairs of mentors and new teachers.

visits-visits = Айлчлал
visits-pairs = Чиглүүлэгч багш
visits-help = Сургалтын дараа хичээлийг нь ажиглахаар очих айлчлалыг төлөвлөнө. Хоёр талд захидлаар мэдэгдэж, өмнөх өдөр нь сануулна.
visits-plan = Айлчлал төлөвлөх
visits-planned = Төлөвлөж, мэдэгдлээ
visits-plan-help = Хэд хэдэн хүн сонговол дараалан, завсарлагатай төлөвлөнө. Бүгд, эсвэл нэг нь ч төлөвлөгдөхгүй. Хүн бүр тухайн сургалтад бүртгэлтэй байна.
visits-course = Сургалт
visits-choose = Сонгоно уу
visits-visitor = Айлчлагч
visits-other-visitor = Өөр айлчлагч
visits-whom = Хэнд очих вэ?
visits-person = Хүн нэмэх
visits-leave-out = Хасах
visits-school = Сургуулиас сонгох
visits-school-choose = Сургууль, цэцэрлэг
visits-school-none = Энэ сургуулиас уг сургалтад бүртгүүлсэн хүн алга.
visits-place = Хаана
visits-day = Өдөр
visits-first = Эхний айлчлал
visits-from = Эхлэх цаг
visits-until = Дуусах цаг
visits-minutes = Нэг айлчлал, минут
visits-pause = Завсарлага, минут
visits-form = Ажиглалтын маягт
visits-form-none = Маягтгүй
visits-state = Байдал
visits-state-planned = Товлосон
visits-state-held = Болсон
visits-state-closed = Хаасан
visits-state-called_off = Цуцалсан
visits-plan-none = Айлчлал алга.
visits-move = Өөрчлөх
visits-moved = Өөрчилж, мэдэгдлээ
visits-call-off = Цуцлах
visits-call-off-question = Айлчлалыг цуцалж, хоёр талд мэдэгдэнэ.
visits-called-off = Цуцаллаа

## Pairs

visits-pairs-help = Шинэ багшид туршлагатай багшийг хослуулна. Хэдэн удаа уулзсан нь экспортод гарна.
visits-pair = Хослуулах
visits-paired = Хослууллаа
visits-teacher = Шинэ багш
visits-mentor = Чиглүүлэгч багш
visits-since = Эхний өдөр
visits-last-day = Сүүлчийн өдөр
visits-last-day-help = Тодорхойгүй бол хоосон орхино.
visits-pair-course-help = Шинэ багшийн суралцдаг сургалт. Заавал биш.
visits-no-course = Сургалтгүй
visits-on = Аль өдөр хос байсан
visits-pairs-none = Хос алга.
visits-change-end = Сүүлчийн өдөр тавих
