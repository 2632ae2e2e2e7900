/** The place that shows a host as its kernel has it. */
package org.firewright.ui.inspect;
