/** What the server counts of itself, from Prometheus's text form: only what answers "is it well". */

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** How much waits in a queue, and for how long. */
export interface Queue {
  lane: string;
  waiting: number;
  oldestSeconds: number;
}

/** What the server has counted since it began. */
export interface Figures {
  requests: number;
  /** Requests that the server has failed (status 500 and above). */
  failures: number;
  meanSeconds: number | null;
  queues: Queue[];
  mailsSent: number;
  /** Letters that could not be handed over, and are tried again. */
  mailsFailed: number;
  /** Letters that a mail server has refused for good. */
  mailsRefused: number;
}

function read(text: string): Sample[] {
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    const [, name, inside = '', value] = line.match(/^(\w+)(?:\{(.*)\})? (\S+)$/) ?? [];
    if (name === undefined || value === undefined) continue;
    const pairs = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    const labels = Object.fromEntries(pairs.map(([, key, one]) => [key, one]));
    samples.push({ name, labels, value: Number(value) });
  }
  return samples;
}

/** The figures in a text. */
export function figuresIn(text: string): Figures {
  const samples = read(text);
  const all = (name: string) => samples.filter((one) => one.name === `surgalt_${name}`);
  const sum = (some: Sample[]) => some.reduce((total, one) => total + one.value, 0);
  const mails = (outcome: string) =>
    sum(all('mails_total').filter((one) => one.labels.outcome === outcome));
  const requests = all('requests_total');
  // A request that waits for news of a room is not slow.
  const answered = (name: string) =>
    all(name).filter((one) => one.labels.route?.endsWith('/polling/frames') !== true);
  const measured = sum(answered('request_seconds_count'));
  const oldest = all('outbox_oldest_seconds');
  return {
    requests: sum(requests),
    failures: sum(requests.filter((one) => Number(one.labels.status) >= 500)),
    meanSeconds: measured === 0 ? null : sum(answered('request_seconds_sum')) / measured,
    queues: all('outbox_waiting').map(({ labels, value }) => ({
      lane: labels.lane ?? '',
      waiting: value,
      oldestSeconds: oldest.find((one) => one.labels.lane === labels.lane)?.value ?? 0,
    })),
    mailsSent: mails('sent'),
    mailsFailed: mails('failed'),
    mailsRefused: mails('refused'),
  };
}
