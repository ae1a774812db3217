// Thai dates with B.E. years, from local "2024-04-03T09:00" texts: no time zone of the browser enters.

const MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];
const SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const DAYS = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"];

function parts(local) {
  const [date, time = ""] = local.split("T");
  const [year, month, day] = date.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, time: time.slice(0, 5) };
}

export function timeOf(local) {
  return parts(local).time;
}

export function dayOf(local) {
  return local.split("T")[0];
}

export function longDate(local) {
  const { year, month, day, weekday } = parts(local);
  return `วัน${DAYS[weekday]}ที่ ${day} ${MONTHS[month - 1]} ${year + 543}`;
}

export function shortMoment(local) {
  const { year, month, day, time } = parts(local);
  return [`${day} ${SHORT[month - 1]} ${(year + 543) % 100}`, `${time} น.`];
}

// What a native date field holds, said in Thai: the field itself shows A.D. years.
export function spoken(mode, value) {
  if (!value) return "";
  if (mode === "time") return `${value} น.`;
  const date = longDate(value);
  return mode === "date" ? date : `${date} ${timeOf(value)} น.`;
}
