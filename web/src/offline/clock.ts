/** The server's time: deadlines are its own, whatever the clock of this device shows. */

const KEPT = 'surgalt-clock';

let ahead = remembered();

function remembered(): number {
  const kept = Number(localStorage.getItem(KEPT));
  return Number.isFinite(kept) ? kept : 0;
}

/** Notes what time it was at the server when it answered. */
export function heard(response: Response): void {
  const told = Date.parse(response.headers.get('Date') ?? '');
  if (Number.isNaN(told)) return;
  // It tells whole seconds, and has lost the part of one that had begun.
  ahead = told + 500 - Date.now();
  // Without a line the next start of the app goes by what was heard last.
  localStorage.setItem(KEPT, String(ahead));
}

/** The moment by the server's clock, in milliseconds. */
export function serverNow(): number {
  return Date.now() + ahead;
}
