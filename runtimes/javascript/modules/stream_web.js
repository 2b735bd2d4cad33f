// `node:stream/web`: the web's streams.
import * as streams from '__wasm_rquickjs_builtin/webstreams_wrapper';

export * from '__wasm_rquickjs_builtin/webstreams_wrapper';
export default { ...streams };
