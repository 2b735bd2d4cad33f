const yaml = require('js-yaml');

const MAX_DEPTH = 10;

function depthOf(value) {
    if (value === null || typeof value !== 'object') {
        return 0;
    }
    return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function loadSettings(text) {
    let settings;
    try {
        // The parser's own limit is another one than ours, which is checked below.
        settings = yaml.load(text, { maxDepth: Infinity });
    } catch (err) {
        if (err instanceof yaml.YAMLException) {
            return null;
        }
        throw err;
    }
    if (settings === undefined || settings === null) {
        return {};
    }
    if (typeof settings !== 'object' || Array.isArray(settings) || depthOf(settings) > MAX_DEPTH) {
        return null;
    }
    return settings;
}

module.exports = { loadSettings };
