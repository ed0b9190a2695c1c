/** Waits for something, but no longer than that. @returns whether it came */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const came = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return came;
}
