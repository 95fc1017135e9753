/** A registrar corrects a name: from the search to the new paper. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import { earnCertificate } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';
import { words } from './words.js';

const text = words('mn', 'registry');

describe('the registrar', () => {
  let house;
  let certificate;
  before(async () => {
    house = await openHouse();
    certificate = await earnCertificate(house, 'teacher1@demo.example');
  });
  after(() => house?.close());

  test('corrects a name, and gets the new paper under the same number', async () => {
    const person = await arrive(house, { width: 1280, height: 800 });
    const { page } = person;
    await signIn(page, 'registrar@demo.example');

    await page.goto('/register');
    await page.getByLabel(text('register-search')).fill('дорж бат-өлзий');
    await page.getByRole('button', { name: text('search') }).click();
    await page.waitForURL(/text=/);
    await assertAccessible(page);
    await page.getByRole('link', { name: certificate.serial_number }).click();
    await page.getByRole('heading', { level: 1, name: certificate.serial_number }).waitFor();
    await page.getByText(certificate.code).waitFor();
    await assertAccessible(page);

    await page.getByRole('button', { name: text('register-correct') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('register-given-name'), { exact: true }).fill('Бат-Эрдэнэ');
    await dialog.getByLabel(text('reason')).fill('Паспорт дээрх нэр');
    await assertAccessible(page);
    await dialog.getByRole('button', { name: text('register-correct-send') }).click();

    await page.getByText(text('register-corrected'), { exact: true }).first().waitFor();
    await page.getByText('Бат-Эрдэнэ', { exact: true }).waitFor();
    await page.getByText('Паспорт дээрх нэр').waitFor();
    await page.getByRole('heading', { level: 1, name: certificate.serial_number }).waitFor();
    await assertAccessible(page);

    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: text('register-pdf') }).click(),
    ]);
    assert.equal(paper.suggestedFilename(), `${certificate.serial_number}.pdf`);
    const bytes = await readFile(await paper.path());
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');

    // Whoever holds the paper from before is told.
    const code = certificate.code.replaceAll('-', '');
    const seen = await (await fetch(`${house.address}/api/v1/verify/${code}`)).json();
    assert.equal(seen.serial_number, certificate.serial_number);
    assert.equal(seen.superseded_by.version, 2);
    await person.leave();
  });

  test('revokes only when asked twice, with a reason', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'registrar@demo.example');
    await page.goto(`/register/${certificate.id}`);
    await page.getByRole('button', { name: text('register-revoke') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('reason')).fill('Давхардсан');
    await dialog.getByRole('button', { name: text('continue') }).click();
    await assertAccessible(page);
    await dialog.getByRole('button', { name: text('back') }).click();
    assert.equal(await dialog.getByLabel(text('reason')).inputValue(), 'Давхардсан');
    await dialog.getByRole('button', { name: text('continue') }).click();
    await dialog.getByRole('button', { name: text('register-revoke') }).click();
    await page.getByRole('heading', { level: 2, name: text('register-state-revoked') }).waitFor();
    assert.equal(await page.getByRole('button', { name: text('register-pdf') }).count(), 0);
    await assertAccessible(page);
    await person.leave();
  });

  test('enters credits that were earned elsewhere with what proves them, and withdraws them', async () => {
    const person = await arrive(house);
    const { page } = person;
    await signIn(page, 'registrar@demo.example');
    await page.goto(`/register-credits/${certificate.person_id}`);
    await page.getByLabel(text('credits-course')).fill('Хүүхэд хамгаалал');
    await page.getByLabel(text('credits-provider'), { exact: true }).fill('Их сургууль');
    await page.getByLabel(text('register-completed-on')).fill('2020-03-01');
    await page.getByLabel(text('credits-credits'), { exact: true }).fill('1.25');
    await page.getByLabel(text('credits-hours'), { exact: true }).fill('30');
    await page.getByLabel(text('credits-grounds')).fill('Эх хувийг үзсэн');
    const proof = { name: 'гэрчилгээ.txt', mimeType: 'text/plain', buffer: Buffer.from('proof') };
    await page.getByLabel(text('credits-evidence')).setInputFiles(proof);
    await page.getByRole('button', { name: text('credits-enter') }).click();
    await page.getByRole('heading', { name: 'Хүүхэд хамгаалал' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: text('credits-evidence-show') }).click(),
    ]);
    assert.equal(file.suggestedFilename(), proof.name);
    await assertAccessible(page);

    await page.getByRole('button', { name: text('credits-withdraw') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('reason')).fill('Өөр хүнийх');
    await dialog.getByRole('button', { name: text('continue') }).click();
    await dialog.getByRole('button', { name: text('credits-withdraw') }).click();
    await page.getByText('Өөр хүнийх').waitFor();
    const again = page.getByRole('button', { name: text('credits-withdraw') });
    await again.first().waitFor({ state: 'detached' });
    await assertAccessible(page);
    await person.leave();
  });
});
