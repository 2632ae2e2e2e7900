/** The welcome: the lab, a server, a project. */
package org.firewright.ui.start;
