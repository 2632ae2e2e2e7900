/** The window as a person uses it: real buttons pressed on a real (virtual) screen, and pictures of every place. */
package org.firewright.test.ui;
