import type { CommandName } from './option.ts';

type Commands = readonly CommandName[];

/** Commands that make records of inputs, or plan and submit such runs. */
export const RUN: Commands = ['normalize', 'plan', 'slurm', 'sge', 'jobs'];
/** Commands that look at pages of sites. */
export const PAGES: Commands = [...RUN, 'learn'];
/** Commands that take inputs. */
export const INPUTS: Commands = [...RUN, 'diff', 'learn'];
/** Commands that write or compare records. */
export const RECORDS: Commands = [...RUN, 'check'];
/** Commands that show texts. */
export const TEXTS: Commands = [...RUN, 'diff', 'check'];
/** Commands that read documents. */
export const READERS: Commands = [...RUN, 'diff', 'learn', 'check'];
/** Commands that submit jobs to a scheduler. */
export const SUBMITTERS: Commands = ['slurm', 'sge'];
