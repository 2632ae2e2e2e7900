/** Firewright against second opinions: random inputs, every difference shown in its smallest form. */
package org.firewright.test.conformance;
