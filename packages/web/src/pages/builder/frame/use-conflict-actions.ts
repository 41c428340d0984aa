import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { messageOf } from "../../../api/refusal.ts";
import { toast } from "../../../ui/toasts.tsx";
import { triggerId } from "../../../canvas/layout.ts";
import { useDraft } from "../model/draft-context.ts";
import { focusNode } from "../model/focus-node.ts";

export interface ConflictAction {
  readonly id: "take_theirs" | "keep_mine" | "copy_mine";
  readonly label: string;
  readonly act: () => void;
}

/** With the words around it, a name has at most 200 letters. */
const nameMax = 180;

/** What can become of two drafts of one workflow. */
export function useConflictActions() {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  const copy = useCopy();
  // The buttons go: the workflow is what comes next.
  const goOn = (): void => focusNode(draft.store.getState().selected ?? triggerId);
  const actions: readonly ConflictAction[] = [
    {
      id: "take_theirs",
      label: t("save.take_theirs"),
      act() {
        draft.takeTheirs(t("save.take_theirs"));
        goOn();
      },
    },
    {
      id: "keep_mine",
      label: t("save.keep_mine"),
      act: () => void draft.keepMine(t("save.keep_mine")).then(goOn),
    },
    { id: "copy_mine", label: t("conflict.copy"), act: () => void copy.start() },
  ];
  return { actions, isPending: copy.isPending };
}

function useCopy() {
  const { t } = useTranslation("builder");
  const { t: workflows } = useTranslation("workflows");
  const draft = useDraft();
  const at = usePath();
  const { history } = useRouter();
  const [isPending, setPending] = useState(false);
  async function start(): Promise<void> {
    const { definition } = draft.store.getState();
    const name = workflows("menu.copy_name", { name: definition.name.slice(0, nameMax) });
    setPending(true);
    try {
      const { id, isAll } = await draft.saveAsCopy(name, t("save.take_theirs"));
      const open = (): void => history.push(at(`/workflows/${id}/edit`));
      if (isAll) {
        toast({ text: t("conflict.copied", { name }) });
        return open();
      }
      const actions = [{ label: t("conflict.open_copy"), onPress: open }];
      toast({ text: t("conflict.copied_in_part", { name }), actions });
    } catch (error) {
      toast({ text: messageOf(error), look: "error" });
    }
    setPending(false);
  }
  return { start, isPending };
}
