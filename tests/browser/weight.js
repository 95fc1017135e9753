/**
 * What the whole main job costs a teacher in kilobytes: the app, the course of the demo (eight lessons, its quizzes) and
 * a webinar hour of text and slides. Everything that passes between the browser and the server is counted, both ways,
 * headers and pings and all. No story, but a measurement: `SURGALT=… node weight.js` prints it.
 */

import { asPerson, eventually } from './api.js';
import { arrive, openHouse, signIn } from './house.js';
import { openLine } from './line.js';
import { pdf } from './pdf.js';
import { words } from './words.js';

const text = words('mn', 'quiz', 'learning', 'room', 'webinars');
const TEACHER = 'teacher3@demo.example';
const HOST = 'methodologist@demo.example';
/** What is said and shown in an hour: three lines a minute and a slide every three minutes. */
const [LINES, SLIDES] = [180, 20];
/** A line of the chat as people write them. */
const LINE = 'Энэ асуудлыг манай сургуульд хэрхэн шийдсэнийг хэлж өгөөч, баярлалаа.';
const QUARTER_HOUR_MS = 900_000;

const house = await openHouse();
/** A line that nothing holds up: it only counts. */
const line = await openLine(house.address, { bitsPerSecond: 1e9, wayMs: 0, loss: 0 });
const person = await arrive({ ...house, address: line.address });
const { page } = person;
const teacher = await asPerson(house, TEACHER);
const host = await asPerson(house, HOST);
const costs = {};

/** What has passed since the last time. */
let before = 0;
async function weigh(what) {
  await page.waitForLoadState('networkidle');
  const { up, down } = line.bytes;
  costs[what] = (costs[what] ?? 0) + up + down - before;
  before = up + down;
}

try {
  await signIn(page, TEACHER);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await weigh('sign-in and Today');

  const { items } = await teacher.send('GET', '/api/v1/me/enrolments');
  const [enrolment] = items;
  const course = `/enrolments/${enrolment.id}`;
  const outline = await teacher.send('GET', `/api/v1${course}`);
  const work = outline.modules.flatMap((module) => module.items);
  await page.goto(course);
  await page.getByRole('heading', { level: 1, name: outline.title }).waitFor();
  await weigh('the outline');
  for (const item of work.filter((one) => one.kind === 'lesson')) {
    await page.goto(`${course}/items/${item.id}`);
    await page.getByRole('heading', { level: 1, name: item.title }).waitFor();
    await page
      .getByRole('button', { name: text('lesson-read') })
      .first()
      .click();
    await page.waitForURL((address) => !address.pathname.endsWith(item.id));
    await weigh('the lessons');
  }
  for (const item of work.filter((one) => one.kind === 'quiz')) {
    await page.goto(`${course}/items/${item.id}/quiz`);
    await page.getByRole('button', { name: text('quiz-start') }).click();
    await page.waitForURL(/\/attempts\//);
    await answerAll(new URL(page.url()).pathname.split('/')[2]);
    await weigh('the quizzes');
  }
  const meeting = work.find((one) => one.kind === 'webinar');
  await attend(enrolment.course_id, meeting.id);
  await weigh('the webinar');
} finally {
  await person.leave();
  await line.close();
  await house.close();
}
const total = Object.values(costs).reduce((sum, bytes) => sum + bytes, 0);
console.log(JSON.stringify({ ...costs, total }, null, 2));

/** Answers each question somehow, one after the other, and submits. */
async function answerAll(attempt) {
  const next = page.getByRole('button', { name: text('quiz-next') });
  for (;;) {
    const field = page
      .locator('main')
      .locator('input[type=radio], input[type=checkbox], input[type=text], select');
    await field.first().waitFor();
    const kind = await field
      .first()
      .evaluate((one) => (one.tagName === 'SELECT' ? 'select' : one.type));
    if (kind === 'select') await field.first().selectOption({ index: 1 });
    else if (kind === 'text') await field.first().fill('Улаанбаатар');
    else await field.first().check();
    if ((await next.count()) === 0) break;
    await next.click();
  }
  await eventually(async () => {
    const { answers, paper } = await teacher.send('GET', `/api/v1/attempts/${attempt}`);
    return answers.length >= paper.questions.length || undefined;
  });
  await teacher.send('POST', `/api/v1/attempts/${attempt}/submission`);
}

/** Sits in a webinar in which an hour's lines are said and its slides are shown, without the pauses between them. */
async function attend(course_id, item_id) {
  const now = Date.now();
  const webinar = await host.send('POST', '/api/v1/webinars', {
    course_id,
    item_id,
    starts_at: new Date(now + 60_000).toISOString(),
    ends_at: new Date(now + 4 * QUARTER_HOUR_MS).toISOString(),
  });
  const room = `/api/v1/webinars/${webinar.id}`;
  const form = new FormData();
  const pages = Array.from({ length: SLIDES }, (_, at) => `Slide ${at + 1}`);
  form.append('file', new Blob([pdf(pages)], { type: 'application/pdf' }), 'slides.pdf');
  await fetch(house.address + `${room}/slides`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${host.token}` },
    body: form,
  });
  await eventually(async () => {
    const { deck } = await host.send('GET', `${room}/slides`);
    return deck ?? undefined;
  }, 60_000);
  await host.send('POST', `${room}/start`);
  await page.goto(`/webinars/${webinar.id}`);
  await page.locator('[data-enter]').click();
  await page.locator('[data-line=open]').waitFor();

  const { ticket } = await host.send('POST', `${room}/tickets`);
  const { key } = await host.send('POST', `${room}/polling`, { ticket, hello: { type: 'hello' } });
  const say = (frames) =>
    fetch(house.address + `${room}/polling/frames`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Polling-Key': key },
      body: JSON.stringify({ frames }),
    });
  let command = 0;
  for (let slide = 1; slide <= SLIDES; slide += 1) {
    await say([{ type: 'show_slide', command: (command += 1), slide }]);
    await page.getByRole('img', { name: text('slide-of', { slide, count: SLIDES }) }).waitFor();
    for (let line = 0; line < LINES / SLIDES; line += 1) {
      await say([{ type: 'say', command: (command += 1), text: `${LINE} ${command}` }]);
    }
    await page.getByText(`${LINE} ${command}`, { exact: true }).waitFor();
  }
}
