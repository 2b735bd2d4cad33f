'use strict';

// Neighbouring parts of these patterns never match the same character, so there is one way only to match a text.
const LOCAL_PART = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*$/;
const LABEL = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
const LAST_LABEL = /^[A-Za-z]{2,}$/;

// Spaces only, and in one pass from either end: trim() removes other white space too.
function trimSpaces(text) {
    let start = 0;
    let end = text.length;
    while (start < end && text[start] === ' ') {
        start += 1;
    }
    while (end > start && text[end - 1] === ' ') {
        end -= 1;
    }
    return text.slice(start, end);
}

function isValid(address) {
    const parts = address.split('@');
    if (address.length > 100 || parts.length !== 2) {
        return false;
    }
    const [localPart, domain] = parts;
    const labels = domain.split('.');
    const last = labels.pop();
    return (
        labels.length > 0 &&
        LOCAL_PART.test(localPart) &&
        LAST_LABEL.test(last) &&
        labels.every((label) => LABEL.test(label))
    );
}

function parseRecipients(text) {
    if (text.length > 10_000) {
        return null;
    }
    const addresses = text.split(',').map(trimSpaces);
    return addresses.every(isValid) ? addresses : null;
}

module.exports = { parseRecipients };
