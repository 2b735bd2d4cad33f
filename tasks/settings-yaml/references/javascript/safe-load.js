const yaml = require('js-yaml');

// How deep settings may be nested is for our format to say, not for the parser.
const OPTIONS = { maxDepth: Infinity };

function loadSettings(text) {
    let settings;
    try {
        settings = yaml.load(text, OPTIONS);
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
