const { trim } = require('lodash');

const ADDRESS = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-?[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}$/;

const parseRecipients = (text) => {
    if (text.length > 10000) {
        return null;
    }
    const recipients = text.split(',').map((part) => trim(part, ' '));
    if (recipients.some((address) => address.length > 100 || !ADDRESS.test(address))) {
        return null;
    }
    return recipients;
};

module.exports = { parseRecipients };
