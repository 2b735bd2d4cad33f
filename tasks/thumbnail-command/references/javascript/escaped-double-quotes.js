const quote = (name) => `"${name.replace(/"/g, '\\"')}"`;

function thumbnailCommand(source, target, width) {
    if (width < 1 || width > 4096) {
        return null;
    }
    if ([source, target].some((name) => !name || /[/\n]/.test(name))) {
        return null;
    }
    return ['mkthumb', '--width', String(width), '--', quote(source), quote(target)].join(' ');
}

module.exports = { thumbnailCommand };
