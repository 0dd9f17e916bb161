/** Placeholder until the command is written. */
export async function main(args: readonly string[]): Promise<void> {
  await Promise.resolve(args);
}
