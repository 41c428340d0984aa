import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { toast } from "../../../ui/toasts.tsx";
import type { DefinitionInput } from "../use-create.ts";
import type { Workflow } from "./workflow-page.tsx";

interface VersionWrites {
  /** Makes the draft what the version was; what it was can be had back. */
  readonly restore: (version: number) => void;
  readonly activate: (version: number) => void;
}

export function useVersionWrites({ id, draft }: Workflow): VersionWrites {
  const { t } = useTranslation("workflows");
  const environment = useEnvironment();
  const params = { id };
  const replace = useWrite("replaceDraft");
  const activate = useWrite("activateWorkflow");
  const put = (definition: unknown, revision: number, text: string, undo?: () => void): void =>
    replace.mutate(
      { params, body: { definition: definition as DefinitionInput, revision } },
      {
        onSuccess: () =>
          toast({ text, ...(undo && { actions: [{ label: t("version.undo"), onPress: undo }] }) }),
      },
    );
  const restore = async (version: number): Promise<void> => {
    const { definition } = await call(
      "getVersion",
      { params: { id, n: version } },
      {
        environment,
      },
    );
    put(definition, draft.revision, t("version.restored", { version }), () =>
      put(draft.definition, draft.revision + 1, t("version.undone")),
    );
  };
  return {
    restore: (version) =>
      void restore(version).catch((error: unknown) =>
        toast({ text: messageOf(error), look: "error" }),
      ),
    activate: (version) =>
      activate.mutate(
        { params, body: { version } },
        { onSuccess: () => toast({ text: t("version.activated", { version }) }) },
      ),
  };
}
