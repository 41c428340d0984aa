/** The branch that a step with `onError: "branch"` takes when it fails. */
export const errorBranchId = "error";
