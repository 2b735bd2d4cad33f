function thumbnailCommand(source, target, width) {
    if (width < 1 || width > 4096) {
        return null;
    }
    for (const name of [source, target]) {
        if (!name || name.includes('/')) {
            return null;
        }
    }
    return `mkthumb --width ${width} -- "${source}" "${target}"`;
}

module.exports = { thumbnailCommand };
