/** Signing in, in each language, on a telephone, by day and by night. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { LANGUAGES, words } from './words.js';

describe('signing in', () => {
  let house;
  before(async () => void (house = await openHouse()));
  after(() => house?.close());

  for (const language of LANGUAGES) {
    test(`in ${language}, the page can be used by everybody`, async () => {
      const text = words(language);
      for (const dark of [false, true]) {
        const person = await arrive(house, { language, dark });
        const { page } = person;
        await page.goto('/sign-in');
        await page.getByRole('heading', { level: 1, name: text('sign-in-title') }).waitFor();
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        await assertAccessible(page);

        await page.getByRole('button', { name: text('sign-in-by-link') }).click();
        await page.getByRole('button', { name: text('sign-in-send-link') }).waitFor();
        assert.equal(await page.locator('input[type=password]').count(), 0);
        await assertAccessible(page);
        await person.leave();
      }
    });
  }

  test('a wrong password is told in the language one reads, and the right one lets in', async () => {
    const person = await arrive(house, { language: 'ru' });
    const { page } = person;
    await page.goto('/sign-in');
    await page.locator('input[autocomplete=username]').fill('teacher1@demo.example');
    await page.locator('input[type=password]').fill('not this one');
    await page.locator('input[type=password]').press('Enter');
    assert.match(await page.getByRole('alert').innerText(), /[а-я]{4}/i);
    await assertAccessible(page);
    await signIn(page, 'teacher1@demo.example');
    await person.leave();
  });

  test('another language is spoken at once, without loading the page anew', async () => {
    const person = await arrive(house, { language: 'mn' });
    const { page } = person;
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Кыргызча' }).click();
    const title = words('ky')('sign-in-title');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await person.leave();
  });
});
