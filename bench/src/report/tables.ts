import type { Row } from '../measure/comparison.js';
import type { Verdict } from './budget.js';
import type { Results } from './results.js';

/** The whole run as Markdown. */
export function describe(results: Results, verdicts: readonly Verdict[]): string {
  const { machine, http, stdio, memory, crowd } = results;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const parts = [
    `${machine.date}, Node ${machine.node}, ${machine.system}, ${machine.cpu}, ${machine.memory}\n` +
      versions.join(', '),
    ...Object.entries(http).map(([section, rows]) => `## ${section}\n\n${httpTable(rows)}`),
  ];
  if (stdio) {
    const rows = stdio.map((row) => [
      row.name,
      `${row.start.toFixed(0)} ms ${share(row.startSpread)}`,
      `${whole(row.rate)} ${share(row.rateSpread)}`,
    ]);
    const head = ['stdio', 'spawn to first answer', 'calls/s, one after the other'];
    parts.push(`## stdio\n\n${table(head, rows)}`);
  }
  if (memory) {
    const rows = memory.map((row) => [
      row.name,
      ...[row.sessionHeap, row.sessionRss, row.streamHeap, row.streamRss].map((n) => n.toFixed(1)),
    ]);
    const head = ['KiB for each', 'session heap', 'session RSS', 'stream heap', 'stream RSS'];
    parts.push(`## memory\n\n${table(head, rows)}`);
  }
  if (crowd) {
    const { sessions, streams, alone, crowded, rss } = crowd;
    parts.push(
      `With ${sessions} idle sessions and ${streams} idle streams: ${whole(crowded)} calls/s ` +
        `instead of ${whole(alone)}, ${rss.toFixed(0)} MiB.`,
    );
  }
  if (verdicts.length > 0) parts.push(`## ratios\n\n${verdictTable(verdicts)}`);
  return `${parts.join('\n\n')}\n`;
}

function httpTable(rows: readonly Row[]): string {
  return table(
    ['server', 'calls/s', 'CPU µs/call', 'p99 ms', 'RSS MiB'],
    rows.map((row) => [
      row.name,
      `${whole(row.rate)} ${share(row.rateSpread)}`,
      `${row.cpu.toFixed(0)} ${share(row.cpuSpread)}`,
      row.p99.toFixed(1),
      row.rss.toFixed(0),
    ]),
  );
}

function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ['figure', 'of', 'to', 'measured', 'by CPU', 'target', 'budget', ''],
    verdicts.map((one) => [
      one.figure,
      one.of,
      one.to ?? '',
      one.value.toFixed(2),
      one.byCpu?.toFixed(2) ?? '',
      one.target.toString(),
      one.most === undefined ? `≥ ${one.least ?? one.target}` : `≤ ${one.most}`,
      one.kept ? (one.reached ? 'reached' : 'kept') : 'MISSED',
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function share(value: number): string {
  return `±${Math.round(value * 100)} %`;
}
