/** An administrator invites somebody, who then comes in with what the administrator has given. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { asPerson, eventually } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { words } from './words.js';

const text = words('mn', 'administration');
const EMAIL = 'saran@demo.example';

describe('the administrator', () => {
  let house;
  before(async () => void (house = await openHouse()));
  after(() => house?.close());

  test('invites somebody and gives a role', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'admin@demo.example');
    await page.goto('/administration/people');
    await page.getByRole('link', { name: text('person-new') }).click();
    await page.getByRole('heading', { level: 1, name: text('person-new') }).waitFor();
    await page.getByLabel(text('person-surname'), { exact: true }).fill('Болд');
    await page.getByLabel(text('person-given-name'), { exact: true }).fill('Саран');
    await page.getByLabel(text('person-email'), { exact: true }).fill(EMAIL);
    await page.getByRole('button', { name: text('choose'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('organisation-find')).fill('жишээ сургууль');
    await dialog.getByRole('button', { name: /Жишээ сургууль/ }).click();
    await page.getByRole('checkbox', { name: text('role-registrar') }).check();
    await assertAccessible(page);
    await page.getByRole('button', { name: text('person-invite') }).click();

    await page.getByRole('heading', { level: 1, name: 'Болд Саран' }).waitFor();
    await assertAccessible(page);
    await person.leave();
  });

  test('and the invitation lets that person in', async () => {
    const { token } = await house.letterTo(EMAIL);
    const accepted = await fetch(`${house.address}/api/v1/invitations/accept`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, password: 'demo-surgalt' }),
    });
    assert.equal(accepted.status, 200);
    const person = await arrive(house, { width: 1280, height: 800 });
    const { page } = person;
    await signIn(page, EMAIL);
    await page.getByRole('link', { name: text('menu-register'), exact: true }).waitFor();
    await person.leave();
  });

  test('switches somebody off only when asked twice', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'admin@demo.example');
    await page.goto('/administration/people?text=саран');
    await page.getByRole('link', { name: 'Болд Саран' }).click();
    await page.getByRole('button', { name: text('person-switch-off'), exact: true }).click();
    await assertAccessible(page);
    const sure = page.getByRole('dialog').getByRole('button', { name: text('person-switch-off') });
    await sure.click();
    await page.getByText(text('person-access-closed')).waitFor();
    await assertAccessible(page);
    await person.leave();
  });

  test('adds an organisation, and moves it', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'admin@demo.example');
    await page.goto('/administration/organisations');
    await page.getByRole('button', { name: text('organisation-new-root') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('organisation-name'), { exact: true }).fill('Шинэ сургууль');
    await dialog.getByLabel(text('organisation-code'), { exact: true }).fill('650199');
    await dialog.getByRole('button', { name: text('organisation-create') }).click();
    await page.getByRole('heading', { level: 1, name: 'Шинэ сургууль' }).waitFor();
    await page.getByRole('button', { name: text('organisation-is-root') }).click();
    await dialog.getByRole('button', { name: /^Жишээ аймаг/ }).click();
    await page.getByRole('button', { name: text('organisation-move'), exact: true }).click();
    await dialog.getByRole('button', { name: text('organisation-move') }).click();
    await page.getByRole('link', { name: 'Жишээ аймаг' }).waitFor();
    await assertAccessible(page);
    await person.leave();
  });

  test('sees the tree and how the server is', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'admin@demo.example');
    await page.goto('/administration/organisations');
    await page.getByRole('button', { name: /Жишээ аймаг/ }).click();
    await page.getByRole('link', { name: 'Жишээ сургууль' }).waitFor();
    await assertAccessible(page);
    await page.goto('/administration/health');
    await page.getByText(text('health-ready')).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: text('signing-rotate') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: text('signing-rotate') })
      .click();
    await page.getByText(text('signing-now')).waitFor();
    await person.leave();
  });
});

describe('mail that does not leave', () => {
  let house;
  before(async () => {
    house = await openHouse();
    await house.closePostOffice();
  });
  after(() => house?.close());

  test('is seen with its reason, tried at once and given up', async () => {
    const administrator = await asPerson(house, 'admin@demo.example');
    const known = { email: EMAIL, surname: 'Болд', given_name: 'Саран' };
    await administrator.send('POST', '/api/v1/people', known);
    await eventually(async () => {
      const { items } = await administrator.send('GET', '/api/v1/mail-queue?troubled=true');
      return items.find((letter) => letter.letter === 'invitation' && !letter.at_work);
    });
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'admin@demo.example');
    await page.goto('/administration/mail');
    await page.getByLabel(text('mail-troubled-only')).check();
    const letter = page.getByRole('listitem').filter({ hasText: EMAIL });
    await letter.getByText(text('letter-invitation')).waitFor();
    await assertAccessible(page);
    await letter.getByRole('button', { name: text('mail-send-now') }).click();
    await page.getByText(text('mail-tried'), { exact: true }).first().waitFor();
    await letter.getByRole('button', { name: text('mail-give-up') }).click();
    await assertAccessible(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: text('mail-give-up') }).click();
    await letter.waitFor({ state: 'detached' });
    await assertAccessible(page);

    await page.goto('/administration/settings');
    await page.getByLabel(text('settings-changed-only')).check();
    await page.getByText('SURGALT_SERVER__LISTEN').waitFor();
    assert.equal(await page.getByText('SURGALT_MAIL__FROM').count(), 0);
    await assertAccessible(page);
    await person.leave();
  });
});
