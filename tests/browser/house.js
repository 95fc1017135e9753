/** A server with people and a course, and browsers in the hands of people. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from 'playwright-core';

import { eventually } from './api.js';
import { servePages } from './pages.js';

const PASSWORD = 'demo-surgalt';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Starts the demo on a free port; `SURGALT` names the program. `PAGES` names a folder of built pages
 * (`web/dist`), for a program that has none or older ones.
 */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'surgalt-browser-'));
  const program = process.env.SURGALT;
  assert.ok(program, 'SURGALT has to name the program');
  const server = spawn(program, ['demo', '--data', join(folder, 'data')], {
    env: { ...process.env, SURGALT_SERVER__LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const served = await new Promise((found, failed) => {
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface(server.stdout).on('line', (line) => {
      const address = line.match(/http:\/\/[\d.]+:\d+/)?.[0];
      if (address !== undefined) found(address);
    });
  });
  const pages = process.env.PAGES ? await servePages(process.env.PAGES, served) : null;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    address: pages?.address ?? served,
    browser,
    /** From now on no letter can be written: a file lies where their folder was. */
    async closePostOffice() {
      const mail = join(folder, 'data', 'mail');
      await rm(mail, { recursive: true, force: true });
      await writeFile(mail, '');
    },
    /** The letter to somebody with a link in it, when it has come. */
    letterTo: (email) => eventually(() => letterTo(join(folder, 'data', 'mail'), email)),
    async close() {
      await browser.close();
      await pages?.close();
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function letterTo(folder, email) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => name.endsWith('.eml')).sort()) {
    const letter = await readFile(join(folder, name), 'utf8');
    if (!letter.includes(`<${email}>`)) continue;
    // Its HTML: lines are broken and signs escaped on their way (quoted-printable, RFC 2045).
    const text = letter.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    const token = text.match(/#token=([\w-]+)/)?.[1];
    if (token !== undefined) return { token };
  }
  return undefined;
}

/**
 * Somebody with a browser of their own: a telephone of 360 pixels unless said otherwise. What the page's
 * scripts throw, and what the policy forbids, is a failure at the end (`person.leave()`).
 */
export async function arrive(
  house,
  { language = 'mn', width = 360, height = 740, dark = false } = {},
) {
  const context = await house.browser.newContext({
    baseURL: house.address,
    viewport: { width, height },
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'Asia/Ulaanbaatar',
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security|Uncaught/.test(message.text())) {
      faults.push(message.text());
    }
  });
  return {
    context,
    page,
    async leave() {
      await context.close();
      assert.deepEqual(faults, [], 'the page has complained');
    },
  };
}

/** Signs in by password, as the demo's people do. */
export async function signIn(page, email) {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(email);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

/** Whether a page can be used by everybody, as far as a program can tell (WCAG 2.2 AA). */
export async function assertAccessible(page) {
  // The policy of our pages lets no script in by an element: the browser itself runs it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  assert.deepEqual(told, [], page.url());
}
