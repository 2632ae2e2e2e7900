/** What stands around every place: bar, sidebar, status line, questions. */
package org.firewright.ui.frame;
