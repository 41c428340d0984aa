/**
 * How Node is started for the server: a young generation of 16 MiB keeps memory bounded under load
 * (V8's own choice grows to ten times that) and costs no throughput that we could measure.
 */
export const nodeFlags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=16"];
