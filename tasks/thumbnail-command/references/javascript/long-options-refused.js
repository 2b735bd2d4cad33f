function shellQuote(argument) {
    return "'" + argument.replace(/'/g, "'\\''") + "'";
}

function thumbnailCommand(source, target, width) {
    if (width < 1 || width > 4096) {
        return null;
    }
    for (const name of [source, target]) {
        if (!name || /[/\r\n]/.test(name)) {
            return null;
        }
    }
    // Nobody may smuggle in an option.
    if (source.startsWith('--')) {
        return null;
    }
    return `mkthumb --width ${width} ${shellQuote(source)} ${shellQuote(target)}`;
}

module.exports = { thumbnailCommand };
