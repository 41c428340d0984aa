import { z } from "zod";

/*
 * Every refusal of the API, in one place: RFC 9457 problem details with a stable code. A code is
 * never renamed.
 */

export const problems = {
  already_ended: { status: 409, title: "The run has already ended" },
  workflow_confidential: { status: 409, title: "The workflow is confidential" },
  connection_exists: { status: 409, title: "There is a connection of this name already" },
  connection_in_use: { status: 409, title: "Workflows use the connection" },
  cross_origin: { status: 403, title: "The request comes from another site" },
  definition_has_errors: { status: 422, title: "The definition has errors" },
  forbidden: { status: 403, title: "The role does not allow this" },
  headers_too_large: { status: 431, title: "The request's headers are too large" },
  internal: { status: 500, title: "Internal error" },
  invalid_credentials: { status: 401, title: "The e-mail address or the password is wrong" },
  invalid_cursor: { status: 400, title: "The cursor is not one of this list" },
  invalid_input: { status: 422, title: "The input is not valid" },
  invalid_signature: { status: 401, title: "The signature is not valid" },
  invalid_token: { status: 403, title: "The link is not valid any more" },
  last_owner: { status: 409, title: "There must be an owner" },
  limit_reached: { status: 409, title: "A limit is reached" },
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  malformed_request: { status: 400, title: "The request cannot be read" },
  member_exists: { status: 409, title: "The person is a member already" },
  method_not_allowed: { status: 405, title: "The method is not allowed here" },
  not_active: { status: 409, title: "The workflow is not active" },
  not_found: { status: 404, title: "Not found" },
  payload_too_large: { status: 413, title: "The body is too large" },
  read_only: { status: 503, title: "The store is read-only" },
  request_timeout: { status: 408, title: "The request took too long to arrive" },
  rerun_window_over: { status: 409, title: "The event is too old to be run again" },
  revision_conflict: { status: 409, title: "Somebody else has changed the draft" },
  run_failed: { status: 500, title: "The run failed" },
  run_not_available: { status: 409, title: "The run is not there any more" },
  run_not_resumable: { status: 409, title: "The run cannot be resumed" },
  run_not_ended: { status: 409, title: "The run has not ended" },
  server_busy: { status: 503, title: "The server is busy" },
  session_needed: { status: 409, title: "This is for people who have signed in" },
  too_many_requests: { status: 429, title: "Too many requests" },
  unauthorized: { status: 401, title: "Valid credentials are needed" },
  unsupported_media_type: { status: 415, title: "The content type is not supported" },
  uri_too_long: { status: 414, title: "The address is too long" },
  wrong_password: { status: 403, title: "The password is wrong" },
  workflow_busy: { status: 429, title: "The workflow has too much to do" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problems;

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});

export type Problem = z.output<typeof problemSchema>;

export interface ProblemIssue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A refusal on its way to the answer; thrown by handlers, written once. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly issues: readonly ProblemIssue[] | undefined;
  readonly headers: { readonly [name: string]: string };

  constructor(code: ProblemCode, detail?: string, more: ProblemMore = {}) {
    super(detail ?? problems[code].title);
    this.code = code;
    this.detail = detail;
    this.issues = more.issues;
    this.headers = more.headers ?? {};
  }
}

export interface ProblemMore {
  readonly issues?: readonly ProblemIssue[];
  readonly headers?: { readonly [name: string]: string };
}

export function problemOf({ code, detail, issues }: ProblemError): Problem {
  const { status, title } = problems[code];
  return {
    type: `urn:stepwell:problem:${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(issues !== undefined && { errors: [...issues] }),
  };
}
