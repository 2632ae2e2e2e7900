/**
 * Changing a host: a deployment is checked, its lists are loaded and its batches tried, then each namespace is
 * committed in one transaction. One agent at a time, and killed at any moment it leaves nothing half applied.
 */
package org.firewright.agent.deploy;
