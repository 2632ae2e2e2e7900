/** The place where policies go to their targets. */
package org.firewright.ui.deploy;
