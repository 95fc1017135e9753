/** An officer's three requests: who is behind, what is sent to them, and letting somebody in again. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import { asPerson, enrolmentOf, eventually, lesson, publishCourse } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { words } from './words.js';

const text = words('mn', 'office', 'office-progress', 'office-people', 'account');
const COHORT = 'Намрын ээлж';
const FINISHED = 'Дорж Бат-Өлзий';
const BEHIND = ['Сүрэн Энхтуяа', 'Чулуун Мөнхбаяр'];
const NEIGHBOUR = 'Гэрэл Солонго';
const DAY_MS = 86_400_000;

/** A day so many days from now, as a calendar writes it. */
const dayIn = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A cohort of the demo's teachers and somebody of the neighbouring province; the first teacher has finished. */
async function beginSeason(house) {
  const [administrator, methodologist, ...teachers] = await Promise.all(
    ['admin', 'methodologist', 'teacher1', 'teacher2', 'teacher3'].map((name) =>
      asPerson(house, `${name}@demo.example`),
    ),
  );
  const place = await administrator.send('POST', '/api/v1/organisations', {
    name: 'Хөрш аймаг',
    kind: 'province',
  });
  const [surname, given_name] = NEIGHBOUR.split(' ');
  const neighbour = await administrator.send('POST', '/api/v1/people', {
    email: 'solongo@demo.example',
    surname,
    given_name,
    organisation_id: place.id,
  });
  const lessons = ['Эхлэл', 'Үргэлжлэл', 'Төгсгөл'].map(lesson);
  const course = await publishCourse(methodologist, 'Багшийн ёс зүй', lessons);
  const cohort = await methodologist.send('POST', '/api/v1/cohorts', {
    programme_id: course.programme,
    title: COHORT,
    courses: [course.id],
    rule: { people: [...teachers.map((teacher) => teacher.id), neighbour.id] },
    // Two of three lessons should be read by now.
    self_paced: { from: dayIn(-10), until: dayIn(3) },
  });
  const path = `/api/v1/cohorts/${cohort.id}`;
  await methodologist.send('POST', `${path}/invitations`);
  await eventually(async () => {
    const { invitations_done_at: done } = await methodologist.send('GET', path);
    return done ?? undefined;
  });
  const { id } = await enrolmentOf(teachers[0], course);
  for (const item of course.items) {
    await teachers[0].send('PUT', `/api/v1/enrolments/${id}/items/${item.id}/read`);
  }
  return { neighbour, behind: teachers[1] };
}

describe('the officer', () => {
  let house;
  let season;
  before(async () => {
    house = await openHouse();
    season = await beginSeason(house);
  });
  after(() => house?.close());

  const atWork = async () => {
    const person = await arrive(house, { width: 1280, height: 800 });
    await signIn(person.page, 'officer@demo.example');
    return person;
  };

  test('sees who is behind in the own part, and nobody else', async () => {
    const person = await atWork();
    const { page } = person;
    await page.getByRole('link', { name: text('menu-progress'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: text('progress-title') }).waitFor();
    await page.getByRole('combobox', { name: text('progress-of') }).selectOption(COHORT);
    const standing = page.getByRole('region', { name: text('progress-standing') });
    await standing.getByText(text('progress-people', { count: 3 })).waitFor();
    const figures = await standing.getByRole('definition').allInnerTexts();
    assert.deepEqual(
      figures.map((one) => Number.parseInt(one, 10)),
      [2, 0, 1],
      'behind, on track, finished',
    );
    await page.getByRole('link', { name: 'Жишээ сургууль' }).waitFor();
    await assertAccessible(page);

    const parts = page.getByRole('group', { name: text('progress-parts') });
    await parts.getByRole('button', { name: text('progress-names') }).click();
    for (const name of BEHIND) await page.getByRole('link', { name }).waitFor();
    assert.equal(await page.getByText(FINISHED).count(), 0);
    assert.equal(await page.getByText(NEIGHBOUR).count(), 0);
    await assertAccessible(page);

    for (const part of ['progress-items', 'progress-groups', 'progress-trend']) {
      await parts.getByRole('button', { name: text(part) }).click();
      await parts.getByRole('button', { name: text(part), pressed: true }).waitFor();
      await page.waitForLoadState('networkidle');
      assert.equal(await page.getByText(NEIGHBOUR).count(), 0);
      await assertAccessible(page);
    }
    await person.leave();
  });

  test('reminds them once a day, and takes the letter and the list along', async () => {
    const person = await atWork();
    const { page } = person;
    await page.goto('/progress?show=names');
    const actions = page.getByRole('region', { name: text('progress-actions') });
    const remind = actions.getByRole('button', { name: text('progress-remind') });
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: text('progress-remind-send', { count: 2 }) });
    await remind.click();
    await send.waitFor();
    await assertAccessible(page);
    await send.click();
    await dialog.getByText(text('progress-reminded', { count: 2 })).waitFor();
    await assertAccessible(page);
    await dialog.getByRole('button', { name: text('close') }).click();

    await remind.click();
    await send.click();
    await dialog.getByText(text('progress-reminded-today', { count: 2 })).waitFor();
    await dialog.getByRole('button', { name: text('close') }).click();

    const take = async (button) => {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      return readFile(await download.path());
    };
    const letter = await take(actions.getByRole('button', { name: text('progress-letters-pdf') }));
    assert.equal(letter.subarray(0, 5).toString(), '%PDF-');
    // The list of names has its own buttons, below those of the figures.
    const list = String(await take(page.getByRole('button', { name: 'CSV' }).last()));
    for (const name of BEHIND.flatMap((one) => one.split(' ')))
      assert.ok(list.includes(name), list);
    assert.ok(!list.includes(NEIGHBOUR.split(' ')[1]), list);
    await person.leave();
  });

  test('lets somebody in again by a code that works once', async () => {
    const person = await atWork();
    const { page } = person;
    await page.getByRole('link', { name: text('menu-people'), exact: true }).click();
    await page.getByLabel(text('people-text')).fill('suren enkh');
    await page.getByRole('link', { name: BEHIND[0] }).click();
    await page.getByRole('heading', { level: 1, name: BEHIND[0] }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: text('person-code-issue') }).click();
    await page.getByText(text('person-code-once')).waitFor();
    const code = await page.locator('.code').innerText();
    await assertAccessible(page);

    const teacher = await arrive(house);
    await teacher.page.goto('/sign-in');
    await teacher.page.getByRole('link', { name: text('sign-in-with-code') }).click();
    await teacher.page.getByLabel(text('recovery-code'), { exact: true }).fill(code.toLowerCase());
    await teacher.page.getByLabel(text('sign-in-name')).fill('teacher2@demo.example');
    await teacher.page.getByLabel(text('password-new'), { exact: true }).fill('намрын цэцэг 9');
    await assertAccessible(teacher.page);
    await teacher.page.getByRole('button', { name: text('recovery-use') }).click();
    await teacher.page.getByRole('heading', { level: 1, name: text('menu-today') }).waitFor();
    await assertAccessible(teacher.page);
    await teacher.leave();
    await person.leave();
  });

  test('does not find the people of a neighbour', async () => {
    const person = await atWork();
    const { page } = person;
    await page.goto(`/people?text=${encodeURIComponent(NEIGHBOUR)}`);
    await page.getByText(text('people-none')).waitFor();
    await assertAccessible(page);
    await page.goto(`/people/${season.neighbour.id}`);
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByText(NEIGHBOUR).count(), 0);
    await assertAccessible(page);
    await person.leave();
  });
});
