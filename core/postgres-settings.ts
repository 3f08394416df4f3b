import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

/** What a cluster is made with. The builtin C.UTF-8 is what lets trigrams and lower() know Persian, the same on every machine. */
export const INITDB_FLAGS = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C.UTF-8',
  '--lc-ctype=C.UTF-8',
  // The socket lies in the cluster's own folder, mode 0700: whoever reaches it could read the files as well.
  '--auth=trust',
  '--no-instructions',
]

export type ServerSettings = Readonly<Record<string, string>>

/** Modest enough for a small machine, roomy enough for an import of millions of orders. Given at every start, so that an upgrade can change them. */
export function serverSettings(): ServerSettings {
  return {
    cluster_name: 'bazgasht',
    listen_addresses: '',
    // Relative to the cluster, where the server stands; so its length never meets the 107 bytes of a socket's name.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '60',
    shared_buffers: `${sharedBuffersMegabytes(Math.min(totalmem(), process.constrainedMemory() || Infinity))}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    // Two processes fewer; on local disks the kernel reads ahead as well as they would.
    io_method: 'sync',
    autovacuum_max_workers: '2',
    // Nothing reads the log but crash recovery, and COPY into a table of the same transaction may then skip it.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    dynamic_shared_memory_type: sharedMemory(),
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // What people typed stays out of the log: no statements, and no details such as the values of a duplicate key.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
}

/**
 * A sixteenth of the machine's memory, from 128 MB to 1 GB. Ten million orders are written to an index of 0.7 GB in no order; where that does
 * not fit, every page goes to the system and back many times. What is not used yet takes no memory.
 */
export function sharedBuffersMegabytes(machineBytes: number): number {
  return Math.min(1024, Math.max(128, Math.floor(machineBytes / 1024 ** 2 / 16)))
}

/** For tests alone: a crash may lose everything, and everything is faster. */
export const UNSAFE_SETTINGS: ServerSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Containers often get 64 MB of /dev/shm, which a parallel query overruns; files in the cluster do instead. */
function sharedMemory(): 'posix' | 'mmap' {
  if (process.platform !== 'linux') return 'posix'
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize < 256 * 1024 * 1024 ? 'mmap' : 'posix'
  } catch {
    return 'mmap'
  }
}
