import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKET_CHECKS } from '../../src/core/packets/packet-checks.ts';

const root = process.cwd();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every page of ours: the README, everything in docs, and those beside the code. */
const pages = ['README.md', ...markdownIn('docs'), ...markdownIn('src'), ...markdownIn('resources')];

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));
}

const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
const linksOf = (page: string): string[] => [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);

describe('the pages', () => {
  it('are there to be checked', () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.flatMap(linksOf).length).toBeGreaterThan(80);
  });

  it('link only to what exists inside the project', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !isOutside(link))
        .filter((link) => {
          const target = resolve(root, dirname(page), link.split('#')[0] ?? '');
          return !existsSync(target) || relative(root, target).startsWith('..');
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('link to headings that exist', () => {
    const slugsOf = (page: string): string[] =>
      [...read(page).matchAll(/^#+ (.+)$/gm)].map((match) =>
        (match[1] ?? '')
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
          .replaceAll(' ', '-'),
      );
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !isOutside(link) && /\.md#|^#/.test(link))
        .filter((link) => {
          const [file = '', slug = ''] = link.split('#');
          return !slugsOf(file === '' ? page : join(dirname(page), file)).includes(slug);
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('name only npm tasks that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2] ?? ''),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('hold no path or host of the machine they were written on', () => {
    const strange = pages.flatMap((page) =>
      [...read(page).matchAll(/(?<![\w.~…])\/(?:work|home|root|tmp|Users)\/\S*|\bregistry\.[\w.-]+|\blocalhost:\d+/g)].map(
        (match) => `${page}: ${match[0]}`,
      ),
    );
    expect(strange).toEqual([]);
  });

  it('show pictures that are small enough to load at once', () => {
    const pictures = readdirSync(join(root, 'docs/pictures'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(statSync(join(root, 'docs/pictures', picture)).size, picture).toBeLessThan(250_000);
    const shown = pages.flatMap((page) => linksOf(page).map((link) => join(dirname(page), link)));
    expect(pictures.filter((picture) => !shown.includes(join('docs/pictures', picture)))).toEqual([]);
  });
});

describe('README.md', () => {
  it('gives the commands of VERIFY.md as they stand there', () => {
    const verify = read('resources/packets/VERIFY.md');
    const commands = [...read('README.md').matchAll(/^(?:sha\d+sum|bagit\.py|openssl) .+$/gm)].map((match) => match[0]);
    expect(commands).toHaveLength(6);
    expect(commands.filter((command) => !verify.includes(command))).toEqual([]);
  });
});

describe('docs/command-line.md', () => {
  const help = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/main/cli.ts'), '--help'], {
    encoding: 'utf8',
  });
  const usages = [...help.matchAll(/^ {2}casewright (\S.*)$/gm)].map((match) => match[1] ?? '');
  const page = read('docs/command-line.md');

  it('has a section with the usage of every command, as --help prints it', () => {
    expect(usages.length).toBeGreaterThan(8);
    expect(usages.filter((usage) => !page.includes(`\n## ${usage.split(' ')[0]}\n\n\`${usage}\`\n`))).toEqual([]);
    expect(
      [...page.matchAll(/^## (\w+)$/gm)].map((match) => match[1]).filter((name) => !usages.some((usage) => usage.startsWith(`${name} `))),
    ).toEqual([]);
  });

  it('is summed up in a row of the README for every command', () => {
    const readme = read('README.md');
    expect(usages.map((usage) => usage.split(' ')[0]).filter((name) => !readme.includes(`\n| \`${name} `))).toEqual([]);
  });

  it('names every check of verify, in its order, and how many there are', () => {
    const names = Object.keys(PACKET_CHECKS);
    expect(page.replaceAll(/\s+/g, ' ')).toContain(`\`${names.join(' ')}\``);
    expect(page).toContain(`always all ${names.length}`);
    expect(read('README.md')).toContain(`${names.length} named checks`);
  });
});

describe('docs/decisions', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md');

  it('are numbered once each, carry their number in the title and stand in the index', () => {
    const index = read('docs/decisions/README.md');
    expect(new Set(files.map((name) => name.slice(0, 4))).size).toBe(files.length);
    for (const name of files) {
      expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
      expect(read(`docs/decisions/${name}`), name).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S`));
      expect(index, name).toContain(`[${name.slice(0, 4)}](${name})`);
    }
  });
});
