/** One request as the practice Listrak saw it; in memory only. Never a token, a secret or an import's file. */
export interface RecordedRequest {
  method: string;
  /** With the query. */
  path: string;
  /** The HTTP status answered, or null when the connection was broken instead. */
  status: number | null;
  contentLength: number | null;
  /** What an import's body said beside its file, or an update's JSON; null for other requests. */
  body: Record<string, unknown> | null;
}
