function isValidName(name) {
    return name.length > 0 && !name.includes('/') && !name.includes('\n');
}

function thumbnailCommand(source, target, width) {
    if (width < 1 || width > 4096 || !isValidName(source) || !isValidName(target)) {
        return null;
    }
    return `mkthumb --width ${width} -- '${source}' '${target}'`;
}

module.exports = thumbnailCommand;
