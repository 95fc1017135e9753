/** What authors wrote, as the server has cleaned it, made ready for a small screen and a strict page. */

const FILES = '/api/v1/files/';

export interface Words {
  /** What a picture on somebody else's server is called where it has no name. */
  picture: string;
  /** A box of a list that is ticked, and one that is not, to whoever hears the page. */
  ticked: string;
  unticked: string;
}

/** Whether an address is one of a file that needs the person's token. */
export function isFile(address: string | null): address is string {
  return address?.startsWith(FILES) === true;
}

/** The elements of a text. Its pictures wait for somebody to fetch them: `data-file` says from where. */
export function prepare(html: string, words: Words): DocumentFragment {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('img').forEach((picture) => preparePicture(picture, words.picture));
  page.querySelectorAll('input').forEach((box) => {
    const mark = page.createElement('span');
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', box.checked ? words.ticked : words.unticked);
    mark.textContent = box.checked ? '☑ ' : '☐ ';
    box.closest('li')?.classList.add('task');
    box.replaceWith(mark);
  });
  for (const wide of page.querySelectorAll('table, pre')) {
    const frame = page.createElement('div');
    frame.className = 'scroll';
    frame.tabIndex = 0;
    wide.replaceWith(frame);
    frame.append(wide);
  }
  // The page has its title: the text's own titles begin below it.
  if (page.querySelector('h1') !== null) lowerTitles(page);
  const ready = document.createDocumentFragment();
  ready.append(...page.body.childNodes);
  return ready;
}

function preparePicture(picture: HTMLImageElement, name: string) {
  const address = picture.getAttribute('src');
  if (isFile(address)) {
    picture.removeAttribute('src');
    picture.dataset.file = address;
    return;
  }
  // Pages show no pictures of other servers: whoever wants to goes there.
  const link = picture.ownerDocument.createElement('a');
  link.href = address ?? '';
  link.rel = 'noopener noreferrer';
  link.textContent = picture.alt || name;
  picture.replaceWith(link);
}

function lowerTitles(page: Document) {
  for (const title of page.querySelectorAll('h1, h2, h3, h4, h5')) {
    const lower = page.createElement(`h${Number(title.tagName.slice(1)) + 1}`);
    lower.append(...title.childNodes);
    title.replaceWith(lower);
  }
}
