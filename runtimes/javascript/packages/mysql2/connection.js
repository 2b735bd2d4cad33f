'use strict';
const { EventEmitter } = require('events');
const SqlString = require('sqlstring');
const { connectTo, runStatement, translated } = require('dualgauge:sqlite/servers');
const { errorOf, fatal, severalStatements } = require('./dialect.js');
const { withValues } = require('./placeholders.js');

/** What a statement without rows gives. */
class ResultSetHeader {
    constructor(result) {
        this.fieldCount = 0;
        this.affectedRows = result.changed;
        this.insertId = result.changed > 0 ? result.lastId : 0;
        this.info = '';
        this.serverStatus = 2;
        this.warningStatus = 0;
        this.changedRows = 0;
    }
}

/** The settings of an object or of a URI. */
function settingsOf(config) {
    if (typeof config !== 'string') return { ...config };
    const url = new URL(config);
    return {
        host: url.hostname,
        port: url.port === '' ? undefined : Number(url.port),
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database: decodeURIComponent(url.pathname.slice(1)),
        ...Object.fromEntries(url.searchParams),
    };
}

/** What is asked: the text, its values, and the callback at the end. */
function request(given) {
    const [first] = given;
    const callback = typeof given[given.length - 1] === 'function' ? given[given.length - 1] : undefined;
    const isOptions = typeof first === 'object' && first !== null;
    const values = Array.isArray(given[1]) || (given[1] !== callback && given[1] !== undefined) ? given[1] : undefined;
    return {
        sql: isOptions ? first.sql : first,
        values: values ?? (isOptions ? first.values : undefined),
        options: isOptions ? first : {},
        callback,
    };
}

const NAMED = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|`[^`]*`|:([A-Za-z_]\w*)/g;

/** The text and the list of values for placeholders by name. */
function withoutNames(sql, values) {
    const list = [];
    const text = sql.replace(NAMED, (all, name) => {
        if (name === undefined) return all;
        list.push(values[name]);
        return '?';
    });
    return [text, list];
}

/** A connection whose methods give their results to callbacks. */
class Connection extends EventEmitter {
    #connection;
    #failure;
    #tried = false;
    #ended = false;

    constructor(config) {
        super();
        const settings = settingsOf(config);
        this.config = { host: 'localhost', port: 3306, ...settings };
        this.config.host ??= 'localhost';
        this.config.port = Number(this.config.port ?? 3306);
        this.threadId = null;
    }

    connect(...given) {
        const callback = given.find((one) => typeof one === 'function');
        setImmediate(() => {
            const failure = this.#reach();
            if (callback !== undefined) callback(failure ?? null);
            else if (failure !== undefined) this.emit('error', failure);
            else this.emit('connect', {});
        });
    }

    query(...given) {
        const asked = request(given);
        return this.#ask(asked, () => {
            const { config } = this;
            const named = config.namedPlaceholders || asked.options.namedPlaceholders;
            let { sql, values } = asked;
            if (named && values !== undefined && !Array.isArray(values)) [sql, values] = withoutNames(sql, values);
            const several = config.multipleStatements === true;
            if (typeof config.queryFormat === 'function') return [this.format(sql, values), [], several];
            return [...withValues(sql, values, config), several];
        });
    }

    execute(...given) {
        const asked = request(given);
        let values = asked.values ?? [];
        let { sql } = asked;
        if (!Array.isArray(values)) {
            if (this.config.namedPlaceholders) [sql, values] = withoutNames(sql, values);
            else throw new TypeError('Bind parameters must be array if namedPlaceholders parameter is not enabled');
        }
        for (const value of values) {
            if (value === undefined) {
                throw new TypeError('Bind parameters must not contain undefined. To pass SQL NULL specify JS null');
            }
            if (typeof value === 'function') {
                throw new TypeError("Bind parameters must not contain function(s). To pass the body of a function as a string call .toString() first");
            }
        }
        return this.#ask(asked, () => [sql, values, false]);
    }

    format(sql, values) {
        if (values === undefined) return sql;
        if (typeof this.config.queryFormat === 'function') {
            return Reflect.apply(this.config.queryFormat, this, [sql, values, this.config.timezone]);
        }
        return SqlString.format(sql, values, this.config.stringifyObjects === true, this.config.timezone);
    }

    escape(value) {
        return SqlString.escape(value, false, this.config.timezone);
    }

    escapeId(value, forbidQualified) {
        return SqlString.escapeId(value, forbidQualified);
    }

    beginTransaction(callback) {
        return this.query('BEGIN', callback);
    }

    commit(callback) {
        return this.query('COMMIT', callback);
    }

    rollback(callback) {
        return this.query('ROLLBACK', callback);
    }

    ping(callback) {
        return this.query('SELECT 1', (error) => callback?.(error));
    }

    changeUser(options, callback) {
        Object.assign(this.config, options);
        return this.ping(callback);
    }

    end(callback) {
        setImmediate(() => {
            this.destroy();
            callback?.(null);
            this.emit('end');
        });
    }

    destroy() {
        this.#ended = true;
        this.#connection?.close();
    }

    /** Connects where that wasn't tried; why it can't be. */
    #reach() {
        if (this.#tried) return this.#failure;
        this.#tried = true;
        const { host, port, user, password } = this.config;
        try {
            this.#connection = connectTo({ kind: 'mysql', host, port, user, password });
            this.threadId = 1;
        } catch (error) {
            this.#failure = fatal(error, this.config);
        }
        return this.#failure;
    }

    #ask(asked, written) {
        const { callback, options } = asked;
        const question = new EventEmitter();
        setImmediate(() => {
            let failure = this.#reach();
            if (this.#ended) failure = new Error("Can't add new command when connection is in closed state");
            let answer = [];
            if (failure === undefined) {
                try {
                    answer = this.#run(...written(), options);
                } catch (error) {
                    failure = errorOf(error, asked.sql);
                }
            }
            if (callback !== undefined) callback(failure ?? null, ...answer);
            else if (failure !== undefined) this.#tell(question, failure);
            else this.#tellRows(question, answer);
        });
        question.sql = asked.sql;
        return question;
    }

    #tell(question, failure) {
        if (question.listenerCount('error') > 0) question.emit('error', failure);
        else this.emit('error', failure);
    }

    #tellRows(question, [rows, fields]) {
        if (fields !== undefined) question.emit('fields', fields);
        for (const row of Array.isArray(rows) ? rows : [rows]) question.emit('result', row);
        question.emit('end');
    }

    #run(sql, values, several, options) {
        const answers = [];
        const tooMany = several ? undefined : (rest) => severalStatements(sql, rest);
        let text = translated('mysql', sql);
        for (let used = 0; ;) {
            const result = runStatement(this.#connection, text, (name, index) => values[used + index], tooMany);
            if (result === undefined) break;
            answers.push(this.#answer(result, options));
            used += result.parameters;
            text = result.rest;
        }
        if (answers.length === 1) return answers[0];
        return [answers.map(([rows]) => rows), answers.map(([, fields]) => fields)];
    }

    #answer(result, options) {
        if (result.columns.length === 0) return [new ResultSetHeader(result), undefined];
        const asLists = options.rowsAsArray ?? this.config.rowsAsArray;
        return [asLists ? result.lists : result.rows, result.columns.map((name) => ({ name }))];
    }
}

module.exports = { Connection, settingsOf };
