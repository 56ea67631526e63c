// Small helpers: elements, what is remembered, and what a message's state is called.

import { WORDS } from "./words.js";

/** What messages may be, what is to be done first. */
export const STATES = [
  "untranslated", "fuzzy", "refused", "faulty", "unapproved", "missing", "translated", "supplied",
];
const UNFINISHED = ["untranslated", "fuzzy", "refused", "faulty", "missing"];
const isUnapproved = ({ state }) => state === "unapproved";
export const waitsForOthers = (entry) => isUnapproved(entry) && !entry.isToApprove;
export const FILTERS = {
  unfinished: (entry) => UNFINISHED.includes(entry.state) || (isUnapproved(entry) && entry.isToApprove),
  all: () => true,
  theme: (entry) => entry.theme,
};
const STORED = "pelican-gettext-preview";
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** A sentence of the panel with its names filled in. */
export function say(key, values = {}) {
  return (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What a language is called in the panel's own. */
export function languageName(tag, otherwise) {
  try { return new Intl.DisplayNames([say("lang")], { type: "language" }).of(tag); } catch { return otherwise; }
}

/** What kind of text something is; a heading has its level, a setting its name. */
export function kindName(kind) {
  if (/ alt$/.test(kind)) return kindName("image text");  // a field beside one with a picture's address
  const [, word, n] = /^(heading|setting) (\S+)$/.exec(kind) ?? [null, kind];
  const key = `kind.${word}`;
  return key in WORDS ? say(key, { n, name: n }) : kind;
}

const ALIKE = {
  "script-text": "in-code", "style-text": "in-code", "tag-text": "in-code", "made-markup": "in-code",
  "mixed-script": "look-alikes",
};

/** What a rule is called and what to do about it; what has no words of the panel's own is said in English. */
export function ruleWords(rule, hint) {
  const name = ALIKE[rule] ?? rule.replace(/^critical-/, "");
  const [called, told] = [`rule.${name}`, `do.${name}`];
  return {
    title: called in WORDS && h("span", { class: "rule" }, say(called)),
    hint: told in WORDS ? h("small", null, say(told)) : hint && h("small", { lang: "en", dir: "auto" }, hint),
  };
}

/** What was found: in the panel's words, if it has some for it; else in English. */
export function foundWords({ said, message }) {
  if (!said || !(said.name in WORDS)) return { lang: "en", text: message };
  // Each text keeps its own direction within the sentence.
  const values = Object.entries(said.values).map(([name, value]) => [name, `\u2068${value}\u2069`]);
  return { lang: null, text: say(said.name, Object.fromEntries(values)) };
}

/** Children without those that are left out, such as `condition && element`. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0);
}

/** An element with attributes, listeners (on…) and children; texts enter as text. */
export function h(tag, attributes, ...children) {
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
export function shortcut(...names) {
  const mac = { Alt: "⌥", Ctrl: "⌘", Enter: "↩" };
  return MAC ? names.map((name) => mac[name] ?? name).join("") : names.join("+").replace("Enter", "↵");
}

export function keys(...names) {
  return h("kbd", { "aria-hidden": "true", dir: "ltr" }, shortcut(...names));
}

export function button(content, onclick, attributes) {
  return h("button", { type: "button", onclick, ...attributes }, content);
}

/** A button that is one sign; what it does is said by its name, with its key beside Alt. */
export function iconButton(name, sign, onclick, key) {
  const title = key ? `${say(name)} (${shortcut("Alt", key)})` : say(name);
  return button(sign, onclick, { class: "icon", "aria-label": say(name), title });
}

export function tag(text, kind = "") {
  return h("span", { class: `tag ${kind}` }, text);
}

export function count(n) {
  return h("span", { class: "count" }, String(n));
}

export function stateChip(state) {
  return h("span", { class: "state", "data-state": state }, say(`states.${state}`));
}

export function criticalTags(names) {
  return names.map((name) => tag(say("critical", { name }), "strong"));
}

/** What is remembered in this tab or in this browser; storage may be forbidden, or full. */
export function remembered(storage) {
  try { return JSON.parse(window[storage].getItem(STORED)) ?? {}; } catch { return {}; }
}

export function remember(storage, value) {
  try { window[storage].setItem(STORED, JSON.stringify(value)); } catch { /* it is forgotten then */ }
}

export function sameTexts(some, others) {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}
