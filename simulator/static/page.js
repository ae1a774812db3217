// The chat page: keeps the chosen person's chat up to date and sends what they do.

import { actor, follow } from "./acting.js";
import { drawMessage, sticker, STICKERS } from "./bubbles.js";
import { dayOf, longDate, shortMoment, spoken, timeOf } from "./dates.js";
import { byId, el, toast } from "./dom.js";
import { choosing } from "./people.js";
import { menuOf } from "./menu.js";
import { fetchChat, tell, upload } from "./talk.js";

const POLL_MS = 600;
const NEAR_BOTTOM = 120;
const MODE_KEY = "kaona-simulator-mode";
const log = byId("log");
const words = byId("words");
const botName = document.querySelector(".top h1").textContent;

let person = "";
let after = 0;
let mode = "phone";
let friendship = "";
let shown = new Map();
let newest = null;
let lastDay = "";
let busy = false;
let again = false;
let pinned = true;

const hands = {
  person: () => person,
  mode: () => mode,
  refresh,
  write(text) {
    words.value = text;
    fit();
    words.focus();
  },
  choosePhoto: () => byId("photo-input").click(),
  openMenu: (open) => menu.open(open),
};
const perform = actor(hands);
const menu = menuOf(perform);
const people = choosing(choose);

// --- Reading -----------------------------------------------------------------------------------

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    do {
      again = false;
      await readOnce();
    } while (again);
  } finally {
    busy = false;
  }
}

async function readOnce() {
  const asked = person;
  if (!asked) return;
  let chat;
  try {
    chat = await fetchChat(asked, after);
  } catch (error) {
    showTrouble(error.message, false);
    return;
  }
  if (chat.epoch !== document.body.dataset.epoch) location.reload();
  if (asked !== person) return;
  after = chat.revision;
  showTrouble(chat.trouble, true);
  showClock(chat.now);
  showMessages(chat.messages);
  showDots(chat.loading);
  showFriendship(chat.friendship);
  menu.show(chat.menu);
  people.showUnread(chat.unread);
}

function showMessages(messages) {
  const followed = pinned;
  for (const message of messages) showMessage(message);
  if (messages.length && (followed || messages.at(-1).by === "person")) toBottom();
  if (messages.length) showQuickReplies();
}

function showMessage(message) {
  const node = drawMessage(message, { botName, perform, unsend });
  const old = shown.get(message.id);
  if (old) {
    // Somebody may just be about to take it back.
    node.classList.toggle("offer", old.classList.contains("offer"));
    old.replaceWith(node);
  } else {
    if (dayOf(message.at) !== lastDay) log.append(el("p", { class: "day" }, longDate(message.at)));
    lastDay = dayOf(message.at);
    log.append(node);
    newest = message;
  }
  shown.set(message.id, node);
  for (const image of node.querySelectorAll("img")) image.addEventListener("load", () => pinned && toBottom(), { once: true });
}

function toBottom() {
  log.scrollTop = log.scrollHeight;
}

// Who reads further up stays there; who is at the end stays at the end, also when the keyboard opens.
log.addEventListener("scroll", () => (pinned = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_BOTTOM));
new ResizeObserver(() => pinned && toBottom()).observe(log);

// Only the last message's, only on a phone: LINE for PC has none.
function showQuickReplies() {
  const bar = byId("quick");
  const items = (mode === "phone" && newest && newest.by === "bot" && newest.body.quickReply?.items) || [];
  bar.replaceChildren(
    ...items.map(({ action, imageUrl }) =>
      el("button", { type: "button", data: { testid: "quick-reply" }, onclick: () => perform(action) }, imageUrl ? el("img", { src: imageUrl, alt: "" }) : null, action.label),
    ),
  );
  bar.hidden = !items.length;
  if (items.length) toBottom();
}

function showDots(loading) {
  const dots = byId("dots");
  if (loading && !dots) log.append(el("div", { class: "message theirs dots", id: "dots", role: "status", "aria-label": "กำลังพิมพ์" }, el("i"), el("i"), el("i")));
  if (loading && dots) log.append(dots);
  if (!loading && dots) dots.remove();
  if (loading && !dots) toBottom();
}

function showTrouble(sentence, canSendAgain) {
  byId("status").hidden = !sentence;
  byId("status").firstElementChild.textContent = sentence;
  byId("redeliver").hidden = !canSendAgain;
}

function showClock(now) {
  byId("clock").replaceChildren(longDate(now), el("b", {}, `${timeOf(now)} น.`));
  byId("clock-short").replaceChildren(...shortMoment(now).map((part) => el("span", {}, part)));
  if (document.activeElement !== byId("clock-input")) byId("clock-input").value ||= now;
}

function showFriendship(now) {
  friendship = now;
  const blocked = now === "blocked";
  byId("stranger").hidden = now === "friend";
  byId("stranger").firstElementChild.textContent = blocked ? "คุณบล็อกบัญชีนี้อยู่" : `${botName} ยังไม่ได้เป็นเพื่อนของคุณ`;
  byId("add-friend").textContent = blocked ? "ปลดบล็อก" : "เพิ่มเพื่อน";
  byId("composer").hidden = blocked;
  byId("scan-first").hidden = blocked || !people.find(person).inviteLink;
  if (blocked) byId("acts").hidden = true;
  document.querySelector('[data-act="block"]').hidden = now !== "friend";
}

