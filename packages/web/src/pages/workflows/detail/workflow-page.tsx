export function WorkflowPage() {
  return <>-</>;
}
