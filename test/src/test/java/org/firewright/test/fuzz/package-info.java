/**
 * Hostile input: each class takes bytes and throws only when something came of them that should not. {@code test/fuzz}
 * lets Jazzer make the bytes for as long as one likes; a short run over known inputs is a test.
 */
package org.firewright.test.fuzz;
