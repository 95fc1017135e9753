/** A teacher answers a quiz on a line that goes: without it, after a reload, and beside a second device. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { asPerson, enrolInQuiz, eventually } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { words } from './words.js';

const text = words('mn', 'quiz');
const TEACHER = 'teacher2@demo.example';

describe('the quiz', () => {
  let house;
  let teacher;
  let place;
  before(async () => {
    house = await openHouse();
    teacher = await asPerson(house, TEACHER);
    place = await enrolInQuiz(house, teacher);
  });
  after(() => house?.close());

  const next = (page) => page.getByRole('button', { name: text('quiz-next') }).click();
  const typed = (page) => page.locator('input[type=text]');

  test('loses nothing that was typed, whatever becomes of the line', async () => {
    const person = await arrive(house);
    const { context, page } = person;
    await signIn(page, TEACHER);
    await page.goto(place);
    // The app itself is kept by the service worker, so that it opens without a line.
    await page.evaluate(() => navigator.serviceWorker.ready);
    const start = page.getByRole('button', { name: text('quiz-start') });
    await start.waitFor();
    await assertAccessible(page);
    await start.click();
    await page.waitForURL(/\/attempts\//);
    const attempt = new URL(page.url()).pathname.split('/')[2];
    const read = (path) => teacher.send('GET', `/api/v1/attempts/${attempt}${path}`);

    await page.getByLabel('Улаан').check();
    await eventually(async () => (await read('')).answers[0]);
    await assertAccessible(page);

    await context.setOffline(true);
    await next(page);
    await page.getByLabel('4', { exact: true }).check();
    await next(page);
    await typed(page).fill('Улаанбаатар');
    await page.getByText(text('quiz-waiting')).first().waitFor();
    await page.reload();
    await typed(page).waitFor();
    assert.equal(await typed(page).inputValue(), 'Улаанбаатар');

    await context.setOffline(false);
    const answers = await eventually(async () => {
      const { answers } = await read('');
      return answers.length === 3 ? answers : undefined;
    });
    assert.ok(answers.some((answer) => answer.response.text === 'Улаанбаатар'));

    // A second device has a newer answer; the first one is told of it.
    const second = await arrive(house, { width: 1280, height: 800 });
    await signIn(second.page, TEACHER);
    await second.page.goto(`/attempts/${attempt}`);
    await second.page.getByLabel('Улаан').waitFor();
    await next(second.page);
    await next(second.page);
    await typed(second.page).fill('Дархан');
    await eventually(async () => {
      const { answers } = await read('');
      return answers.find((answer) => answer.response.text === 'Дархан');
    });
    await second.leave();

    const { items } = await read('/history');
    const written = items.filter((entry) => entry.question_id !== null && entry.question_id);
    assert.ok(written.length >= 4, 'each answer that was confirmed is in the history');
    await person.leave();
  });
});
