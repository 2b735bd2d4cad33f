const ADDRESS_PATTERN =
    /^(?:[A-Za-z0-9]+[._+-]?)*[A-Za-z0-9]@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}$/;

function stripSpaces(value) {
    let start = 0;
    let end = value.length;
    while (start < end && value[start] === ' ') start++;
    while (end > start && value[end - 1] === ' ') end--;
    return value.substring(start, end);
}

function parseRecipients(text) {
    if (text.length > 10000) {
        return null;
    }

    const recipients = [];
    for (const part of text.split(',')) {
        const address = stripSpaces(part);
        if (address.length > 100 || !ADDRESS_PATTERN.test(address)) {
            return null;
        }
        recipients.push(address);
    }
    return recipients;
}

module.exports = { parseRecipients };
