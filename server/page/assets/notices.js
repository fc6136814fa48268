import { $ } from "./dom.js";
import { t } from "./i18n.js";
import { words } from "./words.js";

// What the page says of itself. Messages have places of their own beside what they
// are about, so that they hide nothing.

// announce has screen readers read what others see.
export function announce(text) {
  $("announce").textContent = text;
}

// notice shows a text of the page in the element with this id, nothing for "". It
// follows the language of the page. Good news does not look like a warning.
export function notice(id, name, values, good = false) {
  const el = $(id);
  el.classList.toggle("good", good);
  el.dataset.t = name;
  el.values = values;
  el.textContent = t(name, values);
  el.hidden = !name;
  if (name) announce(el.textContent);
}

// same are the kinds of problems for which one text does.
const same = { ending: "busy", slow: "busy", "read-only": "store", damaged: "store", "disk-full": "store", "no-store": "store", "token-needed": "token", batch: "too-large", "line-too-long": "too-large" };

// wrong names the text that says what went wrong: those of the service are English
// and for programs. What is no answer of the service says that there is none.
export function wrong(error) {
  const kind = error.kind ?? "unreachable";
  const name = "wrong_" + (same[kind] ?? kind).replaceAll("-", "_");
  return Object.hasOwn(words.en, name) ? name : "wrong_other";
}
