import { createWorkflow } from "./operations/workflows/create.ts";
import { listWorkflows } from "./operations/workflows/list.ts";
import { getWorkflow } from "./operations/workflows/get.ts";
import { updateWorkflow } from "./operations/workflows/update.ts";
import { deleteWorkflow } from "./operations/workflows/delete.ts";
import { replaceDraft } from "./operations/workflows/replace-draft.ts";
import { editDraft } from "./operations/workflows/edit-draft.ts";
import { publishWorkflow } from "./operations/workflows/publish.ts";
import { activateWorkflow } from "./operations/workflows/activate.ts";
import { deactivateWorkflow } from "./operations/workflows/deactivate.ts";
import { listVersions } from "./operations/workflows/versions.ts";
import { getVersion } from "./operations/workflows/version.ts";
import { diffVersions } from "./operations/workflows/diff.ts";
import { startRun } from "./operations/workflows/start-run.ts";
import { lastRequest } from "./operations/workflows/last-request.ts";
import { readCapture } from "./operations/workflows/read-capture.ts";
import { startCapture } from "./operations/workflows/start-capture.ts";
import { stopCapture } from "./operations/workflows/stop-capture.ts";
import { parseWebhookSample } from "./operations/workflows/parse-sample.ts";
import { hindcastWorkflow } from "./operations/workflows/hindcast.ts";
import { testWorkflow } from "./operations/workflows/test-run.ts";
import { testStep } from "./operations/workflows/test-step.ts";
import { listOccurrences } from "./operations/workflows/occurrences.ts";
import { listVariables } from "./operations/workflows/variables.ts";
import { listSamples } from "./operations/samples/list.ts";
import { keepSample } from "./operations/samples/keep.ts";
import { forgetSample } from "./operations/samples/forget.ts";
import { keepRunSamples } from "./operations/samples/keep-run.ts";
import { checkDefinition } from "./operations/workflows/check.ts";
import { listRuns } from "./operations/runs/list.ts";
import { getRun } from "./operations/runs/get.ts";
import { getRunSummary } from "./operations/runs/summary.ts";
import { getRunValue } from "./operations/runs/value.ts";
import { listStepRuns } from "./operations/runs/step-runs.ts";
import { rerunRun } from "./operations/runs/rerun.ts";
import { resumeRun } from "./operations/runs/resume.ts";
import { bulkRuns } from "./operations/runs/bulk.ts";
import { cancelRun } from "./operations/runs/cancel.ts";
import { deleteRun } from "./operations/runs/delete.ts";
import { sendEvents } from "./operations/events/send.ts";
import { listEvents } from "./operations/events/list.ts";
import { getEvent } from "./operations/events/get.ts";
import { listEventTypes } from "./operations/event-types/list.ts";
import { setEventType } from "./operations/event-types/set.ts";
import { deleteEventType } from "./operations/event-types/delete.ts";
import { listConnections } from "./operations/connections/list.ts";
import { getConnection } from "./operations/connections/get.ts";
import { createConnection } from "./operations/connections/create.ts";
import { updateConnection } from "./operations/connections/update.ts";
import { deleteConnection } from "./operations/connections/delete.ts";
import { testConnection } from "./operations/connections/test.ts";
import { getRetention } from "./operations/settings/get-retention.ts";
import { setRetention } from "./operations/settings/set-retention.ts";
import { getVariables } from "./operations/settings/get-variables.ts";
import { setVariables } from "./operations/settings/set-variables.ts";
import { getLimits } from "./operations/settings/get-limits.ts";
import { setLimits } from "./operations/settings/set-limits.ts";
import { listSecrets } from "./operations/secrets/list.ts";
import { setSecret } from "./operations/secrets/set.ts";
import { deleteSecret } from "./operations/secrets/delete.ts";
import { listKeys } from "./operations/keys/list.ts";
import { createKey } from "./operations/keys/create.ts";
import { revokeKey } from "./operations/keys/revoke.ts";
import { listMembers } from "./operations/members/list.ts";
import { updateMember } from "./operations/members/update.ts";
import { removeMember } from "./operations/members/remove.ts";
import { listInvitations } from "./operations/invitations/list.ts";
import { createInvitation } from "./operations/invitations/create.ts";
import { deleteInvitation } from "./operations/invitations/delete.ts";
import { acceptInvitation } from "./operations/invitations/accept.ts";
import { getMe } from "./operations/me/get.ts";
import { updateMe } from "./operations/me/update.ts";
import { getSetup } from "./operations/setup/get.ts";
import { completeSetup } from "./operations/setup/complete.ts";
import { signIn } from "./operations/sessions/sign-in.ts";
import { signOut } from "./operations/sessions/sign-out.ts";
import { getSession } from "./operations/sessions/current.ts";
import { listSessions } from "./operations/sessions/list.ts";
import { revokeSession } from "./operations/sessions/revoke.ts";
import { revokeOtherSessions } from "./operations/sessions/revoke-others.ts";
import { changePassword } from "./operations/sessions/change-password.ts";
import { listAudit } from "./operations/audit/list.ts";
import { getOverview } from "./operations/overview/get.ts";
import { listRequests } from "./operations/requests/list.ts";
import { listRefusedWebhooks } from "./operations/webhooks/refused.ts";
import { getCatalog } from "./operations/catalog/get.ts";

/** Every operation of the API, by the name of its handler. */
export const operations = {
  createWorkflow,
  listWorkflows,
  getWorkflow,
  updateWorkflow,
  deleteWorkflow,
  replaceDraft,
  editDraft,
  publishWorkflow,
  activateWorkflow,
  deactivateWorkflow,
  listVersions,
  getVersion,
  diffVersions,
  startRun,
  lastRequest,
  readCapture,
  startCapture,
  stopCapture,
  parseWebhookSample,
  hindcastWorkflow,
  testWorkflow,
  testStep,
  listOccurrences,
  listVariables,
  listSamples,
  keepSample,
  forgetSample,
  keepRunSamples,
  checkDefinition,
  listRuns,
  getRun,
  listStepRuns,
  getRunSummary,
  getRunValue,
  rerunRun,
  resumeRun,
  bulkRuns,
  cancelRun,
  deleteRun,
  sendEvents,
  listEvents,
  getEvent,
  listEventTypes,
  setEventType,
  deleteEventType,
  listConnections,
  getConnection,
  createConnection,
  updateConnection,
  deleteConnection,
  testConnection,
  getRetention,
  setRetention,
  getVariables,
  setVariables,
  getLimits,
  setLimits,
  listSecrets,
  setSecret,
  deleteSecret,
  listKeys,
  createKey,
  revokeKey,
  listMembers,
  updateMember,
  removeMember,
  listInvitations,
  createInvitation,
  deleteInvitation,
  acceptInvitation,
  getMe,
  updateMe,
  getSetup,
  completeSetup,
  signIn,
  signOut,
  getSession,
  listSessions,
  revokeSession,
  revokeOtherSessions,
  changePassword,
  listAudit,
  getOverview,
  listRequests,
  listRefusedWebhooks,
  getCatalog,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
