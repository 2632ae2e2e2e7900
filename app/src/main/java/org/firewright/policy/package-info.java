/**
 * A project: policies of ordered rules, lists, and the targets they go to, as values and as plain text on disk. Rules
 * are kept as the text that a person wrote; what they mean is the expression package's business. Reading tells every
 * fault with file and line; writing never leaves half a file.
 */
package org.firewright.policy;
