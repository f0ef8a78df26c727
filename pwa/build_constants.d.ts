/** The paths of the worker that makes photos smaller and of what writes zip files; build.js fills them in. */
declare const SHRINKER: string;
declare const ZIPPER: string;
