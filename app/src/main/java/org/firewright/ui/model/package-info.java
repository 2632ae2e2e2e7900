/** What the windows show: the open project with its history, hosts with live counters, running tasks. Observable, without controls, and only ever changed on the JavaFX thread. */
package org.firewright.ui.model;
