/** The path of the worker that makes photos smaller; build.js fills it in. */
declare const SHRINKER: string;
