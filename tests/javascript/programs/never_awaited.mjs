console.log('begun');
await new Promise(() => {});
console.log('not reached');
