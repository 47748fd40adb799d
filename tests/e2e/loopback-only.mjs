// Loaded into every program that a flow starts: refuses each socket that would leave the machine's loopback, and notes the attempt.
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const isLoopback = (host) =>
  host === undefined || host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.') || host.startsWith('::ffff:127.');
const refuse = (what, host) => {
  appendFileSync(process.env.CASEWRIGHT_EGRESS_LOG, `${what} ${host}\n`);
  throw new Error(`refused: ${what} to ${host} would leave this machine`);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const host =
    typeof first === 'object' && first !== null ? (first.path ? undefined : first.host) : typeof args[1] === 'string' ? args[1] : undefined;
  if (!isLoopback(host)) refuse('connect', host);
  return connect.apply(this, args);
};
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  const host = args.find((arg, at) => at > 0 && typeof arg === 'string');
  if (!isLoopback(host)) refuse('send', host);
  return send.apply(this, args);
};
const lookup = dns.lookup;
dns.lookup = (host, ...rest) => (isLoopback(host) ? lookup(host, ...rest) : refuse('lookup', host));
for (const name of ['resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt']) dns[name] = (host) => refuse('resolve', host);
syncBuiltinESMExports();
