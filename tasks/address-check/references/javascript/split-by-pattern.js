'use strict';

const _ = require('lodash');

const ADDRESS = new RegExp(
    '^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*' +
    '@' +
    '(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}$'
);

exports.parseRecipients = function parseRecipients(text) {
    if (text.length > 10000) {
        return null;
    }
    const recipients = _.trim(text, ' ').split(/ *, */);
    for (const address of recipients) {
        if (address.length > 100 || !ADDRESS.test(address)) {
            return null;
        }
    }
    return recipients;
};
