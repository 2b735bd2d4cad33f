// A chain of proxies as a result.
// out of fuel | - | ended
exports.answer = () => {
    let proxy = [1];
    for (let i = 0; i < 300_000; i += 1) proxy = new Proxy(proxy, {});
    return proxy;
};
