// The editor of one message.

import { differenceElements } from "./differences.js";
import {
  button, criticalTags, fill, foundWords, h, keys, kindName, present, ruleWords, sameTexts, say, shortcut, stateChip, tag,
} from "./elements.js";
import { get, here, linked, PICTURES, post, READ_ONLY } from "./server.js";

const READABLE = 75;      // texts that are less alike, in %, are not compared word by word
const CHECK_DELAY = 300;
const RETRY_DELAY = 1000;
const HIGHEST = 320;      // a frame that needs more, in px, is scrolled
const PICTURE = '="picture://';  // so the server names a picture of the site's own
const NO_REASON = "waiver-without-reason";  // a finding about a reason needs none

export class Editor {
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
  #comment = null;
  #needsWork = null;
  #findings = null;
  #rendered = null;
  #trouble = null;     // a conflict, or why something could not be saved
  isWaiting = false;   // for a server that does not answer
  #again = 0;
  #checks = 0;         // numbers the questions to the server, so that late answers are known as such
  #timer = 0;

  constructor(app) {
    this.#app = app;
    this.element.append(this.#body, this.#foot);
  }

  get id() { return this.entry?.id ?? null; }

  get #forms() { return this.#areas.map((area) => tidied(area.value, this.#message.source[0])); }

  get #wording() {
    return { forms: this.#forms, fuzzy: this.#needsWork.checked, comment: this.#comment.value };
  }

  get dirty() {
    if (!this.#seen) return false;
    const { forms, fuzzy, comment } = this.#wording;
    return !sameTexts(forms, this.#seen.forms) || comment !== this.#seen.comment || (fuzzy && !this.#seen.fuzzy);
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
      if (this.id !== entry.id) return;
      fill(this.#body, errorBox(error));
      if (error.isGone) this.#timer = setTimeout(() => this.open(entry, { focus, status }), RETRY_DELAY);
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

  /** Bring what is found into sight, and leave the field there if both have room. */
  showFindings() { this.#findings.firstElementChild?.scrollIntoView({ block: "nearest" }); }

  /** Bring the field to the top, where there is little room below. */
  showField() { this.#areas[0]?.parentElement.scrollIntoView({ block: "start" }); }

  focus() { this.#areas[0]?.focus({ preventScroll: true }); }

  get status() { return this.#status.textContent; }
  set status(text) { this.#status.textContent = text; }

  #show(message, focus, status) {
    this.#message = message;
    this.#seen = { forms: message.forms, fuzzy: message.fuzzy, comment: message.comment };
    this.#needsWork = h("input", { type: "checkbox", onchange: () => { this.status = ""; } });
    this.#trouble = h("div", { class: "trouble", hidden: true });
    this.#findings = h("ul", { class: "findings", "aria-live": "polite", "aria-label": say("findings") });
    this.#rendered = h("div");
    this.#areas = message.forms.map((form, index) => this.#area(form, index));
    this.#comment = this.#field(message.comment, { id: "comment", rows: 1 });
    fill(this.#body,
      this.#tags(), this.#source(), noteFacts(message, this.entry), glossary(message), this.#advice(),
      this.#areas.map((area, index) => this.#labelled(area, index)),
      this.#trouble, this.#findings, this.#rendered, this.#note(), this.#similar(), markdownHelp(message),
      furtherFacts(message));
    fill(this.#foot, this.#actions());
    this.status = status;
    [...this.#areas, this.#comment].forEach(fitHeight);
    this.#body.querySelectorAll(".source").forEach(reachByKeyboard);
    this.#showCheck(message);
    this.#body.scrollTop = 0;
    if (this.#app.isLow) this.showField();
    else this.#areas[0]?.parentElement.scrollIntoView({ block: "nearest" });
    if (focus) this.focus();
  }

  #tags() {
    const { state, critical, approved } = this.#message;
    return h("p", { class: "tags" },
      stateChip(state), this.entry.kind && tag(kindName(this.entry.kind)), criticalTags(critical),
      approved !== null && tag(say(approved ? "approved" : "notApproved")));
  }

  #source() {
    const { source, source_lang: lang, source_dir: dir, previous, notes } = this.#message;
    const headings = notes.filter(({ name }) => name === "in").map(({ filled }) => filled.headings);
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
    return !READ_ONLY && (state === "missing" || state === "supplied") && h("p", { class: "advice" }, say(state));
  }

  get #isFrozen() { return READ_ONLY || this.#message.state === "missing"; }

  #area(form, index) {
    const { lang, dir } = this.#message;
    return this.#field(form, { id: `form-${index}`, lang, dir, rows: 2, spellcheck: "true" });
  }

  #field(text, attributes) {
    const oninput = () => {
      fitHeight(area);
      this.status = "";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#check(), CHECK_DELAY);
    };
    const area = h("textarea", { readonly: this.#isFrozen, oninput, onkeydown: (event) => this.#onKey(event), ...attributes });
    area.value = text;
    return area;
  }

  /** Return makes a new line only where the source has some, or with Shift: people press it to be done. */
  #onKey(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event;
    if (key !== "Enter" || shiftKey || ctrlKey || metaKey || altKey || isComposing) return;
    if (event.target === this.#comment || this.#message.source.some((text) => text.includes("\n"))) return;
    event.preventDefault();
    this.status = say("howToSave", { keys: shortcut("Ctrl", "Enter") });
  }

  #note() {
    return h("details", { class: "note", open: Boolean(this.#message.comment) },
      h("summary", { id: "note" }, say("comment")),
      this.#comment, h("p", { class: "quiet" }, say("commentHint")));
  }

  /** A finding that is right as it is gets a reason in the note: that is where everybody looks for it. */
  #waive(rule, reason) {
    this.#comment.closest("details").open = true;
    const { value } = this.#comment;
    write(this.#comment, `${value && `${value}\n`}waive: ${rule}, ${reason}`);
    this.focus();
  }

  #labelled(area, index) {
    const { form_labels, source } = this.#message;
    const label = form_labels[index]
      ? say("form", { numbers: form_labels[index] })
      : say("translation", { language: this.#app.language });
    const copy = () => write(area, source[Math.min(index, source.length - 1)]);
    return h("div", { class: "field" },
      h("div", { class: "row" },
        h("label", { for: area.id }, label),
        !this.#isFrozen && button(say("copySource"), copy, { class: "plain" })),
      area);
  }

  #similar() {
    const { similar, lang, dir, source, source_lang, source_dir } = this.#message;
    const use = (forms) => {
      this.#areas.forEach((area, index) => write(area, forms[Math.min(index, forms.length - 1)]));
      this.focus();
    };
    return similar.length > 0 && [
      h("h3", null, say("similar")),
      h("ul", { class: "similar" }, similar.map((other) => h("li", null,
        h("p", { lang: source_lang, dir: source_dir, class: "quiet" },
          other.likeness < READABLE ? other.source : differenceElements(other.source, source[0])),
        h("p", { lang, dir }, other.forms[0]),
        h("div", { class: "row" },
          h("span", { class: "quiet" }, say("likeness", { n: other.likeness })),
          !this.#isFrozen && button(say("use"), () => use(other.forms)))))),
    ];
  }

  #actions() {
    const disabled = this.#isFrozen;
    const { edit, can_approve: approves } = this.#message;
    const editLink = edit && h("a", { href: edit, target: "_blank", rel: "noopener" }, say("edit"));
    if (READ_ONLY) return [editLink, h("p", { class: "quiet" }, say("readOnly"))];
    return [
      h("div", { class: "actions" },
        approves && button(say("approve"), () => this.#approve(), { class: "main" }),
        button([say("saveNext"), keys("Alt", "Enter")], () => this.#app.save(true), { class: !approves && "main", disabled }),
        button([say("save"), keys("Ctrl", "Enter")], () => this.#app.save(false), { disabled })),
      h("div", { class: "row" },
        this.#status,
        h("label", { class: "check" }, this.#needsWork, say("needsWork"))),
    ];
  }

  async #check() {
    const number = ++this.#checks;
    try {
      const answer = await post("check", { locale: this.#app.page.locale, id: this.id, ...this.#wording });
      if (number === this.#checks) this.#showCheck(answer);
    } catch (error) {
      if (number !== this.#checks) return;
      fill(this.#findings, h("li", null, errorBox(error)));
      if (error.isGone) this.#timer = setTimeout(() => this.#check(), RETRY_DELAY);
    }
  }

  #showCheck({ findings, rendered }) {
    const { lang, dir } = this.#message;
    const shown = rendered.filter((html) => html.trim());
    fill(this.#findings, findings.map((finding) => findingItem(finding, (reason) => this.#waive(finding.rule, reason))));
    let frames = [...this.#rendered.querySelectorAll("iframe")];
    if (frames.length !== shown.length) {
      frames = shown.map(() => h("iframe", { sandbox: "allow-same-origin", title: say("rendered"), tabindex: "-1" }));
      fill(this.#rendered, shown.length > 0 && h("h3", null, say("rendered")), frames);
    }
    frames.forEach((frame, index) => showRendered(frame, shown[index], lang, dir));
  }

  /** Write what was typed into the catalog: the change, with the server's answer; or nothing, if it was refused. */
  async store() {
    if (!this.#message || this.#isFrozen || this.saving) return null;
    const { id } = this;
    const message = this.#message;
    const before = this.#seen;
    const after = this.#wording;
    const isNew = this.dirty || after.fuzzy !== before.fuzzy;
    const answer = isNew ? await this.#send("save", { ...after, seen: before }) : {};
    if (!answer) return null;
    // Somebody may have given this text up meanwhile, and gone on to another one.
    if (this.#message === message) this.#seen = after;
    return { id, before, after, isNew, ...answer };
  }

  /** What the server answers; nothing where it refuses, or does not answer: then it is asked again by itself. */
  async #send(name, body) {
    clearTimeout(this.#again);
    const message = this.#message;
    this.saving = true;
    this.status = say("saving");
    this.#trouble.hidden = true;
    try {
      return await post(name, { locale: this.#app.page.locale, id: this.id, ...body });
    } catch (error) {
      if (this.#message !== message) return null;
      this.status = "";
      if (error.isGone) error.hint = say("kept");
      fill(this.#trouble, error.status === 409 && error.theirs ? this.#conflict(error.theirs) : errorBox(error));
      this.isWaiting = Boolean(error.isGone);
      this.#trouble.hidden = false;
      this.#trouble.scrollIntoView({ block: "nearest" });
      return null;
    } finally {
      this.saving = false;
    }
  }

  #conflict(theirs) {
    const { lang, dir } = this.#message;
    const side = (title, { forms, comment }) => h("div", null, h("h3", null, say(title)),
      forms.map((form) => h("p", { class: "source", lang, dir }, form || say("empty"))),
      comment && h("p", { class: "quiet comment" }, comment));
    const keepMine = () => { this.#seen = theirs; this.focus(); this.#app.save(false); };
    const takeTheirs = () => {
      this.#seen = theirs;
      this.#trouble.hidden = true;
      this.#needsWork.checked = theirs.fuzzy;
      write(this.#comment, theirs.comment);
      this.#areas.forEach((area, index) => write(area, theirs.forms[index] ?? ""));
      this.focus();
    };
    return [
      h("p", { role: "alert" }, say("conflict")),
      h("div", { class: "sides" }, side("mine", this.#wording), side("theirs", theirs)),
      h("div", { class: "actions" }, button(say("keepMine"), keepMine), button(say("takeTheirs"), takeTheirs)),
    ];
  }

  /** Try again in a moment, if nobody has gone on to something else by then. */
  retry(work) {
    const { id } = this;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => { if (this.id === id) work(); }, RETRY_DELAY);
  }

  async #approve() {
    if (await this.#send("approve", { forms: this.#seen.forms })) this.#app.approved();
    else if (this.isWaiting) this.retry(() => this.#approve());
  }
}

/** What was typed as a catalog can have it: it begins and ends with line breaks where its source does. */
function tidied(text, source) {
  const inner = text.replace(/[\v\f\x85\u2028\u2029]/g, " ").replace(/^\n+|\n+$/g, "");
  return inner && /^\n*/.exec(source)[0] + inner + /\n*$/.exec(source)[0];
}

/** Put a text into a field in such a way that the browser's own undo takes it back. */
function write(area, text) {
  if (area.value === text) return area.focus();
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

const SEEN_ELSEWHERE = ["kind", "in", "critical", "page"];  // in the panel, or on the page itself

function noteFacts({ notes, context, source_lang }, { kind }) {
  const lines = notes.filter(({ text, name }) => !SEEN_ELSEWHERE.includes(name) && !text.startsWith("page: "));
  return facts(
    [say("context"), [context !== kind && context]],
    [say("notes"), lines.map(({ text, name, filled }) =>
      (name ? h("span", null, say(`note.${name}`, filled)) : h("span", { lang: source_lang, dir: "auto" }, text)))]);
}

function furtherFacts({ places, flags, file, line, edit }) {
  const others = places.filter((place) => place.path !== here());
  return h("details", null, h("summary", null, say("more")), facts(
    [say("places"), others.map((place) => h("a", { href: linked(place.path) }, place.title))],
    [say("flags"), flags],
    [say("file"), [
      h("code", null, line ? `${file}:${line}` : file),
      edit && h("a", { href: edit, target: "_blank", rel: "noopener" }, say("edit")),
    ]]));
}

/** Facts as pairs of a name and what there is of it; a name without anything is left out. */
export function facts(...pairs) {
  const known = pairs.map(([name, values]) => [name, present(values)]).filter(([, values]) => values.length);
  return known.length > 0 && h("dl", null, known.map(([name, values]) =>
    [h("dt", null, name), values.map((value) => h("dd", null, value))]));
}

function glossary({ glossary: terms, lang, dir, source_lang, source_dir }) {
  return terms.length > 0 && [
    h("h3", null, say("glossary")),
    h("ul", { class: "glossary" }, terms.map(({ term, translation, note }) => h("li", null,
      h("span", { lang: source_lang, dir: source_dir }, term), " → ", h("b", { lang, dir }, translation),
      note && h("small", null, note)))),
  ];
}

function findingItem(finding, onWaive) {
  const { severity, refused, hint, rule } = finding;
  const words = ruleWords(rule, hint);
  const { lang, text } = foundWords(finding);
  return h("li", { "data-severity": refused ? "error" : severity },
    h("b", null, say(`severity.${refused ? "refused" : severity}`), words.title && ": ", words.title), " ",
    h("code", null, rule), h("p", { lang, dir: lang && "auto" }, text), words.hint,
    !refused && !READ_ONLY && rule !== NO_REASON && reasonForm(onWaive));
}

/** A button that asks for the reason why something is right as it is. */
function reasonForm(onReason) {
  const field = h("input", { type: "text", "aria-label": say("waiveWhy"), placeholder: say("waiveWhy") });
  const give = (event) => {
    event.preventDefault();
    const reason = field.value.trim();
    if (reason) onReason(reason);
    else field.focus();
  };
  const form = h("form", { class: "row", hidden: true, onsubmit: give }, field, h("button", null, say("waiveDone")));
  const ask = button(say("waive"), () => { ask.hidden = true; form.hidden = false; field.focus(); }, { class: "plain" });
  return [ask, form];
}

/** What is wrong, what to do, and where. */
export function errorBox({ message, hint, place }, kind = "error") {
  return h("div", { class: kind, "data-kind": "error", role: "alert" },
    h("b", { dir: "auto" }, message), hint && h("p", { dir: "auto" }, hint), place && h("code", null, place));
}

/** Show what readers would get in a frame that can neither run scripts nor ask other hosts for anything.
 *
 * It is of this origin so that it gets the site's own pictures, and tells how high it is.
 */
function showRendered(frame, rendered, lang, dir) {
  const html = rendered.replaceAll(PICTURE, `="${PICTURES}`);
  const quoted = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const page = `<!DOCTYPE html><html lang="${quoted(lang)}" dir="${quoted(dir)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src ${location.protocol === "file:" ? "file:" : location.origin}; style-src 'unsafe-inline'">
<base href="${quoted(document.baseURI)}" target="_blank"><title>${quoted(say("rendered"))}</title>
<style>:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}body{margin:9px 12px;overflow-wrap:anywhere}
p,ul,ol,dl,blockquote,pre,h1,h2,h3,h4,h5,h6{margin-block:0}h1,h2,h3,h4,h5,h6{font-size:1em}img{max-width:100%}
</style></head><body>${html}</body></html>`;
  if (frame.srcdoc === page) return;
  frame.onload = () => {
    const { documentElement } = frame.contentDocument;
    frame.style.height = `${Math.min(HIGHEST, documentElement.getBoundingClientRect().height + 2)}px`;
  };
  frame.srcdoc = page;
}

/** One pair of examples for each kind of formatting, folded. */
function markdownHelp({ markdown }) {
  const [bold, link, code] = [say("boldExample"), say("linkExample"), "09:30"];
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
