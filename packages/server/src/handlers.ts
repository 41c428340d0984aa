import type { OperationName, Operations } from "@stepwell/api";
import type { Handler } from "./call.ts";
import { list as listAudit } from "./routes/audit/list.ts";
import { get as getCatalog } from "./routes/catalog/get.ts";
import { create as createConnection } from "./routes/connections/create.ts";
import { get as getConnection, list as listConnections } from "./routes/connections/get.ts";
import { remove as deleteConnection } from "./routes/connections/remove.ts";
import { test as testConnection } from "./routes/connections/test.ts";
import { update as updateConnection } from "./routes/connections/update.ts";
import {
  list as listEventTypes,
  remove as deleteEventType,
  set as setEventType,
} from "./routes/event-types/event-types.ts";
import { get as getEvent } from "./routes/events/get.ts";
import { list as listEvents } from "./routes/events/list.ts";
import { send as sendEvents } from "./routes/events/send.ts";
import { accept as acceptInvitation } from "./routes/invitations/accept.ts";
import {
  create as createInvitation,
  list as listInvitations,
  remove as deleteInvitation,
} from "./routes/invitations/invitations.ts";
import { create as createKey, list as listKeys, revoke as revokeKey } from "./routes/keys/keys.ts";
import { get as getMe, update as updateMe } from "./routes/me/me.ts";
import {
  list as listMembers,
  remove as removeMember,
  update as updateMember,
} from "./routes/members/members.ts";
import { bulk as bulkRuns } from "./routes/runs/bulk.ts";
import { cancel as cancelRun } from "./routes/runs/cancel.ts";
import {
  get as getRun,
  stepRuns as listStepRuns,
  value as getRunValue,
} from "./routes/runs/get.ts";
import { refused as listRefusedWebhooks } from "./routes/webhooks/refused.ts";
import { list as listRequests } from "./routes/requests/list.ts";
import { get as getOverview } from "./routes/overview/get.ts";
import { list as listRuns } from "./routes/runs/list.ts";
import { remove as deleteRun } from "./routes/runs/remove.ts";
import { summary as getRunSummary } from "./routes/runs/summary.ts";
import { rerun as rerunRun } from "./routes/runs/rerun.ts";
import { resume as resumeRun } from "./routes/runs/resume.ts";
import {
  forget as forgetSample,
  keep as keepSample,
  keepRun as keepRunSamples,
  list as listSamples,
} from "./routes/samples/samples.ts";
import {
  list as listSecrets,
  remove as deleteSecret,
  set as setSecret,
} from "./routes/secrets/secrets.ts";
import { change as changePassword } from "./routes/sessions/change-password.ts";
import {
  current as getSession,
  list as listSessions,
  revoke as revokeSession,
  revokeOthers as revokeOtherSessions,
} from "./routes/sessions/sessions.ts";
import { leave as signOut, signIn } from "./routes/sessions/sign-in.ts";
import { getAll as getLimits, set as setLimits } from "./routes/settings/limits.ts";
import { getAll as getRetention, set as setRetention } from "./routes/settings/retention.ts";
import { getAll as getVariables, set as setVariables } from "./routes/settings/variables.ts";
import { complete as completeSetup, get as getSetup } from "./routes/setup/setup.ts";
import {
  activate as activateWorkflow,
  deactivate as deactivateWorkflow,
} from "./routes/workflows/activate.ts";
import { check as checkDefinition } from "./routes/workflows/check.ts";
import { create as createWorkflow } from "./routes/workflows/create.ts";
import { edit as editDraft } from "./routes/workflows/edit-draft.ts";
import { get as getWorkflow } from "./routes/workflows/get.ts";
import { hindcast as hindcastWorkflow } from "./routes/workflows/hindcast.ts";
import { list as listWorkflows } from "./routes/workflows/list.ts";
import { occurrences as listOccurrences } from "./routes/workflows/occurrences.ts";
import { publish as publishWorkflow } from "./routes/workflows/publish.ts";
import { remove as deleteWorkflow } from "./routes/workflows/remove.ts";
import { replace as replaceDraft } from "./routes/workflows/replace-draft.ts";
import { start as startRun } from "./routes/workflows/start-run.ts";
import { run as testWorkflow, step as testStep } from "./routes/workflows/test-run.ts";
import { update as updateWorkflow } from "./routes/workflows/update.ts";
import { variables as listVariables } from "./routes/workflows/variables.ts";
import {
  diff as diffVersions,
  version as getVersion,
  versions as listVersions,
} from "./routes/workflows/versions.ts";
import {
  capture as startCapture,
  captureOf as readCapture,
  last as lastRequest,
  parse as parseWebhookSample,
  stop as stopCapture,
} from "./routes/workflows/webhook.ts";

/** The handler of every operation: total, so that none can be forgotten. */
export const handlers: { readonly [Name in OperationName]: Handler<Operations[Name]> } = {
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
  getOverview,
  listRequests,
  listRefusedWebhooks,
  getCatalog,
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
};
