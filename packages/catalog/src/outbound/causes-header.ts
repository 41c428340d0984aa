/** Carries the signed chain of causes, so that a loop over HTTP ends like any other cycle. */
export const causesHeader = "stepwell-causes";
