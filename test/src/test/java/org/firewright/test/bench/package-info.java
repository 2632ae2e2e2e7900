/**
 * Benchmarks, a class with a main method each: a table for people on standard output, and the same figures as JSON in
 * test/target/bench.
 */
package org.firewright.test.bench;
