// node:cluster: there is one process.
import { EventEmitter } from 'node:events';
import { nodeError } from './net_errors.js';

export const isPrimary = true;
export const isMaster = true;
export const isWorker = false;
export const workers = {};
export const settings = {};
export const SCHED_NONE = 1;
export const SCHED_RR = 2;

export class Worker extends EventEmitter {}

const cluster = new EventEmitter();

export function setupPrimary(options) {
    Object.assign(settings, options);
}

export const setupMaster = setupPrimary;

export function fork() {
    throw nodeError(Error, 'ERR_WORKER_UNSUPPORTED', 'Worker processes are not available');
}

export function disconnect(callback) {
    if (callback) queueMicrotask(callback);
}

export default Object.assign(cluster, {
    isPrimary, isMaster, isWorker, workers, settings, SCHED_NONE, SCHED_RR, schedulingPolicy: SCHED_RR, Worker, setupPrimary,
    setupMaster, fork, disconnect,
});
