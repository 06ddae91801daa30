/** Names under which this machine reaches itself. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a Host header names this machine itself, whatever the port. */
export function isLoopbackHost(host: string | null): boolean {
  return host !== null && LOOPBACK_NAMES.includes(host.toLowerCase().replace(/:\d{1,5}$/, ''));
}
