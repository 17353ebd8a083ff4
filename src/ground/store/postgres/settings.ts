/**
 * Written once into a new cluster's postgresql.conf, for a machine of two cores and 4 GB; an administrator may change
 * them there. The server's own log keeps a week, one file a weekday, and carries neither statements nor row values:
 * what people tell the centre must not end up in a log.
 */
export const clusterSettings: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '60',
  wal_compression: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  // Solid-state disks, and statistics soon after the first matters: plans made on empty tables walk whole tenants.
  random_page_cost: '1.1',
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Given on every start and stronger than any file: the server is reachable through its 0700 socket folder and nothing else. */
export function startArguments(data: string, socket: string): string[] {
  const forced = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  };
  return ['-D', data, ...Object.entries(forced).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
