/** Talk mode on the supervisor's side: as soon as something moved, everything new is fetched. */
import { call } from "./api.js";
import { keep_asking } from "./talk.js";
import { sync_now, visit_path } from "./visit.js";

export function follow() {
  /** @type {string | null} */
  let etag = null;
  keep_asking(location.pathname, async () => {
    const { status, etag: fresh } = await call("GET", `${await visit_path()}/talk`, { headers: etag ? { "if-none-match": etag } : {} });
    if (status === 200) etag = fresh;
    if (status === 200 || status === 409) await sync_now();
    return status !== 409 && status !== 401 && status !== 404;
  });
}
