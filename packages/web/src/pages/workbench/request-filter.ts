export const requestStatuses = ["running", "waiting", "succeeded", "failed", "canceled"] as const;
type RequestStatus = (typeof requestStatuses)[number];

export interface RequestFilter {
  readonly workflow?: string | undefined;
  readonly status?: RequestStatus | undefined;
}
