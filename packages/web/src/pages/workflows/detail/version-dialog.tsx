import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../app/lazy-part.tsx";
import { useMay } from "../../../api/me.ts";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { definitionOf } from "./definition-of.ts";
import { useVersionWrites } from "./version-writes.ts";
import type { Workflow } from "./workflow-page.tsx";

const DefinitionPreview = lazyPart(
  async () => (await import("../../templates/definition-preview.tsx")).DefinitionPreview,
);

interface Props {
  readonly workflow: Workflow;
  readonly version: number;
  readonly onClose: () => void;
}

/** A version as it was, to look at. */
export function VersionDialog({ workflow, version, onClose }: Props) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const { restore } = useVersionWrites(workflow);
  const { data, error } = useRead("getVersion", {
    params: { id: workflow.id, n: version },
  });
  return (
    <Dialog
      isOpen
      width="large"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("version.title", { name: workflow.name, version })}
      footer={(close) => (
        <>
          {may("workflows.write") && (
            <Button
              onPress={() => {
                restore(version);
                close();
              }}
            >
              {t("version.restore")}
            </Button>
          )}
          <Button kind="primary" onPress={close}>
            {t("start.done")}
          </Button>
        </>
      )}
    >
      {error && <Notice look="error">{messageOf(error)}</Notice>}
      {!data && !error && <Skeleton />}
      {data && (
        <Suspense fallback={<Skeleton />}>
          <DefinitionPreview definition={definitionOf(data)} />
        </Suspense>
      )}
    </Dialog>
  );
}
