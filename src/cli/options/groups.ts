import type { CommandName } from './option.ts';

type Commands = readonly CommandName[];

/** Commands that share options: what a run has, and those that read pages, take inputs, make records, show texts or read documents. */
export const RUN: Commands = ['normalize', 'plan', 'slurm', 'sge', 'jobs'];
export const PAGES: Commands = [...RUN, 'learn'];
export const INPUTS: Commands = [...RUN, 'diff', 'learn'];
export const RECORDS: Commands = [...RUN, 'check'];
export const TEXTS: Commands = [...RUN, 'diff', 'check'];
export const ALL: Commands = [...RUN, 'diff', 'learn', 'check'];
/** Commands that submit jobs to a scheduler. */
export const SUBMITTERS: Commands = ['slurm', 'sge'];
