// The overlay on the page: texts painted by the states of their messages.

import { h, STATES } from "./elements.js";

// The only rules that reach the page itself. Mid-tones that are seen on light and on dark pages; each state
// has a line of its own, so that none is told by its colour alone.
const HIGHLIGHTS = `
  ::highlight(gp-translated) { text-decoration: underline dotted 1px rgb(22 163 74 / .6); }
  ::highlight(gp-supplied) { text-decoration: underline dotted 1px rgb(107 114 128 / .75); }
  ::highlight(gp-untranslated) { background-color: rgb(59 130 246 / .15); text-decoration: underline solid 2px #3b82f6; }
  ::highlight(gp-fuzzy) { background-color: rgb(217 119 6 / .16); text-decoration: underline wavy 1px #d97706; }
  ::highlight(gp-refused) { background-color: rgb(239 68 68 / .16); text-decoration: underline double 2px #ef4444; }
  ::highlight(gp-faulty) { background-color: rgb(239 68 68 / .12); text-decoration: underline wavy 2px #ef4444; }
  ::highlight(gp-unapproved) { background-color: rgb(139 92 246 / .16); text-decoration: underline dashed 2px #8b5cf6; }
  ::highlight(gp-missing) { background-color: rgb(13 148 136 / .16); text-decoration: underline dotted 3px #0d9488; }
  ::highlight(gp-open) { background-color: rgb(99 102 241 / .24); }
  ::highlight(gp-hover) { background-color: rgb(99 102 241 / .2); }`;

/** The messages' ranges on the page, painted by state, and what is at a point of it. */
export class Overlay {
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
