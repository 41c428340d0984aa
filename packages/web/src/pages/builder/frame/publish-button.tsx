import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyDialog } from "../../../app/lazy-part.tsx";
import { Button } from "../../../ui/button.tsx";
import { type BuilderState, useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useSavedFirst } from "../model/draft-context.ts";

/** Seldom needed, and it shows changes. */
const PublishDialog = lazyDialog(async () => (await import("./publish-dialog.tsx")).PublishDialog);

/** Always to be pressed; with problems it leads to them instead. */
export function PublishButton() {
  const { t } = useTranslation("builder");
  const savedFirst = useSavedFirst();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const store = useBuilderStore();
  /** What it asks about, whatever comes meanwhile. */
  const [shown, setShown] = useState<BuilderState>();
  const open = async (): Promise<void> => {
    store.getState().tellAll();
    if (await savedFirst()) setShown(store.getState());
  };
  if (isReadOnly) return null;
  return (
    <>
      <Button data-publish kind="primary" onPress={() => void open()}>
        <span title={t("publish.action_hint")}>{t("publish.action")}</span>
      </Button>
      <Suspense>
        {shown && (
          <PublishDialog
            shown={shown}
            // Who has closed it meanwhile is not asked again.
            onShow={(now) => setShown((old) => old && now)}
            onClose={() => setShown(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
