// Which text of the page is which message.

const MARK = /\ue000([\ue010-\ue019]+)\ue001⸢?|⸣?\ue002|[\ue000-\ue002\ue010-\ue019]/g;
const UNREAD = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
const REACH = 3000;

function isRead(element) {
  return !UNREAD.has(element.tagName.toUpperCase());
}

function numberOf(digits) {
  return [...digits].map((digit) => digit.codePointAt(0) - 0xe010).join("");
}

/** What a marked page says: its text without marks, the runs in it, and what is in attributes and in the head. */
export class MarkedPage {
  text = "";
  runs = [];       // { number, start, end, parent, images: [index] }, in the order of their starts
  asides = [];     // { number, where, tag, index, name, value, at }
  #open = [];
  #counts = new Map();
  #balanced;

  constructor(page) {
    const markup = page.documentElement.textContent;
    this.#balanced = markup.split("\ue000").length === markup.split("\ue002").length;
    this.#readHead(page.head);
    this.#readElement(page.body);
    while (this.#open.length) this.#close();
  }

  #readHead(head) {
    for (const element of head.children) {
      const index = this.#count(element.tagName);
      if (element.tagName === "TITLE") this.#note(element.textContent, { where: "title" });
      else if (isRead(element)) this.#readAttributes(element, index);
    }
  }

  #readElement(element) {
    const depth = this.#open.length;
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#readText(child.data);
      else if (child.nodeType === Node.ELEMENT_NODE && isRead(child)) {
        const index = this.#count(child.tagName);
        this.#readAttributes(child, index);
        if (child.tagName === "IMG") this.#open.at(-1)?.images.push(index);
        this.#readElement(child);
      }
    }
    // Where a theme has cut texts off, ends of marks are missing: a run then ends with its element.
    while (!this.#balanced && this.#open.length > depth) this.#close();
  }

  #readText(data) {
    let position = 0;
    for (const mark of data.matchAll(MARK)) {
      this.text += data.slice(position, mark.index);
      position = mark.index + mark[0].length;
      if (mark[1]) this.#start(numberOf(mark[1]));
      else if (mark[0].endsWith("\ue002") && this.#open.length) this.#close();
    }
    this.text += data.slice(position);
  }

  #start(number) {
    const run = { number, start: this.text.length, end: null, parent: this.#open.at(-1), images: [] };
    this.#open.push(run);
    this.runs.push(run);
  }

  #close() {
    this.#open.pop().end = this.text.length;
  }

  #readAttributes(element, index) {
    for (const { name, value } of element.attributes) {
      this.#note(value, { where: whereOf(element, name), tag: element.tagName, index, name });
    }
  }

  #note(text, aside) {
    for (const mark of text.matchAll(MARK)) {
      if (!mark[1]) continue;
      this.asides.push({ ...aside, number: numberOf(mark[1]), value: text.replace(MARK, ""), at: this.text.length });
    }
  }

  #count(tag) {
    const index = this.#counts.get(tag) ?? 0;
    this.#counts.set(tag, index + 1);
    return index;
  }
}

/** What a text in an attribute is for, as a key of the panel's words. */
function whereOf(element, name) {
  if (name === "title") return "tooltip";
  if (name === "content" && /description$/.test(element.name || element.getAttribute("property"))) return "description";
  return name;
}

/** The page that is shown: its text, as that of the marked page is read, and the nodes it is in. */
export class LivePage {
  text = "";
  #nodes = [];
  #starts = [];
  #startOf = new Map();
  #byTag = new Map();

  constructor() {
    const filter = (node) =>
      node.nodeType === Node.ELEMENT_NODE && !isRead(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    for (const element of document.head.children) this.#index(element);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, filter);
    const parts = [];
    let length = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) this.#index(node);
      else {
        this.#nodes.push(node);
        this.#starts.push(length);
        this.#startOf.set(node, length);
        parts.push(node.data);
        length += node.data.length;
      }
    }
    this.text = parts.join("");
  }

  #index(element) {
    const known = this.#byTag.get(element.tagName);
    if (known) known.push(element);
    else this.#byTag.set(element.tagName, [element]);
  }

  image(index) {
    return this.#byTag.get("IMG")?.[index];
  }

  /** The element that an attribute of the marked page is on: the one at its place, or another with this text. */
  elementOf({ tag, index, name, value }) {
    const known = this.#byTag.get(tag) ?? [];
    const hasText = (element) => element?.getAttribute(name) === value;
    return hasText(known[index]) ? known[index] : known.find(hasText);
  }

  range(start, end) {
    const range = document.createRange();
    const [first, last] = [this.#nodeAt(start), this.#nodeAt(end - 1)];
    range.setStart(this.#nodes[first], start - this.#starts[first]);
    range.setEnd(this.#nodes[last], end - this.#starts[last]);
    return range;
  }

  /** The node that holds the character at an offset, by bisection. */
  #nodeAt(offset) {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The offset of a place in this page's text, or nothing. */
  offsetOf(node, offset) {
    return this.#startOf.has(node) ? this.#startOf.get(node) + offset : null;
  }
}

/** Where each run stands in the live page, as [run, start, end]; what a theme's scripts have changed is left out. */
function* located(marked, live) {
  const same = marked.text.trimEnd() === live.text.trimEnd();
  const found = new Map();
  let cursor = 0;
  for (const run of marked.runs) {
    const text = marked.text.slice(run.start, run.end);
    if (!text.trim()) continue;
    const parent = found.get(run.parent);
    const from = parent ?? cursor;
    const start = same ? run.start : nearest(live.text, text, marked.text.slice(run.start - 12, run.start), from);
    if (start === null) continue;
    found.set(run, start);
    if (parent === undefined) cursor = start + text.length;
    yield [run, start, start + text.length];
  }
}

/** The offset of a text within reach: with what stands before it, so that short words are not mistaken, or alone. */
function nearest(whole, text, before, from) {
  const withBefore = whole.indexOf(before + text, Math.max(0, from - before.length));
  const start = withBefore < 0 ? whole.indexOf(text, from) : withBefore + before.length;
  return start < 0 || start - from > REACH ? null : start;
}

/** The page's messages in the order of the page, each with its ranges, images and other places. */
export function entriesOf(page, marked, live) {
  const entries = new Map();
  const entryOf = (number, at) => {
    if (!entries.has(number)) {
      entries.set(number, { ...page.messages[number], at, spans: [], images: [], elements: [], where: new Set() });
    }
    return entries.get(number);
  };
  for (const aside of marked?.asides ?? []) {
    const entry = entryOf(aside.number, aside.at);
    const element = aside.tag && live.elementOf(aside);
    entry.where.add(aside.where);
    if (element) (aside.tag === "IMG" ? entry.images : entry.elements).push(element);
  }
  for (const run of marked?.runs ?? []) {
    entryOf(run.number, run.start).images.push(...run.images.map((index) => live.image(index)).filter(Boolean));
  }
  for (const [run, start, end] of marked ? located(marked, live) : []) {
    const entry = entryOf(run.number);
    if (!entry.spans.length) entry.at = start;
    entry.spans.push({ start, end, range: live.range(start, end) });
  }
  for (const number of Object.keys(page.messages)) entryOf(number, Infinity);
  // What stands in the head alone, such as a description, comes first; a mark without a message is none.
  return [...entries.values()].filter((entry) => entry.id).sort((one, other) => one.at - other.at || 0);
}

export function isClickable(entry) {
  return entry.spans.length > 0 || entry.images.length > 0;
}
