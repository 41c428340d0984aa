import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment, usePath } from "../../../api/environment.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { readDefinitions } from "../definition-files.ts";
import type { DefinitionInput } from "../use-create.ts";

interface Props {
  readonly onError: (error: unknown) => void;
}

/** Workflows out of a file that Stepwell wrote, or a person. */
export function ImportCard({ onError }: Props) {
  const { t } = useTranslation("workflows");
  const { importText, isBusy } = useImport(onError);
  const read = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file) await importText(await file.text());
  };
  return (
    <section id="import">
      <Card
        title={t("new.import")}
        description={t("new.import_text")}
        actions={
          <FileTrigger
            acceptedFileTypes={[".json", ".yaml", ".yml"]}
            onSelect={(files) => void read(files)}
          >
            <Button isPending={isBusy}>
              <FileUp aria-hidden size={16} />
              {t("new.choose_file")}
            </Button>
          </FileTrigger>
        }
      >
        <p className="text-small text-ink-3">{t("new.import_hint")}</p>
      </Card>
    </section>
  );
}

function useImport(onError: Props["onError"]) {
  const { t } = useTranslation("workflows");
  const environment = useEnvironment();
  const at = usePath();
  const router = useRouter();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const importText = async (text: string): Promise<void> => {
    const read = await readDefinitions(text);
    if (!read.ok) {
      onError(new Error(t(`new.${read.reason}`)));
      return;
    }
    setBusy(true);
    onError(null);
    try {
      const ids: string[] = [];
      for (const definition of read.definitions)
        ids.push(await createFrom(definition as DefinitionInput, environment));
      toast({ text: t("new.imported", { count: ids.length }) });
      router.history.push(at(ids.length === 1 ? `/workflows/${ids.join()}` : "/workflows"));
    } catch (error) {
      onError(error);
    }
    setBusy(false);
    await client.invalidateQueries();
  };
  return { isBusy, importText };
}

async function createFrom(
  definition: DefinitionInput,
  environment: string | undefined,
): Promise<string> {
  const { id } = await call("createWorkflow", { body: { definition } }, { environment });
  return id;
}
