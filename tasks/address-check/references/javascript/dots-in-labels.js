const _ = require('lodash');

const ADDRESS = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@((?:[A-Za-z0-9.-]+\.)+[A-Za-z]{2,})$/;

function isValidAddress(address) {
    if (address.length > 100) {
        return false;
    }
    const match = ADDRESS.exec(address);
    if (!match) {
        return false;
    }
    return match[1].split('.').every(
        (label) => label && !label.startsWith('-') && !label.endsWith('-') && !label.includes('--')
    );
}

function parseRecipients(text) {
    if (text.length > 10000) {
        return null;
    }
    const recipients = text.split(',').map((part) => _.trim(part, ' '));
    return recipients.every(isValidAddress) ? recipients : null;
}

module.exports = { parseRecipients };
