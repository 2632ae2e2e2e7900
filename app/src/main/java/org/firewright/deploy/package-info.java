/**
 * Bringing a project's policies to its targets: compile, upload what is missing, prepare on every host, then
 * commit namespace by namespace. Every step is told to a listener as it happens. A failure leaves what was not
 * yet committed as it was.
 */
package org.firewright.deploy;
