import path from 'node:path';

/** What the surroundings decide, read once from the environment. */
export interface Config {
  port: number;
  host: string;
  /** Folder of the embedded database, keys and files. */
  folder: string;
  databaseUrl: string | undefined;
  demo: boolean;
  demoPassword: string;
  /** How many living days the demo county has; tests need fewer. */
  demoDays: number;
  /** Set when a proxy ends TLS before us: cookies become Secure. */
  publicUrl: string | undefined;
  oidc: { issuer: string; clientId: string; clientSecret: string | undefined } | undefined;
  /** Keep the ledger's second suite, SM3, beside SHA-256. */
  sm3: boolean;
  version: string;
}

export function configFrom(env: NodeJS.ProcessEnv, version = '0.1.0'): Config {
  return {
    port: Number(env.PORT ?? 8080),
    host: env.HOST ?? '127.0.0.1',
    folder: path.resolve(env.JIEFEN_DATA ?? 'data'),
    databaseUrl: env.DATABASE_URL || undefined,
    demo: env.JIEFEN_DEMO !== '0',
    demoPassword: env.JIEFEN_DEMO_PASSWORD ?? 'Jiefen-demo-2026',
    demoDays: Number(env.JIEFEN_DEMO_DAYS) || 90,
    publicUrl: env.JIEFEN_PUBLIC_URL || undefined,
    oidc:
      env.JIEFEN_OIDC_ISSUER && env.JIEFEN_OIDC_CLIENT
        ? { issuer: env.JIEFEN_OIDC_ISSUER, clientId: env.JIEFEN_OIDC_CLIENT, clientSecret: env.JIEFEN_OIDC_SECRET }
        : undefined,
    sm3: env.JIEFEN_SM3 === '1',
    version,
  };
}
