const shellEscape = require('shell-escape');

function isValidName(name) {
    // eslint-disable-next-line no-control-regex
    return name !== '' && !/[/\u0000-\u001f]/.test(name);
}

function thumbnailCommand(source, target, width) {
    if (width < 1 || width > 4096) {
        return null;
    }
    if (!isValidName(source) || !isValidName(target)) {
        return null;
    }
    return shellEscape(['mkthumb', '--width', width.toString(), source, target]);
}

module.exports = { thumbnailCommand };
