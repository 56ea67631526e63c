// The panel of the live preview: it shows on a page which text is which message, and edits them.
// It stands in a shadow root beside <body>, whose elements and texts it never touches; texts are highlighted
// by the browser itself (CSS Custom Highlight API). Whatever comes from the server enters as text, not as HTML.
(() => {
"use strict";

// Every sentence that a person sees; {names} are filled in. No sentence depends on whether a number is one or many.
const WORDS = {
  lang: "en",
  dir: "ltr",
  panel: "Translations of this page",
  switch: "Translations",
  unfinished: "{n} unfinished",
  nothingUnfinished: "all done",
  openPanel: "Open the list",
  hidePanel: "Hide the panel",
  allTexts: "All texts",
  overview: "Overview of all pages",
  otherVersions: "This page in",
  isSource: "This page is in the source language. Choose a language to translate it.",
  words: "{done} of {all} words",
  progress: "Words that are translated",
  list: "Texts of this page",
  legend: "Show on the page",
  filter: "Which texts are listed",
  filters: { unfinished: "Unfinished", all: "All", theme: "Theme" },
  nothing: {
    unfinished: "Nothing on this page is unfinished.",
    all: "This page shows no text that can be translated.",
    theme: "The theme shows no text of its own here.",
  },
  noHighlights: "This browser cannot highlight text on the page. Use the list.",
  notClickable: "not on the page to click",
  loading: "Loading …",
  position: "{n} of {all} unfinished",
  previous: "Previous unfinished",
  next: "Next unfinished",
  noneLeft: "Nothing on this page is unfinished any more.",
  critical: "critical: {name}",
  approved: "approved",
  notApproved: "not approved yet",
  source: "Source",
  singular: "Source, one",
  plural: "Source, more than one",
  before: "What has changed in the source",
  removed: "removed: ",
  added: "added: ",
  context: "Context",
  notes: "Notes",
  comment: "Comment",
  flags: "Flags",
  glossary: "Glossary",
  translation: "Translation into {language}",
  form: "Translation for {numbers}",
  copySource: "Copy source",
  missing: "This text is not in the catalog yet. Run “pelican-gettext update”, then it can be translated here.",
  supplied: "This text comes with the tool. There is nothing to do, but you can word it anew.",
  findings: "Findings",
  severity: { error: "Error", warning: "Warning", note: "Note", refused: "Will not be published" },
  rendered: "As readers will see it",
  similar: "Similar translations",
  likeness: "{n} % alike",
  use: "Use this",
  places: "Also used on",
  file: "File",
  more: "More about this text",
  markdown: "Formatting in a minute",
  write: "You write",
  see: "Readers see",
  markdownHint: "Translate the words, leave the signs around them. In a link, leave what is in parentheses as it is.",
  boldExample: "two doses",
  linkExample: "our clinic",
  codeExample: "09:30",
  save: "Save",
  saveNext: "Save and next",
  needsWork: "Still needs work",
  approve: "Approve",
  undo: "Undo last save",
  saved: "Saved.",
  saving: "Saving …",
  unchanged: "Nothing has changed.",
  undone: "The last save is undone.",
  undoFirst: "Save or discard what you have typed, then undo.",
  approvedNow: "Approved.",
  conflict: "Somebody else has changed this translation meanwhile.",
  mine: "Yours",
  theirs: "Theirs",
  takeTheirs: "Take theirs",
  keepMine: "Keep mine",
  empty: "(empty)",
  unsaved: "This translation is not saved yet.",
  discard: "Discard it",
  stay: "Keep editing",
  withheld: "Not published in {language}",
  draft: "Draft: only its author sees it",
  reasons: "reasons: {n}",
  show: "Show",
  gone: "The preview has stopped. Run “pelican-gettext preview” again; this page goes on by itself.",
  siteError: "The site cannot be read now. Pages stay as they were.",
  changed: "This page has changed. It is shown anew once you have saved.",
  states: {
    untranslated: "Untranslated",
    fuzzy: "Needs work",
    refused: "Refused",
    unapproved: "Not approved",
    missing: "Not in the catalog",
    translated: "Translated",
    supplied: "Supplied",
  },
  where: {
    title: "title of the page",
    description: "description",
    alt: "alternative text",
    tooltip: "tooltip",
    "aria-label": "label for screen readers",
    placeholder: "placeholder",
    value: "button",
    content: "data of the page",
  },
};

const STATES = Object.keys(WORDS.states);
const UNFINISHED = ["untranslated", "fuzzy", "refused", "unapproved", "missing"];
const FILTERS = {
  unfinished: (entry) => UNFINISHED.includes(entry.state),
  all: () => true,
  theme: (entry) => entry.theme,
};
const FIRST_WORDS = 120;  // a longer text comes cut off at this length
const READABLE = 75;      // texts that are less alike, in %, are not compared word by word
const SURROUNDINGS = 0.25;  // so much of what is seen of the page is above or below a text that one is led to
const CHECK_DELAY = 300;
const RECONNECT_DELAY = 1000;
const STORED = "pelican-gettext-preview";
const WIDE = matchMedia("(min-width: 1000px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const TOUCH = matchMedia("(pointer: coarse)");
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const script = document.currentScript;

// The only rules that reach the page itself. Mid-tones that are seen on light and on dark pages; each state
// has a line of its own, so that none is told by its colour alone.
const HIGHLIGHTS = `
  ::highlight(gp-translated) { text-decoration: underline dotted 1px rgb(22 163 74 / .6); }
  ::highlight(gp-supplied) { text-decoration: underline dotted 1px rgb(107 114 128 / .75); }
  ::highlight(gp-untranslated) { background-color: rgb(59 130 246 / .15); text-decoration: underline solid 2px #3b82f6; }
  ::highlight(gp-fuzzy) { background-color: rgb(217 119 6 / .16); text-decoration: underline wavy 1px #d97706; }
  ::highlight(gp-refused) { background-color: rgb(239 68 68 / .16); text-decoration: underline double 2px #ef4444; }
  ::highlight(gp-unapproved) { background-color: rgb(139 92 246 / .16); text-decoration: underline dashed 2px #8b5cf6; }
  ::highlight(gp-missing) { background-color: rgb(13 148 136 / .16); text-decoration: underline dotted 3px #0d9488; }
  ::highlight(gp-open) { background-color: rgb(99 102 241 / .24); }
  ::highlight(gp-hover) { background-color: rgb(99 102 241 / .2); }`;

// ---- Small helpers -------------------------------------------------------------------------------

/** A sentence of the panel with its names filled in. */
function say(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Children without those that are left out, such as `condition && element`. */
function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0);
}

/** An element with attributes, listeners (on…) and children; texts enter as text. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** The keys of a shortcut as this machine's keyboard names them. */
function shortcut(...names) {
  const mac = { Alt: "⌥", Ctrl: "⌘", Enter: "↩" };
  return MAC ? names.map((name) => mac[name] ?? name).join("") : names.join("+");
}

function keys(...names) {
  return h("kbd", { "aria-hidden": "true" }, shortcut(...names));
}

function button(content, onclick, attributes) {
  return h("button", { type: "button", onclick, ...attributes }, content);
}

/** A button that is one sign; what it does is said by its name, with its key beside Alt. */
function iconButton(name, sign, onclick, key) {
  const title = key ? `${say(name)} (${shortcut("Alt", key)})` : say(name);
  return button(sign, onclick, { class: "icon", "aria-label": say(name), title });
}

function tag(text, kind = "") {
  return h("span", { class: `tag ${kind}` }, text);
}

function count(n) {
  return h("span", { class: "count" }, String(n));
}

function stateChip(state) {
  return h("span", { class: "state", "data-state": state }, WORDS.states[state] ?? state);
}

function criticalTags(names) {
  return names.map((name) => tag(say("critical", { name }), "strong"));
}

/** What is remembered in this tab or in this browser; storage may be forbidden, or full. */
function remembered(storage) {
  try { return JSON.parse(window[storage].getItem(STORED)) ?? {}; } catch { return {}; }
}

function remember(storage, value) {
  try { window[storage].setItem(STORED, JSON.stringify(value)); } catch { /* it is forgotten then */ }
}

function sameTexts(some, others) {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

// ---- The server ----------------------------------------------------------------------------------

let token = script.dataset.token;

/** JSON from an address; or what the server says is wrong, as an error. */
async function ask(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => ({ error: `${response.status} ${response.statusText}` }));
  if (!response.ok) throw Object.assign(new Error(answer.error), answer, { status: response.status });
  return answer;
}

function get(name, parameters) {
  return ask(`/-/api/${name}?${new URLSearchParams(parameters)}`);
}

async function post(name, body) {
  const send = () => ask(`/-/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Token": token },
    body: JSON.stringify(body),
  });
  try {
    return await send();
  } catch (error) {
    // A server that was started again has a token of its own: ask the page for it, so that nothing typed is lost.
    if (error.status !== 403) throw error;
    token = (await fetchPage(location.href)).querySelector("script[data-token]")?.dataset.token ?? token;
    return send();
  }
}

async function fetchPage(address) {
  const response = await fetch(address, { cache: "no-store" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// ---- Marks: which text of the page is which message ----------------------------------------------

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
class MarkedPage {
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
class LivePage {
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
function entriesOf(page, marked, live) {
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

function isClickable(entry) {
  return entry.spans.length > 0 || entry.images.length > 0;
}

// ---- A page that has changed --------------------------------------------------------------------

/** Put what has changed between two versions of the page in place; false, and nothing is, where that cannot be. */
function update(before, after) {
  const changes = differences(before.documentElement, after.documentElement)
    .map(([old, now]) => [liveOf(old), old, now]);
  // What scripts of the theme have changed, or would have to run anew, is left to the browser.
  const isPlain = changes.every(([live, old, now]) => live?.isEqualNode(old) && !holdsScript(now));
  if (isPlain) for (const [live, , now] of changes) live.replaceWith(document.importNode(now, true));
  return isPlain;
}

/** Pairs of elements, as small as can be, in which two versions of a page differ. */
function differences(old, now) {
  if (old.isEqualNode(now)) return [];
  if (!areAlike(old, now)) return [[old, now]];
  return [...old.children].flatMap((child, index) => differences(child, now.children[index]));
}

/** Whether two elements are the same but for what is in the elements within. */
function areAlike(old, now) {
  return old.cloneNode().isEqualNode(now.cloneNode()) && old.childNodes.length === now.childNodes.length
    && [...old.childNodes].every((child, index) => {
      const other = now.childNodes[index];
      return child.nodeType === Node.ELEMENT_NODE ? child.nodeName === other.nodeName : child.isEqualNode(other);
    });
}

/** The element of the live page that is where this one is in its own. */
function liveOf(element) {
  const parent = element.parentElement;
  return parent ? liveOf(parent)?.children[[...parent.children].indexOf(element)] : document.documentElement;
}

function holdsScript(element) {
  const scripts = "script:not([type*=json])";
  return element.matches(scripts) || element.querySelector(scripts) !== null;
}

// ---- The overlay on the page ---------------------------------------------------------------------

/** The messages' ranges on the page, painted by state, and what is at a point of it. */
class Overlay {
  static works = "highlights" in CSS && typeof Highlight === "function";
  #sheet = new CSSStyleSheet();
  #frames;
  #live = null;
  #entries = [];
  #observer = new ResizeObserver(() => this.place());

  constructor(frames) {
    this.#frames = frames;
    this.#sheet.replaceSync(HIGHLIGHTS);
  }

  show(entries, live, hidden) {
    this.#entries = entries;
    this.#live = live;
    if (!document.adoptedStyleSheets.includes(this.#sheet)) document.adoptedStyleSheets.push(this.#sheet);
    this.#observer.observe(document.body);
    this.paint(hidden);
  }

  /** Paint all messages but those in the hidden states. */
  paint(hidden) {
    const shown = this.#entries.filter((entry) => !hidden.includes(entry.state));
    for (const [priority, state] of STATES.toReversed().entries()) {
      this.#paint(state, shown.filter((entry) => entry.state === state), priority);
    }
    this.#frame(shown.filter((entry) => entry.images.length));
  }

  hide() {
    if (Overlay.works) for (const state of [...STATES, "open", "hover"]) CSS.highlights.delete(`gp-${state}`);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#frames.replaceChildren();
    this.#observer.disconnect();
    this.#entries = [];
  }

  /** Make one message stand out: the one that is "open", or the one under the pointer ("hover"). */
  emphasize(name, entry) {
    this.#paint(name, entry ? [entry] : [], name === "hover" ? 30 : 20);
    for (const frame of this.#frames.children) {
      frame.toggleAttribute(`data-${name}`, Boolean(entry?.images.includes(frame.image)));
    }
  }

  #paint(name, entries, priority) {
    if (!Overlay.works) return;
    const highlight = new Highlight(...entries.flatMap((entry) => entry.spans.map((span) => span.range)));
    highlight.priority = priority;
    CSS.highlights.set(`gp-${name}`, highlight);
  }

  /** Images are framed by boxes above the page, for they have no text to highlight. */
  #frame(entries) {
    const frames = entries.flatMap((entry) => entry.images.map((image) => {
      this.#observer.observe(image);
      return Object.assign(h("div", { class: "frame", "data-state": entry.state }), { image });
    }));
    this.#frames.replaceChildren(...frames);
    this.place();
  }

  /** Put the frames where the images are now. */
  place() {
    const origin = this.#frames.getBoundingClientRect();
    const boxes = [...this.#frames.children].map((frame) => [frame, frame.image.getBoundingClientRect()]);
    for (const [frame, box] of boxes) {
      frame.hidden = !box.width || !box.height;
      const sides = { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height };
      for (const [side, size] of Object.entries(sides)) frame.style[side] = `${size}px`;
    }
  }

  /** The message of an image or of the innermost mark at a point of the window. */
  at(x, y, target) {
    const ofImage = this.#entries.find((entry) => entry.images.includes(target));
    if (ofImage) return ofImage;
    const caret = caretAt(x, y);
    const offset = caret && this.#live?.offsetOf(caret.node, caret.offset);
    if (offset === null || offset === undefined) return null;
    return this.#innermost((span) => span.start <= offset && offset <= span.end && isInside(span.range, x, y));
  }

  /** The message that a focused link or button shows first. */
  of(element) {
    return this.#innermost((span) => element.contains(span.range.startContainer))
      ?? this.#innermost((span) => span.range.intersectsNode(element));
  }

  #innermost(isMeant) {
    let best = null;
    for (const entry of this.#entries) {
      for (const span of entry.spans) {
        const length = span.end - span.start;
        if ((!best || length < best.length) && isMeant(span)) best = { entry, length };
      }
    }
    return best?.entry ?? null;
  }
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** Whether a point is on a text, for the caret nearest to a point can be far away. */
function isInside(range, x, y) {
  const near = 3;
  return [...range.getClientRects()].some((box) =>
    x >= box.left - near && x <= box.right + near && y >= box.top - near && y <= box.bottom + near);
}

// ---- Differences between two texts, word by word -------------------------------------------------

// A word, an ideograph or a sign, with the space that follows, so that phrases stay whole.
const WORD = /(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}]+|.)\s*/gsu;

/** Pieces of two texts as ["same" | "del" | "ins", text], by their longest common subsequence of words. */
function wordDifferences(before, after) {
  const [old, now] = [before.match(WORD) ?? [], after.match(WORD) ?? []];
  const isSame = (i, j) => old[i]?.trim() === now[j]?.trim();
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i, j) => common[i * width + j];
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces = [];
  const gap = { del: "", ins: "" };
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (isSame(i, j)) {
      pieces.push(...Object.entries(gap), ["same", now[j++]]);
      Object.assign(gap, { del: "", ins: "" });
      i++;
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) gap.del += old[i++];
    else gap.ins += now[j++];
  }
  return [...pieces, ...Object.entries(gap)].filter(([, text]) => text);
}

/** The same as elements; what is only shown by a line is said in words to those who listen. */
function differenceElements(before, after) {
  const said = { del: "removed", ins: "added" };
  return wordDifferences(before, after).map(([kind, text]) =>
    kind === "same" ? text : h(kind, null, h("span", { class: "unseen" }, say(said[kind])), text));
}

// ---- The editor of one message -------------------------------------------------------------------

class Editor {
  element = h("section", { class: "editor", hidden: true });
  entry = null;
  saving = false;
  #app;
  #body = h("div", { class: "scroll" });
  #foot = h("div", { class: "foot" });
  #status = h("p", { class: "status", role: "status" });
  #message = null;
  #seen = null;        // what the catalog held when the person began
  #areas = [];
  #needsWork = null;
  #findings = null;
  #rendered = null;
  #trouble = null;     // a conflict, or why something could not be saved
  #checks = 0;         // numbers the questions to the server, so that late answers are known as such
  #timer = 0;

  constructor(app) {
    this.#app = app;
    this.element.append(this.#body, this.#foot);
  }

  get id() { return this.entry?.id ?? null; }

  get #forms() { return this.#areas.map((area) => area.value); }

  get dirty() {
    if (!this.#seen) return false;
    return !sameTexts(this.#forms, this.#seen.forms) || (this.#needsWork.checked && !this.#seen.fuzzy);
  }

  async open(entry, { focus = true, status = "" } = {}) {
    this.close();
    this.entry = entry;
    this.element.hidden = false;
    fill(this.#body, h("p", { class: "quiet" }, say("loading")));
    fill(this.#foot);
    try {
      const message = await get("message", { locale: this.#app.page.locale, id: entry.id });
      if (this.id === entry.id) this.#show(message, focus, status);
    } catch (error) {
      if (this.id === entry.id) fill(this.#body, errorBox(error));
    }
  }

  /** Show what the message is now, if that is something else, and nothing is being typed. */
  async refresh() {
    const { id } = this;
    if (!this.#message || this.dirty) return;
    const message = await get("message", { locale: this.#app.page.locale, id });
    const isSame = JSON.stringify(message) === JSON.stringify(this.#message);
    if (isSame || this.id !== id || this.dirty || this.saving) return;
    const { scrollTop } = this.#body;
    this.#show(message, this.#areas.some((area) => area.matches(":focus")), this.status);
    this.#body.scrollTop = scrollTop;
  }

  close() {
    clearTimeout(this.#timer);
    this.entry = this.#message = this.#seen = null;
    this.#areas = [];
    this.#checks++;
    this.element.hidden = true;
  }

  focus() { this.#areas[0]?.focus({ preventScroll: true }); }

  get status() { return this.#status.textContent; }
  set status(text) { this.#status.textContent = text; }

  #show(message, focus, status) {
    this.#message = message;
    this.#seen = { forms: message.forms, fuzzy: message.fuzzy };
    this.#needsWork = h("input", { type: "checkbox", onchange: () => { this.status = ""; } });
    this.#trouble = h("div", { class: "trouble", hidden: true });
    this.#findings = h("ul", { class: "findings", "aria-live": "polite", "aria-label": say("findings") });
    this.#rendered = h("div");
    this.#areas = message.forms.map((form, index) => this.#area(form, index));
    fill(this.#body,
      this.#tags(), this.#source(), noteFacts(message, this.entry), glossary(message), this.#advice(),
      this.#areas.map((area, index) => this.#field(area, index)),
      this.#trouble, this.#findings, this.#rendered, this.#similar(), markdownHelp(message), furtherFacts(message));
    fill(this.#foot, this.#actions());
    this.status = status;
    this.#areas.forEach(fitHeight);
    this.#body.querySelectorAll(".source").forEach(reachByKeyboard);
    this.#showCheck(message);
    this.#body.scrollTop = 0;
    this.#areas[0]?.parentElement.scrollIntoView({ block: "nearest" });
    if (focus) this.focus();
  }

  #tags() {
    const { state, critical, approved } = this.#message;
    return h("p", { class: "tags" },
      stateChip(state), this.entry.kind && tag(this.entry.kind), criticalTags(critical),
      approved !== null && tag(say(approved ? "approved" : "notApproved")));
  }

  #source() {
    const { source, source_lang: lang, source_dir: dir, previous, notes } = this.#message;
    const headings = notes.filter((note) => note.startsWith("in: ")).map((note) => note.slice(4));
    const label = (index) => say(source.length === 1 ? "source" : index ? "plural" : "singular");
    return [
      headings.map((heading) => h("p", { class: "crumb", lang, dir }, heading)),
      source.map((text, index) => [h("h3", null, label(index)), h("p", { class: "source", lang, dir }, text)]),
      previous !== null && [
        h("h3", null, say("before")),
        h("p", { class: "source", lang, dir }, differenceElements(previous, source[0]))],
    ];
  }

  #advice() {
    const { state } = this.#message;
    return (state === "missing" || state === "supplied") && h("p", { class: "advice" }, say(state));
  }

  get #isFrozen() { return this.#message.state === "missing"; }

  #area(form, index) {
    const { lang, dir } = this.#message;
    const onInput = () => {
      fitHeight(area);
      this.status = "";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#check(), CHECK_DELAY);
    };
    const area = h("textarea", {
      id: `form-${index}`, lang, dir, rows: 2, spellcheck: "true", readonly: this.#isFrozen, oninput: onInput,
    });
    area.value = form;
    return area;
  }

  #field(area, index) {
    const { form_labels, source } = this.#message;
    const label = form_labels[index]
      ? say("form", { numbers: form_labels[index] })
      : say("translation", { language: this.#app.page.english });
    const copy = () => write(area, source[Math.min(index, source.length - 1)]);
    return h("div", { class: "field" },
      h("div", { class: "row" },
        h("label", { for: area.id }, label),
        !this.#isFrozen && button(say("copySource"), copy, { class: "plain" })),
      area);
  }

  #similar() {
    const { similar, lang, dir, source, source_lang } = this.#message;
    const use = (forms) => {
      this.#areas.forEach((area, index) => write(area, forms[Math.min(index, forms.length - 1)]));
      this.focus();
    };
    return similar.length > 0 && [
      h("h3", null, say("similar")),
      h("ul", { class: "similar" }, similar.map((other) => h("li", null,
        h("p", { lang: source_lang, class: "quiet" },
          other.likeness < READABLE ? other.source : differenceElements(other.source, source[0])),
        h("p", { lang, dir }, other.forms[0]),
        h("div", { class: "row" },
          h("span", { class: "quiet" }, say("likeness", { n: other.likeness })),
          !this.#isFrozen && button(say("use"), () => use(other.forms)))))),
    ];
  }

  #actions() {
    const disabled = this.#isFrozen;
    return [
      h("div", { class: "actions" },
        button([say("saveNext"), keys("Alt", "Enter")], () => this.#app.save(true), { class: "main", disabled }),
        button([say("save"), keys("Ctrl", "Enter")], () => this.#app.save(false), { disabled }),
        this.#message.can_approve && button(say("approve"), () => this.#approve())),
      h("div", { class: "row" },
        this.#status,
        h("label", { class: "check" }, this.#needsWork, say("needsWork"))),
    ];
  }

  async #check() {
    const number = ++this.#checks;
    try {
      const answer = await post("check", { locale: this.#app.page.locale, id: this.id, forms: this.#forms });
      if (number === this.#checks) this.#showCheck(answer);
    } catch (error) {
      if (number === this.#checks) fill(this.#findings, h("li", null, errorBox(error)));
    }
  }

  #showCheck({ findings, rendered }) {
    const { lang, dir } = this.#message;
    const shown = rendered.filter((html) => html.trim());
    fill(this.#findings, findings.map(findingItem));
    let frames = [...this.#rendered.querySelectorAll("iframe")];
    if (frames.length !== shown.length) {
      frames = shown.map(() => h("iframe", { sandbox: "", title: say("rendered"), tabindex: "-1" }));
      fill(this.#rendered, shown.length > 0 && h("h3", null, say("rendered")), frames);
    }
    frames.forEach((frame, index) => showRendered(frame, shown[index], lang, dir));
  }

  /** Write what was typed into the catalog: the change, with the server's answer; or nothing, if it was refused. */
  async store() {
    if (!this.#message || this.#isFrozen || this.saving) return null;
    const before = this.#seen;
    const after = { forms: this.#forms, fuzzy: this.#needsWork.checked };
    const isNew = this.dirty || after.fuzzy !== before.fuzzy;
    const answer = isNew ? await this.#send("save", { ...after, seen: before }) : {};
    if (!answer) return null;
    this.#seen = after;
    return { id: this.id, before, after, isNew, ...answer };
  }

  async #send(name, body) {
    this.saving = true;
    this.status = say("saving");
    this.#trouble.hidden = true;
    try {
      return await post(name, { locale: this.#app.page.locale, id: this.id, ...body });
    } catch (error) {
      this.status = "";
      fill(this.#trouble, error.status === 409 && error.theirs ? this.#conflict(error.theirs) : errorBox(error));
      this.#trouble.hidden = false;
      this.#trouble.scrollIntoView({ block: "nearest" });
      return null;
    } finally {
      this.saving = false;
    }
  }

  #conflict(theirs) {
    const { lang, dir } = this.#message;
    const side = (title, forms) => h("div", null, h("h3", null, say(title)),
      forms.map((form) => h("p", { class: "source", lang, dir }, form || say("empty"))));
    const keepMine = () => { this.#seen = theirs; this.focus(); this.#app.save(false); };
    const takeTheirs = () => {
      this.#seen = theirs;
      this.#trouble.hidden = true;
      this.#needsWork.checked = theirs.fuzzy;
      this.#areas.forEach((area, index) => write(area, theirs.forms[index] ?? ""));
      this.focus();
    };
    return [
      h("p", { role: "alert" }, say("conflict")),
      h("div", { class: "sides" }, side("mine", this.#forms), side("theirs", theirs.forms)),
      h("div", { class: "actions" }, button(say("keepMine"), keepMine), button(say("takeTheirs"), takeTheirs)),
    ];
  }

  async #approve() {
    if (await this.#send("approve", { forms: this.#seen.forms })) this.#app.approved();
  }
}

/** Put a text into a field in such a way that the browser's own undo takes it back. */
function write(area, text) {
  area.focus();
  area.select();
  const command = text ? "insertText" : "delete";
  if (!document.execCommand(command, false, text)) {
    area.value = text;
    area.dispatchEvent(new Event("input"));
  }
}

function fitHeight(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** A text that is too long for its box can be scrolled by the arrow keys, too. */
function reachByKeyboard(element) {
  if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
}

function noteFacts({ notes, context, comment, source_lang }, { kind }) {
  const lines = notes.filter((note) => !/^(in|page): /.test(note) && note !== kind);
  return facts(
    [say("context"), [context]],
    [say("notes"), lines.map((line) => h("span", { lang: source_lang }, line))],
    [say("comment"), [comment]]);
}

function furtherFacts({ places, flags, file, line }) {
  const others = places.filter((place) => place.path !== location.pathname);
  return h("details", null, h("summary", null, say("more")), facts(
    [say("places"), others.map((place) => h("a", { href: place.path }, place.title))],
    [say("flags"), flags],
    [say("file"), [h("code", null, line ? `${file}:${line}` : file)]]));
}

/** Facts as pairs of a name and what there is of it; a name without anything is left out. */
function facts(...pairs) {
  const known = pairs.map(([name, values]) => [name, present(values)]).filter(([, values]) => values.length);
  return known.length > 0 && h("dl", null, known.map(([name, values]) =>
    [h("dt", null, name), values.map((value) => h("dd", null, value))]));
}

function glossary({ glossary: terms, lang, dir, source_lang }) {
  return terms.length > 0 && [
    h("h3", null, say("glossary")),
    h("ul", { class: "glossary" }, terms.map(({ term, translation, note }) => h("li", null,
      h("span", { lang: source_lang }, term), " → ", h("b", { lang, dir }, translation),
      note && h("small", null, note)))),
  ];
}

function findingItem({ severity, refused, message, hint, rule }) {
  return h("li", { "data-severity": refused ? "error" : severity },
    h("b", null, WORDS.severity[refused ? "refused" : severity]), " ", message, " ", h("code", null, rule),
    hint && h("small", null, hint));
}

/** What is wrong, what to do, and where. */
function errorBox({ message, hint, place }, kind = "error") {
  return h("div", { class: kind, "data-kind": "error", role: "alert" },
    h("b", null, message), hint && h("p", null, hint), place && h("code", null, place));
}

/** Show what readers would get in a frame that can neither run scripts nor ask other hosts for anything. */
function showRendered(frame, html, lang, dir) {
  const quoted = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const page = `<!DOCTYPE html><html lang="${quoted(lang)}" dir="${quoted(dir)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src ${location.origin}; style-src 'unsafe-inline'">
<base href="${quoted(document.baseURI)}" target="_blank"><title>${quoted(say("rendered"))}</title>
<style>:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}body{margin:9px 12px;overflow-wrap:anywhere}
p,ul,ol,dl,blockquote,pre,h1,h2,h3,h4,h5,h6{margin-block:0}h1,h2,h3,h4,h5,h6{font-size:1em}img{max-width:100%}
</style></head><body>${html}</body></html>`;
  if (frame.srcdoc === page) return;
  frame.srcdoc = page;
  // The frame keeps its height to itself; about so many lines it will need, where ideographs are two letters wide.
  const blocks = html.split(/<br|<\/(?:p|li|h\d|tr|dt|dd|pre)>/i).map((block) => block.replace(/<[^>]*>/g, "").trim());
  const lines = blocks.map((block) => Math.ceil(block.replace(/[\u2e80-\uffdc]/g, "--").length / 44));
  frame.style.height = `${Math.min(320, 20 + 25 * Math.max(1, lines.reduce((sum, n) => sum + n)))}px`;
}

/** One pair of examples for each kind of formatting, folded. */
function markdownHelp({ markdown }) {
  const [bold, link, code] = [say("boldExample"), say("linkExample"), say("codeExample")];
  const pair = (written, shown) => h("tr", null, h("td", null, h("code", null, written)), h("td", null, shown));
  return markdown && h("details", null, h("summary", null, say("markdown")),
    h("table", null,
      h("thead", null, h("tr", null, h("th", { scope: "col" }, say("write")), h("th", { scope: "col" }, say("see")))),
      h("tbody", null,
        pair(`**${bold}**`, h("strong", null, bold)),
        pair(`[${link}](/about.html)`, h("u", null, link)),
        pair(`\`${code}\``, h("code", null, code)))),
    h("p", { class: "quiet" }, say("markdownHint")));
}

