/** A program for the tests to kill: starts the database of the folder given, writes one row, says so and stays. */
import pg from 'pg';
import { startPostgres } from './supervisor.ts';

const server = await startPostgres({ folder: process.argv[2]! });
const client = new pg.Client(server.connection(server.superuser, 'postgres'));
client.on('error', () => {});
await client.connect();
await client.query("create table kept (word text); insert into kept values ('acknowledged')");
console.log(JSON.stringify({ pid: server.pid, rung: server.rung }));
setInterval(() => {}, 60_000);
