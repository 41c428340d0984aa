import type { Measured } from "./processes.ts";
import { deployWebhook, exampleDefinition, type ServerUnderLoad } from "./server-under-load.ts";

/* What is measured over HTTP, in turns with the floor. */

export interface Scenario {
  readonly name: string;
  readonly target: Measured;
  readonly path: string;
  /** Least share of the floor's requests a second. */
  readonly aim: number | undefined;
  /** Completed runs so far, where they are counted. */
  readonly completed?: () => Promise<number>;
}

export async function deployScenarios(
  stepwell: ServerUnderLoad,
  { floor, sinkUrl }: { readonly floor: Measured; readonly sinkUrl: string },
): Promise<readonly Scenario[]> {
  const completed = (): Promise<number> => stepwell.succeeded();
  const deploy = async (name: string, definition: object, aim?: number): Promise<Scenario> => {
    const path = await deployWebhook(stepwell, definition);
    return { name, target: stepwell, path, aim, completed };
  };
  return [
    { name: "floor", target: floor, path: "/", aim: undefined },
    await deploy("async five steps", exampleDefinition("five-steps"), 0.7),
    await deploy("sync condition and response", exampleDefinition("large-payments"), 0.8),
    await deploy("one action", {
      format: "stepwell/v1",
      name: "One action",
      trigger: { type: "webhook", config: {} },
      steps: actionSteps(sinkUrl, 1),
    }),
    await deploy("sync script step", oneScript),
  ];
}

export function actionSteps(url: string, count: number): readonly object[] {
  const config = { method: "POST", url, body: { amount: "{{ trigger.body.amount ?? 0 }}" } };
  return Array.from({ length: count }, (_, index) => ({
    id: `call_${index}`,
    type: "http",
    config,
  }));
}

/** Sync, so that no more scripts wait than there are connections. */
const oneScript = {
  format: "stepwell/v1",
  name: "One script",
  trigger: { type: "webhook", config: { mode: "sync" } },
  steps: [
    {
      id: "sum",
      type: "script",
      config: {
        arguments: { items: "{{ trigger.body.items }}" },
        code: "return items.reduce((sum, item) => sum + item, 0);",
      },
    },
    { id: "answer", type: "respond", config: { body: "{{ steps.sum }}" } },
  ],
};
