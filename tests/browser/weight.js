/**
 * Weighs the main job on a teacher's telephone: a course of eight lessons with a quiz after each, a webinar of an
 * hour with 20 slides and 180 lines of chat, and the certificate. Every byte between browser and server is counted,
 * headers and sockets included, both ways. It is run by hand, and no test: docs/performance.md has the figures.
 *
 *   npm ci && SURGALT=../../target/release/surgalt node weight.js > figures.json
 *
 * The hour is told in four minutes: the lines come one a second, and what an idle minute costs is counted
 * apart and added for the time that was left out.
 */

import { setTimeout as pause } from 'node:timers/promises';

import { asPerson, enrol, enrolmentOf, eventually, publishCourse } from './api.js';
import { arrive, openHouse, signIn } from './house.js';
import { openLine } from './line.js';
import { pdf } from './pdf.js';
import { words } from './words.js';

const text = words('mn', 'webinars', 'room', 'desk', 'quiz', 'learning', 'account-certificates');
const HOST = 'methodologist@demo.example';
const EMAILS = [1, 2, 3].map((number) => `teacher${number}@demo.example`);
const LESSONS = 8;
const QUESTIONS = 5;
const SLIDES = 20;
const LINES = 180;
const MINUTES = 60;
/** As wide as a line gets: bytes are counted here, and nobody waits. */
const WIDE = { bitsPerSecond: 1e9, wayMs: 0, loss: 0 };

/** Some 900 words, of which no two lessons have the same beside each other. */
function prose(lesson) {
  const common =
    'сурагч багш хичээл судалгаа асуулт тэмдэглэл сургууль дүгнэлт үнэлгээ бүлэг жишээ зорилго'.split(
      ' ',
    );
  let state = lesson * 7_919 + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  const word = () => common[next() % common.length] + 'ыгаасдлрнт'.charAt(next() % 10);
  const paragraph = () => `${Array.from({ length: 60 }, word).join(' ')}.`;
  return Array.from({ length: 15 }, (_, at) => `## ${at + 1}\n\n${paragraph()}`).join('\n\n');
}

function items() {
  const quiz = (number) => ({
    title: `Сорил ${number}`,
    content: {
      kind: 'quiz',
      pass_percent: 0,
      tries: 2,
      questions: Array.from({ length: QUESTIONS }, (_, at) => ({
        text: `Асуулт №${at + 1} ${prose(number * 10 + at).slice(6, 160)}?`,
        marks: 1,
        answer: {
          kind: 'single_choice',
          options: ['Нэг', 'Хоёр', 'Гурав', 'Дөрөв'].map((text, option) => ({
            text,
            correct: option === 0,
          })),
        },
      })),
    },
  });
  const lesson = (number) => ({
    title: `Хичээл ${number}`,
    content: { kind: 'lesson', markdown: prose(number) },
  });
  const pairs = Array.from({ length: LESSONS }, (_, at) => [lesson(at + 1), quiz(at + 1)]).flat();
  return [...pairs, { title: 'Вебинар', content: { kind: 'webinar', minutes: 1 } }];
}

const button = (page, key, values) =>
  page.getByRole('button', { name: text(key, values), exact: true });

