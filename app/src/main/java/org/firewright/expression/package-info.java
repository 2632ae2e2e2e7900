/**
 * The rule language: text to syntax tree and back, with a position for every node. Fields, functions and their types
 * come from one table, for the parser as for what editors ask: colours, proposals and help, also in broken texts. It
 * knows nothing of lists' contents, hosts or kernels.
 */
package org.firewright.expression;
