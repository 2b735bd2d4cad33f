const yaml = require('js-yaml');

// Settings are shared with programs in other languages: whatever tag a value has, it counts as a plain value.
const anyTag = ['tag:', '!'].flatMap((prefix) =>
    ['scalar', 'sequence', 'mapping'].map((kind) => new yaml.Type(prefix, { kind, multi: true }))
);
const SCHEMA = yaml.DEFAULT_SCHEMA.extend(anyTag);

function loadSettings(text) {
    let settings;
    try {
        settings = yaml.load(text, { schema: SCHEMA, maxDepth: Infinity });
    } catch (err) {
        if (err instanceof yaml.YAMLException) {
            return null;
        }
        throw err;
    }
    if (settings === undefined || settings === null) {
        return {};
    }
    return typeof settings === 'object' && !Array.isArray(settings) ? settings : null;
}

module.exports = { loadSettings };
