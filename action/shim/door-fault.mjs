/** Something that whoever wrote the workflow can put right; shown without a stack. */
export class DoorFault extends Error {
  /**
   * @param {string} headline what was wrong
   * @param {string} remedy the next step; may have several lines
   * @param {number} exitCode as in the README's table
   */
  constructor(headline, remedy, exitCode = 2) {
    super(headline);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}
