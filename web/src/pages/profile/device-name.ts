/** What a browser calls itself (`User-Agent`), as people call it: "Chrome, Android". */

// The first that fits: many call themselves by the names of others as well.
const browsers: [RegExp, string][] = [
  [/SamsungBrowser/, 'Samsung Internet'],
  [/YaBrowser/, 'Yandex'],
  [/OPR\/|Opera/, 'Opera'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/HeadlessChrome|Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** The browser and the system; what it calls itself where neither is known. */
export function deviceName(agent: string): string {
  const named = [browsers, systems].map((known) => known.find(([is]) => is.test(agent))?.[1]);
  return named.filter(Boolean).join(', ') || agent.slice(0, 60);
}
