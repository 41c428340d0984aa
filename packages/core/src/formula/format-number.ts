import { roundDecimal } from "./decimal.ts";

/*
 * Number formats of spreadsheets, the usual part: `0` a digit, `#` a digit if there is one, `,` groups
 * of three, `.` the decimal point, `%` times a hundred. Anything before and after is copied.
 */

const digitsPart = /[0#][0#,]*(?:\.[0#]*)?|\.[0#]+/;

export function formatNumber(value: number, format: string): string {
  const match = digitsPart.exec(format);
  if (!match) return format;
  const [whole = "", fraction = ""] = match[0].split(".");
  const scaled = format.includes("%") ? value * 100 : value;
  const rounded = roundDecimal(scaled, fraction.length, Math.round);
  const [digits = "", decimals = ""] = plainDigits(Math.abs(rounded), fraction.length).split(".");
  const padded = digits.replace(/^0$/, "").padStart(whole.replaceAll(/[#,]/g, "").length, "0");
  const grouped = whole.includes(",") ? padded.replaceAll(/\B(?=(?:\d{3})+$)/g, ",") : padded;
  const written = grouped + decimalPart(decimals, fraction);
  const before = format.slice(0, match.index);
  const after = format.slice(match.index + match[0].length);
  return (rounded < 0 ? "-" : "") + before + written + after;
}

/** Without an exponent, whatever the size. */
function plainDigits(value: number, places: number): string {
  return value < 1e21 ? value.toFixed(places) : BigInt(value).toString();
}

/** Zeros at the end go where the format has `#`. */
function decimalPart(decimals: string, fraction: string): string {
  const least = fraction.lastIndexOf("0") + 1;
  let end = decimals.length;
  while (end > least && decimals[end - 1] === "0") end -= 1;
  return Math.max(end, least) === 0 ? "" : `.${decimals.slice(0, end).padEnd(least, "0")}`;
}
