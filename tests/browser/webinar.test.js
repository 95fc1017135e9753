/** A webinar of five browsers: a host at the desk, and four teachers on telephones. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { asPerson, enrol, eventually, inviteTeacher, publishCourse } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { pdf } from './pdf.js';
import { words } from './words.js';

const text = words('mn', 'webinars', 'room', 'desk');
const HOST = 'methodologist@demo.example';
const EMAILS = [1, 2, 3, 4].map((number) => `teacher${number}@demo.example`);
const HOUR_MS = 3_600_000;

/** A webinar that begins soon, with the demo's teachers and a fourth one in its course: its address. */
async function planWebinar(house) {
  const administrator = await asPerson(house, 'admin@demo.example');
  const methodologist = await asPerson(house, HOST);
  const [surname, given_name] = ['Наран', 'Тэмүүлэн'];
  await inviteTeacher(house, administrator, { email: EMAILS[3], surname, given_name });
  const teachers = await Promise.all(EMAILS.map((email) => asPerson(house, email)));
  const item = { title: 'Хэлэлцүүлэг', content: { kind: 'webinar', minutes: 60 } };
  const course = await publishCourse(methodologist, 'Вебинартай сургалт', [item]);
  await enrol(methodologist, course, teachers);
  const starts = Date.now() + 60_000;
  const webinar = await methodologist.send('POST', '/api/v1/webinars', {
    course_id: course.id,
    item_id: course.items[0].id,
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + HOUR_MS).toISOString(),
  });
  return `/webinars/${webinar.id}`;
}

