const { quote } = require('shell-quote');

function thumbnailCommand(source, target, width) {
    if (!Number.isInteger(width) || width < 1 || width > 4096) {
        return null;
    }
    if (!source || !target || source.includes('/') || target.includes('/')) {
        return null;
    }
    return quote(['mkthumb', '--width', String(width), source, target]);
}

module.exports = { thumbnailCommand };
