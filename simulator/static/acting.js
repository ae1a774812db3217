// What a tap does: some actions go to the bot, others stay in the person's hands.

import { byId, safeUrl, toast } from "./dom.js";
import { spoken } from "./dates.js";
import { tell } from "./talk.js";

// `hands` are the page's own: person(), mode(), write(text), choosePhoto(), openMenu(bool), refresh().
export function actor(hands) {
  const send = async (action, value) => {
    await tell("act", hands.person(), { action, value });
    await hands.refresh();
  };
  const doing = {
    message: send,
    richmenuswitch: send,
    location: send,
    postback: async (action) => {
      await send(action);
      if (action.inputOption === "openKeyboard") hands.write(action.fillInText || "");
      if (action.inputOption === "openRichMenu") hands.openMenu(true);
      if (action.inputOption === "closeRichMenu") hands.openMenu(false);
    },
    datetimepicker: async (action) => {
      const value = await pick(action);
      if (value) await send(action, value);
    },
    uri: (action) => open(action, hands),
    clipboard: async (action) => {
      await navigator.clipboard.writeText(action.clipboardText);
      toast("คัดลอกแล้ว");
    },
    camera: hands.choosePhoto,
    cameraRoll: hands.choosePhoto,
  };
  return (action) => doing[action.type]?.(action);
}

async function open(action, hands) {
  const desktop = hands.mode() === "pc" && action.altUri && action.altUri.desktop;
  const url = safeUrl(desktop || action.uri);
  if (/^https:\/\/line\.me\/R\//i.test(url)) await follow(url, hands);
  else if (url) window.open(url, "_blank", "noopener,noreferrer");
}

// A scanned code or a tapped line.me link: LINE puts the text into the input box.
export async function follow(link, hands) {
  const found = await tell("scan", hands.person(), { link });
  if (!found) return;
  if (found.stranger) toast(`ลิงก์นี้เป็นของบัญชีอื่น (${found.stranger})`);
  else if (found.url) window.open(safeUrl(found.url), "_blank", "noopener,noreferrer");
  else if (found.text) hands.write(found.text);
}

const FIELD = { date: "date", time: "time", datetime: "datetime-local" };

function pick({ mode, label, initial, min, max }) {
  const dialog = byId("picker");
  const field = byId("picker-input");
  const plain = (value) => (value || "").replace("t", "T");
  byId("picker-title").textContent = label || "เลือกวันที่";
  field.type = FIELD[mode];
  Object.assign(field, { min: plain(min), max: plain(max), value: plain(initial) });
  const say = () => (byId("picker-thai").textContent = spoken(mode, field.value));
  field.oninput = say;
  say();
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "go" ? field.value : "");
  });
}
