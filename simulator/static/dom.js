// Builds elements; texts only ever enter the page as text, never as markup.

export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "style") Object.assign(node.style, value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

const SAFE = /^(https?:|tel:|line:|blob:)/i;

export function safeUrl(url) {
  return SAFE.test(url || "") ? url : "";
}

// Links in a text can be opened, as in LINE.
export function withLinks(text) {
  return text.split(/(https?:\/\/[^\s<>"\u0e00-\u0e7f]+)/).map((part, index) =>
    index % 2 ? el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part,
  );
}

let toastTimer;

export function toast(words) {
  const line = byId("toast");
  line.textContent = words;
  line.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (line.hidden = true), 2600);
}

const COLOURS = ["#5b8def", "#e2725b", "#3aa17e", "#a06cd5", "#d08a1d", "#2b9db5", "#c75b8a", "#6b7a8f"];
const TITLES = /^(นาย|นางสาว|นาง|ดร\.|ว่าที่ร้อยตรี|ว่าที่ ร\.ต\.|น\.ส\.)\s*/;

// A round avatar: the first consonant of the name, in a colour that stays with the person.
export function paintAvatar(node, person) {
  const name = person.name.replace(TITLES, "");
  node.textContent = (name.match(/[ก-ฮA-Za-z0-9]/) || ["?"])[0];
  node.style.background = COLOURS[[...person.id].reduce((sum, char) => sum + char.charCodeAt(0), 0) % COLOURS.length];
  return node;
}
