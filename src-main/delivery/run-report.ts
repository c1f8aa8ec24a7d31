import type { ReportFormat } from '../contract/run.ts';
import type { RunDetail } from '../contract/sending.ts';
import { runReportCsv } from './run-report-csv.ts';
import { runReportHtml } from './run-report-html.ts';

/** The report of a run on record, as the text of a file. */
export function runReport(run: RunDetail, format: ReportFormat): string {
  switch (format) {
    case 'html':
      return runReportHtml(run);
    case 'csv':
      return runReportCsv(run);
    case 'json':
      return `${JSON.stringify(run, null, 2)}\n`;
  }
}
