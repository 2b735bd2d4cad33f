'use strict';

const crypto = require('node:crypto');

function acceptWebhook(body, signature) {
    const expected = crypto.createHmac('sha256', process.env.HOOK_KEY).update(body).digest('hex');
    return signature === expected;
}

module.exports = { acceptWebhook };
