/** Which release this is; the server tells one that is too old to update (server/web/clients.py). */
export const APP = "0.1.0";
