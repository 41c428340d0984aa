/** Rows a search by text looks at, the newest ones. */
export const searchedRowsMax = 10_000;
