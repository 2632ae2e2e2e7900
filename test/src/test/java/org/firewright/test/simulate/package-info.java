/** Captures that other tools have written, and what those tools say of them. */
package org.firewright.test.simulate;
