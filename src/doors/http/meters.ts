import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const requests = new Histogram({
  name: 'jiefen_request_seconds',
  help: 'Time to answer',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2],
  registers: [registry],
});
const faults = new Counter({ name: 'jiefen_faults_total', help: 'Answers of 500', registers: [registry] });

export const meters = {
  seen: (route: string, method: string, status: number, ms: number) =>
    requests.labels(route, method, String(status)).observe(ms / 1000),
  fault: () => faults.inc(),
  text: () => registry.metrics(),
  type: registry.contentType,
};
