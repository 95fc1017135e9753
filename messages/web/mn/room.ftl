# The room of a webinar, and its replay.

room-parts = Вебинарын хэсгүүд
room-connected = Холбогдсон
room-connected-plainly = Холбогдсон (нөөц аргаар)
room-connecting = Холбогдож байна…
room-cut = Холболт тасарсан. Бичсэн зүйл тань хадгалагдсан, холбогдмогц илгээгдэнэ.
room-again-in = Дахин холбогдох: { $seconds } сек
room-again-now = Одоо холбогдох
room-unconfirmed = Хараахан баталгаажаагүй: { $count }
room-present = Оролцож байгаа: { $shown }
room-thin = Дата хэмнэх
room-leave = Гарах
room-not-begun = Вебинар хараахан эхлээгүй. Энд хүлээж байгаарай, чат нээлттэй.
room-host-missing = Хөтлөгч одоо холбогдоогүй байна. Вебинар үргэлжилж байна, түр хүлээнэ үү.
room-lobby = Та хүлээлгийн танхимд байна
room-lobby-detail = Хөтлөгч таныг оруулмагц вебинар өөрөө нээгдэнэ.
room-queue = Суудал дүүрсэн тул та дараалалд байна
room-queue-detail = Суудал гармагц өөрөө орно. Холболт тасарвал байр тань 90 секунд хадгалагдана.
room-place = Таны дугаар: { $place }
room-out-ended = Вебинар дууслаа
room-out-ended-detail = Ирц, бичлэг нь хэдэн минутын дараа гарна.
room-out-removed = Хөтлөгч таныг вебинараас гаргасан
room-out-removed-detail = Андуурсан гэж бодвол хөтлөгчид хандаарай.
room-out-elsewhere = Вебинар өөр цонхонд нээгдсэн
room-out-elsewhere-detail = Эндээс үргэлжлүүлж болно.
room-out-left = Та вебинараас гарлаа
room-out-left-detail = Хүссэн үедээ дахин орж болно.
room-continue-here = Энд үргэлжлүүлэх
room-to-webinar = Вебинарын хуудас

## Slides

slide = Слайд
slides = Слайд
slide-none = Слайд хараахан гараагүй
slide-number = Слайд { $slide }
slide-of = Слайд { $slide } / { $count }
slide-before = Өмнөх слайд
slide-after = Дараагийн слайд
slide-follow = Илтгэгчийн слайд руу

## Chat

chat = Чат
chat-lines = Чатын мөрүүд
chat-none = Одоогоор хэн ч бичээгүй байна.
chat-earlier = Өмнөхийг үзэх
chat-to-end = Сүүлчийн мөр рүү
chat-write = Чатад бичих
chat-send = Илгээх
chat-sending = Илгээж байна…
chat-to = Хэнд:
chat-to-everybody = бүгдэд
chat-to-hosts = зөвхөн хөтлөгчид
chat-to-group = бүлэгтээ
chat-closed = Чат хаалттай. Хөтлөгчид бичиж болно.
chat-answering = Хариулж буй: { $name }
chat-gone = Мөрийг устгасан
chat-edit = Засах
chat-edited = зассан
chat-reply = Хариулах
chat-remove = Чатаас хасах
chat-pin = Тогтоох
chat-unpin = Тогтоосныг болих
chat-line-more = Үйлдэл: { $name }
chat-reaction = { $reaction }: { $people }
reactions = Сэтгэгдлээ илэрхийлэх
reaction-thumbs_up = Зөв байна
reaction-thumbs_down = Санал нийлэхгүй
reaction-heart = Таалагдлаа
reaction-applause = Алга ташилт
reaction-laugh = Инээдтэй
reaction-surprise = Гайхлаа
reaction-sad = Гунигтай
reaction-puzzled = Ойлгосонгүй

## Hands and people

hand-raise = Гараа өргөх
hand-lower = Гараа буулгах
hand-place = Таны дараалал: { $place }
hand-is-up = Гараа өргөсөн
hands = Өргөсөн гар
hands-none = Гараа өргөсөн хүн алга.
people = Хүмүүс
people-leading = Хөтөлж байгаа

## Questions

questions = Асуулт
question-text = Хөтлөгчөөс асуух зүйл
question-ask = Асуух
questions-open = Хариулаагүй: { $count }
questions-answered = Хариулсан: { $count }
questions-none = Асуулт алга.
question-votes = Санал: { $count }
question-waiting = Хөтлөгч зөвшөөрөхийг хүлээж байна
question-withdraw = Асуултаа буцаах
question-approve = Бүгдэд харуулах
question-answer-live = Амаар хариулсан
question-answered-live = амаар хариулсан
question-answer-write = Бичгээр хариулах
question-answer-send = Хариуг илгээх
question-dismiss = Хаах

## Polls

polls = Санал асуулга
polls-none = Дууссан санал асуулга алга.
poll-open = явагдаж байна
poll-closed = дууссан
poll-answer = Хариулах
poll-change = Хариултаа өөрчлөх
poll-counted = Таны хариулт бүртгэгдсэн
poll-words = Хэдэн үгээр хариулна уу
poll-right = зөв
poll-own = таны хариулт
poll-people = Хариулсан хүн: { $count }
poll-not-shown = Үр дүнг хараахан харуулаагүй байна.
poll-right-options = Зөв хариулт
poll-close = Үр дүнг харуулахгүй хаах
poll-close-and-show = Хаагаад үр дүнг харуулах
poll-show = Үр дүнг харуулах

## What everybody is told

check-question = Та энд байна уу?
check-answer = Би энд байна
check-answered = Баярлалаа, бүртгэлээ.
announcement-take-down = Авах
timer = Цаг хэмжигч
groups-open = Бүлгүүд ажиллаж байна
groups-own = Таны бүлэг: { $name }
notes = Тэмдэглэл
notes-none = Тэмдэглэл хараахан алга.
notes-text = Тэмдэглэлийн мөр
notes-add = Нэмэх

## Several people at one computer

companions = Хамт сууж буй
companions-detail = Нэг компьютерын ард хамт суусан багш бүр өөрийн кодоор ирцээ бүртгүүлнэ.
companion-without-device = Өөрийн төхөөрөмжгүй юу?
companion-code = Бүртгүүлэх код
companion-code-help = Зургаан үсэг, тоо.
companion-check-in = Бүртгэх
companion-checked-in = Бүртгэлээ
companion-check-out = Бүртгэлийг болих
companion-show-own = Миний кодыг харуулах
companion-own-code = Таны код:

## The replay

replay = Бичлэг үзэх
replay-play = Тоглуулах
replay-pause = Түр зогсоох
replay-speed = Хурд
replay-place = Бичлэгийн хаана
replay-chapters = Бүлгүүд
replay-counts = Үзсэн хугацаа тань өөрөө бүртгэгдэнэ.
