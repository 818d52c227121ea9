#!/usr/bin/env node
// Runs in place of fpm, the packer that electron-builder downloads for deb and rpm. Records what fpm is asked to pack, and
// builds a real deb if dpkg-deb is there. For tests: CUSTOM_FPM_PATH names this file, CREDENCE_FPM_RECORD the folder.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const SCRIPTS = { '--after-install': 'postinst', '--after-remove': 'postrm' };

const folder = process.env.CREDENCE_FPM_RECORD;
const { options, files } = parse(process.argv.slice(2));
const [kind] = options['-t'];
const [artifact] = options['--package'];
const texts = files.filter(({ from }) => /\.(desktop|xml)$/.test(from));
const record = {
  options,
  targets: files.map(({ to }) => to),
  texts: Object.fromEntries(texts.map(({ from, to }) => [to, readFileSync(from, 'utf8')])),
};
writeFileSync(join(folder, `${kind}.json`), JSON.stringify(record, null, 2));
if (kind === 'deb' && existsSync('/usr/bin/dpkg-deb')) buildDeb();
else writeFileSync(artifact, 'recorded, not built');

/** Collects every value of each option, and the `from=to` pairs. */
function parse(args) {
  const parsed = { options: {}, files: [] };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg.startsWith('-') && arg !== '--force') {
      parsed.options[arg] = [...(parsed.options[arg] ?? []), args[index + 1]];
      index += 1;
    } else if (arg.includes('=')) {
      const at = arg.lastIndexOf('=');
      parsed.files.push({ from: arg.slice(0, at), to: arg.slice(at + 1) });
    }
  }
  return parsed;
}

function buildDeb() {
  const tree = mkdtempSync(join(folder, 'deb-'));
  try {
    chmodSync(tree, 0o755);
    for (const { from, to } of files) add(from, join(tree, to));
    const control = join(tree, 'DEBIAN');
    mkdirSync(control);
    writeFileSync(join(control, 'control'), controlFile());
    for (const [option, name] of Object.entries(SCRIPTS)) {
      copyFileSync(options[option][0], join(control, name));
      chmodSync(join(control, name), 0o755);
    }
    execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, artifact], {
      stdio: 'inherit',
    });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function add(from, target) {
  mkdirSync(dirname(target), { recursive: true });
  // Hard links: the app is 250 MB, and nothing changes it here.
  if (statSync(from).isDirectory()) execFileSync('cp', ['--archive', '--link', `${from}/.`, target]);
  else {
    copyFileSync(from, target);
    chmodSync(target, 0o644);
  }
}

function controlFile() {
  const first = (name) => options[name]?.[0];
  const [synopsis, ...description] = first('--description').split('\n');
  const fields = {
    Package: first('--name'),
    Version: first('--version'),
    Architecture: first('--architecture'),
    Maintainer: first('--maintainer'),
    Section: first('--category'),
    Priority: first('--deb-priority'),
    Homepage: first('--url'),
    Depends: options['-d'].join(', '),
    Description: [synopsis, ...description.map((line) => ` ${line.trim()}`)].join('\n'),
  };
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}
