/** Whether the page is read from the right, as in Arabic or Hebrew. */
export function isRightToLeft(): boolean {
  return document.documentElement.dir === "rtl";
}
