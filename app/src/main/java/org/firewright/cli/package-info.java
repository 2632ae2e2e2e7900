/**
 * The command line: the same engine as the windows, for terminals, scripts and CI. Each verb is a class; results
 * go to standard output, as text or JSON, sentences about faults to standard error. Exit codes are told in
 * ExitCode.
 */
package org.firewright.cli;