describe('the webinar', () => {
  let house;
  let place;
  let host;
  let teachers;
  const everybody = () => [host, ...teachers];
  /** What each of several people does at the same time. */
  const each = (people, act) => Promise.all(people.map((person, at) => act(person.page, at)));

  before(async () => {
    house = await openHouse();
    place = await planWebinar(house);
    host = await arrive(house, { width: 1280, height: 900 });
    teachers = await Promise.all(EMAILS.map(() => arrive(house)));
    await each(everybody(), (page, at) => signIn(page, [HOST, ...EMAILS][at]));
  });
  after(() => house?.close());

  const button = (page, key, values) =>
    page.getByRole('button', { name: text(key, values), exact: true });
  const tab = (page, key) => page.getByRole('tab', { name: text(key) }).click();
  const isConnected = (page) => page.locator('[data-line=open]').waitFor();
  const say = async (page, line) => {
    await page.getByLabel(text('chat-write')).fill(line);
    await page.getByLabel(text('chat-write')).press('Enter');
  };
  /** The lines of the chat as a page shows them: their numbers, who has said them, and what. */
  const linesOf = (page) =>
    page
      .locator('[data-line]:has(.text)')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.dataset.line,
          row.querySelector('strong').textContent,
          row.querySelector('.text').textContent.trim(),
        ]),
      );

  /** Whether everybody sees these lines, in any order that is the same for all, and once each. */
  async function assertAllSee(said) {
    const wanted = [...said].sort();
    const shown = await eventually(async () => {
      const all = await each(everybody(), linesOf);
      return all.every((lines) => lines.length >= wanted.length) ? all : undefined;
    });
    for (const lines of shown) assert.deepEqual(lines, shown[0]);
    assert.deepEqual(shown[0].map(([, , line]) => line).sort(), wanted);
  }
  const said = [];

  test('is entered before it begins, and begun by the host', async () => {
    await each(everybody(), async (page) => {
      await page.goto(place);
      await page.locator('[data-enter]').waitFor();
    });
    await assertAccessible(host.page);
    await assertAccessible(teachers[0].page);
    await each(everybody(), async (page) => {
      await page.locator('[data-enter]').click();
      await isConnected(page);
    });
    await teachers[0].page.getByText(text('room-not-begun')).waitFor();
    await assertAccessible(teachers[0].page);
    await button(host.page, 'desk-start').click();
    await button(host.page, 'desk-end').waitFor();
    await each(teachers, (page) =>
      page.getByText(text('room-not-begun')).waitFor({ state: 'detached' }),
    );
    const present = text('room-present', { shown: 5 });
    await each(everybody(), (page) => page.getByText(present).first().waitFor());
    for (const { page } of everybody()) {
      assert.equal(await page.getByText(text('room-host-missing')).count(), 0);
    }
    await assertAccessible(host.page);
    await assertAccessible(teachers[0].page);
  });

  test('shows everybody the same chat, also when all write at once', async () => {
    const greetings = ['Тавтай морил', 'Сайн байна уу', 'Мэнд', 'Сайн уу', 'Өдрийн мэнд'];
    said.push(...greetings);
    const asked = [];
    teachers[0].page.on('request', (request) => asked.push(request.url()));
    await each(everybody(), (page, at) => say(page, greetings[at]));
    await assertAllSee(said);
    assert.deepEqual(asked, [], 'a line of the chat costs no request');
    await assertAccessible(host.page);
    await assertAccessible(teachers[1].page);
  });

  test('has its slides turned by the host, and seen by all', async () => {
    const file = { name: 'слайд.pdf', mimeType: 'application/pdf', buffer: pdf(['1', '2', '3']) };
    await host.page.getByLabel(text('desk-slides-upload')).setInputFiles(file);
    await button(host.page, 'desk-slide-show').click();
    const next = button(host.page, 'desk-slide-on');
    const isShown = (slide) => (page) =>
      page.getByRole('img', { name: text('slide-of', { slide, count: 3 }) }).waitFor();
    await each(everybody(), isShown(1));
    await next.click();
    await each(everybody(), isShown(2));
    await assertAccessible(host.page);
    await assertAccessible(teachers[2].page);

    // One leafs back on one's own, and follows again.
    const { page } = teachers[3];
    await button(page, 'slide-before').click();
    await isShown(1)(page);
    await assertAccessible(page);
    await button(page, 'slide-follow').click();
    await isShown(2)(page);
    await next.click();
    await each(everybody(), isShown(3));
  });

  test('has a question asked, voted for and answered', async () => {
    await each(teachers, (page) => tab(page, 'questions'));
    await tab(host.page, 'questions');
    const [asking, ...others] = teachers;
    const question = 'Бичлэг үлдэх үү?';
    await asking.page.getByLabel(text('question-text')).fill(question);
    await button(asking.page, 'question-ask').click();
    const row = (page) => page.locator('[data-question]', { hasText: question });
    await each(everybody(), (page) => row(page).waitFor());
    for (const [at, other] of others.entries()) {
      const votes = (count) => row(other.page).getByText(text('question-votes', { count }));
      await votes(at).click();
      await votes(at + 1).waitFor();
    }
    await row(host.page)
      .getByText(text('question-votes', { count: 3 }))
      .waitFor();
    await assertAccessible(host.page);
    await assertAccessible(asking.page);
    await assertAccessible(others[0].page);

    await row(host.page)
      .getByRole('button', { name: text('question-answer-write') })
      .click();
    await row(host.page).getByRole('textbox').fill('Тийм, маргааш гарна.');
    await assertAccessible(host.page);
    await row(host.page)
      .getByRole('button', { name: text('question-answer-send') })
      .click();
    await each(teachers, async (page) => {
      await button(page, 'questions-answered', { count: 1 }).click();
      await row(page).getByText('Тийм, маргааш гарна.').waitFor();
    });
    await assertAccessible(others[1].page);
    await each(teachers, (page) => tab(page, 'chat'));
  });

  test('has a poll opened, answered, closed and shown', async () => {
    const { page } = host;
    await page.getByText(text('desk-poll-new'), { exact: true }).click();
    await page.getByLabel(text('desk-poll-question')).fill('Хичээлээ хэзээ эхлэх вэ?');
    await page.getByLabel(text('desk-poll-option', { number: 1 })).fill('Өглөө');
    await page.getByLabel(text('desk-poll-option', { number: 2 })).fill('Үдээс хойш');
    await assertAccessible(page);
    await button(page, 'desk-poll-open').click();
    await each(teachers, async (page, at) => {
      await page.getByLabel(at === 0 ? 'Өглөө' : 'Үдээс хойш').check();
      await button(page, 'poll-answer').click();
      await page.getByText(text('poll-counted')).waitFor();
    });
    await page.getByText(text('poll-people', { count: 4 })).waitFor();
    await assertAccessible(page);
    await assertAccessible(teachers[0].page);
    await button(page, 'poll-close-and-show').click();
    await each(teachers, async (page, at) => {
      const poll = page.locator('[data-poll]');
      await poll.getByText(text('poll-people', { count: 4 })).waitFor();
      const own = poll.getByRole('listitem').filter({ hasText: text('poll-own') });
      await own.getByText(at === 0 ? 'Өглөө' : 'Үдээс хойш').waitFor();
      await own.getByText(at === 0 ? '1 · 25%' : '3 · 75%').waitFor();
    });
    await assertAccessible(teachers[1].page);
    await assertAccessible(page);
    await each(teachers, (page) => button(page, 'close').click());
  });

  test('has a hand raised, seen and lowered', async () => {
    const { page } = teachers[2];
    await button(page, 'hand-raise').click();
    await page.getByText(text('hand-place', { place: 1 })).waitFor();
    await assertAccessible(page);
    await tab(host.page, 'people');
    const row = host.page.locator('[data-person]', { hasText: text('hand-is-up') });
    await row.waitFor();
    await assertAccessible(host.page);
    await row.getByRole('button').click();
    await assertAccessible(host.page);
    await row.getByRole('button', { name: text('desk-hand-lower') }).click();
    await button(page, 'hand-raise').waitFor();
    await row.waitFor({ state: 'detached' });
  });

  test('goes on for who was cut, without a line lost or doubled', async () => {
    const [lost, ...others] = teachers;
    await lost.context.setOffline(true);
    await lost.page.locator('[data-line=cut]').waitFor();
    await assertAccessible(lost.page);
    await say(lost.page, 'Намайг сонсож байна уу?');
    await lost.page.locator('[data-sending]').waitFor();
    await assertAccessible(lost.page);
    const lines = ['Холболт тасарлаа', 'Хүлээе', 'За'];
    await each(others, (page, at) => say(page, lines[at]));
    await say(host.page, 'Одоо ирнэ');
    said.push('Намайг сонсож байна уу?', ...lines, 'Одоо ирнэ');
    await host.page.locator('[data-line]', { hasText: 'За' }).first().waitFor();

    await lost.context.setOffline(false);
    await isConnected(lost.page);
    await lost.page.locator('[data-sending]').waitFor({ state: 'detached' });
    await assertAllSee(said);
    await assertAccessible(lost.page);

    // A page that is loaded anew is in the room again, and shows the same.
    await others[0].page.reload();
    await isConnected(others[0].page);
    await assertAllSee(said);
  });

  test('is ended by the host, for everybody, also for who was cut just then', async () => {
    const lost = teachers[3];
    await lost.context.setOffline(true);
    await lost.page.locator('[data-line=cut]').waitFor();
    await button(host.page, 'desk-end').click();
    await assertAccessible(host.page);
    await host.page
      .getByRole('dialog')
      .getByRole('button', { name: text('desk-end') })
      .click();
    const isOver = (page) => page.getByText(text('room-out-ended')).first().waitFor();
    await each([host, ...teachers.slice(0, 3)], isOver);
    await lost.context.setOffline(false);
    await isOver(lost.page);
    await assertAccessible(host.page);
    await assertAccessible(teachers[0].page);
    await each(teachers, async (page) => {
      await button(page, 'room-to-webinar').click();
      await page.getByRole('heading', { name: text('attendance-mine') }).waitFor();
    });
    await assertAccessible(teachers[0].page);
    await button(host.page, 'room-to-webinar').click();
    await host.page.getByRole('link', { name: text('attendance'), exact: true }).click();
    await host.page.getByText('Тэмүүлэн').first().waitFor();
    await assertAccessible(host.page);
    for (const person of everybody()) await person.leave();
  });
});
