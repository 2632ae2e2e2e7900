/** Pushes from a project on disk to real packets: the lab, real SSH, a real kernel. */
package org.firewright.test.deploy;
