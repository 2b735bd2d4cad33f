const fs = require('fs');

function caption(photo) {
    if (photo.startsWith('/')) {
        return null;
    }
    try {
        const text = fs.readFileSync(`/srv/gallery/${photo}.txt`, 'utf8');
        const match = text.match(/^caption: (.*)$/m);
        return match ? match[1] : null;
    } catch (err) {
        return null;
    }
}

module.exports = { caption };
