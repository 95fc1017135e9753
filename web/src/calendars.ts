/** How Mongolian and Kyrgyz write days and distances: browsers come without these languages, and write "M12" and "+4 d". */

import type { Language } from './messages.svelte';

export type Unit = 'day' | 'hour' | 'minute' | 'second';

interface Calendar {
  day: (date: Date) => string;
  shortDay: (date: Date) => string;
  /** How far away something is; negative for what was. */
  distance: (count: number, unit: Unit) => string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The months whose numbers take дүгээр; all others take дугаар. */
const FRONT = [1, 4, 9, 11];

const mongolian: Calendar = {
  day(date) {
    const month = date.getMonth() + 1;
    const ordinal = FRONT.includes(month) ? 'дүгээр' : 'дугаар';
    return `${date.getFullYear()} оны ${month} ${ordinal} сарын ${date.getDate()}`;
  },
  shortDay: (date) => `${date.getFullYear()}.${two(date.getMonth() + 1)}.${two(date.getDate())}`,
  distance(count, unit) {
    const units = { day: 'өдрийн', hour: 'цагийн', minute: 'минутын', second: 'секундын' };
    const days: Record<number, string> = { 0: 'өнөөдөр', 1: 'маргааш', [-1]: 'өчигдөр' };
    if (unit === 'day' && days[count] !== undefined) return days[count];
    if (count === 0) return 'одоо';
    return `${Math.abs(count)} ${units[unit]} ${count > 0 ? 'дараа' : 'өмнө'}`;
  },
};

const MONTHS =
  'январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры'.split(' ');

const kyrgyz: Calendar = {
  day: (date) => `${date.getFullYear()}-жылдын ${date.getDate()}-${MONTHS[date.getMonth()]}`,
  shortDay: (date) => `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`,
  distance(count, unit) {
    const after = { day: 'күндөн', hour: 'сааттан', minute: 'мүнөттөн', second: 'секунддан' };
    const before = { day: 'күн', hour: 'саат', minute: 'мүнөт', second: 'секунд' };
    const days: Record<number, string> = { 0: 'бүгүн', 1: 'эртең', [-1]: 'кечээ' };
    if (unit === 'day' && days[count] !== undefined) return days[count];
    if (count === 0) return 'азыр';
    return count > 0 ? `${count} ${after[unit]} кийин` : `${-count} ${before[unit]} мурун`;
  },
};

export const calendars: Partial<Record<Language, Calendar>> = { mn: mongolian, ky: kyrgyz };
