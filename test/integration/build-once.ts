import { execFileSync } from 'node:child_process';

/** The integration tests start the built bundles, so they are built from the sources under test, once. */
export default function buildOnce(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
