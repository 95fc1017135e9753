/** Light or dark: as the device has it, until the person decides. */

const KEPT = 'surgalt-theme';

/** What one may choose. */
export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const darkDevice = matchMedia('(prefers-color-scheme: dark)');

class Choice {
  current = $state<Theme>(remembered());

  constructor() {
    this.#show();
    darkDevice.addEventListener('change', () => this.#show());
  }

  /** Chooses. */
  choose(theme: Theme) {
    this.current = theme;
    localStorage.setItem(KEPT, theme);
    this.#show();
  }

  #show() {
    const device = darkDevice.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = this.current === 'device' ? device : this.current;
  }
}

function remembered(): Theme {
  const kept = localStorage.getItem(KEPT);
  return THEMES.find((theme) => theme === kept) ?? 'device';
}

/** The person's choice. */
export const theme = new Choice();
