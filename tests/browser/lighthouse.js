/**
 * Measures pages as a slow telephone on a mobile line meets them: Lighthouse's mobile preset, of whose figures
 * those stand in docs/performance.md. It is run by hand, and no test: a figure depends on the machine.
 *
 *   npm ci && npm install --no-save lighthouse@12
 *   SURGALT=../../target/release/surgalt node lighthouse.js [page…] > figures.json
 *
 * A table is told beside the JSON. `ROUNDS` says how often each page is measured: the median counts. The exit
 * code is 0 when every score reaches what is aimed at. The telephone is a machine so many times slower than this one as
 * `SLOWDOWN` says: 4, Lighthouse's own, suits a machine whose `index` is 1,500 to 2,000, and 2 one below
 * (Lighthouse, docs/throttling.md, "CPU throttling").
 */

import assert from 'node:assert/strict';

import { asPerson, enrolInQuiz } from './api.js';
import { openHouse } from './house.js';

const { default: lighthouse } = await import('lighthouse');
const { default: puppeteer } = await import('puppeteer-core');

const TEACHER = 'teacher1@demo.example';
const METHODOLOGIST = 'methodologist@demo.example';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const PASSWORD = 'demo-surgalt';
const AIM = 95;
const rounds = Number(process.env.ROUNDS ?? 3);
const slowdown = Number(process.env.SLOWDOWN ?? 4);

/** Where each page is, and what is done in the same tab before it is measured. */
async function places(house) {
  const teacher = await asPerson(house, TEACHER);
  const { items } = await teacher.send('GET', '/api/v1/me/enrolments');
  const course = await teacher.send('GET', `/api/v1/enrolments/${items[0].id}`);
  const all = course.modules.flatMap((module) => module.items);
  const lesson = all.find((item) => item.kind === 'lesson');
  const webinars = await teacher.send('GET', '/api/v1/webinars');
  const room = `/webinars/${webinars.items[0].id}`;
  const host = await asPerson(house, METHODOLOGIST);
  await host.send('POST', `/api/v1${room}/start`);
  const quiz = await enrolInQuiz(house, teacher);
  const { attempt } = await teacher.send('POST', `/api/v1${quiz.replace(/quiz$/, 'attempts')}`);
  return {
    'sign-in': { path: '/sign-in', isOpen: true },
    today: { path: '/' },
    lesson: { path: `/enrolments/${items[0].id}/items/${lesson.id}` },
    quiz: { path: `/attempts/${attempt.id}` },
    // Whoever has been in the room is in it again when the page is loaded anew.
    room: {
      path: room,
      async before(page) {
        await page.locator('[data-enter]').click();
        await page.locator('[data-line=open]').wait();
      },
    },
  };
}

/** One page, opened by a browser in which somebody has signed in, and which has nothing of the app kept. */
async function measure(house, { path, isOpen, before }) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    if (isOpen !== true) await enter(page, house);
    if (before !== undefined) {
      await page.goto(house.address + path);
      await before(page);
    }
    await forgetApp(page, house);
    const config = {
      extends: 'lighthouse:default',
      settings: { throttling: { cpuSlowdownMultiplier: slowdown } },
    };
    const flags = { onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: 'error' };
    const { lhr } = await lighthouse(house.address + path, flags, config, page);
    assert.equal(new URL(lhr.finalDisplayedUrl).pathname, path, 'another page was measured');
    return lhr;
  } finally {
    await browser.close();
  }
}

async function enter(page, house) {
  await page.goto(`${house.address}/sign-in`);
  await page.locator('input[autocomplete=username]').fill(TEACHER);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.pathname !== '/sign-in');
}

/** The session stays; the app's files and its worker are gone, as on a device that has never had them. */
async function forgetApp(page, house) {
  await page.goto('about:blank');
  const browser = await page.createCDPSession();
  await browser.send('Network.clearBrowserCache');
  const kept = { origin: house.address, storageTypes: 'service_workers,cache_storage' };
  await browser.send('Storage.clearDataForOrigin', kept);
}

const median = (values) => values.sort((one, other) => one - other)[values.length >> 1];
const FIGURES = {
  'first-contentful-paint': 'first paint, ms',
  'largest-contentful-paint': 'largest paint, ms',
  'total-blocking-time': 'blocked, ms',
  'cumulative-layout-shift': 'shift',
};

/** What the rounds of one page come to. */
function summary(reports) {
  const scores = CATEGORIES.map((id) => {
    const score = median(reports.map(({ categories }) => categories[id].score));
    return [id, Math.round(score * 100)];
  });
  const figures = Object.entries(FIGURES).map(([id, name]) => {
    const value = median(reports.map(({ audits }) => audits[id].numericValue));
    return [name, Math.round(value * 1000) / 1000];
  });
  /** What costs a score in the last round, for whoever wants to mend it. */
  const { audits, categories } = reports.at(-1);
  const costly = CATEGORIES.flatMap((id) => categories[id].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
  const index = Math.round(median(reports.map(({ environment }) => environment.benchmarkIndex)));
  return { ...Object.fromEntries([...scores, ...figures]), index, costly };
}

const house = await openHouse();
try {
  const all = await places(house);
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
  const found = {};
  for (const name of wanted) {
    const reports = [];
    for (let round = 0; round < rounds; round += 1) reports.push(await measure(house, all[name]));
    found[name] = summary(reports);
    console.error(name, found[name]);
  }
  console.error();
  const columns = [...CATEGORIES, ...Object.values(FIGURES), 'index'];
  console.error(`| | ${columns.join(' | ')} |\n|---${'|---'.repeat(columns.length)}|`);
  for (const [name, one] of Object.entries(found)) {
    console.error(`| ${name} | ${columns.map((column) => one[column]).join(' | ')} |`);
  }
  console.log(JSON.stringify(found, null, 2));
  const low = Object.values(found).some((one) => CATEGORIES.some((id) => one[id] < AIM));
  process.exitCode = low ? 1 : 0;
} finally {
  await house.close();
}