// ---- The list of the page's messages -------------------------------------------------------------

class List {
  element = h("section", { class: "list" });
  filter = "unfinished";
  #app;
  #filters = h("div", { class: "filters", role: "group", "aria-label": say("filter") });
  #rows = h("ul", { class: "scroll rows", "aria-label": say("list"), onkeydown: (event) => this.#move(event) });

  constructor(app) {
    this.#app = app;
    this.element.append(this.#filters, this.#rows);
  }

  get scroll() { return this.#rows.scrollTop; }
  set scroll(offset) { this.#rows.scrollTop = offset; }

  /** The message whose row has the focus. */
  get focused() { return this.#rows.querySelector("button:focus")?.dataset.id; }

  get #buttons() { return [...this.#rows.querySelectorAll("button")]; }

  show(entries) {
    const choose = (name) => {
      this.filter = name;
      this.show(entries);
      this.#filters.querySelector("[aria-pressed=true]").focus();
    };
    fill(this.#filters, Object.entries(FILTERS).map(([name, isListed]) => button(
      [WORDS.filters[name], count(entries.filter(isListed).length)],
      () => choose(name), { "aria-pressed": String(name === this.filter) })));
    const rows = entries.filter(FILTERS[this.filter]).map((entry) => this.#row(entry));
    const nothing = !rows.length && h("li", { class: "nothing" }, WORDS.nothing[this.filter]);
    fill(this.#rows, rows, nothing, h("li", null, this.#app.links()));
    this.#rows.querySelector("button")?.setAttribute("tabindex", "0");
  }

  focus(id) {
    const buttons = this.#buttons;
    const row = buttons.find((known) => known.dataset.id === id) ?? buttons[0] ?? this.#filters.querySelector("button");
    row.focus();
  }

  /** Show in the list which message is under the pointer on the page. */
  point(entry) {
    for (const row of this.#buttons) row.toggleAttribute("data-hover", row.dataset.id === entry?.id);
  }

  #row(entry) {
    const { id, state, kind, text, critical, where } = entry;
    const place = isClickable(entry) ? kind : [...where].map((name) => WORDS.where[name] ?? name).join(", ") || kind;
    const point = (pointed, scroll) => () => this.#app.point(pointed, scroll);
    return h("li", null, button(
      [
        h("span", { class: "first-words", dir: "auto" }, text.length < FIRST_WORDS ? text : `${text}…`),
        h("span", { class: "about" },
          stateChip(state), h("span", null, place),
          !isClickable(entry) && tag(say("notClickable")), criticalTags(critical)),
      ],
      () => this.#app.openEntry(entry),
      {
        tabindex: "-1", "data-id": id, "data-state": state,
        onmouseenter: point(entry, false), onmouseleave: point(null, false),
        onfocus: () => { this.#keepTabStop(id); this.#app.point(entry, true); },
      }));
  }

  /** One row can be reached by Tab; arrows lead to the others. */
  #keepTabStop(id) {
    for (const row of this.#buttons) row.tabIndex = row.dataset.id === id ? 0 : -1;
  }

  #move(event) {
    const buttons = this.#buttons;
    const here = buttons.indexOf(event.target);
    const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (here < 0 || target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, target))].focus();
  }
}

// ---- The whole -----------------------------------------------------------------------------------

class Preview extends HTMLElement {
  page = null;
  #shadow = this.attachShadow({ mode: "open" });
  #room = new CSSStyleSheet();
  #frames = h("div", { class: "frames", "aria-hidden": "true" });
  #bars = h("div", { class: "bars" });
  #pill = h("div", { class: "pill" });
  #panel = h("div", { class: "panel", hidden: true });
  #top = h("div", { class: "top" });
  #dialog = h("dialog", { "aria-label": say("unsaved") });
  #overlay = new Overlay(this.#frames);
  #list = new List(this);
  #editor = new Editor(this);
  #entries = [];
  #sent = null;        // the page as the server has sent it, whatever scripts have made of it
  #settings = { on: false, open: true, hidden: [], ...remembered("localStorage") };
  #place = remembered("sessionStorage");
  #news = { gone: false, error: null, changed: false };
  #isOld = false;      // the site is newer than what is shown
  #isRenewing = false;
  #events = null;
  #hovered = null;
  #frameRequest = 0;
  #isLeaving = false;
  #above = 0;          // the height of the bars, in px

  async start() {
    this.dataset.side = document.documentElement.dir === "rtl" ? "left" : "right";
    this.#listen();
    const style = new CSSStyleSheet();
    const facts = get("page", { path: location.pathname }).catch((error) => { this.#news.error = error; });
    const marked = this.#settings.on && this.#fetchMarked();
    style.replaceSync(await (await fetch("/-/panel.css")).text());
    this.#shadow.adoptedStyleSheets = [style];
    document.adoptedStyleSheets.push(this.#room);
    this.#panel.append(this.#top, this.#list.element, this.#editor.element);
    const attributes = { class: "root", lang: say("lang"), dir: say("dir"), "aria-label": say("panel") };
    this.#shadow.append(this.#frames, h("aside", attributes, this.#bars, this.#panel, this.#pill, this.#dialog));
    // The panel's place is there before anything is in it: a page that is shown anew does not jump.
    this.#panel.hidden = !this.#isOpen;
    this.#makeRoom();
    this.#scrollBack();
    this.page = await facts;
    if (!this.page) return this.#showBars();
    this.#list.filter = this.#place.filter ?? "unfinished";
    await this.#show(marked);
    this.#restorePlace();
    this.#watch();
    this.#sent = await fetchPage(location.href);
  }

  // ---- Drawing

  get #isOpen() { return this.#settings.on && this.#settings.open; }

  async #fetchMarked() {
    return new MarkedPage(await fetchPage(`/-/marked?${new URLSearchParams({ path: location.pathname })}`));
  }

  async #show(marked = this.#settings.on && this.#fetchMarked()) {
    const found = await marked;
    const live = found && new LivePage();
    this.#entries = entriesOf(this.page, found, live);
    if (live) this.#overlay.show(this.#entries, live, this.#settings.hidden);
    else this.#overlay.hide();
    this.#showPanel();
  }

  #showPanel() {
    this.#panel.hidden = !this.#isOpen;
    this.#list.element.hidden = Boolean(this.#editor.id) || this.page.is_source;
    this.#showPill();
    this.#showTop();
    this.#list.show(this.#entries);
    this.#showBars();
  }

  get #unfinished() { return this.#entries.filter(FILTERS.unfinished); }

  #switch(...label) {
    return button([h("span", { class: "track" }), label], () => this.toggle(), {
      class: "switch", role: "switch", "aria-checked": String(this.#settings.on),
      "aria-label": say("switch"), title: `${say("switch")} (${shortcut("Alt", "T")})`,
    });
  }

  #showPill() {
    const n = this.#unfinished.length;
    this.#pill.hidden = this.#isOpen;
    const { status, is_source, overview } = this.page;
    fill(this.#pill,
      this.#switch(say("switch"), keys("Alt", "T")),
      !this.#settings.on && status !== "published" && tag(this.#statusWords(), "strong"),
      !is_source && h("span", { class: "count", "data-none": !n }, n ? say("unfinished", { n }) : say("nothingUnfinished")),
      !is_source && !n && h("a", { href: overview }, say("overview")),
      this.#settings.on && button(say("openPanel"), () => this.#openPanel()));
  }

  #statusWords() {
    return this.page.status === "draft" ? say("draft") : say("withheld", { language: this.page.english });
  }

  #showTop() {
    const hide = iconButton("hidePanel", "×", () => this.#hidePanel());
    if (this.#editor.id) fill(this.#top, this.#steps(hide));
    else if (this.page.is_source) fill(this.#top, this.#headline(hide), h("p", null, say("isSource")), this.links());
    else fill(this.#top, this.#headline(hide), this.#legend());
  }

  #headline(hide) {
    const { english, title, words, words_translated: done } = this.page;
    return [
      h("div", { class: "row" }, h("h2", null, english), this.#switch(), hide),
      title && h("p", { class: "title", dir: "auto" }, title),
      words > 0 && h("div", { class: "row" },
        h("progress", { max: words, value: done, "aria-label": say("progress") }),
        h("span", { class: "quiet" }, say("words", { done, all: words }))),
    ];
  }

  #legend() {
    const { hidden } = this.#settings;
    const toggle = (state) => {
      const others = hidden.filter((other) => other !== state);
      this.#keepSettings({ hidden: hidden.includes(state) ? others : [...hidden, state] });
      this.#overlay.paint(this.#settings.hidden);
      this.#showTop();
      this.#top.querySelector(`.legend [data-state=${state}]`).focus();
    };
    const states = STATES.filter((state) => this.#entries.some((entry) => entry.state === state));
    return [
      h("div", { class: "legend", role: "group", "aria-label": say("legend") }, states.map((state) => button(
        [
          h("span", { class: "swatch", "aria-hidden": "true" }, "ab"), WORDS.states[state],
          count(this.#entries.filter((entry) => entry.state === state).length),
        ],
        () => toggle(state), { "data-state": state, "aria-pressed": String(!hidden.includes(state)) }))),
      !Overlay.works && h("p", { class: "quiet" }, say("noHighlights")),
    ];
  }

  /** The ways to the overview and to the page in other languages. */
  links() {
    const { versions, overview } = this.page;
    return h("p", { class: "links" },
      h("a", { href: overview }, say("overview")),
      versions.length > 0 && h("span", null, say("otherVersions"), versions.map(({ locale, language, path }) =>
        [" ", h("a", { href: path, lang: locale.replaceAll("_", "-") }, language)])));
  }

  #steps(hide) {
    const all = this.#unfinished;
    const n = all.findIndex((entry) => entry.id === this.#editor.id) + 1;
    const position = n ? say("position", { n, all: all.length }) : say("unfinished", { n: all.length });
    return h("div", { class: "row" },
      button(`‹ ${say("allTexts")}`, () => this.closeEditor(), { class: "plain" }),
      h("h2", { class: "quiet grow" }, position),
      this.#place.undo && iconButton("undo", "↶", () => this.undo(), "Z"),
      iconButton("previous", "↑", () => this.step(-1), "↑"),
      iconButton("next", "↓", () => this.step(1), "↓"),
      hide);
  }

  #showBars() {
    const { gone, error, changed } = this.#news;
    const isUnpublished = this.#settings.on && this.page && this.page.status !== "published";
    fill(this.#bars,
      gone && errorBox({ message: say("gone") }, "bar"),
      error && errorBox(error, "bar"),
      changed && h("p", { class: "bar", role: "status" }, say("changed")),
      isUnpublished && this.#reasonsBar());
    this.#makeRoom();
  }

  #reasonsBar() {
    const { blockers, status } = this.page;
    const onToggle = (event) => { this.#place.reasons = event.target.open; this.#makeRoom(); };
    const reason = ({ message, hint, id }) => h("li", null,
      h("span", null, message, hint && h("small", null, hint)), id && button(say("show"), () => this.openId(id)));
    if (!blockers.length) return h("p", { class: "bar", "data-kind": status }, h("b", null, this.#statusWords()));
    return h("details", { class: "bar", "data-kind": status, open: this.#place.reasons, ontoggle: onToggle },
      h("summary", null, h("b", null, this.#statusWords()), tag(say("reasons", { n: blockers.length }))),
      h("ul", null, blockers.map(reason)));
  }

  /** Beside the panel and below the bars there is room for the page, so that they hide nothing of it. */
  #makeRoom() {
    const { side } = this.dataset;
    const beside = WIDE.matches ? this.#panel.offsetWidth : 0;
    const below = WIDE.matches ? 0 : this.#panel.offsetHeight;
    this.#bars.style[side] = `${beside}px`;
    const above = this.#bars.offsetHeight;
    const rules = Object.entries({ [side]: beside, top: above, bottom: below }).filter(([, size]) => size)
      .map(([edge, size]) => `margin-${edge}: ${size}px !important;`);
    const around = (innerHeight - above - below) * SURROUNDINGS;
    const padding = `scroll-padding-block: ${above + around}px ${below + around}px;`;
    this.#room.replaceSync(this.#settings.on || above ? `html { ${rules.join(" ")} ${padding} }` : "");
    // What is being read stays in its place.
    if (scrollY > 0) scrollBy({ top: above - this.#above, behavior: "instant" });
    this.#above = above;
    this.#overlay.place();
  }

  // ---- What people do

  #watch() {
    document.addEventListener("keydown", (event) => this.#onKey(event), true);
    document.addEventListener("click", (event) => this.#onClick(event), true);
    document.addEventListener("mousemove", (event) => this.#onMove(event), { passive: true });
    document.addEventListener("visibilitychange", () => this.#listen());
    addEventListener("resize", () => this.#makeRoom());
    addEventListener("pagehide", () => this.#keepPlace());
    addEventListener("beforeunload", (event) => { if (this.#editor.dirty) event.preventDefault(); });
  }

  #onKey(event) {
    const act = !this.#dialog.open && this.#actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  /** What a key is for, if it is one of the panel's. */
  #actOf(event) {
    const { code, altKey, ctrlKey, metaKey, shiftKey } = event;
    const isHere = this.#isHere(event);
    if (altKey && !ctrlKey && !metaKey && !shiftKey && !event.getModifierState("AltGraph")) {
      if (code === "KeyT") return () => this.toggle();
      if (!this.#settings.on || this.page.is_source) return null;
      if (code === "Enter") return isHere && (() => this.save(true));
      return { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), KeyZ: () => this.undo() }[code];
    }
    if (!isHere || event.isComposing) return null;
    if (code === "Enter" && (ctrlKey || metaKey)) return () => this.save(shiftKey);
    if (code === "Escape") return () => (this.#editor.id ? this.closeEditor() : this.#hidePanel());
    return null;
  }

  #isHere(event) { return event.composedPath().includes(this); }

  #onClick(event) {
    const { detail, clientX, clientY, target } = event;
    if (!this.#settings.on || this.#isHere(event) || !event.isTrusted) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (detail && !getSelection().isCollapsed) return;  // somebody selects text
    const entry = detail ? this.#overlay.at(clientX, clientY, target) : this.#overlay.of(target);  // 0: by keyboard
    if (!entry) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.openEntry(entry, { scroll: false });
  }

  #onMove(event) {
    if (!this.#settings.on || this.#isHere(event)) return;
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = requestAnimationFrame(() => {
      const entry = this.#overlay.at(event.clientX, event.clientY, event.target);
      if (entry === this.#hovered) return;
      this.point(entry, false);
      this.#list.point(entry);
    });
  }

  /** Show on the page which message is meant; and lead to it. */
  point(entry, scroll) {
    this.#hovered = entry;
    this.#overlay.emphasize("hover", entry === this.#editor.entry ? null : entry);
    if (entry && scroll) this.#scrollTo(entry);
  }

  #scrollTo({ spans, images, elements }) {
    const target = spans[0]?.range.startContainer.parentElement ?? images[0] ?? elements[0];
    target?.scrollIntoView({ block: "nearest", behavior: CALM.matches ? "instant" : "smooth" });
  }

  async toggle() {
    if (!(await this.#leave())) return;
    this.#keepSettings({ on: !this.#settings.on });
    await this.#show();
    (this.#panel.hidden ? this.#pill : this.#top).querySelector(".switch").focus({ preventScroll: true });
  }

  #keepSettings(changes) {
    Object.assign(this.#settings, changes);
    remember("localStorage", this.#settings);
  }

  #openPanel() {
    this.#keepSettings({ open: true });
    this.#showPanel();
    this.#list.focus();
  }

  async #hidePanel() {
    if (!(await this.#leave())) return;
    this.#keepSettings({ open: false });
    this.point(null, false);
    this.#showPanel();
    this.#pill.querySelector("button:last-child").focus({ preventScroll: true });
  }

  /** Open a message in the editor; `status` says what has just been done. */
  async openEntry(entry, { scroll = true, focus = !TOUCH.matches, status = "" } = {}) {
    if (!(await this.#mayLeave())) return;
    this.#keepSettings({ open: true });
    if (this.#news.changed) return this.#reload({ open: entry.id, status });
    if (!this.#editor.id) this.#place.list = this.#list.scroll;
    const opened = this.#editor.open(entry, { focus, status });
    this.#overlay.emphasize("open", entry);
    this.#showPanel();
    if (scroll) this.#scrollTo(entry);
    await opened;
  }

  openId(id, options) {
    const unseen = { id, kind: "", spans: [], images: [], elements: [], where: new Set() };
    return this.openEntry(this.#entries.find((entry) => entry.id === id) ?? unseen, options);
  }

  async closeEditor() {
    const { id } = this.#editor;
    if (!(await this.#leave())) return;
    this.#showPanel();
    this.#list.scroll = this.#place.list ?? 0;
    this.#list.focus(id);
  }

  /** Close the editor if it may be left; if the page has changed meanwhile, it is shown anew. */
  async #leave() {
    if (!(await this.#mayLeave())) return false;
    this.#editor.close();
    this.#overlay.emphasize("open", null);
    if (this.#news.changed) this.#reload();
    return true;
  }

  /** Whether what is open may be left: it is saved, or given up, or nothing was typed. */
  async #mayLeave() {
    if (!this.#editor.dirty) return true;
    const answer = await this.#ask("unsaved", ["save", "discard", "stay"]);
    if (answer === "save") return this.#store();
    if (answer !== "discard") this.#editor.focus();
    return answer === "discard";
  }

  #ask(question, answers) {
    return new Promise((resolve) => {
      fill(this.#dialog, h("form", { method: "dialog" }, h("p", null, say(question)),
        h("div", { class: "actions" }, answers.map((answer) => h("button", { value: answer }, say(answer))))));
      this.#dialog.returnValue = "";
      this.#dialog.addEventListener("close", () => resolve(this.#dialog.returnValue), { once: true });
      this.#dialog.showModal();
    });
  }

  /** Open the next unfinished message, or the previous one. */
  step(by) {
    const next = this.#neighbour(by);
    if (next) this.openEntry(next);
    else this.#editor.status = say("noneLeft");
  }

  /** The unfinished message after the open one, or before it; after the last comes the first. */
  #neighbour(by) {
    const here = this.#entries.findIndex((entry) => entry.id === this.#editor.id);
    const isUnfinished = (entry) => FILTERS.unfinished(entry) && entry.id !== this.#editor.id;
    const [before, after] = [this.#entries.slice(0, Math.max(0, here)), this.#entries.slice(here + 1)];
    return by > 0
      ? after.find(isUnfinished) ?? before.find(isUnfinished)
      : before.findLast(isUnfinished) ?? after.findLast(isUnfinished);
  }

  // ---- Saving, and what has changed

  /** Save, and go on to the next unfinished message; where there is none, to the list. */
  async save(goOn) {
    const { entry } = this.#editor;
    const stored = await this.#store();
    if (!stored) return;
    const status = say(stored.isNew ? "saved" : "unchanged");
    const next = goOn ? this.#neighbour(1) : entry;
    if (!next) this.closeEditor();
    else if (next !== entry) this.openEntry(next, { status });
    else this.#editor.status = status;
  }

  /** Save what is open; what was saved, or nothing if it could not be. It can be undone, and the page is renewed. */
  async #store() {
    const stored = await this.#editor.store();
    if (!stored && this.#isOld) this.#renew();
    if (!stored?.isNew) return stored;
    const entry = this.#entries.find(({ id }) => id === stored.id);
    if (entry) entry.state = stored.state;
    this.#place.undo = { locale: this.page.locale, id: stored.id, before: stored.before, after: stored.after };
    this.#renew(stored.revision);
    return stored;
  }

  approved() {
    this.#editor.status = say("approvedNow");
    this.#renew();
  }

  async undo() {
    const { undo } = this.#place;
    if (!undo) return;
    if (this.#editor.dirty) {
      this.#editor.status = say("undoFirst");
      return;
    }
    this.#place.undo = null;
    try {
      const { locale, id, before, after } = undo;
      const { revision } = await post("save", { locale, id, ...before, seen: after });
      this.openId(id, { status: say("undone") });
      this.#renew(revision);
    } catch (error) {
      this.#news.error = error;
      this.#showPanel();
    }
  }

  #keepPlace(changes) {
    if (this.#isLeaving) return;
    const { id: open, status } = this.#editor;
    const { filter, scroll } = this.#list;
    remember("sessionStorage", {
      ...this.#place, path: location.pathname, x: scrollX, y: scrollY, open, status, filter,
      list: open ? this.#place.list : scroll, isFocused: this.#shadow.activeElement !== null, ...changes,
    });
  }

  #reload(changes) {
    this.#keepPlace(changes);
    this.#isLeaving = true;
    location.reload();
  }

  get #isReloaded() {
    return this.#place.path === location.pathname && performance.getEntriesByType("navigation")[0]?.type === "reload";
  }

  #scrollBack() {
    if (this.#isReloaded) scrollTo({ left: this.#place.x, top: this.#place.y, behavior: "instant" });
  }

  #restorePlace() {
    if (!this.#isReloaded) return;
    const { open, status, list, isFocused } = this.#place;
    this.#scrollBack();
    this.#list.scroll = list ?? 0;
    if (open && this.#isOpen) this.openId(open, { focus: isFocused && !TOUCH.matches, status });
  }

  /** Hear of changes while the page is seen: tabs in the background would use up the browser's connections. */
  #listen() {
    this.#events?.close();
    this.#events = null;
    if (document.hidden) return;
    if (this.page) this.#catchUp();
    const events = this.#events = new EventSource("/-/events");
    events.onopen = () => { if (this.#news.gone) this.#cameBack(); };
    events.onmessage = (event) => this.#onNews(JSON.parse(event.data));
    // A page that is being left loses its connection, too; so one waits a moment before one speaks of it.
    events.onerror = () => setTimeout(() => {
      if (this.#events !== events || events.readyState === EventSource.OPEN) return;
      this.#news.gone = true;
      this.#showBars();
      if (events.readyState === EventSource.CLOSED) this.#listen();
    }, RECONNECT_DELAY);
  }

  async #catchUp() {
    const now = await get("page", { path: location.pathname }).catch(() => null);
    if (now && now.revision !== this.page.revision) this.#renew(now.revision);
  }

  #cameBack() {
    this.#news.gone = false;
    this.#showBars();
    this.#renew();
  }

  #onNews({ revision, error, locales = [], all = !locales.length }) {
    this.#news.error = error && { ...error, message: `${say("siteError")} ${error.error ?? error}` };
    this.#showBars();
    if (this.page && revision <= this.page.revision) return;
    if (all || !this.page || locales.includes(this.page.locale)) this.#renew(revision);
    else this.page.revision = revision;
  }

  /** Show the site as it is now, one time after the other. */
  async #renew(revision) {
    this.#isOld = true;
    if (this.page && revision) this.page.revision = revision;  // so that news of it are none
    if (this.#isRenewing || this.#editor.saving) return;
    this.#isRenewing = true;
    try {
      while (this.#isOld) await this.#renewOnce();
    } catch (error) {
      if (error.status) this.#news.error = error;  // without one, the server is gone; that is known elsewhere
      this.#showBars();
    } finally {
      this.#isRenewing = false;
    }
  }

  /** Change what has changed, beside the editor and under the reader's eyes; load the page again if that cannot be. */
  async #renewOnce() {
    this.#isOld = false;
    if (!this.#sent) return this.#loadAgain();
    const { on } = this.#settings;
    const [sent, page, marked] = await Promise.all(
      [fetchPage(location.href), get("page", { path: location.pathname }), on && this.#fetchMarked()]);
    if (on !== this.#settings.on || !update(this.#sent, sent)) return this.#loadAgain();
    [this.#sent, this.page] = [sent, page];
    const { scroll } = this.#list;
    const row = this.#list.focused;
    await this.#show(marked);
    this.#list.scroll = scroll;
    if (row) this.#list.focus(row);
    this.#editor.entry &&= this.#entries.find((entry) => entry.id === this.#editor.id) ?? this.#editor.entry;
    this.#overlay.emphasize("open", this.#editor.entry);
    await this.#editor.refresh();
  }

  /** Load the page again, but never while something is being typed or saved. */
  #loadAgain() {
    if (!this.#editor.dirty && !this.#editor.saving && !this.#dialog.open) return this.#reload();
    this.#news.changed = true;
    this.#showBars();
  }
}

customElements.define("gettext-preview", Preview);
const preview = document.createElement("gettext-preview");
document.documentElement.append(preview);
preview.start();
})();
