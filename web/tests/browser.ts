/** The browser that tests look through: the machine's own Chromium, or the one that comes as an npm package. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** WebGL without a graphics card, and a browser that speaks to nobody by itself. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // WebGL alone is drawn with shaders: the page around it is painted without, and each map takes over the shaders that
  // the one before it had translated. Translating them took most of the time of a visit.
  '--disable-gpu-compositing',
  '--enable-angle-features=preferGlobalPipelineCache',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** What is made once and used by every run. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/kembaran');

const MISSING =
  'No browser for the tests: install Chromium (Debian: apt-get install chromium), or set CHROMIUM to its path.';

interface Found {
  readonly path: string;
  readonly environment: Record<string, string>;
}

/** CHROMIUM names a browser, or is `packaged`; otherwise the first that is installed, otherwise the packaged one. */
export function findBrowser(): Found {
  const named = process.env['CHROMIUM'];
  if (named === 'packaged') return packagedBrowser();
  const path = named ? [named].find((one) => existsSync(one)) : INSTALLED.find((one) => existsSync(one));
  if (path !== undefined) return { path, environment: {} };
  if (named) throw new Error(`CHROMIUM names ${named}, which is not there. ${MISSING}`);
  return packagedBrowser();
}

/** Unpacked once for each version; a half unpacked one is never used. */
function packagedBrowser(): Found {
  const home = join(CACHE, `chromium-${packagedVersion()}`);
  if (!existsSync(home)) unpackBrowser(home);
  const libraries = join(home, 'al2023', 'lib');
  const environment = { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: nameFonts(home) };
  const path = join(home, 'chromium');
  try {
    execFileSync(path, ['--version'], { env: { ...process.env, ...environment }, stdio: 'pipe' });
  } catch (error) {
    throw new Error(`The packaged Chromium does not run here. ${MISSING}`, { cause: error });
  }
  return { path, environment };
}

/** The package's own list of fonts names folders of AWS: without a single font Chromium ends at the first text field. */
function nameFonts(home: string): string {
  const file = join(home, 'fonts', 'unpacked.conf');
  const [fonts, cache] = [join(home, 'fonts', 'fonts'), join(home, 'fonts-cache')];
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  );
  return file;
}

function packagedVersion(): string {
  const manifest = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const UNPACK = "const { default: packaged } = await import('@sparticuz/chromium'); await packaged.executablePath();";

/** The package unpacks into the folder for temporary files, and its libraries only where it believes to be on AWS. */
function unpackBrowser(home: string): void {
  const partial = `${home}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
      stdio: 'pipe',
    });
    renameSync(partial, home);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`The packaged Chromium could not be unpacked. ${MISSING}`, { cause: error });
  }
}

/** @param isVisible a window on the machine's own graphics, for measuring by eye and by hand */
export async function openBrowser({ isVisible = false } = {}): Promise<Browser> {
  const { path, environment } = findBrowser();
  return chromium.launch({
    executablePath: path,
    headless: !isVisible,
    args: isVisible ? FLAGS.filter((flag) => !/gl|gpu/.test(flag)) : FLAGS,
    env: { ...(process.env as Record<string, string>), ...environment },
  });
}
