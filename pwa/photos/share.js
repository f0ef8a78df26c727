/** Giving files to the person: the share sheet in the installed app and on phones, a download elsewhere (offline.md section 8). */
import { is_installed, is_ios } from "../install.js";
import { bytes_of } from "../storage/photos.js";
import { database } from "./album.js";
import { file_name } from "./backup.js";

/** @import { Photo } from "../types.d.ts" */

/**
 * Call it on a tap, with the files ready: the browser allows it for five seconds.
 * @param {File[]} files @returns {Promise<boolean>} false when the person thought better of it
 */
export async function give(files) {
  if ((is_ios() || is_installed()) && navigator.canShare?.({ files })) {
    return navigator.share({ files }).then(() => true, () => false); // only files: with a text beside them, some apps take the text alone
  }
  for (const file of files) download(file);
  return true;
}

/** @param {File} file */
function download(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {Photo} photo */
export async function photo_file(photo) {
  const bytes = await bytes_of(database(), "photos", photo.id);
  return bytes ? new File([bytes], file_name(photo, 0), { type: "image/jpeg" }) : null;
}
