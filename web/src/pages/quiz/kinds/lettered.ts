/** Whether choices are too long for a list of words, or are pictures. */
export function isLong(parts: { text: string }[]): boolean {
  return parts.some(({ text }) => text.length > 60 || text.includes('](') || text.includes('\n'));
}
