import { useRouter } from "@tanstack/react-router";
import { usePath } from "../../api/environment.ts";
import type { Input } from "../../api/call.ts";
import { useWrite } from "../../api/queries.ts";
import { isPhone } from "../../ui/use-is-phone.ts";
import { firstPlace } from "./first-place.ts";

export type DefinitionInput = NonNullable<Input<"createWorkflow">["body"]>["definition"];

interface Create {
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Makes a workflow and opens the builder. */
  readonly create: (definition: DefinitionInput) => void;
}

export function useCreate(): Create {
  const at = usePath();
  const router = useRouter();
  const write = useWrite("createWorkflow", {
    isErrorShown: true,
    onDone({ id, draft }) {
      const step = firstPlace(draft.findings, isPhone());
      const search = step === undefined ? "" : `?step=${step}`;
      router.history.push(at(`/workflows/${id}/edit${search}`));
    },
  });
  return {
    isBusy: write.isPending,
    error: write.error,
    create: (definition) => write.mutate({ body: { definition } }),
  };
}
