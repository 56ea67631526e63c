// What is known of a page that is a copy, in the place of server.js: there is nobody to ask.

export const READ_ONLY = true;
const known = Object.assign({}, ...globalThis.gettextReview);
const messages = Object.assign({}, ...globalThis.gettextReview.map((part) => part.messages ?? {}));

export const PICTURES = `${known.root}-/pictures/`;

export const linked = (path) => (/^(https?:|[./]*\/)/.test(path) ? path : known.root + path);
export const here = () => known.path;
export const styles = async () => STYLES;
export const markedPage = async () => new DOMParser().parseFromString(known.marked, "text/html");
export const fetchPage = markedPage;
export const post = async () => { throw new Error("these pages can only be read"); };

export async function get(name, { id }) {
  const found = name === "page" ? known.page : messages[id];
  if (!found) throw new Error("this text is not on the page");
  return found;
}

// A folder is no page where there is no server.
if (location.protocol === "file:") {
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}
