'use strict';

const ADDRESS = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}$/;

function parseRecipients(text) {
    const recipients = text.split(',').map((part) => part.replace(/^ +| +$/g, ''));
    const valid = recipients.every((address) => address.length <= 100 && ADDRESS.test(address));

    if (!valid || text.length > 10000) {
        return null;
    }
    return recipients;
}

module.exports = { parseRecipients };
