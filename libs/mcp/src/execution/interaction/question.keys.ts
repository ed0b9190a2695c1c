/**
 * The keys of the questions of one run. They come in the same order when the handler is run again,
 * which is how an answer finds its question.
 */
export class QuestionKeys {
  private taken: Set<string> | undefined;
  private unnamed = 0;

  /**
   * @throws TypeError for a key that is taken: its answer would be given to both questions, and a
   *   handler that asks in a loop would never end
   */
  take(key = `question-${++this.unnamed}`): string {
    this.taken ??= new Set();
    if (this.taken.has(key)) {
      throw new TypeError(`Two questions of one call have the key '${key}': give each its own.`);
    }
    this.taken.add(key);
    return key;
  }
}
