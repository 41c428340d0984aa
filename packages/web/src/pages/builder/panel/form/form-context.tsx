import type { Json } from "@stepwell/core";
import { type ComponentType, createContext, use } from "react";
import type { JsonSchema } from "../../../../api/catalog.ts";
import type { Finding } from "../../model/builder-store.ts";
import type { ConfigPath } from "../model/set-at.ts";

/** The step or trigger whose config the fields around here change. */
export interface ConfigForm {
  readonly set: (path: ConfigPath, value: Json | undefined) => void;
  /** Those of this step or trigger. */
  readonly findings: readonly Finding[];
  /** It is new: what is missing is told at the fields that were left. */
  readonly isFilling: boolean;
  readonly isReadOnly: boolean;
  /** Which connections the step can use. */
  readonly connectionKinds: readonly string[];
  /** One field; given here, because fields hold fields. */
  readonly Field: ComponentType<FieldProps>;
}

export const FormContext = createContext<ConfigForm>({
  set: () => undefined,
  findings: [],
  isFilling: false,
  isReadOnly: true,
  connectionKinds: [],
  Field: () => null,
});

export function useForm(): ConfigForm {
  return use(FormContext);
}

export interface FieldProps {
  readonly label: string;
  readonly schema: JsonSchema;
  readonly value: Json | undefined;
  /** Where it is in the config. */
  readonly path: ConfigPath;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
}

/** What a control is given beside its field. */
export interface ControlProps extends FieldProps {
  readonly description: string | undefined;
  /** The first error here, unless somebody is typing. */
  readonly error: string | undefined;
  readonly findings: readonly Finding[];
  readonly isReadOnly: boolean;
  readonly onChange: (value: Json | undefined) => void;
}
