// What is asked of the server.

import { say } from "./elements.js";

export const READ_ONLY = false;
export const PICTURES = "/-/pictures/";

/** Where a path that the server names leads to. */
export const linked = (path) => path;
export const here = () => location.pathname;

let token = document.querySelector('script[src="/-/panel.js"]').dataset.token;

/** JSON from an address; or what the server says is wrong, or that it is gone, as an error. */
async function ask(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options }).catch(() => {
    throw Object.assign(new Error(say("noAnswer")), { isGone: true });
  });
  const answer = await response.json().catch(() => ({ error: `${response.status} ${response.statusText}` }));
  if (!response.ok) throw Object.assign(new Error(answer.error), answer, { status: response.status });
  return answer;
}

export function get(name, parameters) {
  return ask(`/-/api/${name}?${new URLSearchParams(parameters)}`);
}

export async function post(name, body) {
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
    token = (await fetchPage(location.href)).querySelector('script[src="/-/panel.js"]')?.dataset.token ?? token;
    return send();
  }
}

export const styles = async () => (await fetch("/-/panel.css")).text();
export const markedPage = () => fetchPage(`/-/marked?${new URLSearchParams({ path: location.pathname })}`);

export async function fetchPage(address) {
  const response = await fetch(address, { cache: "no-store" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
