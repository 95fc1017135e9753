/**
 * The main job, at a methodologist's desk and on a teacher's telephone at once: a course is written and
 * published, somebody is enrolled, reads, answers and takes part, and gets the certificate.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import { eventually } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { words } from './words.js';

const writing = words('mn', 'authoring');
const teaching = words('mn', 'teaching', 'teaching-cohorts', 'teaching-course');
const hosting = words('mn', 'webinars', 'desk', 'room');
const learning = words('mn', 'learning', 'quiz', 'account-certificates');

const COURSE = 'Цахим сургалтын үндэс';
const LESSON = 'Цахим хичээл гэж юу вэ?';
const QUIZ = 'Өөрийгөө шалгах';
const WEBINAR = 'Асуулт, хариулт';
const TEACHER = { email: 'teacher2@demo.example', name: 'Сүрэн Энхтуяа', inRoom: 'С. Энхтуяа' };
const MINUTES = 60;

describe('the main job', () => {
  let house;
  let desk;
  let phone;
  before(async () => {
    house = await openHouse();
    desk = await arrive(house, { width: 1280, height: 900 });
    phone = await arrive(house);
    await signIn(desk.page, 'methodologist@demo.example');
    await signIn(phone.page, TEACHER.email);
  });
  after(() => house?.close());

  const button = (place, name) => place.getByRole('button', { name, exact: true });
  const link = (place, name) => place.getByRole('link', { name, exact: true });
  const title = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** When the webinar is held, as Today tells it. */
  const session = (page) => page.locator('a[href^="/webinars/"]', { hasText: WEBINAR });
  /** The way that a telephone goes: over the menu. */
  const choose = async (page, name) => {
    await button(page, learning('menu')).click();
    await link(page.getByRole('navigation', { name: learning('menu') }), name).click();
  };

  test('a methodologist writes a course', async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    const isSaved = () => page.getByText(writing('saving-saved'), { exact: true }).waitFor();
    const add = async (kind, name) => {
      await button(page, writing('write-item-add')).click();
      await dialog.getByRole('radio', { name: writing(`write-kind-${kind}`) }).check();
      await dialog.getByLabel(writing('write-item-title'), { exact: true }).fill(name);
      await assertAccessible(page);
      await dialog.locator('form button.main').click();
      await title(page, name);
    };
    const back = async () => {
      await link(page, COURSE).click();
      await title(page, COURSE);
    };

    await link(page, writing('menu-authoring')).click();
    await title(page, writing('authoring-title'));
    await assertAccessible(page);
    await button(page, writing('write-course-new')).click();
    await dialog.getByLabel(writing('write-course-title')).fill(COURSE);
    await dialog.getByLabel(writing('write-course-hours-label')).fill('8');
    await assertAccessible(page);
    await button(dialog, writing('write-course-begin')).click();
    await title(page, COURSE);
    await assertAccessible(page);

    await button(page, writing('write-module-add')).click();
    await dialog.getByLabel(writing('write-module-title')).fill('Эхлэл');
    await assertAccessible(page);
    await button(dialog, writing('save')).click();

    await add('lesson', LESSON);
    await page
      .getByLabel(writing('write-lesson-text'), { exact: true })
      .fill('## Танилцуулга\n\nЦахим хичээлийг **хүссэн үедээ** үзнэ.');
    await page.getByLabel(writing('write-lesson-minutes')).fill('2');
    await page.getByRole('heading', { name: 'Танилцуулга' }).waitFor();
    await isSaved();
    await assertAccessible(page);
    await back();

    await add('quiz', QUIZ);
    await page.getByLabel(writing('write-question-text'), { exact: true }).fill('Хэзээ үзэх вэ?');
    const options = ['Хүссэн үедээ', 'Зөвхөн өглөө', 'Шөнө', 'Хэзээ ч үгүй'];
    for (const [at, option] of options.entries()) {
      const field = page.getByRole('textbox', { name: `${writing('write-option')} ${at + 1}` });
      await field.fill(option);
    }
    await page.getByLabel(`${writing('write-right-answer')} 1`).check();
    await assertAccessible(page);
    await button(page, writing('write-quiz-make')).click();
    await page.waitForURL(/\/items\//);
    await assertAccessible(page);
    await back();

    await add('webinar', WEBINAR);
    await page.getByLabel(writing('write-webinar-minutes')).fill(String(MINUTES));
    await isSaved();
    await assertAccessible(page);
    await back();
    for (const name of [LESSON, QUIZ, WEBINAR]) await page.getByRole('link', { name }).waitFor();
    await assertAccessible(page);
  });

  test('publishes it and enrols a teacher', async () => {
    const { page } = desk;
    const dialog = page.getByRole('dialog');
    await link(page, writing('write-desk-settings')).click();
    await page
      .getByLabel(writing('write-course-description'), { exact: true })
      .fill('Цахим хичээл үзэж сурна.');
    await page.getByText(writing('saving-saved'), { exact: true }).waitFor();
    await assertAccessible(page);
    await link(page, writing('write-desk-publishing')).click();
    await page.getByText(writing('write-check-nothing')).waitFor();
    await assertAccessible(page);
    await button(page, writing('write-publish')).click();
    await assertAccessible(page);
    await button(dialog, writing('write-publish')).click();
    await link(page, writing('write-course-version', { number: 1 })).waitFor();
    await assertAccessible(page);

    await link(page, writing('write-enrol')).click();
    await title(page, COURSE);
    await page.getByText(teaching('enrolments-none')).waitFor();
    await page.getByLabel(teaching('enrol-who')).fill('энхтуяа');
    await page.getByRole('button', { name: TEACHER.name }).click();
    await assertAccessible(page);
    await button(page, teaching('enrol', { count: 1 })).click();
    await page.getByRole('rowheader', { name: TEACHER.name }).waitFor();
    await assertAccessible(page);
  });

  test('plans the webinar', async () => {
    const { page } = desk;
    await link(page, hosting('menu-webinars')).click();
    await link(page, hosting('webinars-plan')).click();
    await page.getByLabel(hosting('plan-course')).selectOption(COURSE);
    await page.getByLabel(hosting('plan-item')).selectOption(WEBINAR);
    // In a quarter of an hour, on the clock that the page has chosen.
    const zone = await page.getByLabel(hosting('plan-zone')).inputValue();
    const starts = new Date(Date.now() + 900_000);
    const clock = starts.toLocaleString('sv', { timeZone: zone });
    await page.getByLabel(hosting('plan-day')).fill(clock.slice(0, 10));
    await page.getByLabel(hosting('plan-time')).fill(clock.slice(11, 16));
    await page.getByLabel(hosting('plan-minutes')).fill(String(MINUTES));
    await assertAccessible(page);
    await button(page, hosting('plan-send')).click();
    await title(page, WEBINAR);
    await assertAccessible(page);
  });

  test('the teacher finds it, reads, and passes the quiz', async () => {
    const { page } = phone;
    await page.reload();
    await session(page).waitFor();
    const begin = link(page, `${learning('course-begin')}: ${LESSON}`);
    await begin.waitFor();
    await assertAccessible(page);
    await begin.click();
    await title(page, LESSON);
    await page.getByRole('heading', { name: 'Танилцуулга' }).waitFor();
    await assertAccessible(page);
    await button(page, learning('lesson-read-and-on')).click();

    await title(page, QUIZ);
    await assertAccessible(page);
    await button(page, learning('quiz-start')).click();
    await page.getByLabel('Хүссэн үедээ').check();
    await assertAccessible(page);
    await button(page, learning('quiz-to-review')).first().click();
    await page.getByRole('heading', { name: learning('quiz-review') }).waitFor();
    await assertAccessible(page);
    await button(page, learning('quiz-submit')).click();
    await page.getByText(learning('quiz-passed'), { exact: true }).waitFor();
    await assertAccessible(page);
  });

  test('both meet in the webinar', async () => {
    const teacher = phone.page;
    const host = desk.page;
    await choose(teacher, learning('menu-today'));
    await session(teacher).click();
    await title(teacher, WEBINAR);
    await assertAccessible(teacher);
    await button(teacher, hosting('webinar-enter')).click();
    await teacher.getByText(hosting('room-not-begun')).waitFor();
    await assertAccessible(teacher);

    await button(host, hosting('webinar-enter-host')).click();
    await button(host, hosting('desk-start')).click();
    await teacher.getByText(hosting('room-not-begun')).waitFor({ state: 'detached' });
    for (const [page, other, line] of [
      [host, teacher, 'Сайн байна уу?'],
      [teacher, host, 'Сайн, баярлалаа.'],
    ]) {
      await page.getByLabel(hosting('chat-write')).fill(line);
      await button(page, hosting('chat-send')).click();
      await other.getByRole('log').getByText(line).waitFor();
    }
    await host.locator('[data-person]', { hasText: TEACHER.inRoom }).waitFor();
    assert.equal(await teacher.getByText(hosting('room-host-missing')).count(), 0);
    await assertAccessible(host);
    await assertAccessible(teacher);

    await host.getByRole('tab', { name: hosting('desk-tools') }).click();
    await button(host, hosting('desk-check-open')).click();
    const check = teacher.getByRole('alert').filter({ hasText: hosting('check-question') });
    await check.waitFor();
    await assertAccessible(teacher);
    await button(teacher, hosting('check-answer')).click();
    await host.getByText(hosting('desk-check-answered', { count: 1 })).waitFor();
    await assertAccessible(host);
    // Attendance is counted in whole seconds: the check's minute shows that some have passed.
    const answered = teacher.getByRole('alert').filter({ hasText: hosting('check-answered') });
    await answered.getByText(/00:([0-4]\d|5[0-7])/).waitFor();

    await button(host, hosting('desk-end')).click();
    await button(host.getByRole('dialog'), hosting('desk-end')).click();
    for (const page of [host, teacher]) {
      await page.getByText(hosting('room-out-ended')).waitFor();
      await assertAccessible(page);
      await button(page, hosting('room-to-webinar')).click();
      await link(page, hosting('replay')).waitFor();
      await assertAccessible(page);
    }
  });

  test('the teacher gets the certificate, and the methodologist sees it done', async () => {
    const { page } = phone;
    await choose(page, learning('menu-courses'));
    await page.getByRole('link', { name: COURSE }).click();
    await title(page, COURSE);
    // What was attended is counted in the background: who looks too early looks again.
    await eventually(async () => {
      const done = button(page, learning('certificate-download'));
      if (await done.isVisible()) return done;
      await page.reload({ waitUntil: 'networkidle' });
      return undefined;
    }, 60_000);
    await assertAccessible(page);

    await choose(page, learning('menu-certificates'));
    const paper = page.getByRole('article').filter({ hasText: COURSE });
    await paper.getByText(TEACHER.name).waitFor();
    await assertAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(paper, learning('certificate-file')).click(),
    ]);
    const file = await readFile(await download.path());
    assert.equal(file.subarray(0, 5).toString(), '%PDF-');

    await link(desk.page, teaching('menu-programmes')).click();
    await desk.page.getByRole('main').getByRole('link', { name: /^5\.2/ }).first().click();
    const course = desk.page.getByRole('listitem').filter({ hasText: COURSE });
    await link(course, teaching('course-people')).click();
    const row = desk.page.getByRole('row', { name: TEACHER.name });
    await row.locator('.badge.good').waitFor();
    await assertAccessible(desk.page);
    await phone.leave();
    await desk.leave();
  });
});
