// What the facades of CommonJS modules import; see `loader.js`.
export { deliver, exportsOf, fillMeta } from './loader.js';
// And the one package whose ES module tells of something.
export { template } from 'dualgauge:templates';
