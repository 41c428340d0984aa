import type { AnswerOf, listRequests } from "@stepwell/api";
import type { Call, Handler } from "../../call.ts";
import { checkCursor } from "../../pages.ts";
import { presentRequest } from "../../presenters/request.ts";
import { type ValueBudget, valueBudget } from "../../presenters/value-budget.ts";
import { sightOfRun } from "../../sight.ts";
import { type RequestsOfRun, walkRequests } from "./walk.ts";

type RequestsCall = Call<typeof listRequests>;
type Page = AnswerOf<typeof listRequests>;

/** Runs that one call looks at. */
const runsMax = 200;

/** The cursor names a run, and how many of its step runs were looked at: all where it does not say. */
const cursorForm = /^run_[0-9a-z]{1,64}(?:\.\d{1,9})?$/;

export const list: Handler<typeof listRequests> = async (call) => {
  const { query } = call;
  checkCursor(query.cursor, cursorForm);
  const items: Page["items"] = [];
  const values = valueBudget();
  let [runs, isPartial] = [0, false];
  for await (const ofRun of walkRequests(call.environment, placeOf(call))) {
    runs += 1;
    isPartial ||= ofRun.isUnreadable;
    const { taken, nextIndex } = await take(call, ofRun, {
      max: query.limit - items.length,
      values,
    });
    items.push(...taken);
    const { id } = ofRun.row;
    if (nextIndex !== undefined) return { items, nextCursor: `${id}.${nextIndex}`, isPartial };
    const isFull = items.length === query.limit;
    if (isFull || runs === runsMax || call.signal.aborted)
      return { items, nextCursor: id, isPartial: isPartial || !isFull };
  }
  return { items, nextCursor: null, isPartial };
};

function placeOf({ query: { workflow, from, cursor } }: RequestsCall) {
  const [runId, index] = cursor?.split(".") ?? [];
  return {
    filter: {
      ...(workflow !== undefined && { workflowId: workflow }),
      ...(from !== undefined && { from: Date.parse(from) }),
    },
    runId,
    index: index === undefined ? undefined : Number(index),
  };
}

interface Room {
  readonly max: number;
  readonly values: ValueBudget;
}

/** As many as there is room for; where to go on in this run, if there are more. */
async function take(call: RequestsCall, { row, requests }: RequestsOfRun, room: Room) {
  const { max, values } = room;
  const { status } = call.query;
  const wanted = requests.filter(
    ({ stepRun }) => status === undefined || stepRun.status === status,
  );
  if (wanted.length === 0) return { taken: [], nextIndex: undefined };
  const sight = { ...(await sightOfRun(call, row)), values };
  const taken = wanted.slice(0, max).map(({ stepRun }) => presentRequest(row, stepRun, sight));
  return { taken, nextIndex: wanted[max]?.index };
}
