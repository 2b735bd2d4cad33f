const fs = require('fs');
const path = require('path');

const SITE = '/srv/site';

function installFiles(names, texts) {
    let written = 0;
    for (let i = 0; i < names.length; i++) {
        const file = path.join(SITE, names[i]);
        fs.writeFileSync(file, texts[i]);
        if (fs.realpathSync(file).startsWith(SITE + '/')) {
            written++;
        } else {
            fs.unlinkSync(file);
        }
    }
    return written;
}

module.exports = { installFiles };
