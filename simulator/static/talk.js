// The small calls behind the page; each answers with JSON or tells the person what went wrong.

import { toast } from "./dom.js";

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("ติดต่อเครื่องจำลองไม่ได้");
  }
  if (!answer.ok) throw new Error(`ทำรายการไม่สำเร็จ (${answer.status})`);
  return answer.json();
}

export function fetchChat(person, after) {
  return ask(`chat.json?${new URLSearchParams({ person, after })}`, { cache: "no-store" });
}

async function post(path, person, options) {
  const query = person ? `?${new URLSearchParams({ person })}` : "";
  try {
    return await ask(path + query, { method: "POST", ...options, headers: { "X-Simulator": "page", ...options.headers } });
  } catch (error) {
    toast(error.message);
    return null;
  }
}

export function tell(path, person, body = {}) {
  return post(path, person, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function upload(path, person, files) {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  return post(path, person, { body: form });
}
