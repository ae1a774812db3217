// Draws one message of the chat, whoever wrote it.

import { el, safeUrl, withLinks } from "./dom.js";
import { timeOf } from "./dates.js";
import { drawFlex } from "./flex.js";

const FATE = { sending: "กำลังส่ง", read: "อ่านแล้ว", lost: "ส่งไม่ถึงบอต" };

export function drawMessage(message, { botName, perform, unsend }) {
  const mine = message.by === "person";
  const node = el("article", {
    class: `message ${mine ? "mine" : "theirs"} type-${message.body.type}`,
    data: { testid: "message", id: message.id, by: message.by, type: message.body.type, via: message.via },
    "aria-label": mine ? "ข้อความของฉัน" : `ข้อความจาก ${botName}`,
  });
  if (message.unsent) {
    node.classList.add("unsent");
    node.append(el("p", { class: "note" }, "ยกเลิกข้อความแล้ว"));
    return node;
  }
  const content = (DRAW[message.body.type] || unknown)(message.body, perform, message);
  const meta = el("div", { class: "meta" });
  if (mine) meta.append(el("span", { class: `fate ${message.fate}` }, FATE[message.fate]));
  meta.append(el("time", {}, timeOf(message.at)));
  node.append(el("div", { class: "line" }, ...(mine ? [meta, content] : [content, meta])));
  if (mine) letUnsend(node, content, () => unsend(message));
  return node;
}

// A tap on one's own bubble offers to take it back.
function letUnsend(node, content, unsend) {
  const offer = el("button", { type: "button", class: "unsend", data: { testid: "unsend" }, onclick: unsend }, "ยกเลิกข้อความ");
  const toggle = (event) => !event.target.closest("a, audio, video, .picture") && node.classList.toggle("offer");
  content.tabIndex = 0;
  content.addEventListener("click", toggle);
  content.addEventListener("keydown", (event) => event.key === "Enter" && toggle(event));
  node.append(offer);
}

const DRAW = {
  text: (body) => balloon(...withLinks(body.text)),
  textV2: (body) => balloon(...withLinks(body.text)),
  flex: (body, perform) => drawFlex(body.contents, perform),
  template: (body, perform) => drawFlex(templateAsFlex(body.template), perform),
  image: (body, _, message) => picture(body, message),
  sticker: (body) => sticker(body.packageId, body.stickerId),
  file: (body, _, message) => file(body, message),
  audio: (body, _, message) => audio(body, message),
  video: (body) => el("video", { src: safeUrl(body.originalContentUrl), poster: safeUrl(body.previewImageUrl), controls: true, class: "picture" }),
  location: (body) => balloon(el("b", {}, body.title || "ตำแหน่งที่ตั้ง"), el("br"), body.address || ""),
};

function balloon(...children) {
  return el("div", { class: "balloon" }, ...children);
}

function unknown(body) {
  return balloon(body.altText || `[${body.type}]`);
}

function sent(message) {
  return message.by === "person" ? `content/${message.id}` : "";
}

function picture(body, message) {
  const full = sent(message) || safeUrl(body.originalContentUrl);
  const image = el("img", { src: sent(message) || safeUrl(body.previewImageUrl), alt: "รูปภาพ" });
  return el("a", { class: "picture", href: full, target: "_blank", rel: "noopener" }, image);
}

function file(body, message) {
  const size = body.fileSize < 1024 ? `${body.fileSize} B` : `${Math.ceil(body.fileSize / 1024)} KB`;
  return el("div", { class: "balloon file" }, el("a", { href: sent(message), download: body.fileName }, body.fileName), el("small", {}, size));
}

function audio(body, message) {
  return el("div", { class: "balloon" }, el("audio", { controls: true, preload: "none", src: sent(message) || safeUrl(body.originalContentUrl) }));
}

// LINE's own pictures cannot be shown without the internet: a face in their place.
const FACES = { 1988: "^‿^", 1989: "^o^", 1990: "T_T", 1991: "•_•" };
export const STICKERS = Object.keys(FACES).map((id) => ({ package: "446", sticker: id }));

export function sticker(packageId, stickerId) {
  return el("div", { class: "sticker", title: `สติกเกอร์ ${packageId}/${stickerId}` }, FACES[stickerId] || "^‿^");
}

// Template messages are drawn as the Flex they look like.
function templateAsFlex(template) {
  if (template.type === "carousel") return carousel(template.columns.map((column) => card(column, template)));
  if (template.type === "image_carousel") return carousel(template.columns.map(pictureCard));
  return card(template, template);
}

function carousel(bubbles) {
  return { type: "carousel", contents: bubbles };
}

function card(column, template) {
  const words = [];
  if (column.title) words.push({ type: "text", text: column.title, weight: "bold", size: "md", wrap: true });
  words.push({ type: "text", text: column.text, size: "sm", wrap: true, margin: column.title ? "sm" : "none", color: column.title ? "#555555" : "#111111" });
  const bubble = {
    type: "bubble",
    size: "hecto",
    body: { type: "box", layout: "vertical", paddingAll: "16px", contents: words, action: column.defaultAction },
    footer: {
      type: "box",
      layout: template.type === "confirm" ? "horizontal" : "vertical",
      contents: column.actions.map((action) => ({ type: "button", height: "sm", action })),
    },
    styles: { footer: { separator: true } },
  };
  if (column.thumbnailImageUrl) {
    const square = template.imageAspectRatio === "square";
    bubble.hero = {
      type: "image",
      url: column.thumbnailImageUrl,
      size: "full",
      aspectRatio: square ? "1:1" : "151:100",
      aspectMode: template.imageSize === "contain" ? "fit" : "cover",
      backgroundColor: column.imageBackgroundColor,
    };
  }
  return bubble;
}

function pictureCard({ imageUrl, action }) {
  const label = { type: "text", text: action.label || " ", color: "#ffffff", align: "center", size: "sm" };
  const strip = { type: "box", layout: "vertical", backgroundColor: "#00000088", paddingAll: "8px", cornerRadius: "20px", position: "absolute", offsetBottom: "12px", offsetStart: "20px", offsetEnd: "20px", contents: [label] };
  const image = { type: "image", url: imageUrl, size: "full", aspectMode: "cover" };
  return { type: "bubble", size: "hecto", action, body: { type: "box", layout: "vertical", paddingAll: "0px", contents: action.label ? [image, strip] : [image] } };
}
