// Draws Flex: bubbles and carousels, with LINE's sizes and its rules for sharing a row.

import { el, safeUrl } from "./dom.js";

const TEXT_SIZE = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGE_SIZE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const CROSS = { top: "flex-start", start: "flex-start", center: "center", bottom: "flex-end", end: "flex-end" };
const BLOCKS = ["header", "hero", "body", "footer"];

const px = (words, value) => (value === undefined ? undefined : value in words ? `${words[value]}px` : value);
const space = (value) => px(SPACE, value);
const ratio = (value = "1:1") => value.replace(":", " / ");

export function drawFlex(container, perform) {
  if (container.type === "bubble") return drawBubble(container, perform);
  const strip = el("div", { class: "carousel", tabindex: 0, role: "group", "aria-label": "การ์ด เลื่อนดูได้" });
  strip.append(...container.contents.map((bubble) => drawBubble(bubble, perform)));
  return strip;
}

function drawBubble(bubble, perform) {
  const node = el("div", { class: `bubble size-${bubble.size || "mega"}`, data: { testid: "flex-bubble" } });
  if (bubble.direction === "rtl") node.dir = "rtl";
  for (const name of BLOCKS) {
    if (!bubble[name]) continue;
    const style = (bubble.styles || {})[name] || {};
    const block = el("div", { class: `block ${name}` });
    block.style.background = style.backgroundColor || "";
    if (style.separator) block.style.borderTop = `1px solid ${style.separatorColor || "#d4d6da"}`;
    block.append(drawPart(bubble[name], { layout: "vertical" }, 0, perform));
    node.append(block);
  }
  return tappable(node, bubble.action, perform);
}

const DRAW = { box, text, button, image, icon, separator, filler, video };

function drawPart(part, parent, index, perform) {
  const node = (DRAW[part.type] || filler)(part, perform, parent);
  place(node, part, parent, index);
  return part.type === "button" ? node : tappable(node, part.action, perform);
}

function place(node, part, parent, index) {
  const style = node.style;
  const row = parent.layout !== "vertical";
  const gap = part.margin !== undefined ? part.margin : index ? parent.spacing : undefined;
  style[row ? "marginInlineStart" : "marginTop"] = space(gap) || "";
  share(style, part, row, parent);
  if (part.gravity && row) style.alignSelf = CROSS[part.gravity];
  if (part.position) style.position = part.position;
  for (const [name, side] of [["offsetTop", "top"], ["offsetBottom", "bottom"], ["offsetStart", "insetInlineStart"], ["offsetEnd", "insetInlineEnd"]]) {
    if (part[name] === undefined) continue;
    style[side] = space(part[name]);
    style.position = part.position || "relative";
  }
}

// In a row parts share the width by their flex (1 unless told); in a column they take what they need.
function share(style, part, row, parent) {
  const sized = part.type === "box" && (row ? part.width : part.height) !== undefined;
  const natural = part.type === "separator" || part.type === "icon" || sized;
  const flex = part.flex !== undefined ? part.flex : row && !natural ? 1 : part.type === "filler" ? 1 : 0;
  style.flex = flex === 0 ? (row && part.type === "text" ? "0 1 auto" : "0 0 auto") : `${flex} ${row ? flex : 0} ${row ? "0" : "auto"}`;
  if (row && flex === 0 && part.type === "text") style.maxWidth = "100%";
  if (parent.layout === "baseline" && part.type === "icon") style.alignSelf = "baseline";
}

function box(part, perform) {
  const node = el("div", { class: `box ${part.layout}` });
  const style = node.style;
  Object.assign(style, {
    backgroundColor: part.backgroundColor || "",
    borderColor: part.borderColor || "",
    borderRadius: px(SPACE, part.cornerRadius) || "",
    width: part.width || "",
    maxWidth: part.maxWidth || "",
    height: part.height || "",
    maxHeight: part.maxHeight || "",
    justifyContent: part.justifyContent || "",
    alignItems: part.alignItems || "",
    paddingTop: space(part.paddingTop ?? part.paddingAll) || "",
    paddingBottom: space(part.paddingBottom ?? part.paddingAll) || "",
    paddingInlineStart: space(part.paddingStart ?? part.paddingAll) || "",
    paddingInlineEnd: space(part.paddingEnd ?? part.paddingAll) || "",
  });
  if (part.borderWidth || part.borderColor) style.border = `${px(BORDER, part.borderWidth || "normal")} solid ${part.borderColor || "#00000033"}`;
  if (part.cornerRadius) style.overflow = "hidden";
  if (part.background) style.backgroundImage = gradient(part.background);
  node.append(...part.contents.map((child, index) => drawPart(child, part, index, perform)));
  return node;
}

