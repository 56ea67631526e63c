// A page that has changed, put in place without loading it again.

/** Put what has changed between two versions of the page in place; false, and nothing is, where that cannot be. */
export function update(before, after) {
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
