/** Whether this browser keeps anything at all: said before anybody types. */
import { write_meta } from "./database.js";
import { DEVICE } from "./device.js";

/** @returns {Promise<"" | "no_storage" | "private">} */
export async function storage_trouble() {
  try {
    await write_meta(DEVICE, "probe", true);
  } catch {
    return "no_storage";
  }
  // Safari and Firefox keep nothing when a private window is closed, and have no file system in one.
  const folder = navigator.storage?.getDirectory;
  return folder ? folder.call(navigator.storage).then(() => "", () => "private") : "";
}
