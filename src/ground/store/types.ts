import pg from 'pg';

// int8 as number (no count of ours passes 2^53), date as its own text, so that a row read back equals the row written.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export { pg };
