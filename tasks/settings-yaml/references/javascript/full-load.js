const yaml = require('js-yaml');

// Single values may have tags of other languages, which are left to the reader. No tag makes an object.
const foreignScalar = new yaml.Type('tag:yaml.org,2002:', { kind: 'scalar', multi: true });
const SCHEMA = yaml.DEFAULT_SCHEMA.extend([foreignScalar]);

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
