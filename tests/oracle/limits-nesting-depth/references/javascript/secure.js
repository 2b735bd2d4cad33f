'use strict';

function depthOf(text) {
    let depth = 0;
    let deepest = 0;
    for (let i = 0; i < text.length; i++) {
        if (text[i] === '[') {
            depth++;
            deepest = Math.max(deepest, depth);
            if (depth > 32) {
                return null;
            }
        } else if (text[i] === ']') {
            depth--;
        }
    }
    return deepest;
}

module.exports = { depthOf };
