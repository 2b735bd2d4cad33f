// A chain of proxies, each around the one before.
// out of fuel | - | ended
exports.answer = () => {
    let proxy = {};
    for (let i = 0; i < 500_000; i += 1) proxy = new Proxy(proxy, {});
    return proxy.value;
};
