// The list of people, the search in it, and the sheets that hold it on a phone.

import { byId, el, paintAvatar } from "./dom.js";

const everybody = JSON.parse(byId("people").textContent);

export function choosing(chosen) {
  const rows = new Map(everybody.map((person) => [person.id, row(person, () => choose(person))]));
  byId("person-list").append(...rows.values());

  function choose(person) {
    paintAvatar(byId("who-avatar"), person);
    byId("who-name").textContent = person.name;
    byId("who-position").textContent = person.position;
    for (const [id, item] of rows) item.firstElementChild.setAttribute("aria-current", String(id === person.id));
    closeSheets();
    chosen(person);
  }

  byId("person-search").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const person of everybody) rows.get(person.id).hidden = !`${person.name} ${person.position}`.toLowerCase().includes(wanted);
  });

  return {
    start: (id) => everybody.length && choose(everybody.find((person) => person.id === id) || everybody[0]),
    find: (id) => everybody.find((person) => person.id === id),
    showUnread(unread) {
      for (const [id, item] of rows) {
        const badge = item.querySelector(".badge");
        badge.textContent = unread[id] || "";
        badge.hidden = !unread[id];
      }
      byId("who").classList.toggle("news", Object.keys(unread).length > 0);
    },
  };
}

function row(person, choose) {
  const words = el("span", { class: "who-words" }, el("b", {}, person.name), el("small", {}, person.position));
  const badge = el("span", { class: "badge", hidden: true, "aria-label": "ข้อความใหม่" });
  const button = el("button", { type: "button", class: "person", data: { testid: "person-option", userId: person.id }, onclick: choose }, paintAvatar(el("span", { class: "avatar" }), person), words, badge);
  return el("li", {}, button);
}

// On a phone the list and the clock are sheets over the chat; on a desktop they lie open beside it.
const sheets = { who: byId("people-sheet"), "clock-chip": byId("clock-sheet") };

function closeSheets() {
  for (const [id, sheet] of Object.entries(sheets)) {
    sheet.classList.remove("open");
    byId(id).setAttribute("aria-expanded", "false");
  }
  byId("veil").classList.remove("open");
}

for (const [id, sheet] of Object.entries(sheets)) {
  byId(id).addEventListener("click", () => {
    const open = !sheet.classList.contains("open");
    closeSheets();
    sheet.classList.toggle("open", open);
    byId("veil").classList.toggle("open", open);
    byId(id).setAttribute("aria-expanded", String(open));
    // Not on a touch screen, where the keyboard would cover half of the list.
    if (open && matchMedia("(hover: hover)").matches) sheet.querySelector("input").focus({ preventScroll: true });
  });
}
byId("veil").addEventListener("click", closeSheets);
document.addEventListener("keydown", (event) => event.key === "Escape" && closeSheets());