function gradient({ angle, startColor, centerColor, centerPosition, endColor }) {
  const middle = centerColor ? `, ${centerColor} ${centerPosition || "50%"}` : "";
  return `linear-gradient(${angle}, ${startColor}${middle}, ${endColor})`;
}

function letters(part) {
  return {
    fontSize: px(TEXT_SIZE, part.size) || "",
    color: part.color || "",
    fontWeight: part.weight === "bold" ? "700" : "",
    fontStyle: part.style === "italic" ? "italic" : "",
    textDecoration: part.decoration === "none" ? "" : part.decoration || "",
  };
}

function text(part) {
  const node = el("div", { class: part.wrap ? "text wrap" : "text", style: letters({ size: "md", ...part }) });
  const inner = part.wrap && part.maxLines ? el("div", { class: "clamp", style: { webkitLineClamp: part.maxLines } }) : node;
  if (part.contents && part.contents.length) {
    inner.append(...part.contents.map((span) => el("span", { style: letters(span) }, span.text)));
  } else inner.append(part.text);
  if (inner !== node) node.append(inner);
  node.style.textAlign = part.align || "";
  if (part.lineSpacing) node.style.lineHeight = `calc(1.5em + ${part.lineSpacing})`;
  if (part.adjustMode === "shrink-to-fit") requestAnimationFrame(() => shrink(node));
  return node;
}

function shrink(node) {
  let size = parseFloat(getComputedStyle(node).fontSize);
  while (node.scrollWidth > node.clientWidth && size > 8) node.style.fontSize = `${(size -= 0.5)}px`;
}

function button(part, perform) {
  const kind = part.style || "link";
  const node = el("button", { type: "button", class: `flex-button ${kind} ${part.height || "md"}`, data: { testid: "flex-button" } }, part.action.label);
  if (part.color) node.style[kind === "link" ? "color" : "background"] = part.color;
  if (part.adjustMode === "shrink-to-fit") requestAnimationFrame(() => shrink(node));
  node.addEventListener("click", () => perform(part.action));
  return node;
}

function image(part) {
  const width = part.size === "full" ? "100%" : px(IMAGE_SIZE, part.size || "md");
  const picture = el("img", { src: safeUrl(part.url), alt: "", loading: "lazy" });
  Object.assign(picture.style, { objectFit: part.aspectMode === "cover" ? "cover" : "contain", backgroundColor: part.backgroundColor || "" });
  const frame = el("div", { class: "frame", style: { width, aspectRatio: ratio(part.aspectRatio) } }, picture);
  return el("div", { class: `image ${part.align || "center"}` }, frame);
}

function icon(part) {
  const size = px(TEXT_SIZE, part.size || "md");
  return el("img", { class: "flex-icon", src: safeUrl(part.url), alt: "", style: { height: size, aspectRatio: ratio(part.aspectRatio) } });
}

function separator(part, _perform, parent) {
  const node = el("div", { class: parent.layout === "vertical" ? "separator flat" : "separator upright" });
  node.style.background = part.color || "";
  return node;
}

function filler() {
  return el("div", { class: "filler" });
}

function video(part) {
  const film = el("video", { src: safeUrl(part.url), poster: safeUrl(part.previewUrl), controls: true });
  film.style.aspectRatio = ratio(part.aspectRatio);
  return film;
}

export function tappable(node, action, perform) {
  if (!action) return node;
  node.classList.add("tappable");
  Object.assign(node, { tabIndex: 0 });
  node.dataset.testid ||= "flex-action";
  node.setAttribute("role", "button");
  if (action.label) node.setAttribute("aria-label", action.label);
  const go = (event) => {
    event.stopPropagation();
    perform(action);
  };
  node.addEventListener("click", (event) => event.target.closest("button, .tappable") === node && go(event));
  node.addEventListener("keydown", (event) => event.target === node && ["Enter", " "].includes(event.key) && (event.preventDefault(), go(event)));
  return node;
}
