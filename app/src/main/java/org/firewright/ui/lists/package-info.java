/** The place of the project's lists. */
package org.firewright.ui.lists;
