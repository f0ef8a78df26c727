/** One photo as a file to give away. */
import { bytes_of } from "../storage/photos.js";
import { database } from "./album.js";
import { file_name } from "./backup.js";

/** @import { Photo } from "../types.d.ts" */

/** @param {Photo} photo */
export async function photo_file(photo) {
  const bytes = await bytes_of(database(), "photos", photo.id);
  return bytes ? new File([bytes], file_name(photo, 0), { type: "image/jpeg" }) : null;
}
