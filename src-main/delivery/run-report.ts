import type { ReportFormat } from '../contract/run.ts';
import type { RunDetail } from '../contract/sending.ts';
import { runReportCsv } from './run-report-csv.ts';
import { runReportHtml } from './run-report-html.ts';
import type { ShownPhones } from './shown-phones.ts';

/** The report of a run on record, as the text of a file. */
export function runReport(run: RunDetail, format: ReportFormat, phones: ShownPhones = null): string {
  switch (format) {
    case 'html':
      return runReportHtml(run, phones);
    case 'csv':
      return runReportCsv(run, phones);
    case 'json':
      return `${JSON.stringify(phones ? { ...run, phones: Object.fromEntries(phones) } : run, null, 2)}\n`;
  }
}
