/**
 * The rule language: text to syntax tree and back, with a position for every node. Fields and their types come
 * from one table. It knows nothing of lists' contents, hosts or kernels.
 */
package org.firewright.expression;
