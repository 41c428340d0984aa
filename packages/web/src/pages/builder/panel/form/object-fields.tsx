import type { JsonObject } from "@stepwell/core";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { Button } from "../../../../ui/button.tsx";
import { classes } from "../../../../ui/classes.ts";
import { fieldPathOf } from "../model/field-path.ts";
import { fieldKind, fieldTitle } from "../model/field-kind.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { useForm } from "./form-context.tsx";

interface Props {
  readonly schema: JsonSchema;
  readonly value: JsonObject;
  readonly path: ConfigPath;
}

/** So few optional fields are not worth hiding. */
const openUpTo = 2;

/** The fields of an object: what is required or has a value first, the rest on demand. */
export function ObjectFields({ schema, value, path }: Props) {
  const { t } = useTranslation("panel");
  const { findings, Field } = useForm();
  const [isOpen, setOpen] = useState(false);
  // What is shown stays where it is while it is written in.
  const [first] = useState(() => new Set(Object.keys(value)));
  const required = new Set(schema.required);
  const names = Object.entries(schema.properties ?? {})
    .filter(([, field]) => fieldKind(field).kind !== "fixed")
    .map(([name]) => name);
  const hasFinding = (name: string): boolean => {
    const own = [...path, name].join(".");
    return findings.some((one) => fieldPathOf(one.path).startsWith(own));
  };
  const isMain = (name: string): boolean =>
    required.has(name) ||
    first.has(name) ||
    hasFinding(name) ||
    schema.properties?.[name]?.["main"] === true;
  const main = names.filter(isMain);
  const more = names.filter((name) => !isMain(name));
  const isFolded = more.length > openUpTo;
  const field = (name: string) => (
    <Field
      key={name}
      label={fieldTitle(name, schema.properties?.[name] ?? {})}
      schema={schema.properties?.[name] ?? {}}
      value={value[name]}
      path={[...path, name]}
      isRequired={required.has(name)}
    />
  );
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {main.map(field)}
      {isFolded && (
        <Button
          kind="quiet"
          size="small"
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
          className="-ms-2.5 self-start"
        >
          <ChevronRight
            aria-hidden
            size={15}
            className={classes(isOpen ? "rotate-90" : "rtl:rotate-180")}
          />
          {t("more_options", { count: more.length })}
        </Button>
      )}
      {(isOpen || !isFolded) && more.map(field)}
    </div>
  );
}
