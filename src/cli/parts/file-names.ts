/** Whether a file in a folder of parts is the list of a plan or its index. */
export function isOfPlan(name: string): boolean {
  return /^plan-[0-9a-f]{12}-.*\.(?:files|parts)$/.test(name);
}

/** Whether a file stands beside the parts of a run and has no records: of a plan, or what is told of a part. */
export function isBesideParts(name: string): boolean {
  return isOfPlan(name) || /^part-\d{5,}\.(?:ledger|retry)\.json$/.test(name);
}
