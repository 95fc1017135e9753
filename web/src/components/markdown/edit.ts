/** Changes to the text of a field at the place of the cursor, which the browser can take back (Ctrl+Z). */

/** Puts a text in the place of what is selected, and selects a part of it. */
export function insert(field: HTMLTextAreaElement, text: string, select?: [number, number]) {
  const from = field.selectionStart;
  field.focus();
  // The only way by which "undo" goes on working; where it is missing, the text is put in all the same.
  const isDone = text !== '' && document.execCommand('insertText', false, text);
  if (!isDone) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  if (select) field.setSelectionRange(from + select[0], from + select[1]);
}

/** Puts marks around what is selected, or takes them off. */
export function wrap(field: HTMLTextAreaElement, mark: string, example: string, end = mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const selected = value.slice(from, to);
  const isWrapped = value.slice(0, from).endsWith(mark) && value.slice(to).startsWith(end);
  if (isWrapped) {
    field.setSelectionRange(from - mark.length, to + end.length);
    insert(field, selected, [0, selected.length]);
    return;
  }
  const text = selected === '' ? example : selected;
  insert(field, mark + text + end, [mark.length, mark.length + text.length]);
}

/** Puts a mark before each line of what is selected, or takes it off. */
export function prefix(field: HTMLTextAreaElement, mark: (number: number) => string, is: RegExp) {
  const { value } = field;
  const from = value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const end = value.indexOf('\n', field.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  const isMarked = lines.every((line) => is.test(line));
  const changed = lines.map((line, at) => {
    const bare = line.replace(is, '');
    return isMarked ? bare : mark(at + 1) + bare;
  });
  field.setSelectionRange(from, to);
  const text = changed.join('\n');
  insert(field, text, [text.length, text.length]);
}

/** Puts something on lines of its own. */
export function insertBlock(field: HTMLTextAreaElement, text: string) {
  const before = field.value.slice(0, field.selectionStart);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  insert(field, `${gap}${text}\n`);
}
