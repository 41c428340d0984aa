/** One thing that the checker has to say. A definition with errors is never published. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** Stable, snake_case. */
  readonly code: string;
  readonly stepId: string | null;
  /** Where in the definition: `steps.0.config.expression`. */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Of a finding about a variable: its whole path, as `steps.find.email`. */
  readonly variable?: string;
  /** Of a finding about a field without value: its name, as the message has it in “…”. */
  readonly field?: string;
  /** Where in the text of a field, both from 1; of code that is written in lines. */
  readonly line?: number;
  readonly column?: number;
}

/** Where findings of one place go; the place is known to whoever makes it. */
export interface Findings {
  readonly path: readonly PropertyKey[];
  /** It is an error, unless the finding itself says that it is less. */
  error(finding: Details & { readonly severity?: Finding["severity"] }): void;
  warning(finding: Details): void;
  /** The same place, with more of the path. */
  at(...path: readonly PropertyKey[]): Findings;
}

interface Details {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly variable?: string | undefined;
  readonly field?: string | undefined;
}

export function findingsAt(
  list: Finding[],
  stepId: string | null,
  path: readonly PropertyKey[],
): Findings {
  const add = (severity: Finding["severity"], details: Details): void => {
    const { code, message, hint, variable, field } = details;
    const where = { stepId, path: path.map(String).join(".") };
    list.push({
      severity,
      code,
      ...where,
      message,
      ...(hint !== undefined && { hint }),
      ...(variable !== undefined && { variable }),
      ...(field !== undefined && { field }),
    });
  };
  return {
    path,
    error: ({ severity = "error", ...details }) => add(severity, details),
    warning: (details) => add("warning", details),
    at: (...more) => findingsAt(list, stepId, [...path, ...more]),
  };
}
