'use strict';

/** The statements of transactions, prepared once for a database: those that begin one, and those that all forms share. */
const controllers = new WeakMap();
const BEGIN = { default: 'BEGIN', deferred: 'BEGIN DEFERRED', immediate: 'BEGIN IMMEDIATE', exclusive: 'BEGIN EXCLUSIVE' };
const SAVEPOINT = '`\t_bs3.\t`';

function controllerOf(database) {
    let controller = controllers.get(database);
    if (controller === undefined) {
        const prepare = (sql) => database.prepare(sql);
        controller = {
            begin: {},
            commit: prepare('COMMIT'),
            rollback: prepare('ROLLBACK'),
            savepoint: prepare(`SAVEPOINT ${SAVEPOINT}`),
            release: prepare(`RELEASE ${SAVEPOINT}`),
            rollbackTo: prepare(`ROLLBACK TO ${SAVEPOINT}`),
        };
        for (const kind of Object.keys(BEGIN)) controller.begin[kind] = prepare(BEGIN[kind]);
        controllers.set(database, controller);
    }
    return controller;
}

/** A function that runs another one in a transaction, or in a savepoint of one that is open. */
function wrapped(work, database, controller, begin) {
    return function sqliteTransaction(...given) {
        const nested = database.inTransaction;
        const before = nested ? controller.savepoint : begin;
        const after = nested ? controller.release : controller.commit;
        const undo = nested ? controller.rollbackTo : controller.rollback;
        before.run();
        try {
            const result = Reflect.apply(work, this, given);
            if (result && typeof result.then === 'function') {
                throw new TypeError('Transaction function cannot return a promise');
            }
            after.run();
            return result;
        } catch (error) {
            if (database.inTransaction) {
                undo.run();
                if (nested) after.run();
            }
            throw error;
        }
    };
}

/** `db.transaction`. */
function transaction(work) {
    if (typeof work !== 'function') throw new TypeError('Expected first argument to be a function');
    const controller = controllerOf(this);
    const properties = { database: { value: this, enumerable: true } };
    for (const kind of Object.keys(BEGIN)) {
        properties[kind] = { value: wrapped(work, this, controller, controller.begin[kind]) };
    }
    for (const kind of Object.keys(BEGIN)) Object.defineProperties(properties[kind].value, properties);
    return properties.default.value;
}

module.exports = { transaction };