// --- Choosing ----------------------------------------------------------------------------------

function choose(chosen) {
  person = chosen.id;
  after = 0;
  shown = new Map();
  newest = null;
  lastDay = "";
  pinned = true;
  log.replaceChildren(byId("intro").content.cloneNode(true));
  words.value = "";
  fit();
  showQuickReplies();
  menu.reset();
  byId("as").textContent = `ในบทของ ${chosen.name}`;
  history.replaceState(null, "", `?${new URLSearchParams({ person })}`);
  refresh();
}

function setMode(chosen) {
  mode = chosen === "pc" ? "pc" : "phone";
  document.body.dataset.mode = mode;
  localStorage.setItem(MODE_KEY, mode);
  for (const button of document.querySelectorAll(".modes button")) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  showQuickReplies();
  toBottom();
}

for (const button of document.querySelectorAll(".modes button")) button.addEventListener("click", () => setMode(button.dataset.mode));

// --- Writing -----------------------------------------------------------------------------------

function fit() {
  words.style.height = "auto";
  words.style.height = `${Math.min(words.scrollHeight, 132)}px`;
  byId("send").disabled = !words.value.trim();
}

// Shows an act at once, and what came of it when it is done.
async function show(act) {
  refresh();
  const done = await act;
  await refresh();
  return done;
}

byId("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  hands.write("");
  if (!(await show(tell("say", person, { text })))) hands.write(text);
});
words.addEventListener("input", fit);
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId("composer").requestSubmit();
});

function unsend(message) {
  show(tell("unsend", person, { message: message.id }));
}

for (const kind of ["photo", "file"]) {
  const field = byId(`${kind}-input`);
  field.addEventListener("change", async () => {
    await show(upload(kind, person, field.files));
    field.value = "";
  });
}

byId("scan-first").addEventListener("click", openScan);
byId("add-friend").addEventListener("click", () => show(tell("follow", person)));
byId("redeliver").addEventListener("click", () => show(tell("redeliver")));

// --- Other acts --------------------------------------------------------------------------------

const acts = {
  photo: hands.choosePhoto,
  file: () => byId("file-input").click(),
  sticker: () => byId("stickers").showModal(),
  voice: () => show(tell("voice", person)),
  scan: openScan,
  block: () => show(tell("unfollow", person)),
};

function showActs(open) {
  byId("acts").hidden = !open;
  byId("actions").setAttribute("aria-expanded", String(open));
}

byId("actions").addEventListener("click", () => showActs(byId("acts").hidden));
byId("acts").addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-act]");
  if (!chosen) return;
  showActs(false);
  acts[chosen.dataset.act]();
});

function openScan() {
  const { inviteLink } = people.find(person);
  byId("invite").hidden = !inviteLink;
  if (inviteLink) byId("invite-code").src = `invitation.svg?${new URLSearchParams({ person })}`;
  byId("invite-link").textContent = readable(inviteLink);
  byId("scan-input").value = "";
  byId("scan").showModal();
}

function readable(link) {
  try {
    return decodeURI(link);
  } catch {
    return link;
  }
}

function scanned(link) {
  byId("scan").close();
  if (link.trim()) follow(link, hands);
}

byId("scan-invite").addEventListener("click", () => scanned(people.find(person).inviteLink));
byId("scan-go").addEventListener("click", () => scanned(byId("scan-input").value));

byId("sticker-choice").append(
  ...STICKERS.map((choice) =>
    el("button", { type: "button", data: { testid: "sticker" }, onclick: () => (byId("stickers").close(), show(tell("sticker", person, choice))) }, sticker(choice.package, choice.sticker)),
  ),
);

// --- Time --------------------------------------------------------------------------------------

const STEPS = { hour: { hours: 1 }, day: { hours: 24 }, morning: { morning: true } };

async function go(step) {
  await show(tell("clock", "", step));
  byId("clock-input").value = "";
  byId("clock-thai").hidden = true;
  toast("ปรับเวลาแล้ว");
}

// The browser's own field speaks A.D. and perhaps English: the Thai words stand below it.
byId("clock-input").addEventListener("input", (event) => {
  byId("clock-thai").textContent = spoken("datetime", event.target.value);
  byId("clock-thai").hidden = !event.target.value;
});
byId("clock-form").addEventListener("submit", (event) => {
  event.preventDefault();
  go({ to: byId("clock-input").value });
});
for (const button of document.querySelectorAll("[data-clock]")) button.addEventListener("click", () => go(STEPS[button.dataset.clock]));

// --- Start -------------------------------------------------------------------------------------

setMode(localStorage.getItem(MODE_KEY) || "phone");
people.start(new URLSearchParams(location.search).get("person"));
fit();
setInterval(() => document.hidden || refresh(), POLL_MS);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
