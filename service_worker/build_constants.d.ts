/** Put in by build.js: what to keep for use without a network, and a digest of all of it. */
declare const PRECACHE: string[];
declare const VERSION: string;
