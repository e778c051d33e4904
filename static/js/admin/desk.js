// Single keys for the moderation desk. They are off until somebody turns them on, because a screen reader has its own
// use for single keys; the choice is kept in this browser. Everything works without them.

const KEPT = "desk-keys";
const desk = document.querySelector("[data-desk]");
const section = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-use-keys]");

const remember = (value) => {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // A browser that keeps nothing: the keys work until the page is left.
  }
};

const remembered = () => {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
};

const show = () => section.toggleAttribute("data-off", !toggle.checked);

const cards = () => [...desk.querySelectorAll("[data-case]")];

const current = () => document.activeElement?.closest("[data-case]");

const go = (step) => {
  const all = cards();
  const here = all.indexOf(current());
  const first = document.querySelector("#done ~ [data-case]");
  const next = here === -1 ? (step > 0 ? (first ?? all[0]) : all.at(-1)) : all[here + step];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
};

const open = (key, field) => {
  const part = current()?.querySelector(`details[data-key="${key}"]`);
  if (!part) return;
  part.open = true;
  part.querySelector(field)?.focus();
};

const acts = {
  j: () => go(1),
  k: () => go(-1),
  a: () => current()?.querySelector('button[data-key="a"]')?.click(),
  r: () => open("r", 'input[type="radio"]'),
  e: () => open("e", "textarea"),
  u: () => document.querySelector('#done [data-key="u"]')?.click(),
  "?": () => section.scrollIntoView(),
};

const isTyping = (element) =>
  element.isContentEditable || (element.matches("input, textarea, select") && element.type !== "checkbox");

if (desk && section && toggle) {
  section.hidden = false;
  toggle.checked = remembered();
  show();
  toggle.addEventListener("change", () => {
    remember(toggle.checked ? "on" : "off");
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
