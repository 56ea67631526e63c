// The panel of the live preview: it shows on a page which text is which message, and edits them.
// It stands in a shadow root beside <body>, whose elements and texts it never touches; texts are highlighted
// by the browser itself (CSS Custom Highlight API). Whatever comes from the server enters as text, not as HTML.

import { Editor, errorBox, facts } from "./editor.js";
import {
  button, count, fill, FILTERS, foundWords, h, iconButton, keys, languageName, remember, remembered, ruleWords, say,
  shortcut, STATES, tag,
} from "./elements.js";
import { firstWords, List } from "./list.js";
import { entriesOf, LivePage, MarkedPage } from "./marks.js";
import { Overlay } from "./overlay.js";
import { update } from "./renewal.js";
import { fetchPage, get, linked, markedPage, post, READ_ONLY, styles } from "./server.js";

const SURROUNDINGS = 0.25;  // so much of what is seen of the page is above or below a text that one is led to
const RECONNECT_DELAY = 1000;
const BEGIN = "#-translate";  // the address of a page whose texts are to be shown
const LOW = 520;  // a screen of less height has room for the editor alone
const WIDE = matchMedia("(min-width: 1000px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const TOUCH = matchMedia("(pointer: coarse)");

class Preview extends HTMLElement {
  page = null;
  #shadow = this.attachShadow({ mode: "open" });
  #room = new CSSStyleSheet();
  #frames = h("div", { class: "frames", "aria-hidden": "true" });
  #bars = h("div", { class: "bars" });
  #pill = h("div", { class: "pill" }, h("span", { class: "quiet" }, say("loading")));
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
  #news = { gone: false, error: null, changed: false, published: false };
  #isOld = false;      // the site is newer than what is shown
  #isRenewing = false;
  #events = null;
  #hovered = null;
  #frameRequest = 0;
  #isLeaving = false;
  #above = 0;          // the height of the bars, in px

  async start() {
    this.dataset.side = document.documentElement.dir === "rtl" ? "left" : "right";
    if (location.hash === BEGIN) {
      this.#keepSettings({ on: true, open: true });
      history.replaceState(history.state, "", location.pathname + location.search);
    }
    this.#listen();
    const style = new CSSStyleSheet();
    const facts = get("page", { path: location.pathname }).catch((error) => { this.#news.error = error; });
    const marked = this.#settings.on && this.#fetchMarked();
    style.replaceSync(await styles());
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
    if (!READ_ONLY) this.#sent = await fetchPage(location.href);
  }

  // ---- Drawing

  /** The page's language, as the panel's calls it. */
  get language() { return languageName(this.page.lang, this.page.english); }

  get isLow() { return "low" in this.dataset; }

  get #isOpen() { return this.#settings.on && this.#settings.open; }

  async #fetchMarked() {
    return new MarkedPage(await markedPage());
  }

  async #show(marked = this.#settings.on && this.#fetchMarked()) {
    const found = await marked;
    const live = found && new LivePage();
    this.#entries = entriesOf(this.page, found, live).map((entry) => this.#markApproval(entry));
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

  /** For whoever approves texts, those that wait for it are something to do. */
  #markApproval(entry) { return Object.assign(entry, { isToApprove: this.page.approves }); }

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
      !this.#settings.on && status !== "published" && button(this.#statusWords(), () => this.toggle(), { class: "tag strong" }),
      !is_source && n > 0 && button(say("unfinished", { n }), () => this.#begin(), { class: "count" }),
      !is_source && !n && h("span", { class: "count", "data-none": true }, say("nothingUnfinished")),
      !is_source && !n && h("a", { href: linked(overview) }, say("overview")),
      this.#settings.on && button(say("openPanel"), () => this.#openPanel()));
  }

  #statusWords() {
    return this.page.status === "draft" ? say("draft") : say("withheld", { language: this.language });
  }

  #showTop() {
    const hide = iconButton("hidePanel", "×", () => this.#hidePanel());
    if (this.#editor.id) fill(this.#top, this.#steps(hide));
    else if (this.page.is_source) fill(this.#top, this.#headline(hide), h("p", null, say("isSource")), this.links());
    else fill(this.#top, this.#headline(hide), this.#legend());
  }

  #headline(hide) {
    const { title, words, words_done: done } = this.page;
    return [
      h("div", { class: "row" }, h("h2", null, this.language), this.#switch(), hide),
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
          h("span", { class: "swatch", "aria-hidden": "true" }, "ab"), say(`states.${state}`),
          count(this.#entries.filter((entry) => entry.state === state).length),
        ],
        () => toggle(state), { "data-state": state, title: say("legend"), "aria-pressed": String(!hidden.includes(state)) }))),
      !Overlay.works && h("p", { class: "quiet" }, say("noHighlights")),
    ];
  }

  /** The ways to the overview and to the page in other languages. */
  links() {
    const { versions, overview, file, changed } = this.page;
    const download = ({ name, path }) => [" ", h("a", { href: linked(path), download: "" }, name)];
    return h("div", { class: "links" },
      changed.length > 0 && h("span", null, say("changedFiles"), changed.map(download),
        changed.length > 1 && download({ name: say("allFiles"), path: "/-/changed.zip" })),
      file && !changed.some(({ name }) => name === file.name) && h("span", null, say("files"), download(file)),
      h("a", { href: linked(overview) }, say("overview")),
      versions.length > 0 && h("span", null, say("otherVersions"), versions.map(({ locale, language, path }) =>
        [" ", h("a", { href: linked(path), lang: locale.replaceAll("_", "-") }, language)])));
  }

  #steps(hide) {
    const all = this.#unfinished;
    const n = all.findIndex((entry) => entry.id === this.#editor.id) + 1;
    const position = n ? say("position", { n, all: all.length }) : say("unfinished", { n: all.length });
    return h("div", { class: "row steps" },
      button(`‹ ${say("allTexts")}`, () => this.closeEditor(), { class: "plain" }),
      h("span", { class: "grow" }),
      this.#place.undo && iconButton("undo", "↶", () => this.undo(), "Z"),
      iconButton("previous", "↑", () => this.step(-1), "↑"),
      h("h2", { class: "quiet", title: position },
        h("span", { class: "unseen" }, position),
        h("span", { "aria-hidden": "true", dir: "ltr" }, `${n || "–"}/${all.length}`)),
      iconButton("next", "↓", () => this.step(1), "↓"),
      hide);
  }

  #showBars() {
    const { gone, error, changed, published } = this.#news;
    const isUnpublished = this.#settings.on && this.page && this.page.status !== "published";
    fill(this.#bars,
      gone && errorBox({ message: say("gone") }, "bar"),
      error && errorBox(error, "bar"),
      changed && h("p", { class: "bar", role: "status" }, say("changed")),
      published && h("p", { class: "bar", role: "status", "data-kind": "published" }, say("nowPublished")),
      isUnpublished && this.#reasonsBar());
    this.#makeRoom();
  }

  #reasonsBar() {
    const { blockers, status } = this.page;
    const onToggle = (event) => { this.#place.reasons = event.target.open; this.#makeRoom(); };
    const reason = (blocker) => {
      const { rule, hint, id } = blocker;
      const { lang, text } = foundWords(blocker);
      const words = ruleWords(rule, hint);
      if (this.page.approves && rule === "critical-unapproved") words.hint = null;  // that is for those who wait
      const entry = words.title && this.#entries.find((one) => one.id === id);
      return h("li", null,
        h("span", null, words.title, entry ? firstWords(entry) : h("span", { lang, dir: lang && "auto" }, text), words.hint),
        id && button(say("show"), () => this.openId(id)));
    };
    if (!blockers.length) return h("p", { class: "bar", "data-kind": status }, h("b", null, this.#statusWords()));
    return h("details", { class: "bar", "data-kind": status, open: this.#place.reasons, ontoggle: onToggle },
      h("summary", null, h("b", null, this.#statusWords()), tag(say("reasons", { n: blockers.length }))),
      h("ul", null, blockers.map(reason)));
  }

  /** Beside the panel and below the bars there is room for the page, so that they hide nothing of it. */
  #makeRoom() {
    this.#fitScreen();
    const { side } = this.dataset;
    const beside = WIDE.matches ? this.#panel.offsetWidth : 0;
    const below = WIDE.matches ? 0 : this.#panel.offsetHeight;
    this.#bars.style[side] = `${beside}px`;
    const above = this.#bars.offsetHeight;
    const rules = Object.entries({ [side]: beside, top: above, bottom: below }).filter(([, size]) => size)
      .map(([edge, size]) => `margin-${edge}: ${size}px !important;`);
    const around = (innerHeight - above - below) * SURROUNDINGS;
    const padding = `scroll-padding-block: ${above + around}px ${below + around}px;`;
    // Themes give the root all the width of the window; then it would go on behind the panel.
    const width = beside ? "width: auto !important; min-width: 0 !important;" : "";
    this.#room.replaceSync(this.#settings.on || above ? `html { ${rules.join(" ")} ${width} ${padding} }` : "");
    // What is being read stays in its place; where nothing has moved, a scroll under way goes on to its end.
    if (scrollY > 0 && above !== this.#above) scrollBy({ top: above - this.#above, behavior: "instant" });
    this.#above = above;
    this.#overlay.place();
  }

  /** A keyboard on the screen hides the foot of the page: the panel is what is left above it. */
  #fitScreen() {
    if (!visualViewport || visualViewport.scale > 1.01) return;  // somebody looks closer
    const { height, offsetTop } = visualViewport;
    this.style.setProperty("--seen", `${height}px`);
    this.style.setProperty("--below", `${Math.max(0, innerHeight - height - offsetTop)}px`);
    const isLow = height < LOW;
    if (isLow && !this.isLow) this.#editor.showField();
    this.toggleAttribute("data-low", isLow);
  }

  // ---- What people do

  #watch() {
    document.addEventListener("keydown", (event) => this.#onKey(event), true);
    document.addEventListener("click", (event) => this.#onClick(event), true);
    document.addEventListener("mousemove", (event) => this.#onMove(event), { passive: true });
    document.addEventListener("visibilitychange", () => this.#listen());
    addEventListener("resize", () => this.#makeRoom());
    for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, () => this.#fitScreen());
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

  /** Open the first text that is unfinished. */
  async #begin() {
    if (!this.#settings.on) await this.toggle();
    if (this.#settings.on) this.step(1);
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
    if (this.#editor.entry?.id !== entry?.id) return;
    if (!stored && this.#editor.isWaiting) this.#editor.retry(() => this.save(goOn));
    if (!stored) return;
    const wrong = { faulty: "savedFaulty", refused: "savedRefused" }[stored.state];
    const status = say(wrong ?? (stored.isNew ? "saved" : "unchanged"));
    // Nobody goes on from what is wrong without having seen it.
    const next = goOn && !(wrong && stored.isNew) ? this.#neighbour(1) : entry;
    if (!next) this.closeEditor();
    else if (next !== entry) this.openEntry(next, { status });
    else this.#editor.status = status;
    if (wrong && next === entry) this.#editor.showFindings();
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

  /** What was open is approved: on to the next text that waits, if there is one. */
  approved() {
    const { entry } = this.#editor;
    entry.state = "translated";
    const next = this.#neighbour(1);
    if (next) this.openEntry(next, { status: say("approvedNow") });
    else this.#editor.status = say("approvedNow");
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
      list: open ? this.#place.list : scroll, was: this.page?.status, isFocused: this.#shadow.activeElement !== null, ...changes,
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

  /** Say so if what was not published a moment ago is; until it is not any more, or the page is left. */
  #tellPublished(was) {
    const { status } = this.page;
    this.#news.published = status === "published" && (this.#news.published || Boolean(was && was !== status));
    this.#showBars();
  }

  #restorePlace() {
    if (!this.#isReloaded) return;
    const { open, status, list, isFocused, was } = this.#place;
    this.#tellPublished(was);
    this.#scrollBack();
    this.#list.scroll = list ?? 0;
    if (open && this.#isOpen) this.openId(open, { focus: isFocused && !TOUCH.matches, status });
  }

  /** Hear of changes while the page is seen: tabs in the background would use up the browser's connections. */
  #listen() {
    this.#events?.close();
    this.#events = null;
    if (document.hidden || READ_ONLY) return;
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
    const was = this.page.status;
    [this.#sent, this.page] = [sent, page];
    this.#tellPublished(was);
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
