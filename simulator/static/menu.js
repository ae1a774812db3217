// The rich menu below the chat: a picture with places to tap, opened and closed by its bar.

import { byId, el } from "./dom.js";

export function menuOf(perform) {
  const place = byId("menu");
  const toggle = byId("menu-toggle");
  let current = "";

  function open(isOpen) {
    place.classList.toggle("open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
  }

  function draw(menu) {
    const { width, height } = menu.size;
    const image = el("img", { src: `menu/${menu.richMenuId}`, alt: "" });
    const areas = menu.areas.map(({ bounds, action }) =>
      el("button", {
        type: "button",
        class: "menu-area",
        data: { testid: "menu-area" },
        "aria-label": action.label || action.text || action.displayText || "เมนู",
        style: {
          left: `${(100 * bounds.x) / width}%`,
          top: `${(100 * bounds.y) / height}%`,
          width: `${(100 * bounds.width) / width}%`,
          height: `${(100 * bounds.height) / height}%`,
        },
        onclick: () => perform(action),
      }),
    );
    byId("menu-image").style.aspectRatio = `${width} / ${height}`;
    byId("menu-image").replaceChildren(image, ...areas);
    toggle.lastElementChild.textContent = menu.chatBarText;
  }

  toggle.addEventListener("click", () => open(!place.classList.contains("open")));

  return {
    open,
    reset: () => (current = ""),
    show(menu) {
      place.hidden = !menu;
      if (!menu || menu.richMenuId === current) return;
      current = menu.richMenuId;
      draw(menu);
      open(menu.selected);
    },
  };
}
