import type { Json, JsonObject } from "@stepwell/core";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../api/catalog.ts";
import { Notice } from "../../../ui/notice.tsx";
import { type Finding, useBuilder } from "../model/builder-store.ts";
import { type ConfigForm, FormContext } from "./form/form-context.tsx";
import { ObjectFields } from "./form/object-fields.tsx";
import { SchemaField } from "./form/schema-field.tsx";
import { VariantFields } from "./form/variants-field.tsx";
import { fieldPathOf } from "./model/field-path.ts";
import type { ConfigPath } from "./model/set-at.ts";

interface FrameProps {
  readonly findings: readonly Finding[];
  readonly connectionKinds: readonly string[];
  readonly onSet: (path: ConfigPath, value: Json | undefined) => void;
  readonly children: ReactNode;
}

const nothing: readonly Finding[] = [];
const nowhere: ReadonlySet<string> = new Set(["", "branches", "config"]);

/** Around the fields of a step or trigger: how they change, and what is wrong with them. */
export function ConfigFormFrame({ findings, connectionKinds, onSet, children }: FrameProps) {
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const isFilling = useBuilder(
    ({ filling, selected }) => filling !== undefined && filling === selected,
  );
  const form = useMemo<ConfigForm>(
    () => ({ set: onSet, findings, isFilling, isReadOnly, connectionKinds, Field: SchemaField }),
    [onSet, findings, isFilling, isReadOnly, connectionKinds],
  );
  const general = findings.filter(({ path }) => nowhere.has(fieldPathOf(path)));
  const shown = isFilling ? nothing : general;
  return (
    <FormContext value={form}>
      {shown.map(({ message, hint, severity }) => (
        <Notice key={message} look={severity === "error" ? "error" : "warning"} title={message}>
          {hint}
        </Notice>
      ))}
      {children}
    </FormContext>
  );
}

interface Props {
  readonly schema: JsonSchema;
  readonly config: JsonObject;
}

const top: ConfigPath = [];

/** The fields that the schema of a config asks for. */
export function ConfigFields({ schema, config }: Props) {
  const { t } = useTranslation("panel");
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) return <VariantFields value={config} path={top} variants={forms} />;
  if (Object.keys(schema.properties ?? {}).length === 0)
    return <p className="text-body text-ink-3">{t("no_settings")}</p>;
  return <ObjectFields schema={schema} value={config} path={top} />;
}
