'use strict';

const fs = require('node:fs');

function setting(name) {
    const profile = process.env.APP_PROFILE ?? '';
    if (!/^[a-z]+$/.test(profile)) {
        return null;
    }
    const lines = fs.readFileSync(`/etc/app/${profile}.conf`, 'utf8').split('\n');
    const line = lines.find((each) => each.startsWith(`${name}=`));
    return line?.slice(name.length + 1) ?? null;
}

module.exports = { setting };
