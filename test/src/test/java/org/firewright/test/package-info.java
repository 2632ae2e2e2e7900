/** Tests that need a real kernel, sshd or display, a package for each area, and what they share. */
package org.firewright.test;