async function answerQuiz(page) {
  await button(page, 'quiz-start').click();
  await page.waitForURL(/\/attempts\//);
  for (let question = 0; question < QUESTIONS; question += 1) {
    await page
      .getByText(`Асуулт №${question + 1} `)
      .first()
      .waitFor();
    await page.getByLabel('Нэг', { exact: true }).check();
    if (question < QUESTIONS - 1) await button(page, 'quiz-next').click();
  }
  await button(page, 'quiz-to-review').first().click();
  await button(page, 'quiz-submit').click();
  await page.getByText(text('quiz-passed'), { exact: true }).waitFor();
}

async function holdHour(host, speakers, page) {
  const file = {
    name: 'слайд.pdf',
    mimeType: 'application/pdf',
    buffer: pdf(Array.from({ length: SLIDES }, (_, at) => `Slide ${at + 1}: what we try in class`)),
  };
  await host.getByLabel(text('desk-slides-upload')).setInputFiles(file);
  await button(host, 'desk-slide-show').click({ timeout: 120_000 });
  for (let line = 0; line < LINES; line += 1) {
    const writing = speakers[line % speakers.length].getByLabel(text('chat-write'));
    await writing.fill(`${line + 1}: Баярлалаа, маргааш хичээл дээрээ туршиж үзье.`);
    await writing.press('Enter');
    if (line % 9 === 8 && line < LINES - 9) await button(host, 'desk-slide-on').click();
    await pause(1_000);
  }
  await page.getByText(`${LINES}: `).first().waitFor();
  await page
    .getByRole('img', { name: text('slide-of', { slide: SLIDES, count: SLIDES }) })
    .waitFor();
}

const house = await openHouse();
const line = await openLine(house.address, WIDE);
try {
  const methodologist = await asPerson(house, HOST);
  const clients = await Promise.all(EMAILS.map((email) => asPerson(house, email)));
  const course = await publishCourse(methodologist, 'Цахим сургалтын үндэс', items());
  await enrol(methodologist, course, clients);
  const starts = Date.now() + 60_000;
  const webinar = await methodologist.send('POST', '/api/v1/webinars', {
    course_id: course.id,
    item_id: course.items.at(-1).id,
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + MINUTES * 60_000).toISOString(),
  });
  const enrolment = await enrolmentOf(clients[0], course);
  const outline = `/enrolments/${enrolment.id}`;

  const phone = await arrive({ ...house, address: line.address });
  const { page } = phone;
  const found = {};
  let before = line.bytes;
  const weigh = async (name) => {
    await page.waitForLoadState('networkidle');
    const now = line.bytes;
    const one = { down: now.down - before.down, up: now.up - before.up };
    before = now;
    found[name] = {
      down: (found[name]?.down ?? 0) + one.down,
      up: (found[name]?.up ?? 0) + one.up,
    };
  };

  await signIn(page, EMAILS[0]);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await weigh('the app, sign-in, Today, and what the worker keeps');
  for (let at = 0; at < LESSONS; at += 1) {
    const [lesson, quiz] = course.items.slice(2 * at, 2 * at + 2);
    if (at === 0) await page.goto(`${outline}/items/${lesson.id}`);
    await page.getByRole('heading', { level: 1, name: lesson.title }).waitFor();
    await button(page, 'lesson-read-and-on').click();
    await page.getByRole('heading', { level: 1, name: quiz.title }).waitFor();
    await weigh('8 lessons');
    await answerQuiz(page);
    await page.getByRole('link', { name: text('quiz-back-to-course') }).click();
    if (at + 1 < LESSONS) {
      const next = page.locator(`a[href*="${course.items[2 * at + 2].id}"]`).first();
      await next.click();
    }
    await weigh('8 quizzes of 5 questions');
  }

  const speakers = await Promise.all(
    [HOST, ...EMAILS.slice(1)].map(async (email, at) => {
      const person = await arrive(house, at === 0 ? { width: 1280, height: 900 } : {});
      await signIn(person.page, email);
      return person.page;
    }),
  );
  await page.goto(`/webinars/${webinar.id}`);
  for (const one of [page, ...speakers]) {
    if (one !== page) await one.goto(`/webinars/${webinar.id}`);
    await one.locator('[data-enter]').click();
    await one.locator('[data-line=open]').waitFor();
  }
  await button(speakers[0], 'desk-start').click();
  await button(speakers[0], 'desk-end').waitFor();
  await weigh('coming into the room');
  const begun = performance.now();
  await holdHour(speakers[0], speakers, page);
  await weigh(`${LINES} lines of chat, ${SLIDES} slides`);
  const told = (performance.now() - begun) / 60_000;
  await pause(60_000);
  await weigh('an idle minute');
  const idle = found['an idle minute'];
  delete found['an idle minute'];
  const rest = MINUTES - told;
  found['the rest of the hour'] = {
    down: Math.round(idle.down * rest),
    up: Math.round(idle.up * rest),
  };
  await button(speakers[0], 'desk-end').click();
  await speakers[0]
    .getByRole('dialog')
    .getByRole('button', { name: text('desk-end') })
    .click();
  await page.getByText(text('room-out-ended')).first().waitFor();

  await eventually(async () => {
    const own = await clients[0].send('GET', '/api/v1/me/certificates');
    return own.items.find((one) => one.course_id === course.id);
  }, 60_000);
  await weigh('the end of the webinar');
  await page.goto('/certificates');
  const paper = page.getByRole('article').filter({ hasText: 'Цахим сургалтын үндэс' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(paper, 'certificate-file').click(),
  ]);
  await download.path();
  await weigh('the certificate, as PDF');
  const all = Object.values(found);
  const sum = (way) => all.reduce((bytes, one) => bytes + one[way], 0);
  found['the whole main job'] = { down: sum('down'), up: sum('up') };

  console.error('| | down, kB | up, kB |\n|---|---|---|');
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
  for (const [name, { down, up }] of Object.entries(found)) {
    console.error(`| ${name} | ${kilobytes(down)} | ${kilobytes(up)} |`);
  }
  console.log(JSON.stringify(found, null, 2));
  await phone.leave();
} finally {
  await line.close();
  await house.close();
}
