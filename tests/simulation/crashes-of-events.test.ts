import { testCrashes } from "./crashes.suite.ts";
import { workflows } from "./workflows.ts";

testCrashes(workflows.slice(26), { schedulesMin: 10_000 });
