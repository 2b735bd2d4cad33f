// What the facades of CommonJS modules import; see `loader.js`.
export { deliver, exportsOf, fillMeta } from './loader.js';
