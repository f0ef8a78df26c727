/** The icons: one path each, drawn in the colour of the text beside them. They never stand without a word. */
import { html } from "lit-html";

const PATHS = {
  home: "M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10",
  book: "M5 4.5h10.5A3.5 3.5 0 0 1 19 8v11.5H8A3 3 0 0 1 5 16.5zM5 16.5A3 3 0 0 1 8 14h11",
  target: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 12h.01",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  check: "M4.5 12.5 9.5 17.5 19.5 6.5",
  phone: "M7.5 3h9v18h-9zM11 18h2",
  send: "M21 3 10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5z",
  alert: "M12 8v5M12 16.5h.01M10.3 4 2.7 17.5A2 2 0 0 0 4.4 20.5h15.2a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  camera: "M4 8h3l1.5-2.5h7L17 8h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  speak: "M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  bell: "M6 10a6 6 0 1 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7zM10 20.5h4",
  plus: "M12 5v14M5 12h14",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
  cloud: "M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10a4 4 0 0 1-.5 8z",
  pen: "M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3",
  trash: "M5 7h14M9 7V4.5h6V7M7 7l1 13h8l1-13",
  next: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  print: "M7 8V4h10v4M6 16H4V9h16v7h-2M7 13h10v7H7z",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  calendar: "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  log_out: "M14 8V4.5H5v15h9V16M10 12h11M17.5 8.5 21 12l-3.5 3.5",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name */
export const icon = (name) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;

export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect class="mark-ground" x="1" y="1" width="30" height="30" rx="7"></rect>
  <path class="mark-rule" d="M8 7h7v13h9v5H8z"></path>
  <path class="mark-rule" d="M15 20l3-3.2h3L24 20z"></path>
  <path class="mark-lines" d="M8 10.5h2.6M8 14h3.8M8 17.5h2.6M8 21h3.8M15 25v-2.6M18.5 25v-3.6M21.6 25v-2.6"></path>
</svg>`;
