export { typeOfSample } from "@stepwell/core";
