// Differences between two texts, word by word.

import { h, say } from "./elements.js";

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
export function differenceElements(before, after) {
  const said = { del: "removed", ins: "added" };
  return wordDifferences(before, after).map(([kind, text]) =>
    kind === "same" ? text : h(kind, null, h("span", { class: "unseen" }, `${say(said[kind])} `), text));
}
