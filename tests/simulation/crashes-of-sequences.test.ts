import { testCrashes } from "./crashes.suite.ts";
import { workflows } from "./workflows.ts";

testCrashes(workflows.slice(0, 12), { schedulesMin: 24_000 });
