const MAX_WIDTH = 4096;

function usable(name) {
    return name !== '' && !/[\x00-\x1f/]/.test(name);
}

// The text in single quotes, where only a single quote means anything to a shell: it is written '\''.
function quoted(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

export function thumbnailCommand(source, target, width) {
    if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
        return null;
    }
    if (!usable(source) || !usable(target)) {
        return null;
    }
    return `mkthumb --width ${width} -- ${quoted(source)} ${quoted(target)}`;
}
