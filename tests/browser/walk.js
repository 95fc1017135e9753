/**
 * Walks every page that somebody reaches by links, as each of the demo's people, in each width and colour: takes its
 * picture, looks at it with axe, and tells what is wider than its screen. It is run by hand, before pages are shown
 * to anybody; somebody has to look at the pictures.
 *
 *   npm ci && SURGALT=../../target/debug/surgalt node walk.js folder [width-theme…]
 *
 * A page is known by its address without identifiers; of pages that differ by those alone the first counts.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { asPerson, enrolInQuiz } from './api.js';
import { arrive, assertAccessible, openHouse, signIn } from './house.js';

const PEOPLE = ['teacher1', 'methodologist', 'officer', 'registrar', 'admin'];
const LOOKS = ['360-light', '360-dark', '768-light', '768-dark', '1440-light', '1440-dark'];
/** More than anybody has; a circle of ever new addresses would end here. */
const MOST = 150;
const [folder, ...wished] = process.argv.slice(2);
assert.ok(folder, 'name the folder for the pictures');
const looks = wished.length > 0 ? wished : LOOKS;

const patternOf = (path) =>
  path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/versions\/\d+/, '/versions/:n');

async function settle(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 20_000 });
  await page.waitForLoadState('networkidle');
}

/** The pages that somebody reaches, by pattern. */
async function pagesOf(page) {
  const found = new Map([['/', '/']]);
  for (const path of found.values()) {
    if (found.size > MOST) break;
    await page.goto(path);
    await settle(page).catch(() => undefined);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => new URL(one.href).pathname));
    for (const link of links) {
      const pattern = patternOf(link);
      if (!pattern.startsWith('/api/') && !found.has(pattern)) found.set(pattern, link);
    }
  }
  return found;
}

const house = await openHouse();
const faults = [];
const seen = new Set();
try {
  await enrolInQuiz(house, await asPerson(house, 'teacher1@demo.example'));
  for (const who of PEOPLE) {
    const guide = await arrive(house, { width: 1440, height: 900 });
    await signIn(guide.page, `${who}@demo.example`);
    const pages = [...(await pagesOf(guide.page))].filter(([pattern]) => !seen.has(pattern));
    for (const [pattern] of pages) seen.add(pattern);
    await guide.context.close();
    for (const look of looks) {
      const [width, theme] = look.split('-');
      const person = await arrive(house, {
        width: Number(width),
        height: 900,
        dark: theme === 'dark',
      });
      await signIn(person.page, `${who}@demo.example`);
      for (const [pattern, path] of pages) {
        const place = `${who} ${pattern} ${look}`;
        try {
          await person.page.goto(path);
          await settle(person.page);
          const wide = await person.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (wide > 0) faults.push(`${place}: ${wide} pixels too wide`);
          await assertAccessible(person.page);
        } catch (error) {
          faults.push(`${place}: ${error.message}`);
        }
        const name = `${pattern.replaceAll('/', '_').replaceAll(':', '') || '_'}.${look}.png`;
        await mkdir(join(folder, who), { recursive: true });
        await person.page.screenshot({ path: join(folder, who, name), fullPage: true });
      }
      await person.leave().catch((error) => faults.push(`${who} ${look}: ${error.message}`));
    }
    console.error(`${who}: ${pages.length} pages`);
  }
} finally {
  await house.close();
}
console.log(faults.join('\n') || 'nothing to complain of');
process.exitCode = faults.length > 0 ? 1 : 0;
