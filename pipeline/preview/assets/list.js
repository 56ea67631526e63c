// The list of the page's messages.

import {
  button, count, criticalTags, fill, FILTERS, h, kindName, say, stateChip, tag, waitsForOthers,
} from "./elements.js";
import { isClickable } from "./marks.js";
import { get } from "./server.js";

const placeName = (name) => say(`where.${name}`).replace(/^where\./, "");
const FIRST_WORDS = 120;  // a longer text comes cut off at this length

/** What a text begins with, in its own language. */
export function firstWords({ text }) {
  return h("span", { class: "first-words", dir: "auto" }, text.length < FIRST_WORDS ? text : `${text}…`);
}

export class List {
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
      [say(`filters.${name}`), count(entries.filter(isListed).length)],
      () => choose(name), { "aria-pressed": String(name === this.filter) })));
    const listed = entries.filter(FILTERS[this.filter]);
    // Whoever has translated everything is told what the page still waits for.
    const waiting = this.filter === "unfinished" && !listed.length ? entries.filter(waitsForOthers) : [];
    const nothing = !listed.length && say(waiting.length ? "nothing.waiting" : `nothing.${this.filter}`);
    fill(this.#rows, nothing && h("li", { class: "nothing" }, nothing),
      [...listed, ...waiting].map((entry) => this.#row(entry)), h("li", null, this.#app.links()));
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
    const { id, state, kind, critical, where } = entry;
    const places = isClickable(entry) ? [] : [...where].map((name) => placeName(name));
    const place = places.join(", ") || kindName(kind);
    const point = (pointed, scroll) => () => this.#app.point(pointed, scroll);
    return h("li", null, button(
      [
        firstWords(entry),
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
