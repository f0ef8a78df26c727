/** What writes zip files: a script of its own, fetched when a backup is made. */
export { makeZip } from "client-zip";
