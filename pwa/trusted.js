/** The policy that Trusted Types ask for: only these paths may become a script. */

const paths = () => ["/service_worker.js", SHRINKER];

/** @param {string} path */
function check(path) {
  if (!paths().includes(path)) throw new TypeError("not one of our scripts");
  return path;
}

/** @type {any} */
const types = /** @type {any} */ (window).trustedTypes;
const policy = types?.createPolicy("app", { createScriptURL: check });

/** @param {string} path @returns {string} */
export const script_url = (path) => policy?.createScriptURL(path) ?? check(path);
