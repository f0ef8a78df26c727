/** Giving files to the person: the share sheet in the installed app and on phones, a download elsewhere (offline.md section 8). */
import { download } from "./download.js";
import { is_installed, is_ios } from "./install.js";

/**
 * Call it on a tap, with the files ready: the browser allows it for five seconds.
 * @param {File[]} files @returns {Promise<boolean>} false when the person thought better of it, or the tap was too long ago
 */
export async function give(files) {
  if (by_sheet(files)) return navigator.share({ files }).then(() => true, () => false); // only files: with a text beside them, some apps take the text alone
  for (const file of files) download(file);
  return true;
}

/** Whether they go through the share sheet: in an installed app on iPhone a page that is a file has no way back. @param {File[]} files */
export const by_sheet = (files) => (is_ios() || is_installed()) && !!navigator.canShare?.({ files });
